public import SurveyModel

/// The centreline of a road with chainage, on the WGS 84 ellipsoid.
///
/// Its legs are geodesics; chainage is the length along them from the first vertex. Offsets are
/// measured along the geodesic perpendicular to the leg, positive to the left of increasing
/// chainage.
public struct Centreline: Sendable {
    /// Largest offset that still belongs to the road (m).
    public static let maximumOffsetMetres = 100.0
    /// Vertices closer than this are the same point (m).
    static let sameVertexMetres = 0.001
    static let longestLegMetres = 500_000.0
    static let longestRoadMetres = 20_000_000.0

    /// Road id.
    public let road: String
    /// Vertices in order of chainage.
    public let vertices: [GeographicPosition]
    /// Length along the legs (m).
    public let lengthMetres: Double
    let legs: [RoadLeg]
    let chords: [RoadChord]
    let turns: [RoadTurn]

    /// The centreline of `road` through `vertices`.
    ///
    /// - Throws: `CartographyError` for fewer than two vertices, a vertex off the globe, two
    ///   neighbouring vertices at the same place, or a leg or road of implausible length.
    public init(road: String, vertices: [GeographicPosition]) throws(CartographyError) {
        guard vertices.count >= 2 else {
            throw .tooFewVertices(road: road, count: vertices.count)
        }
        if let index = vertices.firstIndex(where: { !Geodesy.isOnGlobe($0) }) {
            throw .coordinateOutOfRange(
                road: road, vertex: index + 1, longitude: vertices[index].longitude,
                latitude: vertices[index].latitude)
        }
        self.road = road
        self.vertices = vertices
        legs = try RoadLeg.legs(road: road, vertices: vertices)
        lengthMetres = legs.last?.endChainageMetres ?? 0
        chords = legs.enumerated().flatMap { RoadChord.chords(of: $1, at: $0) }
        turns = RoadTurn.turns(between: legs)
    }

    /// The place of a road position on the ellipsoid.
    ///
    /// At a bend the perpendicular turns from that of one leg to that of the next, see `RoadTurn`.
    ///
    /// - Throws: `CartographyError.chainageOutsideRoad`, `.offsetTooLarge`.
    public func geographic(of position: RoadPosition) throws(CartographyError)
        -> GeographicPosition
    {
        let index = try leg(at: position.chainageMetres)
        try check(offset: position.offsetMetres)
        return place(
            chainage: position.chainageMetres, leg: index, offset: position.offsetMetres)
    }

    /// Whether a chainage lies on the road.
    public func holds(_ position: RoadPosition) -> Bool {
        (0...lengthMetres).contains(position.chainageMetres)
    }

    /// The same, and beyond the road's ends as if its first and last legs went straight on.
    ///
    /// - Throws: `CartographyError.offsetTooLarge`.
    public func geographicOrBeyond(
        _ position: RoadPosition
    ) throws(CartographyError) -> GeographicPosition {
        guard position.chainageMetres < 0 || position.chainageMetres > lengthMetres else {
            return try geographic(of: position)
        }
        try check(offset: position.offsetMetres)
        return legs[legIndex(at: position.chainageMetres)].geographic(
            chainage: position.chainageMetres, offset: position.offsetMetres)
    }

    /// Index of the leg that holds `chainage`.
    func leg(at chainage: Double) throws(CartographyError) -> Int {
        // A figure that went through text or a sum may miss the end by rounding.
        let rounding = 1e-6
        guard chainage >= -rounding, chainage <= lengthMetres + rounding else {
            throw .chainageOutsideRoad(
                road: road, chainageMetres: chainage, lengthMetres: lengthMetres)
        }
        return legIndex(at: chainage)
    }

    /// Index of the leg nearest to `chainage`, which lies on the road.
    func legIndex(at chainage: Double) -> Int {
        var low = 0
        var high = legs.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if legs[middle].startChainageMetres <= chainage { low = middle } else { high = middle }
        }
        return low
    }

    func check(offset: Double) throws(CartographyError) {
        guard abs(offset) <= Self.maximumOffsetMetres else {
            throw .offsetTooLarge(road: road, offsetMetres: offset)
        }
    }
}

extension Centreline: Equatable {
    /// Same road id, same vertices.
    public static func == (left: Centreline, right: Centreline) -> Bool {
        left.road == right.road && left.vertices == right.vertices
    }
}
