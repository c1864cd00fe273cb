public import SurveyModel

/// Strengths over the cells of a lane: x along it, y to its left (m).
public struct LaneStrengths: Sendable {
    /// Decibels by row (the smallest y first) and column; not a number where nothing was measured.
    public var values: [Float]
    /// Cells along the lane.
    public var columns: Int
    /// Width of a cell (m).
    public var cellMetres: Double
    /// x of the centre of the first column (m).
    public var firstXMetres: Double
    /// y of the centre of the first row (m).
    public var firstYMetres: Double

    /// `values` over cells of `cellMetres`, the centre of the first at (`firstXMetres`, `firstYMetres`).
    public init(
        values: [Float], columns: Int, cellMetres: Double, firstXMetres: Double,
        firstYMetres: Double
    ) {
        self.values = values
        self.columns = columns
        self.cellMetres = cellMetres
        self.firstXMetres = firstXMetres
        self.firstYMetres = firstYMetres
    }

    private var rows: Int { columns > 0 ? values.count / columns : 0 }

    /// The distances along the lane its cells reach over.
    var x: MetreRange { extent(from: firstXMetres, count: columns) }

    /// The distances across the lane its cells reach over.
    var y: MetreRange { extent(from: firstYMetres, count: rows) }

    private func extent(from first: Double, count: Int) -> MetreRange {
        MetreRange(
            low: first - cellMetres / 2, high: first + (Double(count) - 0.5) * cellMetres)
    }

    /// The value of the cell a point lies in; not a number outside.
    func value(x: Double, y: Double) -> Float {
        let column = ((x - firstXMetres) / cellMetres).rounded()
        let row = ((y - firstYMetres) / cellMetres).rounded()
        guard column >= 0, column < Double(columns), row >= 0, row < Double(rows) else {
            return .nan
        }
        return values[Int(row) * columns + Int(column)]
    }
}

/// Depth slices of lanes laid on the ground, as a cloud-optimised GeoTIFF with one Float32 band for each.
///
/// A pixel has the strength of the cell its centre lies in; of several lanes the strongest. What no lane
/// measured is not a number. Overviews keep the strongest of what they cover.
public struct StrengthRaster: Sendable {
    /// What one band is.
    public struct Band: Sendable, Hashable {
        /// Its name, such as `depth 0.05-0.10 m`.
        public var description: String
        /// What else is told of it, by name.
        public var facts: [String: String]

        /// A band named `description`.
        public init(description: String, facts: [String: String]) {
            self.description = description
            self.facts = facts
        }
    }

    /// Strengths are held within this many decibels of the median.
    public static let mostDecibels: Float = 60
    /// The value of a stamp's letters, above every strength; the plate behind them has the negative.
    public static let stampValue: Float = 61
    /// The letters of a stamp are no larger, so that they do not fill the memory (pixels a dot).
    private static let largestDot = 32

    /// Most pixels of all bands together that are held in memory, each of 4 bytes.
    public static let mostHeldPixels = 1 << 27

    private let bands: [Band]
    private let places: [(road: String, ground: SegmentGround)]
    private let frame: RasterFrame
    private let strip: StampStrip?
    private let label: ProductLabel
    private let crs: String
    private var canvases: [StrengthCanvas]

    /// An empty raster round `segments` and `discs`, its pixels on those of the other layers of a survey.
    ///
    /// - Throws: `CartographyError.rasterTooLarge`, `.emptyMap`, `.unknownRoad` and others.
    public init(
        bands: [Band], segments: [(road: String, rectangle: RoadRectangle)],
        roads: [Centreline], projection: MapProjection, around discs: [MapDisc],
        pixelMetres: Double, label: ProductLabel
    ) throws(CartographyError) {
        let network = RoadNetwork(roads, projection: projection)
        var places: [(road: String, ground: SegmentGround)] = []
        for segment in segments {
            places.append(
                (segment.road, try network.ground(of: segment.rectangle, on: segment.road)))
        }
        var frame = try RasterFrame(
            around: places.flatMap(\.ground.points) + (try network.corners(of: discs)),
            pixelMetres: pixelMetres)
        strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame, largestDot: Self.largestDot)
        }
        self.bands = bands
        self.places = places
        self.frame = frame
        self.label = label
        crs = projection.crs
        let blank = StrengthCanvas(width: frame.width, height: frame.height)
        canvases = bands.map { _ in blank }
    }

    /// Lays the cells of a lane on the segments of its road in one band, and tells whether any of them lies
    /// there.
    ///
    /// - Throws: `CartographyError.rasterTooLarge` where more was measured than is held in memory.
    public mutating func lay(
        _ lane: LaneStrengths, of placement: LanePlacement, band: Int
    ) throws(CartographyError) -> Bool {
        var isShown = false
        for leg in LaneLeg.legs(of: placement, over: lane.x) {
            let beside = leg.rectangle(y: lane.y)
            for place in places where place.road == placement.road {
                for piece in place.ground.pieces {
                    guard let shape = piece.quadrilateral(of: beside) else { continue }
                    let outline = shape.map(frame.pixel(of:))
                    isShown = lay(lane, leg, on: piece, within: outline, band: band) || isShown
                }
            }
            let held = canvases.reduce(0) { $0 + $1.heldPixels }
            guard held <= Self.mostHeldPixels else {
                throw .rasterTooLarge(
                    pixels: Double(held), limit: Double(Self.mostHeldPixels))
            }
        }
        return isShown
    }

    private mutating func lay(
        _ lane: LaneStrengths, _ leg: LaneLeg, on piece: SegmentGround.Piece,
        within shape: [PixelPoint], band: Int
    ) -> Bool {
        var isShown = false
        let heights = shape.map(\.y)
        let top = max(0, ((heights.min() ?? 0) - 1).rounded(.down))
        let bottom = min(Double(frame.height), ((heights.max() ?? 0) + 1).rounded(.up))
        guard top < bottom else { return false }
        for row in Int(top)..<Int(bottom) {
            guard let span = TileCanvas.columns(of: shape, row: row, rule: .touched) else {
                continue
            }
            for column in span {
                guard let position = piece.roadPosition(of: frame.centre(column, row)),
                    piece.holds(position), let point = leg.lanePoint(of: position)
                else { continue }
                let value = lane.value(x: point.x, y: point.y)
                guard !value.isNaN else { continue }
                isShown = true
                let held = min(max(value, -Self.mostDecibels), Self.mostDecibels)
                canvases[band].raise(x: column, y: row, to: held)
            }
        }
        return isShown
    }

    /// Writes it and its `.aux.xml` as the other layers are written; `facts` join those of its label.
    ///
    /// - Throws: `CartographyError.file`, `.notWritten` and others.
    public func write(
        facts: [String: String], title: String, to path: String
    ) throws(CartographyError) {
        var own = label
        own.facts.merge(facts) { _, new in new }
        let sidecar = StrengthSidecar.xml(bands: bands, canvases: canvases, label: own)
        let limits = own.facts["CLAIM"].map { [(name: "CLAIM", text: $0)] } ?? []
        let finished = zip(bands, canvases).map { band, canvas in
            var painted = canvas
            strip?.paintPlate(on: &painted, value: -Self.stampValue)
            strip?.paint(on: &painted, value: Self.stampValue)
            return CloudOptimisedRaster<StrengthCanvas>.Band(
                canvas: painted, description: band.description, unit: StrengthSidecar.unit,
                palette: [],
                facts: StrengthSidecar.facts(of: band, isStamped: strip != nil) + limits)
        }
        try CloudOptimisedRaster(
            frame: frame, crs: crs, bands: finished, label: own, title: title, sidecar: sidecar
        ).write(to: path)
    }
}

extension SegmentGround.Piece {
    /// Whether a place lies in it, but for rounding.
    fileprivate func holds(_ position: RoadPosition) -> Bool {
        let rounding = 1e-6
        return position.chainageMetres >= rectangle.chainage.low - rounding
            && position.chainageMetres <= rectangle.chainage.high + rounding
            && position.offsetMetres >= rectangle.offset.low - rounding
            && position.offsetMetres <= rectangle.offset.high + rounding
    }
}

extension RasterFrame {
    /// The centre of a pixel.
    fileprivate func centre(_ column: Int, _ row: Int) -> ProjectedPosition {
        ProjectedPosition(
            eastMetres: westMetres + (Double(column) + 0.5) * pixelMetres,
            northMetres: northMetres - (Double(row) + 0.5) * pixelMetres)
    }
}
