internal import Foundation
internal import MineDetection
public import RadarProcessing
public import SurveyModel

/// What is asked of a detectability map.
public struct DetectabilityRequest: Sendable {
    /// The ground's permittivity where it was measured.
    public var permittivity: GroundEstimate.Permittivity?
    /// A calibration that holds for the sweep.
    public var calibration: RadarCalibration?

    /// A map of ground of `permittivity`, where that is known.
    public init(permittivity: GroundEstimate.Permittivity? = nil) {
        self.permittivity = permittivity
    }

    /// A map of ground whose permittivity was measured as `permittivity` with standard error `sigma`.
    public init(permittivity: Double, sigma: Double) {
        self.permittivity = GroundEstimate.Permittivity(value: permittivity, sigma: sigma)
    }
}

/// Where a sweep's detector, at its threshold, finds items of each class, and down to which depth.
public struct DetectabilityAssessment: Sendable {
    /// Changes whenever the same sweep can give another map.
    public static let version = "detectability-2"

    /// The detector judged.
    public var pipeline: DetectionPipeline
    /// Score from which a candidate is an alarm.
    public var threshold: Double
    /// Ground rate that threshold stands for (1/m2).
    public var groundRate: Double
    /// What is known of the ground.
    public var request: DetectabilityRequest

    /// Trial echoes of each class and depth at first, and of those that look detectable in all.
    static let trials = (first: 10, all: 40)
    /// Share of the first trials from which the others are made.
    static let promising = 0.8
    /// Length of a tile along the lane (m).
    static let tileMetres = 1.0
    /// Sweeps up to this long are tried whole; of longer ones some sections are (m).
    static let wholeMetres = 16.0
    static let sectionMetres = 12.0
    static let mostSections = 6
    /// Trial echoes in ground quieter than the tile by more than this do not speak for it (dB).
    static let contextDecibels = 3.0
    /// Echoes pooled for a tile, the nearest first.
    static let pooled = 60

    /// An assessment of `pipeline` at `threshold`.
    public init(
        pipeline: DetectionPipeline, threshold: Double, groundRate: Double,
        request: DetectabilityRequest = DetectabilityRequest()
    ) {
        self.pipeline = pipeline
        self.threshold = threshold
        self.groundRate = groundRate
        self.request = request
    }

    /// What was found, with the figures behind it.
    public struct Result: Sendable {
        /// The map.
        public var detectability: Detectability
        /// What the sweep tells of its ground.
        public var ground: GroundEstimate
        /// Permittivities taken into account.
        public var permittivity: GroundEstimate.Permittivity
        /// Where they and the strengths come from.
        public var basis: DetectabilityBasis
        /// Trial echoes laid and found, by class and depth.
        public var trials: [Tally]

        /// What the receiver's noise tells, in a word.
        public var noise: String { ground.noiseVerdict.rawValue }
        /// One-way loss and its standard error (dB/m); `nil` where it cannot be told.
        public var lossDecibelsPerMetre: (value: Double, error: Double)? {
            ground.loss.map { ($0.decibelsPerMetre, $0.errorDecibelsPerMetre) }
        }
        /// Permittivities taken into account.
        public var permittivities: ClosedRange<Double> { permittivity.low...permittivity.high }

        /// What keeps the whole sweep from being green.
        public var warnings: [SweepWarning] {
            let reason: DetectabilityReason
            switch ground.noiseVerdict {
            case .steady: return []
            case .changing: reason = .gainAfterRecording
            case .notMeasurable: reason = .noiseNotMeasurable
            }
            return [
                SweepWarning(
                    code: reason.rawValue,
                    text: reason.sentence + " No ground counts as assured.")
            ]
        }
    }

    /// Trial echoes of one class at one depth.
    public struct Tally: Sendable, Hashable {
        /// The class.
        public var kind: DetectabilityClass
        /// The depth (m).
        public var depthMetres: Double
        /// Echoes laid.
        public var trials: Int
        /// Echoes found.
        public var hits: Int
    }

    /// Assesses `sweep`, whose candidates are `scored`.
    ///
    /// - Complexity: About 40 to 150 runs of the detector over at most 6 sections of 16 m.
    /// - Throws: `ProcessingError`, `WorkflowError`, or `Cancelled`.
    public func assess(
        _ sweep: Sweep, monitor: WorkMonitor = .silent
    ) async throws -> Result {
        try await assess(SweepOnDemand(sweep), monitor: monitor)
    }

    /// The same, a channel or some sections in memory at a time.
    ///
    /// - Throws: what reading throws, too.
    public func assess(
        _ sweep: SweepOnDemand, monitor: WorkMonitor = .silent
    ) async throws -> Result {
        monitor.progress(0, "ground")
        let known = request.calibration.map { CalibratedGround($0) }
        let permittivity = request.permittivity ?? known?.permittivity
        let ground = try GroundEstimate(
            sweep, centreFrequencyMHz: pipeline.centreFrequencyMHz,
            permittivity: permittivity ?? .dryToDamp,
            depthMetres: Detectability.depthsMetres.last ?? 0.25, tileMetres: Self.tileMetres,
            monitor: monitor)
        let model = GroundModel(
            ground, isMeasured: permittivity != nil,
            calibratedDecibelsPerMetre: known?.lossDecibelsPerMetre)
        let trial = try TrialRadar(
            sweep, centreFrequencyMHz: ground.centreFrequencyMHz,
            amplitudeReferenceDecibels: known?.amplitudeReferenceDecibels)
        let range = model.permittivity
        // Of a signal whose level is not known nothing can be calculated.
        let table =
            ground.noiseVerdict == .steady
            ? try EchoTable(trial, permittivities: [range.low, range.middle, range.high]) : nil
        let margin = table.map {
            DetectabilityMargin(ground: ground, echoes: $0, groundRate: groundRate, loss: model)
        }
        var evidence = TileEvidence(ground: ground, model: model, margin: margin)
        let cases = evidence.openCases()
        if !cases.isEmpty {
            evidence.trials = try await trials(cases, sweep, trial, ground, model, monitor)
        }
        let tiles = ground.channels.flatMap { channel in
            channel.tiles.map { evidence.tile($0, of: channel) }
        }
        let tallies = DetectabilityClass.allCases.flatMap { kind in
            Detectability.depthsMetres.indices.compactMap { depth -> Tally? in
                let own = evidence.trials.filter {
                    $0.trial.kind == kind && $0.trial.depth == depth
                }
                return own.isEmpty
                    ? nil
                    : Tally(
                        kind: kind, depthMetres: Detectability.depthsMetres[depth],
                        trials: own.count, hits: own.count(where: \.isHit))
            }
        }
        return Result(
            detectability: Detectability(
                tiles: tiles, threshold: threshold, version: Self.version),
            ground: ground, permittivity: range,
            basis: DetectabilityBasis(
                amplitude: known?.amplitudeReferenceDecibels == nil ? .assumed : .calibration,
                permittivity: request.permittivity != nil
                    ? .measured : permittivity == nil ? .assumed : .calibration,
                loss: model.lossSource), trials: tallies)
    }

    private func trials(
        _ cases: [TrialCase], _ sweep: SweepOnDemand, _ trial: TrialRadar, _ ground: GroundEstimate,
        _ model: GroundModel, _ monitor: WorkMonitor
    ) async throws -> [TrialOutcome] {
        var runs: [EchoRun] = []
        for section in try SweepSection.sections(
            of: sweep, wholeMetres: Self.wholeMetres, lengthMetres: Self.sectionMetres,
            most: Self.mostSections)
        {
            try monitor.check()
            let scored = try await pipeline.imagingScoresOnly.scored(
                section, monitor: monitor.withoutProgress)
            runs.append(
                EchoRun(
                    pipeline: pipeline, threshold: threshold,
                    injection: TrialInjection(section, trial) {
                        model.decibelsPerMetre(permittivity: $0)
                    },
                    plan: TrialPlan(
                        section, scored, threshold: threshold,
                        permittivity: model.permittivity.low...model.permittivity.high,
                        suppressionMetres: pipeline.detector.suppressionRadiusMetres)))
        }
        let context = TrialContext(ground: ground)
        var outcomes: [TrialOutcome] = []
        var open = cases
        let stages = [Self.trials.first, Self.trials.all - Self.trials.first]
        for (stage, count) in stages.enumerated() {
            for (place, run) in runs.enumerated() {
                // Sections share the echoes of a sweep; each gets its part.
                let own = (count + runs.count - 1) / runs.count
                let dealt = open.flatMap { Array(repeating: $0, count: own) }
                let part = Double(stage * runs.count + place) / Double(stages.count * runs.count)
                outcomes += try await run.outcomes(
                    dealt, seed: UInt64(1 + stage * 1000 + place), context,
                    monitor.portion(from: 0.02 + 0.98 * part, of: 0.98 / Double(2 * runs.count)))
            }
            open = open.filter { one in
                let own = outcomes.filter { $0.trial == one }
                return !own.isEmpty
                    && Double(own.count(where: \.isHit)) >= Self.promising * Double(own.count)
            }
        }
        return outcomes
    }
}

extension WorkMonitor {
    /// Progress of a part of the work that starts at `start` and is `share` of it; its steps are named after
    /// `name`.
    func portion(from start: Double, of share: Double, naming name: String? = nil) -> WorkMonitor {
        WorkMonitor(
            progress: { [progress] part, step in
                progress(start + share * part, name.map { "\($0): \(step)" } ?? step)
            },
            isCancelled: isCancelled)
    }
}
