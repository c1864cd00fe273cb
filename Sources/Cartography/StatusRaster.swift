internal import SurveyModel

/// The status map as a cloud-optimised GeoTIFF of one byte band (`StatusCode`) with colour table,
/// attribute table (`.aux.xml`) and overviews in which the worst status wins.
public enum StatusRaster: Sendable {
    /// Pixel size unless said otherwise (m): half of the smallest gap that matters.
    public static let defaultPixelMetres = 0.05

    /// Draws `map` into the file at `path`; the same input gives the same bytes.
    ///
    /// Good news is painted where a pixel's centre lies in it, bad news on every pixel it touches.
    ///
    /// - Throws: `CartographyError.rasterTooLarge` above 400 million pixels, `.emptyMap`,
    ///   `.unknownRoad`, `.chainageOutsideRoad`, `.outsideAreaOfUse`, `.file` and others.
    public static func write(
        _ map: StatusMap, roads: [Centreline], projection: MapProjection,
        pixelMetres: Double = defaultPixelMetres, label: ProductLabel, to path: String
    ) throws(CartographyError) {
        try MapContent.status(map).write(
            roads: roads, projection: projection, pixelMetres: pixelMetres, label: label,
            to: path)
    }

    static func drawing(of map: StatusMap) throws(CartographyError) -> LayerDrawing {
        var drawing = LayerDrawing(
            layer: "status",
            title: "Status of the ground; 0 is outside the survey, larger is worse",
            bands: [band])
        for segment in map.segments { add(segment, to: &drawing) }
        for (discs, code) in [(map.openAlarms, StatusCode.openAlarm), (map.finds, .find)] {
            drawing.operations += discs.map {
                LayerDrawing.Operation(
                    shape: .disc($0), value: code.rawValue, rule: .touched)
            }
        }
        return drawing
    }

    private static let band = LayerDrawing.Band(
        description: "status", unit: "", worst: .largest, stampValue: StatusCode.stamp.rawValue,
        palette: StatusCode.allCases.map {
            CloudOptimisedTIFF.PaletteEntry(
                value: $0.rawValue, colour: $0.colour, isClear: $0 == .outside)
        },
        facts: [
            ("QUANTITY", "status of the ground, a code; larger is worse"),
            ("OVERVIEWS", "the worst status of all pixels below"),
            ("NODATA_MEANS", "no statement about this ground"),
        ],
        row: { value in
            guard let code = StatusCode(rawValue: value) else {
                return AttributeTable.Row(
                    value: value, name: "Unknown", colour: (190, 0, 150),
                    meaning: "Not clear ground")
            }
            return AttributeTable.Row(
                value: value, name: code.name, colour: code.colour, meaning: code.meaning)
        })

    private static func add(_ segment: StatusSegment, to drawing: inout LayerDrawing) {
        let place = drawing.places.count
        let whole = segment.rectangle
        drawing.places.append(LayerDrawing.Place(road: segment.road, rectangle: whole))
        func paint(_ part: RoadRectangle, _ code: StatusCode) {
            drawing.operations.append(
                LayerDrawing.Operation(
                    shape: .part(part, place: place), value: code.rawValue, rule: rule(of: code)))
        }
        func paintCorners(_ code: StatusCode) {
            drawing.operations.append(
                LayerDrawing.Operation(
                    shape: .corners(place: place), value: code.rawValue, rule: rule(of: code)))
        }
        let uniform: StatusCode
        switch segment.standing {
        case .cleared: uniform = .cleared
        case .reduced: uniform = .reduced
        case .cancelled: uniform = .cancelled
        case .underReview: uniform = .underReview
        case .open(let covered, let required):
            paint(whole, .swept)
            for coverageClass in required {
                let gaps = RectangleSet.gaps(in: whole, coveredBy: covered[coverageClass] ?? [])
                for gap in gaps { paint(gap, .sweptInPart) }
            }
            let any = required.flatMap { covered[$0] ?? [] }
            for gap in RectangleSet.gaps(in: whole, coveredBy: any) { paint(gap, .notCovered) }
            // No lane placed by chainage and offset can lie in the outer corner of a bend.
            paintCorners(.notCovered)
            return
        }
        paint(whole, uniform)
        guard let swept = segment.releasedOnSweeps else { return paintCorners(uniform) }
        for rectangles in swept {
            for gap in RectangleSet.gaps(in: whole, coveredBy: rectangles) {
                paint(gap, .notCovered)
            }
        }
        paintCorners(.notCovered)
    }

    private static func rule(of code: StatusCode) -> TileCanvas.Rule {
        code.rawValue >= 50 ? .touched : .centre
    }
}
