internal import SurveyModel

/// The status map as a cloud-optimised GeoTIFF of one byte band (`StatusCode`) with colour table,
/// attribute table (`.aux.xml`) and overviews in which the worst status wins.
public enum StatusRaster: Sendable {
    /// Pixel size unless said otherwise (m): half of the smallest gap that matters.
    public static let defaultPixelMetres = 0.05
    /// Largest radius of a disc (m).
    static let largestDiscMetres = 100.0

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
        let network = RoadNetwork(roads, projection: projection)
        var grounds: [SegmentGround] = []
        for segment in map.segments {
            grounds.append(try network.ground(of: segment.rectangle, on: segment.road))
        }
        let alarms = try discs(map.openAlarms, in: network)
        let finds = try discs(map.finds, in: network)
        var frame = try RasterFrame(
            around: grounds.flatMap(\.points) + (alarms + finds).flatMap(\.corners),
            pixelMetres: pixelMetres)
        let strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        var canvas = TileCanvas(width: frame.width, height: frame.height, worst: .largest)
        for (segment, ground) in zip(map.segments, grounds) {
            paint(segment, ground: ground, frame: frame, on: &canvas)
        }
        paint(alarms, as: .openAlarm, frame: frame, on: &canvas)
        paint(finds, as: .find, frame: frame, on: &canvas)
        strip?.paint(on: &canvas, value: StatusCode.stamp.rawValue)
        try raster(canvas, frame: frame, crs: projection.crs, label: label).write(to: path)
    }

    private static func raster(
        _ canvas: TileCanvas, frame: RasterFrame, crs: String, label: ProductLabel
    ) -> CloudOptimisedTIFF {
        let band = CloudOptimisedTIFF.Band(
            canvas: canvas, description: "status", unit: "",
            palette: StatusCode.allCases.map {
                CloudOptimisedTIFF.PaletteEntry(
                    value: $0.rawValue, colour: $0.colour, isClear: $0 == .outside)
            })
        return CloudOptimisedTIFF(
            frame: frame, crs: crs, bands: [band], label: label,
            title: "Status of the ground; 0 is outside the survey, larger is worse",
            sidecar: AttributeTable.xml(for: StatusCode.allCases))
    }

    private static func paint(
        _ segment: StatusSegment, ground: SegmentGround, frame: RasterFrame,
        on canvas: inout TileCanvas
    ) {
        func paint(_ part: RoadRectangle, _ code: StatusCode) {
            let rule: TileCanvas.Rule = code.rawValue >= 50 ? .touched : .centre
            canvas.paint(part, of: ground, in: frame, value: code.rawValue, rule: rule)
        }
        let whole = segment.rectangle
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
            canvas.paintCorners(
                of: ground, in: frame, value: StatusCode.notCovered.rawValue, rule: .touched)
            return
        }
        paint(whole, uniform)
        canvas.paintCorners(
            of: ground, in: frame, value: uniform.rawValue,
            rule: uniform == .underReview ? .touched : .centre)
    }

    private struct Disc {
        var centre: ProjectedPosition
        var radiusMetres: Double

        var corners: [ProjectedPosition] {
            [-radiusMetres, radiusMetres].map {
                ProjectedPosition(
                    eastMetres: centre.eastMetres + $0, northMetres: centre.northMetres + $0)
            }
        }
    }

    private static func discs(
        _ discs: [MapDisc], in network: RoadNetwork
    ) throws(CartographyError) -> [Disc] {
        var result: [Disc] = []
        for disc in discs {
            guard disc.radiusMetres >= 0, disc.radiusMetres <= largestDiscMetres else {
                throw .unusableCoverage(
                    reason: "the radius of an alarm is \(disc.radiusMetres) m")
            }
            let centre = try network.place(of: disc.position, on: disc.road)
            result.append(Disc(centre: centre, radiusMetres: disc.radiusMetres))
        }
        return result
    }

    private static func paint(
        _ discs: [Disc], as code: StatusCode, frame: RasterFrame, on canvas: inout TileCanvas
    ) {
        for disc in discs {
            canvas.paintDisc(
                centre: frame.pixel(of: disc.centre),
                radius: disc.radiusMetres / frame.pixelMetres, value: code.rawValue)
        }
    }
}
