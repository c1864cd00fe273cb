internal import Glibc

/// A point of the plane a map shows (m): east and north, or along a road and to its left.
public struct PlanePoint: Sendable, Hashable {
    /// East, or along (m).
    public var x: Double
    /// North, or to the left (m).
    public var y: Double

    /// The point `x`, `y`.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// How the plane lies on paper: turned, never mirrored, 1:`alongScale` in reading direction and
/// 1:`acrossScale` upwards.
public struct MapView: Sendable, Equatable {
    /// The point of the plane in the middle of the map.
    public var centre: PlanePoint
    /// Direction of the plane that points to the right on paper (radians, anticlockwise from x).
    public var directionRadians: Double
    /// Metres on the ground for a metre on paper, to the right.
    public var alongScale: Double
    /// Metres on the ground for a metre on paper, upwards.
    public var acrossScale: Double
    /// Where the map stands on paper (mm).
    let box: PaperBox

    init(
        centre: PlanePoint, directionRadians: Double, alongScale: Double, acrossScale: Double,
        box: PaperBox
    ) {
        self.centre = centre
        self.directionRadians = directionRadians
        self.alongScale = alongScale
        self.acrossScale = acrossScale
        self.box = box
    }

    /// Whether lengths are true in every direction.
    public var isEven: Bool { alongScale == acrossScale }

    /// Where a point stands on paper.
    func paper(_ point: PlanePoint) -> PaperPoint {
        let (sine, cosine) = (sin(directionRadians), cos(directionRadians))
        let (dx, dy) = (point.x - centre.x, point.y - centre.y)
        return PaperPoint(
            x: box.middle.x + (dx * cosine + dy * sine) * 1000 / alongScale,
            y: box.middle.y - (dy * cosine - dx * sine) * 1000 / acrossScale)
    }

    /// The point of the plane at a place on paper.
    func plane(_ point: PaperPoint) -> PlanePoint {
        let (sine, cosine) = (sin(directionRadians), cos(directionRadians))
        let along = (point.x - box.middle.x) * alongScale / 1000
        let across = (box.middle.y - point.y) * acrossScale / 1000
        return PlanePoint(
            x: centre.x + along * cosine - across * sine,
            y: centre.y + along * sine + across * cosine)
    }

    /// Length on paper (mm) of `metres` to the right.
    func length(alongMetres metres: Double) -> Double { metres * 1000 / alongScale }

    /// Length on paper (mm) of `metres` upwards.
    func length(acrossMetres metres: Double) -> Double { metres * 1000 / acrossScale }

    /// Scales a map may have, apart from powers of ten.
    private static let steps = [1.0, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5]

    /// The smallest usual scale that is not below `exact`.
    static func scale(atLeast exact: Double) -> Double {
        guard exact.isFinite, exact > 10 else { return 10 }
        let power = pow(10, floor(log10(exact)))
        let step = steps.first { $0 * power >= exact * (1 - 1e-12) }
        return step.map { $0 * power } ?? 10 * power
    }

    /// The largest view of `points` in `box` at a usual scale, the direction `along` to the right.
    static func fitting(
        _ points: [PlanePoint], along: Double, in box: PaperBox, isEven: Bool, margin: Double = 3
    ) -> MapView {
        let (sine, cosine) = (sin(along), cos(along))
        let turned = points.map {
            PlanePoint(x: $0.x * cosine + $0.y * sine, y: $0.y * cosine - $0.x * sine)
        }
        let xs = turned.map(\.x)
        let ys = turned.map(\.y)
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (low, high) = (ys.min() ?? 0, ys.max() ?? 0)
        let room = box.inset(margin)
        let alongExact = (right - left) * 1000 / max(room.width, 1)
        let acrossExact = (high - low) * 1000 / max(room.height, 1)
        let alongScale = scale(atLeast: isEven ? max(alongExact, acrossExact) : alongExact)
        let acrossScale = isEven ? alongScale : scale(atLeast: acrossExact)
        let middle = PlanePoint(x: (left + right) / 2, y: (low + high) / 2)
        return MapView(
            centre: PlanePoint(
                x: middle.x * cosine - middle.y * sine, y: middle.x * sine + middle.y * cosine),
            directionRadians: along, alongScale: alongScale, acrossScale: acrossScale, box: box)
    }
}

/// A bar of a round length on the ground.
struct ScaleBar: Equatable {
    /// Length on the ground (m).
    let metres: Double
    /// Length on paper (mm).
    let millimetres: Double

    /// The longest bar of 1, 2 or 5 times a power of ten that is at most `widest` mm at 1:`scale`.
    init(scale: Double, widest: Double) {
        let most = max(widest, 1) * scale / 1000
        let power = pow(10, floor(log10(most)))
        let step = [5.0, 2, 1].first { $0 * power <= most * (1 + 1e-12) } ?? 1
        metres = step * power
        millimetres = metres * 1000 / scale
    }

    /// A length on the ground as written at the bar.
    static func text(_ metres: Double) -> String {
        let rounded = (metres * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
