public import SurveyModel
internal import Symbology

/// One segment of a coverage map.
public struct CoverageSegment: Sendable {
    /// Segment id.
    public var id: String
    /// Its road, place and sweeps.
    public var geometry: CoverageGeometry
    /// Whether an approved report released it on other work than sweeps: ground no sweep passed over is
    /// then no gap.
    public var isReleasedWithoutSweeps: Bool

    /// Segment `id` with its `geometry`.
    public init(id: String, geometry: CoverageGeometry, isReleasedWithoutSweeps: Bool = false) {
        self.id = id
        self.geometry = geometry
        self.isReleasedWithoutSweeps = isReleasedWithoutSweeps
    }
}

/// The coverage map as a cloud-optimised GeoTIFF: one byte band per class of item with the number
/// of sweeps that surely saw the pixel.
///
/// 255 is outside the segments, 254 letters of a stamp, 253 ground that was released on other work than
/// sweeps, 0 not covered. Overviews keep the smallest number.
public enum CoverageRaster: Sendable {
    static let stampValue: UInt8 = 254
    static let otherWorkValue: UInt8 = 253
    static let largestCount = 250

    /// Draws `segments` into the file at `path`; the same input gives the same bytes.
    ///
    /// - Throws: as `StatusRaster.write`.
    public static func write(
        _ segments: [CoverageSegment], classes: [CoverageClass] = CoverageClass.allCases,
        roads: [Centreline], projection: MapProjection,
        pixelMetres: Double = StatusRaster.defaultPixelMetres, label: ProductLabel,
        to path: String
    ) throws(CartographyError) {
        try MapContent.coverage(segments, classes: classes).write(
            roads: roads, projection: projection, pixelMetres: pixelMetres, label: label,
            to: path)
    }

    static func drawing(
        of segments: [CoverageSegment], classes: [CoverageClass]
    ) throws(CartographyError) -> LayerDrawing {
        guard !classes.isEmpty else { throw .emptyMap }
        var drawing = LayerDrawing(
            layer: "coverage",
            title:
                "Sweeps over the ground by class of item; 0 not covered, 255 outside the segments",
            bands: classes.map(band))
        for segment in segments {
            let geometry = segment.geometry
            let place = drawing.places.count
            drawing.places.append(
                LayerDrawing.Place(road: geometry.road, rectangle: geometry.segment))
            for (number, coverageClass) in classes.enumerated() {
                drawing.operations += operations(segment, coverageClass, place: place).map {
                    var own = $0
                    own.band = number
                    return own
                }
            }
        }
        return drawing
    }

    private static func operations(
        _ segment: CoverageSegment, _ coverageClass: CoverageClass, place: Int
    ) -> [LayerDrawing.Operation] {
        func operation(
            _ shape: LayerDrawing.Operation.Shape, _ value: UInt8, _ rule: TileCanvas.Rule
        ) -> LayerDrawing.Operation {
            LayerDrawing.Operation(shape: shape, value: value, rule: rule)
        }
        let geometry = segment.geometry
        let counted = geometry.passCounts(for: coverageClass).map {
            operation(
                .part($0.rectangle, place: place), UInt8(min($0.count, largestCount)), .centre)
        }
        if segment.isReleasedWithoutSweeps {
            return counted + [
                operation(.part(geometry.segment, place: place), otherWorkValue, .centre),
                operation(.corners(place: place), otherWorkValue, .centre),
            ]
        }
        let gaps = geometry.account(for: coverageClass).gaps.map {
            operation(
                .part(RoadRectangle(chainage: $0.chainage, offset: $0.offset), place: place), 0,
                .touched)
        }
        return counted + gaps + [operation(.corners(place: place), 0, .touched)]
    }

    private static func band(_ coverageClass: CoverageClass) -> LayerDrawing.Band {
        LayerDrawing.Band(
            description: coverageClass.rawValue, unit: "sweeps", worst: .smallest,
            stampValue: stampValue,
            facts: [
                ("CLASS", coverageClass.rawValue),
                ("QUANTITY", "number of sweeps with valid traces that surely saw the pixel"),
                ("VALUE_0", "not covered"), ("VALUE_250", "250 sweeps or more"),
                ("VALUE_253", "released by an approved report on other work than sweeps"),
                ("VALUE_254", "letters of a stamp"), ("VALUE_255", "outside the segments"),
                ("OVERVIEWS", "the smallest number of all pixels below"),
                ("NODATA_MEANS", "no statement about this ground"),
            ], row: row)
    }

    private static let row: @Sendable (UInt8) -> AttributeTable.Row = { value in
        switch value {
        case 0:
            AttributeTable.Row(
                value: value, name: "Not covered", colour: MapColour.notCovered.parts,
                meaning: StatusCode.notCovered.meaning)
        case otherWorkValue:
            AttributeTable.Row(
                value: value, name: "Released on other work", colour: MapColour.white.parts,
                meaning: "Released by an approved report that does not rest on sweeps")
        case stampValue:
            AttributeTable.Row(
                value: value, name: StatusCode.stamp.name, colour: MapColour.stamp.parts,
                meaning: StatusCode.stamp.meaning)
        case 255:
            AttributeTable.Row(
                value: value, name: StatusCode.outside.name, colour: MapColour.white.parts,
                meaning: StatusCode.outside.meaning)
        default:
            AttributeTable.Row(
                value: value, name: value == 1 ? "1 sweep" : "\(value) sweeps",
                colour: MapColour.swept.parts,
                meaning: "Seen by the radar; a sweep releases nothing")
        }
    }
}
