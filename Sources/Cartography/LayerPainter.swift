internal import SurveyModel

/// Paints a drawing on canvases of one frame.
struct LayerPainter {
    /// Ground of each place, cut to what is wanted.
    let grounds: [SegmentGround]
    let network: RoadNetwork
    let frame: RasterFrame

    /// One canvas a band.
    func canvases(of drawing: LayerDrawing) throws(CartographyError) -> [TileCanvas] {
        var result: [TileCanvas] = []
        for (number, band) in drawing.bands.enumerated() {
            var canvas = TileCanvas(
                width: frame.width, height: frame.height, worst: band.worst)
            var counts = TileCanvas(width: frame.width, height: frame.height, worst: .largest)
            var none: UInt8?
            for operation in drawing.operations where operation.band == number {
                if operation.isCounted {
                    none = operation.value
                    try paint(operation, on: &counts)
                } else {
                    try paint(operation, on: &canvas)
                }
            }
            if let none { canvas.mergeCounts(counts, above: none) }
            result.append(canvas)
        }
        return result
    }

    private func paint(
        _ operation: LayerDrawing.Operation, on canvas: inout TileCanvas
    ) throws(CartographyError) {
        switch operation.shape {
        case .part(let part, let place):
            canvas.paint(
                part, of: grounds[place], in: frame, value: operation.value,
                rule: operation.rule)
        case .corners(let place):
            canvas.paintCorners(
                of: grounds[place], in: frame, value: operation.value, rule: operation.rule)
        case .disc(let disc):
            let centre = frame.pixel(of: try network.place(of: disc.position, on: disc.road))
            let radius = disc.radiusMetres / frame.pixelMetres
            if operation.isCounted {
                canvas.countDisc(centre: centre, radius: radius)
            } else {
                canvas.paintDisc(centre: centre, radius: radius, value: operation.value)
            }
        }
    }
}

extension LayerDrawing {
    /// Finished bands from their canvases, with the rows of every value that occurs.
    func finished(
        _ canvases: [TileCanvas], label: ProductLabel
    ) -> [CloudOptimisedTIFF.Band] {
        zip(bands, canvases).map { band, canvas in
            let limits = label.facts["CLAIM"].map { [("CLAIM", $0)] } ?? []
            return CloudOptimisedTIFF.Band(
                canvas: canvas, description: band.description, unit: band.unit,
                palette: band.palette, facts: band.facts + limits)
        }
    }

    /// The attribute tables of every band: a row for each value that occurs and each named one.
    func sidecar(
        _ canvases: [TileCanvas], label: ProductLabel, madeFrom: String? = nil
    ) -> String {
        let tables = zip(bands, canvases).map { band, canvas in
            let named = band.palette.map(\.value)
            let values = Set(named).union(canvas.values).union([band.worst.background])
            return AttributeTable.Table(
                unit: band.unit, description: band.description, rows: values.sorted().map(band.row))
        }
        return AttributeTable.xml(
            for: tables, claim: label.facts["CLAIM"], stamp: label.stamp, madeFrom: madeFrom)
    }
}

/// One raster of all that is drawn.
enum MapRaster {
    /// Refuses places too far apart for one raster, before anything is worked out for them.
    static func check(
        _ places: [LayerDrawing.Place], roads: [Centreline], projection: MapProjection,
        pixelMetres: Double
    ) throws(CartographyError) {
        let network = RoadNetwork(roads, projection: projection)
        var corners: [ProjectedPosition] = []
        for place in places {
            corners += try network.ground(of: place.rectangle, on: place.road).points
        }
        _ = try RasterFrame(around: corners, pixelMetres: pixelMetres)
    }

    /// Draws into the file at `path`; its frame goes round the places, the discs drawn and `around`.
    static func write(
        _ drawing: LayerDrawing, roads: [Centreline], projection: MapProjection,
        pixelMetres: Double, label: ProductLabel, around: [MapDisc] = [], to path: String
    ) throws(CartographyError) {
        let network = RoadNetwork(roads, projection: projection)
        var grounds: [SegmentGround] = []
        for place in drawing.places {
            grounds.append(try network.ground(of: place.rectangle, on: place.road))
        }
        let corners = try network.corners(of: drawing.discs + around)
        var frame = try RasterFrame(
            around: grounds.flatMap(\.points) + corners, pixelMetres: pixelMetres)
        let strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        let painter = LayerPainter(grounds: grounds, network: network, frame: frame)
        var canvases = try painter.canvases(of: drawing)
        for place in canvases.indices {
            strip?.paint(on: &canvases[place], value: drawing.bands[place].stampValue)
        }
        try CloudOptimisedTIFF(
            frame: frame, crs: projection.crs,
            bands: drawing.finished(canvases, label: label), label: label, title: drawing.title,
            sidecar: drawing.sidecar(canvases, label: label)
        ).write(to: path)
    }
}

extension RoadNetwork {
    /// Largest radius of a disc (m).
    static let largestDiscMetres = 100.0

    /// The corners of the squares round `discs`.
    func corners(of discs: [MapDisc]) throws(CartographyError) -> [ProjectedPosition] {
        var result: [ProjectedPosition] = []
        for disc in discs {
            guard disc.radiusMetres >= 0, disc.radiusMetres <= Self.largestDiscMetres else {
                throw .unusableCoverage(
                    reason: "the radius of an alarm is \(disc.radiusMetres) m")
            }
            let centre = try place(of: disc.position, on: disc.road)
            for shift in [-disc.radiusMetres, disc.radiusMetres] {
                result.append(
                    ProjectedPosition(
                        eastMetres: centre.eastMetres + shift,
                        northMetres: centre.northMetres + shift))
            }
        }
        return result
    }
}

extension MapContent {
    /// Refuses places too far apart for one raster, so that nothing need be worked out for them.
    ///
    /// - Throws: `CartographyError.rasterTooLarge` and others.
    public static func checkSize(
        of places: [(road: String, rectangle: RoadRectangle)], roads: [Centreline],
        projection: MapProjection, pixelMetres: Double
    ) throws(CartographyError) {
        try MapRaster.check(
            places.map { LayerDrawing.Place(road: $0.road, rectangle: $0.rectangle) },
            roads: roads, projection: projection, pixelMetres: pixelMetres)
    }

    /// Draws it into one file; the frame goes round all it shows and `discs`, which other layers show, so
    /// that the layers of a survey lie pixel on pixel.
    ///
    /// - Throws: as `StatusRaster.write`.
    public func write(
        roads: [Centreline], projection: MapProjection, around discs: [MapDisc] = [],
        pixelMetres: Double = StatusRaster.defaultPixelMetres, label: ProductLabel,
        to path: String
    ) throws(CartographyError) {
        try MapRaster.write(
            drawing(), roads: roads, projection: projection, pixelMetres: pixelMetres,
            label: label, around: discs, to: path)
    }
}
