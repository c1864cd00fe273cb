internal import SurveyModel

/// A road pulled straight: chainage to the right, offset up, so that a strip fits a screen or a sheet.
///
/// Its frame is the road's own and no CRS; lengths beside a bend are those along the centreline. The outer
/// corners of bends, which have no place in it, are shown as gaps as wide as the corner is at its far edge.
public enum StripRaster: Sendable {
    /// Draws `content`, all of it on `road`, into the file at `path`; the same input gives the same bytes.
    ///
    /// Its frame goes round all it shows and `discs`, which other layers show.
    /// - Throws: as `StatusRaster.write`; `.stripOfRoads` where it lies on more than one road.
    public static func write(
        _ content: MapContent, road: Centreline, around discs: [MapDisc] = [],
        pixelMetres: Double = StatusRaster.defaultPixelMetres, label: ProductLabel,
        to path: String
    ) throws(CartographyError) {
        let drawing = try content.drawing()
        let roads = Set(drawing.places.map(\.road) + drawing.discs.map(\.road))
        guard roads.isSubset(of: [road.road]) else { throw .stripOfRoads(roads.sorted()) }
        for place in drawing.places { try road.check(place.rectangle) }
        var frame = try RasterFrame(
            around: points(drawing.places.map(\.rectangle), drawing.discs + discs),
            pixelMetres: pixelMetres)
        let strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        var canvases: [TileCanvas] = []
        for (number, band) in drawing.bands.enumerated() {
            var canvas = TileCanvas(width: frame.width, height: frame.height, worst: band.worst)
            var counts = TileCanvas(width: frame.width, height: frame.height, worst: .largest)
            var none: UInt8?
            for operation in drawing.operations where operation.band == number {
                if operation.isCounted { none = operation.value }
                paint(
                    operation, of: drawing, on: road, frame: frame, canvas: &canvas,
                    counts: &counts)
            }
            if let none { canvas.mergeCounts(counts, above: none) }
            strip?.paint(on: &canvas, value: band.stampValue)
            canvases.append(canvas)
        }
        var own = label
        own.facts["CRS"] = nil
        own.facts["ROAD"] = road.road
        own.facts["FRAME"] =
            "road: east is chainage along \(road.road) in metres, north is metres to the left of "
            + "increasing chainage; the road is drawn straight, no place on Earth follows from it"
        try CloudOptimisedTIFF(
            frame: frame, crs: nil, bands: drawing.finished(canvases, label: label), label: own,
            title: drawing.title, sidecar: drawing.sidecar(canvases, label: label)
        ).write(to: path)
    }

    private static func points(
        _ rectangles: [RoadRectangle], _ discs: [MapDisc]
    ) -> [ProjectedPosition] {
        let corners = rectangles.flatMap {
            [($0.chainage.low, $0.offset.low), ($0.chainage.high, $0.offset.high)]
        }
        let squares = discs.flatMap { disc in
            [-disc.radiusMetres, disc.radiusMetres].map {
                (disc.position.chainageMetres + $0, disc.position.offsetMetres + $0)
            }
        }
        return (corners + squares).map { ProjectedPosition(eastMetres: $0.0, northMetres: $0.1) }
    }

    private static func paint(
        _ operation: LayerDrawing.Operation, of drawing: LayerDrawing, on road: Centreline,
        frame: RasterFrame, canvas: inout TileCanvas, counts: inout TileCanvas
    ) {
        func polygon(_ chainage: MetreRange, _ offset: MetreRange) -> [PixelPoint] {
            [
                (chainage.low, offset.low), (chainage.high, offset.low),
                (chainage.high, offset.high), (chainage.low, offset.high),
            ].map { frame.pixel(of: ProjectedPosition(eastMetres: $0.0, northMetres: $0.1)) }
        }
        switch operation.shape {
        case .part(let part, _):
            canvas.paint(
                polygon(part.chainage, part.offset), value: operation.value, rule: operation.rule)
        case .corners(let place):
            guard operation.rule == .touched else { return }
            for gap in road.cornerGaps(in: drawing.places[place].rectangle) {
                canvas.paint(
                    polygon(gap.chainage, gap.offset), value: operation.value, rule: .touched)
            }
        case .disc(let disc):
            let centre = frame.pixel(
                of: ProjectedPosition(
                    eastMetres: disc.position.chainageMetres,
                    northMetres: disc.position.offsetMetres))
            let radius = disc.radiusMetres / frame.pixelMetres
            if operation.isCounted {
                counts.countDisc(centre: centre, radius: radius)
            } else {
                canvas.paintDisc(centre: centre, radius: radius, value: operation.value)
            }
        }
    }
}
