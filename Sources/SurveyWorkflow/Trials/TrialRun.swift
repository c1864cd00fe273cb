public import Evaluation
internal import FileAccess
internal import Fingerprint
public import Instruments
internal import MineDetection
public import SurveyModel

/// Detectors over the lanes of a trial.
public struct TrialRun: Sendable {
    /// The lanes.
    public let folder: TrialFolder
    /// The detectors, each with a name of its own.
    public let detectors: [TrialDetector]
    /// How to read the radar files.
    public let options: SweepReadOptions
    /// Whether the ground's detectability is assessed too, for the first detector of this program.
    public var assessesDetectability = false

    /// A run of `detectors` over the lanes in `folder`.
    ///
    /// - Throws: `WorkflowError.impossible` without detectors, or where two share a name.
    public init(
        folder: TrialFolder, detectors: [TrialDetector], options: SweepReadOptions
    ) throws(WorkflowError) {
        guard !detectors.isEmpty else {
            throw .impossible(reason: "no detector is given", hint: nil)
        }
        let names = detectors.map { $0.name.lowercased() }
        guard Set(names).count == names.count else {
            throw .impossible(
                reason: "two detectors share a name", hint: "give each a name of its own")
        }
        self.folder = folder
        self.detectors = detectors
        self.options = options
    }

    /// The alarms of one detector.
    public struct DetectorResult: Sendable {
        /// The detector.
        public var detector: TrialDetector
        /// The lanes with its alarms, one for each lane that is not aborted, as in the folder.
        public var lanes: [TrialLane] = []
        /// The lists of alarms it wrote, by lane; `nil` where they were given.
        public var written: [String: [Alarm]]?
        /// Lanes without a list: everything in them counts as missed.
        public var missingLists: [String] = []
        /// Whether blank ground supports its ground rate; `nil` for lists as given.
        public var isRateVerified: Bool?
        /// What was assumed, lost or left out, by lane.
        public var warnings: [(lane: String, text: String)] = []
        /// What the ground lets the radar see, by lane, where that was asked for.
        public var detectability: [String: Detectability] = [:]
    }

    /// Runs or reads all detectors.
    ///
    /// - Throws: errors about the files of the trial, or `Cancelled`.
    public func run(monitor: WorkMonitor = .silent) async throws -> [DetectorResult] {
        let lanes = folder.lanes.filter { $0.aborted == nil }
        var results = try detectors.map { try unbiased($0, on: lanes) }
        let detectors = results.map(\.detector)
        let blanks = try await blankGround(lanes, detectors, monitor)
        let assessed = detectors.firstIndex { $0.isPipeline }
        for (place, lane) in lanes.enumerated() {
            try monitor.check()
            let share = 1 / Double(lanes.count)
            monitor.progress(Double(place) * share, "lane \(lane.name)")
            let part = monitor.portion(
                from: Double(place) * share, of: share, naming: "lane \(lane.name)")
            let sweep = try read(lane, monitor)
            let ground = try lane.ground(of: sweep)
            let targets = try lane.targets()
            for index in results.indices where detectors[index].covers(lane) {
                var judged = TrialLane(
                    name: lane.name, soilGroup: lane.soilGroup, ground: ground, targets: targets,
                    alarms: [])
                judged.alarms = try await alarms(
                    of: lane, sweep, blanks[index], &results[index],
                    assesses: assessesDetectability && index == assessed, part)
                results[index].lanes.append(judged)
            }
        }
        return results
    }

    /// A detector without its discriminator where that has learnt from one of the lanes.
    private func unbiased(
        _ detector: TrialDetector, on lanes: [TrialFolder.Lane]
    ) throws -> DetectorResult {
        guard case .pipeline(let pipeline, let rate) = detector.source,
            let discriminator = pipeline.discriminator
        else { return DetectorResult(detector: detector) }
        let learnt = Set(
            discriminator.provenance.lanes.filter(\.wasLearntFrom).map(\.digest))
        let known = try lanes.filter {
            learnt.contains(try Digest(ofFile: $0.sweepPath).hexadecimal)
        }
        guard !known.isEmpty else { return DetectorResult(detector: detector) }
        var result = DetectorResult(
            detector: try TrialDetector(
                name: detector.name, source: .pipeline(pipeline.imagingOnly, groundRate: rate)))
        result.warnings.append(
            (
                known[0].name,
                "the discriminator \(discriminator.name) has learnt from \(known.count) of these "
                    + "lanes, so that its figures here would say nothing: the plain imaging score is "
                    + "judged; `train --alarms` gives alarms by folds over the soil groups"
            ))
        return result
    }

    /// Whether the trial says that its data are made up, or a radar file does.
    func isSimulated() throws -> Bool {
        if folder.isSimulated == true { return true }
        return try folder.lanes.contains { lane in
            do throws(InstrumentError) {
                return Simulation.isDeclared(
                    try SweepReader.open(lane.sweepPath, options: options).outline)
            } catch {
                throw WorkflowError(file: lane.sweepPath, error)
            }
        }
    }

    func read(_ lane: TrialFolder.Lane, _ monitor: WorkMonitor) throws -> Sweep {
        try lane.sweep(options: options, monitor: monitor)
    }

    /// The blank lanes as each detector of this program sees them.
    private func blankGround(
        _ lanes: [TrialFolder.Lane], _ detectors: [TrialDetector], _ monitor: WorkMonitor
    ) async throws -> [BlankGround] {
        var grounds = detectors.map { _ in BlankGround() }
        for lane in lanes where lane.role == .blank {
            monitor.progress(0, "blank ground: \(lane.name)")
            let sweep = try read(lane, monitor)
            for (place, detector) in detectors.enumerated() {
                guard case .pipeline(let pipeline, _) = detector.source else { continue }
                try monitor.check()
                grounds[place].add(
                    sweep, try await pipeline.scored(sweep, monitor: monitor.withoutProgress))
            }
        }
        return grounds
    }

    private func alarms(
        of lane: TrialFolder.Lane, _ sweep: Sweep, _ blank: BlankGround,
        _ result: inout DetectorResult, assesses: Bool, _ monitor: WorkMonitor
    ) async throws -> [ScoredAlarm] {
        switch result.detector.source {
        case .lists(let folder, let columns):
            guard let path = TrialDetector.list(of: lane.name, in: folder) else {
                result.missingLists.append(lane.name)
                return []
            }
            return try AlarmListFile.read(path, columns: columns, places: lane.places).alarms
        case .pipeline(let pipeline, let rate):
            let scored = try await pipeline.scored(sweep, monitor: monitor.withoutProgress)
            let (evidence, doubt) = blank.evidence(for: sweep)
            let point = OperatingPoint(
                groundRate: rate, blank: evidence, judge: scored.judge,
                candidateRate: pipeline.detector.candidateRatePerSquareMetre,
                searched: scored.candidates)
            let alarms = AlarmList.alarms(
                from: scored.candidates, sweep: lane.name, at: point,
                depth: DepthScale(permittivity: pipeline.ground.permittivity))
            result.written = (result.written ?? [:]).merging([lane.name: alarms]) { $1 }
            result.isRateVerified = (result.isRateVerified ?? true) && point.isVerified
            let warnings =
                sweep.warnings + scored.warnings + [doubt, point.groundWarning].compactMap(\.self)
            result.warnings += warnings.map { (lane.name, $0.text) }
            if assesses, lane.role != .blank {
                let found = try await DetectabilityAssessment(
                    pipeline: pipeline.imagingOnly, threshold: point.imagingThreshold,
                    groundRate: rate
                ).assess(sweep, monitor: monitor)
                result.detectability[lane.name] = found.detectability
                result.warnings += found.warnings.map { (lane.name, $0.text) }
            }
            return alarms.map(ScoredAlarm.init)
        }
    }

}

extension ScoredAlarm {
    /// The alarm as it is judged.
    init(_ alarm: Alarm) {
        self.init(
            id: alarm.id, xMetres: alarm.xMetres, yMetres: alarm.yMetres,
            depthMetres: alarm.depthMetres, score: alarm.score, isSelected: alarm.isSelected,
            probability: alarm.evidence?.probability?.value)
    }
}
