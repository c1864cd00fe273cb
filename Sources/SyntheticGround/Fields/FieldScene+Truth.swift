internal import SurveyModel

extension FieldScene {
    /// What lies in the ground as a table: the columns of truth tables, then what only a simulation
    /// knows.
    ///
    /// `exp_top_time_ns` is when the echo of the top comes right above it, from the first sample;
    /// `cut_m` the longest cut of the object by the plane of any channel: 0 where no channel meets it and
    /// what is heard of it is heard from beside it (see `FieldCut`).
    public var truthTable: String {
        var lines = [
            "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine,yaw_deg,tilt_deg,"
                + "metal_pin,backfill_factor,shape_detail,exp_top_time_ns,cut_m"
        ]
        let zero = antenna.zeroPathNanoseconds
        func rounded(_ value: Double, _ scale: Double = 10_000) -> String {
            "\((value * scale).rounded() / scale)"
        }
        for object in objects {
            let depth = max(object.depthMetres, 1e-4)
            let leg = RefractedLeg(
                height: antenna.heightMetres, depth: depth, range: antenna.separationMetres / 2,
                index: ground.meanIndex(to: depth))
            lines.append(
                [
                    object.id, object.model, object.kind.rawValue, rounded(object.xMetres),
                    rounded(object.yMetres), rounded(object.depthMetres),
                    rounded(object.truthDiameterMetres), rounded(object.heightMetres),
                    object.isMine ? "1" : "0", rounded(object.yawDegrees),
                    rounded(object.tiltDegrees), object.hasMetalPin ? "1" : "0",
                    object.backfill.map { rounded($0.waterFactor, 100) } ?? "", object.detail,
                    rounded(2 * leg.delay + zero, 1000), rounded(longestCutMetres(object), 1000),
                ].joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
