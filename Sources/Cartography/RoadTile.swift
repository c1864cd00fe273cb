public import SurveyModel

/// One kilometre of a road: a map of its own in the CRS of its zone.
public struct RoadTile: Sendable, Hashable {
    /// A stretch of a road.
    public struct Stretch: Sendable, Hashable {
        /// Road id.
        public var road: String
        /// Chainages (m).
        public var chainage: MetreRange
    }

    /// Name of its files without ending, such as `CR-km-012`.
    public var name: String
    /// Road id.
    public var road: String
    /// Whole kilometres of its lower chainage.
    public var kilometre: Int
    /// Its stretch of the road.
    public var chainage: MetreRange
    /// CRS of the zone it lies in.
    public var crs: String
    /// Everything that may show on it, each road in order of chainage: content is asked for these.
    public internal(set) var stretches: [Stretch]
    /// How far beyond its lower and its upper end it shows ground (m): to 0 where the next tile does, a
    /// little where that is in another zone, all where there is none.
    var beyondMetres = MetreRange(low: 0, high: 0)
    /// Offsets of all that lies on its road.
    var offsets: MetreRange
}

/// Long roads cut into tiles of one kilometre, each in the UTM zone it lies in, or in the survey's CRS where
/// that covers it.
///
/// The pixels of all tiles of a zone lie on one grid, also those of overviews. A pixel of the coarsest overview
/// belongs, with all pixels below it, to the tile in whose stretch of road its centre lies, and shows all that
/// lies there, of whichever road or kilometre: where two tiles meet, none hides what the other knows.
public struct RoadTilePlan: Sendable {
    /// Length of road on a tile (m).
    public static let tileMetres = 1000.0
    /// Longest side of a tile counted on when the number of overviews is chosen (m).
    static let longestSideMetres = 1200.0
    /// Length of the pieces in which other ground near a tile is found (m).
    static let pieceMetres = 50.0

    /// The tiles in order of road, then chainage.
    public let tiles: [RoadTile]
    /// Pixel size (m).
    public let pixelMetres: Double
    /// How often each tile is halved for its overviews.
    let halvings: Int

    /// The tiles that `places` and `discs` lie on.
    ///
    /// - Throws: `CartographyError.emptyMap`, `.unusablePixel`, `.unknownRoad`, `.chainageOutsideRoad` and
    ///   others.
    public init(
        places: [(road: String, rectangle: RoadRectangle)], discs: [MapDisc],
        roads: [Centreline], surveyCRS: String,
        pixelMetres: Double = StatusRaster.defaultPixelMetres
    ) throws(CartographyError) {
        guard RasterFrame.pixelRange.contains(pixelMetres) else {
            throw .unusablePixel(metres: pixelMetres)
        }
        var halvings = 0
        while Self.longestSideMetres / pixelMetres / Double(1 << halvings)
            > Double(CloudOptimisedTIFF.smallestOverview)
        { halvings += 1 }
        self.halvings = halvings
        self.pixelMetres = pixelMetres
        let block = Double(1 << halvings) * pixelMetres
        let known = Set(roads.map(\.road))
        for road in places.map(\.road) + discs.map(\.road) where !known.contains(road) {
            throw .unknownRoad(road: road)
        }
        let survey = try ProjectedCRS(surveyCRS)
        var tiles: [RoadTile] = []
        for (number, road) in roads.enumerated() {
            for place in places where place.road == road.road { try road.check(place.rectangle) }
            var own = try Self.tiles(
                of: road, places: places.filter { $0.road == road.road }.map(\.rectangle),
                discs: discs.filter { $0.road == road.road }, survey: survey, block: block)
            let name = Self.fileName(road.road)
            let isTaken = roads[..<number].contains { Self.fileName($0.road) == name }
            for place in own.indices {
                own[place].name =
                    (isTaken ? "\(name)-\(number + 1)" : name)
                    + "-km-" + Self.padded(own[place].kilometre)
            }
            tiles += own
        }
        guard !tiles.isEmpty else { throw .emptyMap }
        self.tiles = RoadNeighbours(tiles, roads: roads, marginMetres: 2 * block).joined
    }

    private static func tiles(
        of road: Centreline, places: [RoadRectangle], discs: [MapDisc], survey: ProjectedCRS,
        block: Double
    ) throws(CartographyError) -> [RoadTile] {
        let centres = discs.map(\.position)
        var numbers: Set<Int> = []
        for place in places {
            let last = (place.chainage.high / tileMetres).rounded(.up)
            numbers.formUnion(Int(place.chainage.low / tileMetres)..<max(1, Int(last)))
        }
        let lastNumber = max(0, Int((road.lengthMetres / tileMetres).rounded(.up)) - 1)
        for centre in centres {
            _ = try road.leg(at: centre.chainageMetres)
            try road.check(offset: centre.offsetMetres)
            numbers.insert(min(Int(max(0, centre.chainageMetres) / tileMetres), lastNumber))
        }
        let reach = discs.map { abs($0.position.offsetMetres) + $0.radiusMetres }.max() ?? 0
        let low = min(places.map(\.offset.low).min() ?? 0, -reach) - block - 1
        let high = max(places.map(\.offset.high).max() ?? 0, reach) + block + 1
        var result: [RoadTile] = []
        for number in numbers.sorted() where number <= lastNumber {
            let chainage = MetreRange(
                low: Double(number) * tileMetres,
                high: min(Double(number + 1) * tileMetres, road.lengthMetres))
            let ends = [chainage.low, (chainage.low + chainage.high) / 2, chainage.high]
            var points: [GeographicPosition] = []
            for end in ends {
                points.append(
                    try road.geographic(of: RoadPosition(chainageMetres: end, offsetMetres: 0)))
            }
            let isCovered =
                survey.area.map { area in
                    points.allSatisfy { area.contains($0, margin: 0) }
                } ?? true
            result.append(
                RoadTile(
                    name: "", road: road.road, kilometre: number, chainage: chainage,
                    crs: isCovered ? survey.text : utm(points[1]), stretches: [],
                    offsets: MetreRange(low: low, high: high)))
        }
        let far = RoadNetwork.largestDiscMetres + block
        for place in result.indices {
            func beyond(_ other: Int) -> Double {
                guard result.indices.contains(other),
                    abs(result[other].kilometre - result[place].kilometre) == 1
                else { return far }
                return result[other].crs == result[place].crs ? 0 : 2 * block
            }
            result[place].beyondMetres = MetreRange(
                low: beyond(place - 1), high: beyond(place + 1))
        }
        return result
    }

    /// The WGS 84 UTM zone of a place.
    static func utm(_ place: GeographicPosition) -> String {
        let zone = min(max(Int(((place.longitude + 180) / 6).rounded(.down)) + 1, 1), 60)
        return "EPSG:\((place.latitude < 0 ? 32700 : 32600) + zone)"
    }

    /// A road's id as part of a file name.
    static func fileName(_ id: String) -> String {
        String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }

    private static func padded(_ kilometre: Int) -> String {
        let digits = "\(kilometre)"
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
