internal import Cartography
internal import FileAccess
internal import Instruments
internal import LandRelease
internal import SurveyModel

/// Depth slices of the sweeps of a survey laid on its map.
struct SliceMap {
    /// Slices unless others are asked for (m): below the surface's echo, down to where small items lie.
    static let standardDepths = [0.05...0.10, 0.10...0.15, 0.15...0.20, 0.20...0.25]
    /// More slices are not made at once.
    static let mostSlices = 16

    let maps: SurveyMaps
    let segments: [SegmentRecord]
    let roads: [Centreline]
    let depths: [ClosedRange<Double>]

    private var record: SurveyRecord { maps.record }
    private var permittivity: Double { maps.survey.settings.detection.permittivity }

    /// Draws it into the file at `path`, sweep by sweep, and tells what of which sweep is not shown.
    ///
    /// - Throws: an error in words where a file is not the one registered, or nothing would be shown;
    ///   `Cancelled`. No file is written then.
    func write(
        around discs: [MapDisc], pixelMetres: Double, to path: String, monitor: WorkMonitor
    ) throws -> [(sweep: String, warning: SweepWarning)] {
        let windows = try checkedDepths()
        let sweeps = try lanes(windows)
        guard !sweeps.isEmpty else { throw nothing("no sweep with a place touches") }
        var isSimulated = false
        for lane in sweeps {
            try monitor.check()
            monitor.progress(0, "checking files")
            try lane.checkFiles()
            isSimulated = try isSimulated || Simulation.isDeclared(lane.open(monitor).outline)
        }
        var warnings: [(sweep: String, warning: SweepWarning)] = []
        do {
            var raster = try StrengthRaster(
                bands: windows.map(band), segments: places, roads: roads,
                projection: try MapProjection(crs: maps.survey.settings.crs), around: discs,
                pixelMetres: pixelMetres, label: label(isSimulated))
            var shown: [SweepRecord] = []
            for (number, lane) in sweeps.enumerated() {
                var own: [SweepWarning] = []
                var isShown = false
                try lane.forEachSlice(
                    warnings: &own, monitor: monitor,
                    progress: {
                        monitor.progress(
                            (Double(number) + $0) / Double(sweeps.count),
                            "sweep \(lane.sweep.label)")
                    },
                    { number, slice in
                        isShown =
                            try raster.lay(slice, of: lane.placement, band: number) || isShown
                    })
                if isShown { shown.append(lane.sweep) }
                warnings += own.map { (lane.sweep.fact.name, $0) }
            }
            guard !shown.isEmpty else { throw nothing("no valid trace at these depths lies on") }
            try monitor.check()
            let names = shown.map { "\($0.fact.name) \($0.digest.short)" }
            try raster.write(
                facts: ["SWEEPS": names.joined(separator: ", ")], title: Self.title, to: path)
        } catch CartographyError.rasterTooLarge(let pixels, let limit) {
            throw WorkflowError.impossible(
                reason: CartographyError.rasterTooLarge(pixels: pixels, limit: limit).description
                    + ": no map is written",
                hint:
                    "draw one segment with --segment, or fewer --depths, or choose a larger --pixel"
            )
        }
        return warnings
    }

    private var places: [(road: String, rectangle: RoadRectangle)] {
        segments.map { ($0.fact.road, EvidenceCoverage.rectangle(of: $0.fact)) }
    }

    private func nothing(_ what: String) -> WorkflowError {
        let ground =
            segments.count == 1 ? "segment \(segments[0].id)" : "any of \(segments.count) segments"
        return .impossible(
            reason:
                "\(what) \(ground): no map is written, as an empty one would look like quiet ground",
            hint: "`clearroad sweep add` registers sweeps")
    }

    private func checkedDepths() throws -> [ClosedRange<Double>] {
        for depth in depths {
            guard depth.lowerBound >= 0, depth.upperBound <= 20,
                depth.upperBound - depth.lowerBound >= 0.005
            else {
                throw WorkflowError.impossible(
                    reason:
                        "--depths: \(depth.lowerBound) to \(depth.upperBound) m is no slice of at "
                        + "least 5 mm between 0 and 20 m",
                    hint: "for example --depths 0.05-0.10,0.10-0.15")
            }
        }
        guard !depths.isEmpty, depths.count <= Self.mostSlices else {
            throw WorkflowError.impossible(
                reason: "--depths: from 1 to \(Self.mostSlices) slices are drawn", hint: nil)
        }
        return depths
    }

    /// The sweeps that may touch the segments: with a place on their road, not of blank ground.
    private func lanes(_ depths: [ClosedRange<Double>]) throws -> [LaneSlices] {
        let lines = Dictionary(roads.map { ($0.road, $0) }, uniquingKeysWith: { first, _ in first })
        return record.sweeps.compactMap { sweep in
            guard !sweep.fact.isBlank, let placement = sweep.fact.placement,
                let road = lines[placement.road]
            else { return nil }
            let ground = LaneReach(of: sweep.fact, placement, on: road)
            guard places.contains(where: { $0.road == road.road && ground.mayTouch($0.rectangle) })
            else { return nil }
            return LaneSlices(
                survey: maps.survey, sweep: sweep, placement: placement, depths: depths)
        }
    }

    private func band(_ depth: ClosedRange<Double>) -> StrengthRaster.Band {
        StrengthRaster.Band(
            description:
                "depth \(Self.figure(depth.lowerBound))-\(Self.figure(depth.upperBound)) m",
            facts: [
                "DEPTH_FROM_M": "\(depth.lowerBound)", "DEPTH_TO_M": "\(depth.upperBound)",
                "PERMITTIVITY": "\(permittivity) assumed", "LIMITS": Self.limits,
                "QUANTITY": "strength of echoes above the median of the sweep's slice",
                "NODATA_MEANS": "no trace measured this ground at this depth: not clear ground",
            ])
    }

    /// To a centimetre, or to a millimetre where that is meant.
    private static func figure(_ metres: Double) -> String {
        let isWhole = abs((metres * 100).rounded() - metres * 100) < 1e-6
        return decimal(metres, isWhole ? 2 : 3)
    }

    private static let limits =
        "A strong echo is not a detection: roots, stones and layers echo as well, and nothing here was "
        + "judged. Dark ground is not said to be clear: many a mine echoes weakly. Depths hold for the "
        + "permittivity assumed."

    private static let title =
        "Depth slices: strength of echoes in dB above the median of the sweep's slice; nodata is not "
        + "measured"

    private func label(_ isSimulated: Bool) -> ProductLabel {
        var label = maps.label(.depthSlice, segments)
        if isSimulated { label.purpose = .demonstration }
        label.facts["PERMITTIVITY"] = "\(permittivity) assumed, from detection.permittivity"
        label.facts["LIMITS"] = Self.limits
        label.facts["ALGORITHM"] = SliceStory.algorithmVersion
        label.facts["HANDLING"] = "RESTRICTED: not for publication"
        return label
    }
}

/// Where a registered sweep may have ground, as far as its record tells.
private struct LaneReach {
    private let around: RoadRectangle?
    private let chainage: MetreRange

    /// Farther beside itself no trace tells of the ground (m).
    private static let reachMetres = 1.0

    init(of fact: SweepRegistered, _ placement: LanePlacement, on road: Centreline) {
        let ends = placement.path?.knots.map(\.xMetres) ?? [0, fact.lengthMetres]
        let chainages = ends.map {
            placement.roadPosition(xMetres: $0, yMetres: 0).chainageMetres
        }
        chainage = MetreRange(
            low: (chainages.min() ?? 0) - Self.reachMetres,
            high: (chainages.max() ?? 0) + Self.reachMetres)
        // The outline beside a bend or beyond the road's end may have no way back: chainage decides.
        let corners = fact.outline.map { try? road.roadPosition(of: $0) }
        guard !corners.isEmpty, corners.allSatisfy({ $0 != nil }) else {
            around = nil
            return
        }
        let places = corners.compactMap(\.self)
        let offsets = places.map(\.offsetMetres)
        around = RoadRectangle(
            chainage: chainage,
            offset: MetreRange(
                low: (offsets.min() ?? 0) - Self.reachMetres,
                high: (offsets.max() ?? 0) + Self.reachMetres))
    }

    func mayTouch(_ segment: RoadRectangle) -> Bool {
        func overlap(_ one: MetreRange, _ other: MetreRange) -> Bool {
            one.low <= other.high && other.low <= one.high
        }
        guard overlap(chainage, segment.chainage) else { return false }
        return around.map { overlap($0.offset, segment.offset) } ?? true
    }
}
