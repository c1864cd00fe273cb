internal import Glibc

/// Something in the ground of a `FieldScene`, as a body that planes along travel cut through.
public struct FieldObject: Sendable, Equatable, Codable {
    /// Its body.
    public enum Shape: String, Sendable, Codable {
        /// Upright cylinder of `length` across and `height`.
        case disc
        /// Upright box of `length` x `width` x `height`.
        case box
        /// Lying cylinder of `length` along its axis, `width` across and `height` high.
        case barrel
        /// Ellipsoid of the three axes.
        case ellipsoid
        /// No body: only dug ground.
        case none
    }

    /// Ground that was dug and put back round an object.
    public struct Backfill: Sendable, Equatable, Codable {
        /// Diameter of the hole at the surface (m).
        public var diameterMetres: Double
        /// Its depth (m).
        public var depthMetres: Double
        /// Water in it over what the soil holds.
        public var waterFactor: Double
        /// Density over the soil's.
        public var densityFactor: Double
    }

    /// Its name in the lane.
    public var id: String
    /// What it is, such as "PMN-2".
    public var model: String
    /// One of the classes of truth tables, such as `plastic_AP`.
    public var kind: MineModel.TargetClass
    /// What kind of it, such as "square" or "along/air"; may be empty.
    public var detail: String
    /// Its body.
    public var shape: Shape
    /// Centre along the lane (m).
    public var xMetres: Double
    /// Centre across the lane, positive to the left (m).
    public var yMetres: Double
    /// From the surface to its top, on its axis (m).
    public var depthMetres: Double
    /// Extent along its own first axis (m).
    public var lengthMetres: Double
    /// Extent along its own second axis (m).
    public var widthMetres: Double
    /// Extent downwards (m).
    public var heightMetres: Double
    /// Turn about the vertical (degrees, from x towards y).
    public var yawDegrees: Double
    /// Tilt (degrees): it falls in the direction of `yawDegrees`.
    public var tiltDegrees: Double
    /// Thickness of the walls (m), of the first layer's material.
    public var wallMetres: Double
    /// What it is made of: plates from the top down in a disc or box, which go on to its bottom with the
    /// last; in a barrel or ellipsoid with walls the walls and then the content, else one material.
    public var layers: [MaterialLayer]
    /// Share of its half width that its second layer, an air space, takes up; round it is what the thickest layer is
    /// made of.
    public var cavityShare: Double
    /// Whether a steel striker stands on its axis.
    public var hasMetalPin: Bool
    /// The hole it was laid in.
    public var backfill: Backfill?

    /// Whether a person must find it.
    public var isMine: Bool { kind.isMine }

    /// What truth gives as its diameter (m): its largest horizontal extent; of a root or burrow, which
    /// crosses the whole lane, its thickness.
    public var truthDiameterMetres: Double {
        switch shape {
        case .disc: lengthMetres
        case .none: backfill?.diameterMetres ?? lengthMetres
        case .box: lengthMetres
        case .ellipsoid: max(lengthMetres, widthMetres)
        case .barrel: isLong ? widthMetres : max(lengthMetres, widthMetres)
        }
    }

    /// Whether it goes on beyond the lane's sides.
    public var isLong: Bool { shape == .barrel && lengthMetres > 1 }

    /// Half its largest horizontal extent (m), of a long body its half width.
    var radiusMetres: Double {
        let body =
            shape == .box
            ? hypot(lengthMetres, widthMetres) / 2 : truthDiameterMetres / 2
        return max(body, (backfill?.diameterMetres ?? 0) / 2)
    }
}

/// A `FieldObject` made ready to be asked what is where.
struct FieldBody: Sendable {
    let object: FieldObject
    private let centreDepth: Double
    let yaw: (cosine: Double, sine: Double)
    private let tilt: (cosine: Double, sine: Double)
    private let plates: [(end: Double, matter: Matter)]
    private let filling: Matter?
    private let steel = Matter(permittivity: 1, conductivity: 1e6)

    /// `surface` is the height of the ground above its mean where the object lies (m).
    init(_ object: FieldObject, surface: Double) {
        self.object = object
        let half = object.heightMetres / 2
        // The body turns about the middle of its top, round bodies about their centres.
        let pivot = object.shape == .disc || object.shape == .box ? 0 : half
        centreDepth = object.depthMetres - surface + pivot
        yaw = (cos(object.yawDegrees * .pi / 180), sin(object.yawDegrees * .pi / 180))
        tilt = (cos(object.tiltDegrees * .pi / 180), sin(object.tiltDegrees * .pi / 180))
        var end = 0.0
        plates = object.layers.map { layer in
            end += layer.thicknessMetres
            return (end, Matter(layer))
        }
        filling = object.layers.max { $0.thicknessMetres < $1.thicknessMetres }.map(Matter.init)
    }

    /// The box, in x and z (z down from the mean surface), that holds what the plane at `y` cuts; `nil`
    /// where it cuts nothing.
    func bounds(y: Double) -> (x: ClosedRange<Double>, z: ClosedRange<Double>)? {
        guard object.shape != .none else { return nil }
        let away = y - object.yMetres
        let reach = diagonal
        guard abs(away) < reach else { return nil }
        var middle = object.xMetres
        var side = (reach * reach - away * away).squareRoot()
        if object.isLong {
            // Where the axis passes the plane; steeper than 60 degrees to travel by construction.
            middle += away * yaw.cosine / yaw.sine
            side = object.widthMetres / abs(yaw.sine) + 0.02
        }
        let height = object.heightMetres + diagonal * abs(tilt.sine)
        return (
            middle - side...middle + side, centreDepth - height...centreDepth + height
        )
    }

    private var diagonal: Double {
        let (a, b, c) = (object.lengthMetres, object.widthMetres, object.heightMetres)
        return (a * a + b * b + c * c).squareRoot() / 2 + c / 2
    }

    /// What is at (`x`, `y`, `z`), with or without the striker; `nil` outside.
    func matter(_ x: Double, _ y: Double, _ z: Double, hasPin: Bool = true) -> Matter? {
        let (dx, dy, dz) = (x - object.xMetres, y - object.yMetres, z - centreDepth)
        let u0 = yaw.cosine * dx + yaw.sine * dy
        let v = yaw.cosine * dy - yaw.sine * dx
        let u = tilt.cosine * u0 + tilt.sine * dz
        let w = tilt.cosine * dz - tilt.sine * u0
        let (a, b, c) = (object.lengthMetres / 2, object.widthMetres / 2, object.heightMetres / 2)
        switch object.shape {
        case .none: return nil
        case .disc:
            let radius = (u * u + v * v).squareRoot()
            guard radius < a, w >= 0, w < 2 * c else { return nil }
            return stacked(w, fromSide: a - radius, fromAxis: radius, hasPin: hasPin)
        case .box:
            guard abs(u) < a, abs(v) < b, w >= 0, w < 2 * c else { return nil }
            return stacked(
                w, fromSide: min(a - abs(u), b - abs(v)), fromAxis: (u * u + v * v).squareRoot(),
                hasPin: hasPin)
        case .barrel:
            let share = (v * v / (b * b) + w * w / (c * c)).squareRoot()
            guard abs(u) < a, share < 1 else { return nil }
            return filled(fromSide: min(a - abs(u), (1 - share) * min(b, c)))
        case .ellipsoid:
            let share = (u * u / (a * a) + v * v / (b * b) + w * w / (c * c)).squareRoot()
            guard share < 1 else { return nil }
            return filled(fromSide: (1 - share) * min(a, b, c))
        }
    }

    private func stacked(
        _ w: Double, fromSide: Double, fromAxis: Double, hasPin: Bool
    ) -> Matter? {
        if object.hasMetalPin, hasPin, fromAxis < 0.003, w > 0.004, w < 0.75 * object.heightMetres {
            return steel
        }
        if fromSide < object.wallMetres { return plates.first?.matter }
        guard let plate = plates.firstIndex(where: { w < $0.end }) else {
            return plates.last?.matter
        }
        let isRound = fromAxis > object.cavityShare * object.lengthMetres / 2
        return plate == 1 && isRound ? filling : plates[plate].matter
    }

    private func filled(fromSide: Double) -> Matter? {
        guard object.wallMetres > 0, plates.count > 1 else { return plates.first?.matter }
        return fromSide < object.wallMetres ? plates[0].matter : plates[1].matter
    }

    /// Share of the ground at (`x`, `y`), `depth` below the surface, that was dug; `ragged` (m) moves the hole's edge.
    func dugShare(_ x: Double, _ y: Double, depth: Double, ragged: Double) -> Double {
        guard let hole = object.backfill, depth < hole.depthMetres else { return 0 }
        let (dx, dy) = (x - object.xMetres, y - object.yMetres)
        let radius = hole.diameterMetres / 2 * (1 - 0.25 * depth / hole.depthMetres) + ragged
        let inside = (radius - (dx * dx + dy * dy).squareRoot()) / 0.015 + 0.5
        let above = (hole.depthMetres - depth) / 0.01
        return min(1, max(0, inside)) * min(1, above)
    }
}
