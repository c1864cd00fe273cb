internal import SurveyModel
internal import SyntheticGround

/// The items whose echoes stand for a class: those of it that are hardest to see, by their published sizes.
enum ReferenceItem {
    /// Names in the catalogue; trial echoes take them in turn, and the calculation takes the weakest.
    ///
    /// A block of explosive without an air space (PRB M3) stands for anti-vehicle mines too where the
    /// ground's permittivity is known to differ from its own; elsewhere the statement is about mines with
    /// an air space, as small as VS-1.6, and every map says so.
    static func names(of kind: DetectabilityClass, mayMatch: Bool) -> [String] {
        switch kind {
        case .antiVehicle: mayMatch ? ["VS-1.6"] : ["VS-1.6", "M3"]
        case .antiPersonnelGap: ["VS-50"]
        case .antiPersonnelSolid: ["M409"]
        case .smallAntiPersonnel: ["Type72"]
        }
    }

    /// Permittivities of ground that equal those of explosives within what gives an echo.
    static let indexMatch = 2.5...3.4

    /// Whether ground of these permittivities may equal an explosive.
    static func mayMatch(low: Double, high: Double) -> Bool {
        low <= indexMatch.upperBound && high >= indexMatch.lowerBound
    }

    /// The item `name` with its top at `depth`, its centre at (`x`, `y`).
    static func object(
        _ name: String, id: String = "", x: Double, y: Double, depth: Double, tilt: Double = 0,
        yaw: Double = 0
    ) throws(SyntheticGroundError) -> BuriedObject {
        var object = try ObjectCatalogue.object(
            name, id: id, xMetres: x, yMetres: y, depthMetres: depth)
        object.yawDegrees = yaw
        // A tilted item must not come out of the ground.
        let steepest = 57 * max(0, depth - 0.002) / (object.extentMetres / 2)
        object.tiltDegrees = min(tilt, steepest)
        return object
    }
}
