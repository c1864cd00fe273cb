internal import SurveyModel
internal import SyntheticGround

/// The items whose echoes stand for a class: those of it that are hardest to see, by their published sizes.
enum ReferenceItem {
    /// Names in the catalogue; trial echoes take them in turn, and the calculation takes the weakest.
    static func names(of kind: DetectabilityClass) -> [String] {
        switch kind {
        // The smallest with an air space, and a block of explosive without one.
        case .antiVehicle: ["VS-1.6", "M3"]
        case .antiPersonnelGap: ["VS-50"]
        case .antiPersonnelSolid: ["M409"]
        case .smallAntiPersonnel: ["Type72"]
        }
    }

    /// Permittivities of ground that equal those of explosives within what gives an echo.
    static let indexMatch = 2.5...3.4

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
