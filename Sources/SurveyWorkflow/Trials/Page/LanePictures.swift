internal import Evaluation
internal import Instruments
internal import MineDetection
internal import Pictures
internal import RadarProcessing
internal import Reporting
internal import SurveyModel

/// What the radar saw of one lane, as pictures.
struct LanePictures: Sendable {
    /// Energy from above; `nil` where the sweep cannot be drawn.
    var strip: LaneChart.Background?
    /// Sections over mines that the first detector missed, by id.
    var sections: [String: PNGPicture] = [:]
}

extension TrialRun {
    /// Missed mines that are drawn, at most.
    static let mostSections = 24

    /// Pictures of the lanes, and of the mines that the first detector missed.
    ///
    /// A lane that cannot be drawn has no picture; what it says of the mines stands without one.
    func pictures(
        of report: TrialReport, stamp: String?, monitor: WorkMonitor
    ) throws -> [String: LanePictures] {
        let misses = report.detectors[0].score.missedMines.prefix(Self.mostSections)
        let lanes = folder.lanes.filter { $0.aborted == nil && $0.role != .blank }
        var pictures: [String: LanePictures] = [:]
        for (place, lane) in lanes.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(lanes.count), "pictures of lane \(lane.name)")
            let sweep = try read(lane, monitor)
            do {
                pictures[lane.name] = try picture(
                    sweep, misses.filter { $0.record.lane == lane.name }, stamp)
            } catch is ProcessingError {
                continue
            }
        }
        return pictures
    }

    private func picture(
        _ sweep: Sweep, _ misses: [MissedMine], _ stamp: String?
    ) throws -> LanePictures {
        let pipeline = pipeline
        guard
            let view = try LaneView(
                of: sweep, ground: pipeline.ground, frequencyMHz: pipeline.centreFrequencyMHz)
        else { return LanePictures() }
        var pictures = LanePictures()
        pictures.strip = LaneChart.Background(
            try PNGPicture(try view.strip.png(), name: "strip"),
            extent: LaneChart.Extent(x: Span(view.along), y: Span(view.across)))
        for miss in misses {
            let target = miss.record.target
            let section = view.section(
                x: target.xMetres, y: target.yMetres, depth: target.depthMetres,
                halfMetres: 0.6,
                title: "\(miss.record.lane) \(target.id), \(target.model)", stamp: stamp)
            guard let section else { continue }
            pictures.sections[target.id] = try PNGPicture(try section.png(), name: target.id)
        }
        return pictures
    }

    /// The settings lanes are drawn with: those of the first detector of this program.
    private var pipeline: DetectionPipeline {
        for detector in detectors {
            if case .pipeline(let pipeline, _) = detector.source { return pipeline }
        }
        return DetectionPipeline(
            ground: SurveySettings.Detection(
                groundRatePerSquareMetre: 0.2, permittivity: 4, permittivityMaximum: 9,
                searchDepthMetres: 0.3))
    }
}
