public import SurveyModel
internal import Symbology

/// Detectability as a cloud-optimised GeoTIFF of byte bands.
///
/// The first bands hold for each class the depth of assured coverage in whole centimetres, rounded down; 255 is
/// not covered, 254 letters of a stamp. Overviews keep the smallest depth and the worst state.
public enum DetectabilityRaster: Sendable {
    static let stampValue: UInt8 = 254

    /// What the numbers of all maps of this kind mean, and what they do not.
    static let limits =
        "Assured means: simulated echoes of the class's hardest item were found by the detector at the "
        + "threshold used, and calculation agrees. It is no promise for items unlike these: anti-vehicle "
        + "mines without an air space are counted only where the permittivity is known to differ from "
        + "theirs. Strengths rest on the early arrival being that of an ideal pair of dipoles. No alarm "
        + "does not mean no mine."

    /// Draws one sweep in its lane's own frame, which has no CRS: x along travel to the right, y to the
    /// left of travel upwards; the same input gives the same bytes.
    ///
    /// Bands: depth of assured coverage by class; then by class and depth the state (1 green, 2 amber,
    /// 3 blue: low contrast, 4 red: not detectable here, 5 grey: not covered, 0 outside) and the code of
    /// its weightiest reason.
    /// - Throws: as `StatusRaster.write`.
    public static func writeLane(
        _ detectability: Detectability, pixelMetres: Double = StatusRaster.defaultPixelMetres,
        label: ProductLabel, to path: String
    ) throws(CartographyError) {
        let widest = Detectability.halfStripMetres(for: .antiVehicle)
        let corners = detectability.tiles.flatMap { tile in
            [
                ProjectedPosition(
                    eastMetres: tile.fromMetres, northMetres: tile.lateralOffsetMetres - widest),
                ProjectedPosition(
                    eastMetres: tile.toMetres, northMetres: tile.lateralOffsetMetres + widest),
            ]
        }
        var frame = try RasterFrame(around: corners, pixelMetres: pixelMetres)
        let strip = try label.stamp.map { text throws(CartographyError) in
            try StampStrip(text, extending: &frame)
        }
        var bands = DetectabilityClass.allCases.map {
            depthBand($0, detectability, frame: frame)
        }
        for kind in DetectabilityClass.allCases {
            for depth in Detectability.depthsMetres.indices {
                bands += stateBands(kind, depth, detectability, frame: frame)
            }
        }
        for place in bands.indices {
            strip?.paint(on: &bands[place].canvas, value: stampValue)
        }
        var own = label
        own.facts["FRAME"] =
            "lane: east is x along travel, north is y to the left of travel, metres"
        for reason in DetectabilityReason.allCases {
            own.facts["REASON_\(reason.code)"] = "\(reason.rawValue): \(reason.sentence)"
        }
        own.facts["LIMITS"] = limits
        try CloudOptimisedTIFF(
            frame: frame, crs: nil, bands: bands, label: own,
            title: "Depth of assured coverage by class, and states by class and depth",
            sidecar: AttributeTable.xml(
                for: states,
                bands: bands.indices.filter { bands[$0].description.hasPrefix("state") }.map {
                    $0 + 1
                })
        ).write(to: path)
    }

    /// Draws the depth of assured coverage of segments on their road; `swept` holds the same sweeps
    /// without their assurance, for the ground that was covered but for nothing found for sure.
    ///
    /// - Throws: as `StatusRaster.write`.
    public static func write(
        _ segments: [DetectabilitySegment], classes: [CoverageClass] = CoverageClass.allCases,
        roads: [Centreline], projection: MapProjection,
        pixelMetres: Double = StatusRaster.defaultPixelMetres, label: ProductLabel,
        to path: String
    ) throws(CartographyError) {
        try MapContent.detectability(segments, classes: classes).write(
            roads: roads, projection: projection, pixelMetres: pixelMetres, label: label,
            to: path)
    }

    static func drawing(
        of segments: [DetectabilitySegment], classes: [CoverageClass]
    ) throws(CartographyError) -> LayerDrawing {
        guard !classes.isEmpty else { throw .emptyMap }
        var drawing = LayerDrawing(
            layer: "detectability",
            title: "Depth of assured coverage by class of item, cm; 0 none, 255 not covered",
            bands: classes.map { kind in
                LayerDrawing.Band(
                    description: kind.rawValue, unit: "cm", worst: .smallest,
                    stampValue: stampValue, facts: depthFacts(kind.rawValue), row: depthRow)
            })
        for segment in segments {
            let place = drawing.places.count
            drawing.places.append(
                LayerDrawing.Place(road: segment.road, rectangle: segment.rectangle))
            for (number, kind) in classes.enumerated() {
                drawing.operations += try segment.parts(for: kind).map { part in
                    LayerDrawing.Operation(
                        band: number, shape: .part(part.rectangle, place: place),
                        value: part.centimetres, rule: .centre)
                }
            }
        }
        return drawing
    }

    private static let depthRow: @Sendable (UInt8) -> AttributeTable.Row = { value in
        switch value {
        case 0:
            AttributeTable.Row(
                value: value, name: "Nothing assured", colour: MapColour.notDetectable.parts,
                meaning: "Covered, but nothing is found for sure: not clear ground")
        case stampValue:
            AttributeTable.Row(
                value: value, name: StatusCode.stamp.name, colour: MapColour.stamp.parts,
                meaning: StatusCode.stamp.meaning)
        case 255:
            AttributeTable.Row(
                value: value, name: "Not covered", colour: MapColour.noTrace.parts,
                meaning: "Not covered, or outside the segments: not clear ground")
        default:
            AttributeTable.Row(
                value: value, name: "\(value) cm", colour: MapColour.swept.parts,
                meaning: "Items of the class are found down to this depth; see LIMITS")
        }
    }

    private static func depthFacts(_ name: String) -> [(name: String, text: String)] {
        [
            ("CLASS", name), ("QUANTITY", "depth of assured coverage, rounded down"),
            ("VALUE_0", "covered, nothing assured"), ("VALUE_254", "letters of a stamp"),
            ("VALUE_255", "not covered"), ("LIMITS", limits),
        ]
    }

    private static func depthBand(
        _ kind: DetectabilityClass, _ detectability: Detectability, frame: RasterFrame
    ) -> CloudOptimisedTIFF.Band {
        var canvas = TileCanvas(width: frame.width, height: frame.height, worst: .smallest)
        for tile in detectability.tiles {
            let isGrey = tile.cells[kind, default: []].allSatisfy { $0.state == .grey }
            guard !isGrey else { continue }
            let depth = tile.assured(for: kind).depthMetres
            canvas.paint(
                polygon(tile, kind, frame), value: DetectabilitySegment.centimetres(depth),
                rule: .centre)
        }
        return CloudOptimisedTIFF.Band(
            canvas: canvas, description: "assured depth, \(kind.rawValue)", unit: "cm",
            palette: [], facts: depthFacts(kind.rawValue))
    }

    private static func stateBands(
        _ kind: DetectabilityClass, _ depth: Int, _ detectability: Detectability,
        frame: RasterFrame
    ) -> [CloudOptimisedTIFF.Band] {
        var states = TileCanvas(width: frame.width, height: frame.height, worst: .largest)
        var reasons = states
        var counts: [DetectabilityReason: Int] = [:]
        for tile in detectability.tiles {
            guard let cells = tile.cells[kind], cells.indices.contains(depth) else { continue }
            let shape = polygon(tile, kind, frame)
            states.paint(shape, value: cells[depth].state.code, rule: .centre)
            guard let reason = cells[depth].reasons.first else { continue }
            counts[reason, default: 0] += 1
            reasons.paint(shape, value: reason.code, rule: .centre)
        }
        for gap in gaps(detectability.tiles, kind.coverageClass) {
            let shape = polygon(gap.x, gap.y, frame)
            states.paint(shape, value: DetectabilityState.grey.code, rule: .centre)
            reasons.paint(shape, value: DetectabilityReason.channelSpacing.code, rule: .centre)
        }
        let centimetres = "\(100 * Detectability.depthsMetres[depth])"
        let listed = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let facts: [(name: String, text: String)] =
            [("CLASS", kind.rawValue), ("DEPTH_CM", centimetres)]
            + DetectabilityState.allCases.map { ("STATE_\($0.code)", $0.rawValue) }
            + listed.map { ("REASON_\($0.key.code)", "\($0.value) tiles: \($0.key.sentence)") }
        let name = "\(kind.rawValue), \(centimetres) cm"
        return [
            CloudOptimisedTIFF.Band(
                canvas: states, description: "state, \(name)", unit: "", palette: [],
                facts: facts),
            CloudOptimisedTIFF.Band(
                canvas: reasons, description: "reason, \(name)", unit: "", palette: [],
                facts: facts),
        ]
    }

    /// What the values of a state band are; GeoTIFF holds colours of a single band only, so that those of
    /// many are in the attribute table beside it.
    private static let states: [AttributeTable.Row] =
        [
            AttributeTable.Row(
                value: 0, name: "outside", colour: (255, 255, 255),
                meaning: "No statement about this ground")
        ]
        + DetectabilityState.allCases.map {
            AttributeTable.Row(
                value: $0.code, name: $0.rawValue, colour: colour(of: $0), meaning: meaning(of: $0))
        }

    private static func meaning(of state: DetectabilityState) -> String {
        switch state {
        case .green: "Items of the class are found here, down to this depth"
        case .amber: "Some are found, or it cannot be told: not assured"
        case .blue: "The ground may be like the item: not assured"
        case .red: "Not detectable here"
        case .grey: "Not covered"
        }
    }

    private static func colour(
        of state: DetectabilityState
    ) -> (red: UInt8, green: UInt8, blue: UInt8) {
        switch state {
        case .green: MapColour.detectable.parts
        case .amber: MapColour.doubtful.parts
        case .blue: MapColour.lowContrast.parts
        case .red: MapColour.notDetectable.parts
        case .grey: MapColour.noTrace.parts
        }
    }

    private static func polygon(
        _ tile: DetectabilityTile, _ kind: DetectabilityClass, _ frame: RasterFrame
    ) -> [PixelPoint] {
        let half = Detectability.halfStripMetres(for: kind.coverageClass)
        return polygon(
            MetreRange(low: tile.fromMetres, high: tile.toMetres),
            MetreRange(
                low: tile.lateralOffsetMetres - half, high: tile.lateralOffsetMetres + half), frame)
    }

    private static func polygon(
        _ x: MetreRange, _ y: MetreRange, _ frame: RasterFrame
    ) -> [PixelPoint] {
        [(x.low, y.low), (x.high, y.low), (x.high, y.high), (x.low, y.high)].map {
            frame.pixel(of: ProjectedPosition(eastMetres: $0.0, northMetres: $0.1))
        }
    }

    /// Ground between two channels too far apart for a class.
    private static func gaps(
        _ tiles: [DetectabilityTile], _ kind: CoverageClass
    ) -> [(x: MetreRange, y: MetreRange)] {
        let half = Detectability.halfStripMetres(for: kind)
        let offsets = Set(tiles.map(\.lateralOffsetMetres)).sorted()
        guard let low = tiles.map(\.fromMetres).min(), let high = tiles.map(\.toMetres).max()
        else { return [] }
        return zip(offsets, offsets.dropFirst()).filter { $1 - $0 > 2 * half + 1e-6 }.map {
            (MetreRange(low: low, high: high), MetreRange(low: $0 + half, high: $1 - half))
        }
    }
}

/// One segment of a detectability map.
public struct DetectabilitySegment: Sendable {
    /// Road it lies on.
    public var road: String
    /// Its place.
    public var rectangle: RoadRectangle
    /// The sweeps over it with what they assure.
    public var passes: [PlacedSweep]

    /// A segment under `passes`.
    public init(road: String, rectangle: RoadRectangle, passes: [PlacedSweep]) {
        self.road = road
        self.rectangle = rectangle
        self.passes = passes
    }

    /// Whole centimetres of a depth, rounded down.
    static func centimetres(_ depthMetres: Double) -> UInt8 {
        UInt8(min(max(100 * depthMetres + 1e-6, 0), 250))
    }

    /// Disjoint parts of the segment with the depth assured in each, by the best sweep over it.
    func parts(
        for kind: CoverageClass
    ) throws(CartographyError) -> [(rectangle: RoadRectangle, centimetres: UInt8)] {
        let unassured = passes.map { pass -> PlacedSweep in
            var own = pass
            own.assurance = nil
            return own
        }
        let shallowest = Detectability.depthsMetres[0]
        var levels: [(centimetres: UInt8, rectangles: [RoadRectangle])] = [
            (0, try covered(kind, shallowest, unassured))
        ]
        for depth in Detectability.depthsMetres {
            levels.append((Self.centimetres(depth), try covered(kind, depth, passes)))
        }
        var parts: [(rectangle: RoadRectangle, centimetres: UInt8)] = []
        for (number, level) in levels.enumerated() {
            let deeper = number + 1 < levels.count ? levels[number + 1].rectangles : []
            for rectangle in level.rectangles {
                parts += RectangleSet.complement(of: deeper, within: rectangle).map {
                    ($0, level.centimetres)
                }
            }
        }
        return parts
    }

    private func covered(
        _ kind: CoverageClass, _ depth: Double, _ passes: [PlacedSweep]
    ) throws(CartographyError) -> [RoadRectangle] {
        try CoverageGeometry(
            road: road, segment: rectangle, depthMetres: depth, passes: passes
        ).coveredRectangles(for: kind)
    }
}
