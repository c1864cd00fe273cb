public import SurveyModel

/// A tile with what it shows, ready to be drawn.
public struct RoadTileSheet: Sendable {
    /// The tile.
    public let tile: RoadTile
    let drawing: LayerDrawing
    let frame: RasterFrame
    /// Columns and rows of `frame` that hold ground; the rest is a stamp's margin.
    let ground: PixelWindow
    let halvings: Int
    let label: ProductLabel
    private let strip: StampStrip?
    private let network: RoadNetwork

    /// `tile` of `plan` showing `contents`, which were made for its stretches and are of one layer; `places`
    /// and `discs` are those the plan was made of, as far as they touch the tile.
    ///
    /// Its frame goes round these, so that all layers of a tile have one frame.
    /// - Throws: as `StatusRaster.write`.
    public init(
        _ tile: RoadTile, of plan: RoadTilePlan, contents: [MapContent],
        places: [(road: String, rectangle: RoadRectangle)], discs: [MapDisc],
        roads: [Centreline], projection: MapProjection, label: ProductLabel
    ) throws(CartographyError) {
        var drawing: LayerDrawing?
        for content in contents {
            let part = try content.drawing()
            if drawing == nil { drawing = part } else { drawing?.append(part) }
        }
        guard let drawing else { throw .emptyMap }
        let network = RoadNetwork(roads, projection: projection)
        var points: [ProjectedPosition] = []
        for place in places where place.road == tile.road {
            // Blocks reach over the ends of its stretch.
            let box = RoadRectangle(chainage: tile.chainage, offset: tile.offsets)
                .grown(along: 1.5 * Double(1 << plan.halvings) * plan.pixelMetres, across: 0)
            let part = place.rectangle.clipped(to: box)
            if !part.isEmpty { points += try network.ground(of: part, on: tile.road).points }
        }
        points += try network.corners(
            of: discs.filter {
                $0.road == tile.road
                    && $0.position.chainageMetres >= tile.chainage.low - $0.radiusMetres
                    && $0.position.chainageMetres <= tile.chainage.high + $0.radiusMetres
            })
        let step = 1 << plan.halvings
        var frame = try RasterFrame(
            around: points, pixelMetres: plan.pixelMetres, alignedTo: step)
        let inner = frame
        strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        try frame.align(to: step)
        ground = PixelWindow(of: inner, in: frame)
        self.tile = tile
        self.drawing = drawing
        self.frame = frame
        halvings = plan.halvings
        self.label = label
        self.network = network
    }

    /// Everything its pixels follow from, for a digest: the same text, the same pixels.
    public var account: String {
        var lines = [
            drawing.layer, drawing.title, network.projection.crs, "\(tile)", "\(frame)",
            "\(ground)", "\(halvings)", label.stamp ?? "",
        ]
        lines += drawing.bands.map { "\($0.description) \($0.unit) \($0.facts)" }
        let used = Set(drawing.places.map(\.road) + [tile.road])
        for id in used.sorted() {
            for stretch in tile.stretches where stretch.road == id {
                lines.append("\(id) \(network.vertices(of: id, along: stretch.chainage))")
            }
        }
        lines += drawing.places.map { "\($0.road) \($0.rectangle.account)" }
        lines += drawing.operations.map(\.account)
        return lines.joined(separator: "\n")
    }

    /// Draws it into the file at `path`, marked as made from `madeFrom`.
    ///
    /// - Throws: `CartographyError.file`, `.notWritten` and others.
    @discardableResult
    public func write(to path: String, madeFrom: Digest) throws(CartographyError)
        -> RoadTileOverview
    {
        var grounds: [SegmentGround] = []
        for place in drawing.places {
            grounds.append(try network.ground(of: place.rectangle, on: place.road))
        }
        let painter = LayerPainter(grounds: grounds, network: network, frame: frame)
        var canvases = try painter.canvases(of: drawing)
        let mask = try ownBlocks()
        for place in canvases.indices {
            canvases[place].keep(blocks: mask, halvings: halvings)
            strip?.paint(on: &canvases[place], value: drawing.bands[place].stampValue)
        }
        var own = label
        own.facts["MADE_FROM"] = madeFrom.hexadecimal
        own.facts["ROAD"] = tile.road
        own.facts["CHAINAGE_M"] = "\(tile.chainage.low) to \(tile.chainage.high)"
        own.facts["CRS"] = network.projection.crs
        let coarsest = try CloudOptimisedTIFF(
            frame: frame, crs: network.projection.crs,
            bands: drawing.finished(canvases, label: label), label: own, title: drawing.title,
            sidecar: drawing.sidecar(canvases, label: label, madeFrom: madeFrom.hexadecimal),
            halvings: halvings
        ).write(to: path)
        return overview(coarsest.map { $0.pixels(in: ground.halved(halvings)) })
    }

    /// What the tile shows at its coarsest.
    func overview(_ bands: [[UInt8]]) -> RoadTileOverview {
        let window = ground.halved(halvings)
        return RoadTileOverview(
            tile: tile, frame: frame, ground: ground, halvings: halvings, width: window.width,
            height: window.height, bands: bands)
    }

    /// 1 in each pixel of the coarsest overview whose centre lies in its stretch of road.
    private func ownBlocks() throws(CartographyError) -> TileCanvas {
        var blocks = frame
        blocks.pixelMetres *= Double(1 << halvings)
        blocks.width >>= halvings
        blocks.height >>= halvings
        var mask = TileCanvas(width: blocks.width, height: blocks.height, worst: .largest)
        let own = RoadRectangle(chainage: tile.chainage, offset: tile.offsets)
        let ground = try network.ground(of: own, on: tile.road)
        // The cut between two tiles is the same line for both; a pixel both own looks the same on both.
        // Between two legs there may be a sliver of no leg: pieces overlap but for the cuts.
        let overlap = 2 * blocks.pixelMetres
        let low = own.chainage.low - tile.beyondMetres.low
        let high = own.chainage.high + tile.beyondMetres.high
        for piece in ground.pieces {
            let range = piece.rectangle.chainage
            let isFirst = range.low <= own.chainage.low
            let isLast = range.high >= own.chainage.high
            let ends = (
                isFirst ? low : range.low - overlap, isLast ? high : range.high + overlap
            )
            let corners = [
                piece.place(chainage: ends.0, offset: own.offset.low),
                piece.place(chainage: ends.0, offset: own.offset.high),
                piece.place(chainage: ends.1, offset: own.offset.high),
                piece.place(chainage: ends.1, offset: own.offset.low),
            ]
            mask.paint(corners.map(blocks.pixel(of:)), value: 1, rule: .centre)
        }
        mask.paintCorners(of: ground, in: blocks, value: 1, rule: .centre)
        return mask
    }
}

/// A rectangle of pixels in a raster.
public struct PixelWindow: Sendable, Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    /// Where `inner`, on the same grid, lies in `outer`.
    init(of inner: RasterFrame, in outer: RasterFrame) {
        x = Int(((inner.westMetres - outer.westMetres) / outer.pixelMetres).rounded())
        y = Int(((outer.northMetres - inner.northMetres) / outer.pixelMetres).rounded())
        width = inner.width
        height = inner.height
    }

    /// The same window in an overview, `times` halved; its figures are multiples of that.
    func halved(_ times: Int) -> PixelWindow {
        var own = self
        own.x >>= times
        own.y >>= times
        own.width >>= times
        own.height >>= times
        return own
    }
}

/// A tile at its coarsest, for the overviews of all tiles of a zone.
public struct RoadTileOverview: Sendable {
    let tile: RoadTile
    let frame: RasterFrame
    let ground: PixelWindow
    let halvings: Int
    /// Pixels of the ground at the coarsest.
    let width: Int
    let height: Int
    let bands: [[UInt8]]
}

extension TileCanvas {
    /// The pixels of `window`, row by row.
    func pixels(in window: PixelWindow) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(window.width * window.height)
        for y in window.y..<(window.y + window.height) {
            for x in window.x..<(window.x + window.width) { result.append(value(x: x, y: y)) }
        }
        return result
    }
}

extension RoadNetwork {
    /// The vertices a stretch of road is bent by, and the ends of its legs.
    func vertices(of road: String, along chainage: MetreRange) -> [GeographicPosition] {
        guard let line = try? find(road) else { return [] }
        return line.legs.filter {
            $0.endChainageMetres >= chainage.low && $0.startChainageMetres <= chainage.high
        }.flatMap { [$0.start, $0.point(at: $0.lengthMetres).position] }
    }
}
