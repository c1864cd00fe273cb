internal import Glibc

extension FieldObjectCatalogue {
    private static let steel = MaterialLayer(1, 1e6)

    /// Something that is no mine, its top's depth in `depths` (m); dug ground begins at the surface.
    ///
    /// - Throws: `SyntheticGroundError.unknownObject`.
    static func clutter(
        _ name: String, depths: ClosedRange<Double>, _ draw: inout FigureDraw
    ) throws(SyntheticGroundError) -> FieldObject {
        var object = FieldObject(name, .clutter, .ellipsoid)
        object.depthMetres = draw.next(depths)
        object.yawDegrees = draw.next(0...360)
        object.tiltDegrees = draw.next(0...50) - 25
        switch name {
        case "stone": stone(&object, &draw)
        case "metal_fragment":
            object.layers = [steel]
            size(
                &object, draw.next(0.018...0.055), draw.next(0.012...0.03), draw.next(0.004...0.013)
            )
        case "can": can(&object, &draw)
        case "nail":
            object.shape = .disc
            object.layers = [steel]
            object.tiltDegrees = draw.next(0...100) - 50
            size(&object, 0.005, 0.005, draw.next(0.05...0.1))
        case "cartridge":
            object.shape = .barrel
            object.layers = [steel]
            size(&object, draw.next(0.04...0.056), 0.0125, 0.0125)
        case "bottle": bottle(&object, &draw)
        case "root", "burrow": crossing(&object, isRoot: name == "root", &draw)
        case "wood":
            object.shape = .box
            let isWet = draw.happens(0.3)
            object.layers = [
                isWet ? MaterialLayer(draw.next(6...12), 0.02) : MaterialLayer(draw.next(1.8...3))
            ]
            object.detail = isWet ? "wet" : "dry"
            size(&object, draw.next(0.12...0.22), draw.next(0.04...0.09), draw.next(0.02...0.05))
        case "tyre":
            object.shape = .box
            object.layers = [MaterialLayer(draw.next(4...7), 0.01)]
            size(&object, draw.next(0.07...0.2), draw.next(0.05...0.12), draw.next(0.008...0.02))
        case "disturbed": disturbed(&object, &draw)
        default: throw .unknownObject(name: name, known: mines + clutter)
        }
        if object.shape == .disc || object.shape == .box {
            object.depthMetres = max(object.depthMetres, object.leastDepthMetres)
        }
        return object
    }

    private static func size(
        _ object: inout FieldObject, _ length: Double, _ width: Double, _ height: Double
    ) {
        object.lengthMetres = length
        object.widthMetres = width
        object.heightMetres = height
    }

    private static func stone(_ object: inout FieldObject, _ draw: inout FigureDraw) {
        let kind = draw.one(of: [("stone_l", 4.8...5.8), ("stone", 6...7.4), ("stone_h", 7.5...9)])
        object.detail = kind.0
        object.layers = [MaterialLayer(draw.next(kind.1), draw.next(0.0005...0.004))]
        let length = draw.next(0.03...0.12)
        size(
            &object, length, min(length, draw.next(0.7...1) * length),
            length * draw.next(0.5...0.95))
    }

    private static func can(_ object: inout FieldObject, _ draw: inout FigureDraw) {
        object.shape = .barrel
        object.layers = [steel]
        let isAlong = draw.happens(0.5)
        object.detail = isAlong ? "along" : "across"
        object.yawDegrees = draw.next(0...80) - 40 + (isAlong ? 0 : 90)
        size(&object, 0.115, 0.066, 0.066)
    }

    private static func bottle(_ object: inout FieldObject, _ draw: inout FigureDraw) {
        object.shape = .barrel
        let isAlong = draw.happens(0.5)
        let isFull = draw.happens(0.35)
        object.detail = (isAlong ? "along" : "across") + (isFull ? "/fill" : "/air")
        object.yawDegrees = draw.next(0...80) - 40 + (isAlong ? 0 : 90)
        let isGlass = draw.happens(0.4)
        object.wallMetres = isGlass ? 0.004 : 0.001
        object.layers = [
            MaterialLayer(isGlass ? 6 : 2.6), isFull ? MaterialLayer(79, 0.5) : MaterialLayer(1),
        ]
        let width = draw.next(0.06...0.08)
        size(&object, draw.next(0.19...0.26), width, width)
    }

    /// A root or an animal's burrow: it crosses the whole lane.
    private static func crossing(
        _ object: inout FieldObject, isRoot: Bool, _ draw: inout FigureDraw
    ) {
        object.shape = .barrel
        object.yawDegrees = 90 + draw.next(0...80) - 40
        object.tiltDegrees = draw.next(0...12) - 6
        if isRoot {
            let isWet = draw.happens(0.5)
            object.detail = isWet ? "root_wet" : "root_dry"
            object.layers = [
                isWet
                    ? MaterialLayer(draw.next(12...25), draw.next(0.05...0.2))
                    : MaterialLayer(draw.next(1.8...3.5), 0.001)
            ]
            let width = draw.next(0.015...0.045)
            size(&object, 4, width, width)
        } else {
            object.layers = [MaterialLayer(1)]
            let width = draw.next(0.035...0.08)
            size(&object, 4, width, width * draw.next(0.85...1))
        }
        // Its lowest end must not come out of the ground within the lane.
        object.depthMetres = max(object.depthMetres, 0.03)
    }

    /// A hole dug and filled with nothing in it.
    private static func disturbed(_ object: inout FieldObject, _ draw: inout FigureDraw) {
        object.shape = .none
        object.depthMetres = 0
        let diameter = draw.next(0.15...0.3)
        size(&object, diameter, diameter, draw.next(0.1...0.2))
        object.backfill = FieldObject.Backfill(
            diameterMetres: diameter, depthMetres: object.heightMetres,
            waterFactor: draw.happens(0.5) ? draw.next(0.6...0.8) : draw.next(1.3...1.6),
            densityFactor: draw.next(0.92...1))
    }
}
