public import SurveyModel

/// One segment of a coverage map.
public struct CoverageSegment: Sendable {
    /// Segment id.
    public var id: String
    /// Its road, place and sweeps.
    public var geometry: CoverageGeometry

    /// Segment `id` with its `geometry`.
    public init(id: String, geometry: CoverageGeometry) {
        self.id = id
        self.geometry = geometry
    }
}

/// The coverage map as a cloud-optimised GeoTIFF: one byte band per class of item with the number
/// of sweeps that surely saw the pixel.
///
/// 255 is outside the segments, 254 letters of a stamp, 0 not covered. Overviews keep the smallest
/// number.
public enum CoverageRaster: Sendable {
    static let stampValue: UInt8 = 254
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
        guard !classes.isEmpty else { throw .emptyMap }
        let sheet = try SegmentSheet(
            segments.map { ($0.geometry.road, $0.geometry.segment) }, roads: roads,
            projection: projection, pixelMetres: pixelMetres, label: label)
        var bands: [CloudOptimisedTIFF.Band] = []
        for coverageClass in classes {
            var canvas = sheet.canvas(worst: .smallest)
            for (segment, ground) in zip(segments, sheet.grounds) {
                paint(
                    segment.geometry, coverageClass, ground: ground, frame: sheet.frame,
                    on: &canvas)
            }
            sheet.strip?.paint(on: &canvas, value: stampValue)
            bands.append(
                CloudOptimisedTIFF.Band(
                    canvas: canvas, description: coverageClass.rawValue, unit: "sweeps",
                    palette: []))
        }
        let title =
            "Sweeps over the ground by class of item; 0 not covered, 255 outside the segments"
        try CloudOptimisedTIFF(
            frame: sheet.frame, crs: projection.crs, bands: bands, label: label, title: title,
            sidecar: AttributeTable.empty
        ).write(to: path)
    }

    private static func paint(
        _ geometry: CoverageGeometry, _ coverageClass: CoverageClass, ground: SegmentGround,
        frame: RasterFrame, on canvas: inout TileCanvas
    ) {
        for counted in geometry.passCounts(for: coverageClass) {
            canvas.paint(
                counted.rectangle, of: ground, in: frame,
                value: UInt8(min(counted.count, largestCount)), rule: .centre)
        }
        for gap in geometry.account(for: coverageClass).gaps {
            canvas.paint(
                RoadRectangle(chainage: gap.chainage, offset: gap.offset), of: ground, in: frame,
                value: 0, rule: .touched)
        }
        canvas.paintCorners(of: ground, in: frame, value: 0, rule: .touched)
    }
}
