internal import SurveyModel

extension GroundScene {
    /// What lies in the ground as a table: the columns of truth tables, then what only a simulation
    /// knows.
    ///
    /// `exp_top_time_ns` is when the echo of the top comes right above it, from the first
    /// sample.
    public var truthTable: String {
        var lines = [
            "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine,width_m,shape,yaw_deg,"
                + "tilt_deg,exp_top_time_ns"
        ]
        let ground = EffectiveGround(layers: layers)
        for object in objects {
            let leg = RefractedLeg(
                height: radar.heightMetres, depth: max(object.depthMetres, 1e-4),
                range: radar.antennaSeparationMetres / 2,
                index: ground.index(to: max(object.depthMetres, 1e-4)))
            let time =
                ((2 * leg.delay + radar.timeZeroNanoseconds) * 1000).rounded() / 1000
            let fields: [String] = [
                object.id, object.model, object.kind.rawValue, "\(object.xMetres)",
                "\(object.yMetres)", "\(object.depthMetres)", "\(object.diameterMetres)",
                "\(object.heightMetres)", object.isMine ? "1" : "0", "\(object.widthMetres)",
                object.shape.rawValue, "\(object.yawDegrees)", "\(object.tiltDegrees)", "\(time)",
            ]
            lines.append(fields.map(Self.field).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Quoted where it must be.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else {
            return text
        }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
