/// Direction of travel of a sweep against the road's chainage.
public enum TravelDirection: String, Sendable, Codable, CaseIterable {
    /// With increasing chainage.
    case up
    /// Against increasing chainage.
    case down

    /// +1 for `up`, -1 for `down`.
    public var sign: Double { self == .up ? 1 : -1 }
}

/// The side of the road, looking along increasing chainage, in words.
public enum Side: String, Sendable, Codable {
    /// Left of increasing chainage: positive offset.
    case left
    /// Within 5 mm of the centreline.
    case centre
    /// Right of increasing chainage: negative offset.
    case right

    /// The side on which a road-frame offset lies.
    public init(offsetMetres: Double) {
        if abs(offsetMetres) < 0.005 {
            self = .centre
        } else {
            self = offsetMetres > 0 ? .left : .right
        }
    }
}

/// A strip along the road, seen along increasing chainage.
public enum LateralBand: String, Sendable, Codable, CaseIterable {
    /// The lanes people drive on.
    case carriageway
    /// Paved or gravel strip left of the carriageway.
    case leftShoulder = "left-shoulder"
    /// Paved or gravel strip right of the carriageway.
    case rightShoulder = "right-shoulder"
    /// Unpaved ground beyond the left shoulder.
    case leftVerge = "left-verge"
    /// Unpaved ground beyond the right shoulder.
    case rightVerge = "right-verge"
}

/// An interval of metres with `low` below `high`.
public struct MetreRange: Sendable, Hashable, Codable {
    /// Lower end (m).
    public var low: Double
    /// Upper end (m).
    public var high: Double

    /// The interval from `low` to `high`.
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Its length (m).
    public var length: Double { high - low }

    /// Whether `value` lies in the closed interval.
    public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// A point in the road frame.
public struct RoadPosition: Sendable, Hashable, Codable {
    /// Chainage (m).
    public var chainageMetres: Double
    /// Offset (m), positive to the left of increasing chainage.
    public var offsetMetres: Double

    /// A point at `chainageMetres` and `offsetMetres`.
    public init(chainageMetres: Double, offsetMetres: Double) {
        self.chainageMetres = chainageMetres
        self.offsetMetres = offsetMetres
    }

    /// Its side in words.
    public var side: Side { Side(offsetMetres: offsetMetres) }
}

/// A point on the ellipsoid, WGS 84 unless said otherwise, east before north.
public struct GeographicPosition: Sendable, Hashable, Codable {
    /// Longitude (degrees east).
    public var longitude: Double
    /// Latitude (degrees north).
    public var latitude: Double

    /// A point at `longitude`, `latitude`.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// A lane laid on a road: where the sweep started, at which offset, in which direction.
///
/// Lane frame: x along travel from the start, y positive to the left of travel. Road frame: chainage
/// with the centreline, offset positive to the left of increasing chainage. `down` turns the lane
/// frame by 180 degrees, so both signs flip.
public struct LanePlacement: Sendable, Hashable, Codable {
    /// Road id.
    public var road: String
    /// Chainage of the first trace (m).
    public var startChainageMetres: Double
    /// Offset of the array's centre (m).
    public var offsetMetres: Double
    /// Direction of travel.
    public var direction: TravelDirection
    /// 95 % error along the road (m).
    public var alongErrorMetres: Double
    /// 95 % error across the road (m).
    public var acrossErrorMetres: Double
    /// Measured places along it, where it was placed by pegs or fixes; a lane whose place was typed in has
    /// none and is not for stake-out.
    public var path: LanePath?
    /// 95 % error of the wheel's scale as a share of the way, of a lane whose place was typed in; `nil` where
    /// it is in the other errors already.
    public var wheelErrorShare: Double?
    /// Distances along the lane (m) at which a typed place lies beside the road; `nil` where all do.
    public var besideRoad: MetreRange?

    /// A lane that starts at `startChainageMetres` on `road`.
    public init(
        road: String, startChainageMetres: Double, offsetMetres: Double,
        direction: TravelDirection, alongErrorMetres: Double, acrossErrorMetres: Double,
        path: LanePath? = nil
    ) {
        self.road = road
        self.startChainageMetres = startChainageMetres
        self.offsetMetres = offsetMetres
        self.direction = direction
        self.alongErrorMetres = alongErrorMetres
        self.acrossErrorMetres = acrossErrorMetres
        self.path = path
    }

    /// The road-frame place of lane point (x, y).
    public func roadPosition(xMetres: Double, yMetres: Double) -> RoadPosition {
        if let knot = path?.knot(atX: xMetres) {
            return RoadPosition(
                chainageMetres: knot.chainageMetres,
                offsetMetres: knot.offsetMetres + direction.sign * yMetres)
        }
        return RoadPosition(
            chainageMetres: startChainageMetres + direction.sign * xMetres,
            offsetMetres: offsetMetres + direction.sign * yMetres)
    }

    /// 95 % errors of the place at distance `xMetres` along the lane (m).
    ///
    /// Of a typed lane the wheel's own scale adds its share of the way from the start, in quadrature:
    /// sigma(x)^2 = sigma0^2 + (k x)^2, the law of propagation of independent errors (JCGM 100:2008, 5.1.2).
    public func errors(atX xMetres: Double) -> (alongMetres: Double, acrossMetres: Double) {
        if let path, path.isUsable { return path.errors(atX: xMetres) }
        let drift = (wheelErrorShare ?? 0) * xMetres
        return (
            drift == 0
                ? alongErrorMetres
                : (alongErrorMetres * alongErrorMetres + drift * drift).squareRoot(),
            acrossErrorMetres
        )
    }

    /// The lane-frame point (x, y) of a road position on a lane that runs straight beside its road.
    public func lanePoint(of position: RoadPosition) -> (xMetres: Double, yMetres: Double) {
        (
            direction.sign * (position.chainageMetres - startChainageMetres),
            direction.sign * (position.offsetMetres - offsetMetres)
        )
    }
}
