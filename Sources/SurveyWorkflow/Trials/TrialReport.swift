public import Evaluation
public import SurveyModel

/// A trial of one or more detectors, judged.
public struct TrialReport: Sendable {
    /// One detector, judged.
    public struct Judged: Sendable {
        /// Its alarms.
        public let result: TrialRun.DetectorResult
        /// The lanes that count.
        public let score: TrialScore
        /// Its curve at ground rates with what other lanes could have given; `nil` with a single lane.
        public let groundBand: RocBand?
        /// The same at total rates.
        public let totalBand: RocBand?
        /// What is found at the rates asked for: total, then ground.
        public let rows: [RateRow]
        /// The same with thresholds set on other soil; empty without soil groups.
        public let folds: [SoilFolds]
        /// Pd against depth, all mines first.
        public let depths: [DepthAnalysis]
        /// How ground alarms are spread; `nil` without ground.
        public let dispersion: LaneDispersion?
        /// How much hangs on the halo.
        public let halos: HaloSensitivity
        /// How precise places are.
        public let precision: LocalisationPrecision
        /// How good probabilities are; `nil` where there are too few.
        public let reliability: Reliability?
        /// Lanes listed apart, that count in nothing: one score each.
        public let shown: [TrialScore]
        /// Alarms on lanes where nothing is buried; `nil` without such lanes.
        public let blanks: TrialScore?

        /// Its name.
        public var name: String { result.detector.name }
    }

    /// The lanes and what is known of them.
    public let folder: TrialFolder
    /// Rates asked for (1/m2).
    public let rates: [Double]
    /// The detectors in the order given.
    public let detectors: [Judged]
    /// What filters made for each mine see at its true place; `nil` where it was not asked for.
    public let oracle: OracleScore?
    /// The first against each other; `nil` with a single one.
    public let comparison: ComparisonTable?
    /// How lanes are drawn for intervals.
    public let plan: ResamplingPlan

    /// Judges `results` on the lanes of `folder`.
    ///
    /// - Throws: `WorkflowError.impossible` where no lane counts, and errors of the evaluation.
    public init(
        folder: TrialFolder, results: [TrialRun.DetectorResult], oracle: OracleScore? = nil,
        haloMarginMetres: Double, rates: [Double], plan: ResamplingPlan,
        monitor: WorkMonitor = .silent
    ) throws {
        self.folder = folder
        self.oracle = oracle
        self.rates = rates
        self.plan = plan
        let roles = Dictionary(
            folder.lanes.map { ($0.name, $0.role) }, uniquingKeysWith: { first, _ in first })
        var detectors: [Judged] = []
        for (place, result) in results.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(results.count), "scoring")
            detectors.append(
                try Judged(result, roles: roles, halo: haloMarginMetres, rates: rates, plan: plan))
        }
        self.detectors = detectors
        let lists = detectors.map { AlarmListTrial(name: $0.name, trial: $0.score.whole) }
        comparison =
            lists.count > 1
            ? try ComparisonTable(lists, at: rates.filter { $0 > 0 }, plan: plan) : nil
    }
}

extension TrialReport.Judged {
    fileprivate init(
        _ result: TrialRun.DetectorResult, roles: [String: TrialFolder.Role], halo: Double,
        rates: [Double], plan: ResamplingPlan
    ) throws {
        func score(_ lanes: [TrialLane]) throws -> TrialScore {
            try TrialScore(lanes: lanes, haloMarginMetres: halo)
        }
        func lanes(_ role: TrialFolder.Role) -> [TrialLane] {
            result.lanes.filter { roles[$0.name] == role }
        }
        let counted = lanes(.trial)
        guard !counted.isEmpty else {
            throw WorkflowError.impossible(
                reason: "no lane of the trial counts: all are blank, shown apart or aborted",
                hint: "give lanes with buried mines the role `trial`")
        }
        let whole = try score(counted)
        self.result = result
        self.score = whole
        let bootstrap = LaneBootstrap(whole.whole, plan: plan)
        let grid = RocBand.grid(upTo: max(2, rates.max() ?? 0))
        groundBand = try bootstrap.band(at: grid, .ground)
        totalBand = try bootstrap.band(at: grid, .total)
        rows = [RateKind.total, .ground].flatMap { kind in
            rates.map { whole.whole.row(at: $0, kind) }
        }
        folds = [RateKind.total, .ground].flatMap { kind in
            rates.compactMap { try? SoilFolds(whole.whole, at: $0, kind) }
        }
        depths = try DepthAnalysis.analyses(of: whole.headline)
        dispersion = try? LaneDispersion(whole.headline, plan: plan)
        halos = try HaloSensitivity(counted)
        precision = try LocalisationPrecision(whole.localisation, plan: plan)
        reliability = try? Reliability(whole.whole.calibrationPairs, plan: plan)
        shown = try lanes(.shown).map { try score([$0]) }
        let blank = lanes(.blank)
        blanks = blank.isEmpty ? nil : try score(blank)
    }
}
