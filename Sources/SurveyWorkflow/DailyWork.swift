internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import Instruments
public import LandRelease
internal import MineDetection
public import SurveyModel

/// The daily job: new sweeps -> quality -> alarms -> coverage -> maps, recorded.
///
/// Each sweep is recorded by itself, so that work stopped half-way goes on where it stopped; what is on
/// record already is not done again.
public struct DailyWork: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// Only sweeps of this date, `YYYY-MM-DD`; all where it is nil.
    public let date: String?
    /// In whose name the runs are recorded.
    public let author: String
    /// The time.
    public let clock: WallClock

    /// The day's work on `survey`.
    public init(
        survey: SurveyFolder, date: String? = nil, author: String, clock: WallClock = .system
    ) {
        self.survey = survey
        self.date = date
        self.author = author
        self.clock = clock
    }

    /// What became of one sweep.
    public struct SweepOutcome: Sendable {
        /// Its name.
        public var name: String
        /// The segment it was made for.
        public var segment: String?
        /// Candidates written.
        public var candidates: Int
        /// Alarms selected.
        public var alarms: Int
        /// Whether a new run was recorded.
        public var isNew: Bool
        /// Whether its run is evidence, and why not.
        public var standing: EvidenceStanding?
        /// Whether blank ground supports its alarm rate.
        public var isRateVerified = false
        /// What limits the result.
        public var warnings: [SweepWarning]
        /// What was found wrong with the sweep when it was registered.
        public var registered: [SweepWarning]
        /// Whether part of the sweep could not be used, and it belongs to this day's work: it was made today
        /// or on the day asked for, or its run is new.
        public var isPartial: Bool
        /// Why it could not be used.
        public var failure: WorkflowError?
    }

    /// What the day brought.
    public struct Report: Sendable {
        /// Every sweep looked at.
        public var sweeps: [SweepOutcome]
        /// Why the blank ground could not be used: the rate of new runs is then nominal.
        public var brokenBlank: WorkflowError?
        /// Files in the folder of sweeps that nobody registered.
        public var unregistered: [String]
        /// Products that were written.
        public var written: [String]
        /// What could not be drawn, and why.
        public var problems: [String]
        /// Products that are kept up to date and are there.
        public var products: [String]
        /// The head of the record.
        public var head: String

        /// Whether blank ground supports the alarm rate of every sweep that could be used.
        public var isRateVerified: Bool {
            let usable = sweeps.filter { $0.failure == nil }
            return !usable.isEmpty && usable.allSatisfy(\.isRateVerified)
        }
    }

    /// Does the day's work.
    ///
    /// - Throws: `WorkflowError` about the survey as a whole, or `Cancelled`; a broken sweep is an outcome.
    public func run(monitor: WorkMonitor = .silent) async throws -> Report {
        try StaleFiles.remove(below: survey.path)
        var registry = try survey.registry()
        let work = registry.record.sweeps.filter { sweep in
            !sweep.fact.isBlank && (date.map { $0 == sweep.fact.acquiredOn } ?? true)
        }
        let lines = try survey.centrelines(registry.record)
        let blanks = BlankRecord(survey: survey, record: registry.record)
        let isPending = work.contains { recorded($0, registry.record, blanks) == nil }
        let (ground, broken) = try await usable(isPending ? blanks : nil, monitor)
        var outcomes: [SweepOutcome] = []
        for (place, sweep) in work.enumerated() {
            try monitor.check()
            let share = 0.95 / Double(max(1, work.count))
            monitor.progress(Double(place) * share, sweep.fact.name)
            outcomes.append(
                try await outcome(
                    of: sweep, &registry, lines, blanks, ground,
                    monitor.portion(
                        from: Double(place) * share, of: share, naming: sweep.fact.name)))
        }
        for index in outcomes.indices where outcomes[index].failure == nil {
            outcomes[index].standing = registry.record.standing(ofSweep: work[index].digest)
            outcomes[index].isRateVerified =
                registry.record.runs(of: work[index].digest).last?.fact.rateVerified ?? false
        }
        for index in outcomes.indices where work[index].fact.lostEvidence {
            outcomes[index].isPartial =
                outcomes[index].isNew || work[index].fact.acquiredOn == date ?? clock.today
        }
        if outcomes.contains(where: \.isNew) { KeptStatus.renew(of: registry, at: clock.now()) }
        try monitor.check()
        monitor.progress(0.95, "maps")
        let products = SurveyProducts(
            survey: survey, record: registry.record, content: try registry.contentInWords())
        let (written, problems) = try products.write(
            only: outcomes.contains { $0.isNew }, monitor: monitor.portion(from: 0.95, of: 0.05))
        return Report(
            sweeps: outcomes, brokenBlank: broken, unregistered: unregistered(registry.record),
            written: written, problems: problems,
            products: products.present, head: try registry.headsInWords())
    }

    /// Records a run; false where another program did so meanwhile.
    private func append(
        _ run: DetectionRun, of sweep: SweepRecord, to registry: inout Registry
    ) throws -> Bool {
        do throws(WorkflowError) {
            try registry.record(
                [.detectionRun(run)], what: "the run over \(sweep.fact.name)", by: author,
                at: clock.now(), inputs: [sweep.digest, survey.settingsDigest],
                renewsStatus: false)
        } catch {
            guard case .refused(_, let objections) = error,
                objections.allSatisfy({ $0.code == "already-recorded" })
            else { throw error }
            return false
        }
        return true
    }

    /// The blank ground, or none of it where part of it is broken: a rate must not rest on a part.
    private func usable(
        _ blanks: BlankRecord?, _ monitor: WorkMonitor
    ) async throws -> (BlankGround, WorkflowError?) {
        guard let blanks else { return (BlankGround(), nil) }
        do {
            return (try await blanks.ground(monitor: monitor), nil)
        } catch let failure as WorkflowError {
            return (BlankGround(), failure)
        }
    }

    private func outcome(
        of sweep: SweepRecord, _ registry: inout Registry, _ lines: [String: Centreline],
        _ blanks: BlankRecord, _ ground: BlankGround, _ monitor: WorkMonitor
    ) async throws -> SweepOutcome {
        var outcome = SweepOutcome(
            name: sweep.fact.name, segment: sweep.fact.segment, candidates: 0, alarms: 0,
            isNew: false, standing: nil, warnings: [], registered: sweep.fact.warnings,
            isPartial: false, failure: nil)
        do {
            let detection = SweepDetection(survey: survey, sweep: sweep, lines: lines)
            if let earlier = recorded(sweep, registry.record, blanks) {
                outcome.alarms = earlier.fact.alarms.count
                outcome.warnings = earlier.fact.warnings
                outcome.candidates = try await detection.restore(earlier, blanks, monitor)
                return outcome
            }
            let found = try await detection.run(ground: ground, monitor: monitor)
            try detection.write(found)
            if !registry.record.hasRun(found.fact.key) {
                outcome.isNew = try append(found.fact, of: sweep, to: &registry)
            }
            outcome.candidates = found.candidates.count
            outcome.alarms = found.fact.alarms.count
            outcome.warnings = found.fact.warnings
        } catch let stop as Cancelled {
            throw stop
        } catch let failure as WorkflowError {
            outcome.failure = failure
        } catch {
            outcome.failure = WorkflowError(file: survey.path + "/" + sweep.fact.path, error)
        }
        return outcome
    }

    /// The run that makes another one needless: at these settings, and on blank ground where there is
    /// some.
    private func recorded(
        _ sweep: SweepRecord, _ record: SurveyRecord, _ blanks: BlankRecord
    ) -> RunRecord? {
        record.runs(of: sweep.digest).last {
            $0.fact.settingsDigest == survey.settingsDigest
                && $0.fact.algorithmVersion == DetectorSettings.algorithmVersion
                && ($0.fact.rateVerified || blanks.isEmpty)
        }
    }

    private func unregistered(_ record: SurveyRecord) -> [String] {
        let known = Set(record.sweeps.flatMap(\.fact.rawFiles).map(\.path))
        // A folder may hold a link to itself: deeper than this nothing is looked for.
        func files(in folder: String, depth: Int = 4) -> [String] {
            let names = (try? Folder.names(in: survey.path + "/" + folder)) ?? []
            let own = names.filter { !$0.hasPrefix(DurableFile.temporaryPrefix) }
            return own.map { "\(folder)/\($0)" }.flatMap { path in
                depth > 0 && Folder.isDirectory(survey.path + "/" + path)
                    ? files(in: path, depth: depth - 1) : [path]
            }
        }
        return files(in: "sweeps").filter { !known.contains($0) }
    }
}

extension SweepRegistered {
    /// Whether traces of it were lost, or have no place.
    fileprivate var lostEvidence: Bool {
        let codes: Set = ["traces-lost", "traces-without-place"]
        return warnings.contains { codes.contains($0.code) }
    }
}
