internal import Glibc
internal import SurveyModel

/// What the plane of a channel shows of an object.
///
/// A plane that cuts the object shows the cut. Beside it a real antenna still hears the object, later and
/// weaker; a plane would not. There the cut of the object's nearer end stands in for it: as deep as the
/// refracted way to it is long, and so narrow that its echo, which grows with its width up to the width of
/// the footprint, is weaker by `loss`.
struct FieldCut: Sendable {
    private let body: FieldBody
    private let plane: Double
    private let middle, scale, shift: Double
    /// The box, in x and z (z down from the mean surface), that holds it.
    let x: ClosedRange<Double>, z: ClosedRange<Double>

    /// Beyond this from its edge an object is not heard (m).
    static let reach = 0.2
    /// Wider than this an object's echo hardly grows (m).
    private static let footprint = 0.09

    /// Loss of an echo from `beyond` an object's edge (dB).
    ///
    /// 17 dB at 18 cm, as the one case that was simulated in three dimensions fades along travel; flat tops, which
    /// mirror the wave away, lose 9 dB more.
    static func loss(beyond: Double, isFlat: Bool) -> Double {
        17 * pow(beyond / 0.18, 1.5) + (isFlat ? 9 : 0)
    }

    /// What the plane at `y` shows; `nil` where that is nothing.
    init?(_ body: FieldBody, y: Double, scene: FieldScene) {
        guard body.object.shape != .none else { return nil }
        self.body = body
        let away = abs(y - body.object.yMetres)
        let beyond = body.object.isLong ? 0 : max(0, away - body.halfAcross)
        guard beyond < Self.reach else { return nil }
        let own = body.cutMetres(y: y)
        let near = body.nearerEnd(towards: y)
        let whole = body.cutMetres(y: near.y)
        let isFlat = body.hasFlatTop
        let wanted =
            body.object.isLong
            ? 0
            : min(whole, Self.footprint)
                * pow(10, -Self.loss(beyond: beyond, isFlat: isFlat) / 20)
        if own >= wanted || whole == 0 {
            guard let bounds = body.bounds(y: y), own > 0 else { return nil }
            (plane, middle, scale, shift) = (y, 0, 1, 0)
            (x, z) = bounds
            return
        }
        guard let bounds = body.bounds(y: near.y) else { return nil }
        let late = Self.shift(body.object.depthMetres, beyond, scene)
        let share = wanted / whole
        plane = near.y
        middle = near.x
        scale = 1 / share
        shift = late
        x =
            middle + (bounds.x.lowerBound - middle) * share...middle
            + (bounds.x.upperBound - middle) * share
        z = bounds.z.lowerBound + late...bounds.z.upperBound + late
    }

    /// How much deeper than `depth` an echo from `beyond` to the side seems to come from (m).
    private static func shift(_ depth: Double, _ beyond: Double, _ scene: FieldScene) -> Double {
        guard beyond > 0 else { return 0 }
        let depth = max(depth, 0.002)
        let index = scene.ground.meanIndex(to: depth)
        let half = scene.antenna.separationMetres / 2
        func delay(_ range: Double) -> Double {
            RefractedLeg(
                height: scene.antenna.heightMetres, depth: depth, range: range, index: index
            ).delay
        }
        return (delay(hypot(half, beyond)) - delay(half)) * speedOfLightMetresPerNanosecond / index
    }

    /// What is at (`x`, `z`) of the plane; `nil` outside.
    func matter(_ x: Double, _ z: Double) -> Matter? {
        // The striker is thinner than any footprint: only a plane through it shows it.
        body.matter(middle + (x - middle) * scale, plane, z - shift, hasPin: scale == 1)
    }
}

extension FieldBody {
    /// Whether its top mirrors waves: not that of a nail.
    var hasFlatTop: Bool {
        let isPlate = object.shape == .disc || object.shape == .box
        return isPlate && min(object.lengthMetres, object.widthMetres) > object.heightMetres / 2
    }

    /// Half the extent across travel (m).
    var halfAcross: Double {
        let (a, b) = (object.lengthMetres / 2, object.widthMetres / 2)
        let (cosine, sine) = (abs(yaw.cosine), abs(yaw.sine))
        return switch object.shape {
        case .disc: a
        case .ellipsoid: hypot(a * sine, b * cosine)
        case .box, .barrel, .none: a * sine + b * cosine
        }
    }

    /// The middle of a cut as near to the plane at `y` as it can be with all its width.
    func nearerEnd(towards y: Double) -> (x: Double, y: Double) {
        let (a, b) = (object.lengthMetres / 2, object.widthMetres / 2)
        let room = max(0, halfAcross - min(a, b))
        let side = min(room, max(-room, y - object.yMetres))
        // Where the middles of an ellipse's chords lie.
        let (cosine, sine) = (yaw.cosine, yaw.sine)
        let across = a * a * sine * sine + b * b * cosine * cosine
        let slope = across > 0 ? (a * a - b * b) * sine * cosine / across : 0
        return (object.xMetres + side * slope, object.yMetres + side)
    }

    /// Length of the cut by the plane at `y`, halfway down (m).
    func cutMetres(y: Double) -> Double {
        guard let bounds = bounds(y: y) else { return 0 }
        let pivot = (bounds.z.lowerBound + bounds.z.upperBound) / 2
        let isFlat = object.shape == .disc || object.shape == .box
        let z = isFlat ? pivot + object.heightMetres / 2 : pivot
        let width = bounds.x.upperBound - bounds.x.lowerBound
        let count = 200
        let hits = (0..<count).count {
            matter(bounds.x.lowerBound + (Double($0) + 0.5) / Double(count) * width, y, z) != nil
        }
        return Double(hits) / Double(count) * width
    }
}
