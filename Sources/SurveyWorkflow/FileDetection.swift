internal import FileAccess
public import Instruments
public import MineDetection
public import SurveyModel

/// Detection on files without a survey: `clearroad detect`.
public struct FileDetection: Sendable {
    /// Ground rate asked for (1/m2).
    public var groundRate: Double
    /// Files of ground known to hold nothing, for the tail fit.
    public var blankFiles: [String]
    /// The steps.
    public var pipeline: DetectionPipeline
    /// How to read the files.
    public var options: SweepReadOptions
    /// The calibration the permittivity is from, judged by every sweep.
    public var calibration: CalibrationGuard?
    /// What is known for a detectability map; `nil` for none.
    public var detectability: DetectabilityRequest?

    /// Detection at `groundRate`.
    public init(
        groundRate: Double, blankFiles: [String], pipeline: DetectionPipeline,
        options: SweepReadOptions
    ) {
        self.groundRate = groundRate
        self.blankFiles = blankFiles
        self.pipeline = pipeline
        self.options = options
    }

    /// What became of one file.
    public struct FileResult: Sendable {
        /// The file.
        public var file: String
        /// Its name in the list.
        public var name: String
        /// Its candidates, highest score first; empty where it failed.
        public var alarms: [Alarm]
        /// Ground its valid traces swept (m2).
        public var sweptSquareMetres: Double
        /// What was assumed, lost or left out.
        public var warnings: [SweepWarning]
        /// The operating point its alarms were selected at.
        public var point: OperatingPoint?
        /// Why it could not be used.
        public var failure: WorkflowError?
        /// Where items of each class are found, where that was asked for.
        public var detectability: DetectabilityAssessment.Result?
    }

    /// What became of all files.
    public struct Result: Sendable {
        /// By file, in the order given.
        public var files: [FileResult]
        /// All alarms, highest score first.
        public var alarms: [Alarm]

        /// Whether blank ground supports the rate of every file that could be used.
        public var isVerified: Bool {
            let points = files.compactMap(\.point)
            return !points.isEmpty && points.allSatisfy(\.isVerified)
        }
    }

    /// Reads and scores `files`; one that fails is reported and the others are still done.
    ///
    /// - Throws: an error about the blank files, or `Cancelled`.
    public func run(_ files: [String], monitor: WorkMonitor = .silent) async throws -> Result {
        let ground = try await blankGround(monitor)
        var results: [FileResult] = []
        var names: [String: Int] = [:]
        for (place, file) in files.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(files.count), file)
            let base = SweepRegistration.name(of: file)
            names[base, default: 0] += 1
            let count = names[base] ?? 1
            let name = count == 1 ? base : "\(base)~\(count)"
            let share = 1 / Double(files.count)
            let part = monitor.portion(from: Double(place) * share, of: share, naming: name)
            results.append(try await detect(file, name: name, ground, part))
        }
        return Result(files: results, alarms: AlarmTable.merged(results.map(\.alarms)))
    }

    private func detect(
        _ file: String, name: String, _ ground: BlankGround, _ monitor: WorkMonitor
    ) async throws -> FileResult {
        var result = FileResult(
            file: file, name: name, alarms: [], sweptSquareMetres: 0, warnings: [])
        do {
            let sweep = try read(file, monitor)
            let scored = try await pipeline.scored(sweep, monitor: monitor.withoutProgress)
            let drift = try await calibrationWarnings(sweep, scored, file, monitor)
            let (blank, doubt) = ground.evidence(for: sweep)
            let point = OperatingPoint(
                groundRate: groundRate, blank: blank, judge: scored.judge,
                candidateRate: pipeline.detector.candidateRatePerSquareMetre,
                searched: scored.candidates)
            let alarms = AlarmList.alarms(
                from: scored.candidates, sweep: name, at: point,
                depth: DepthScale(permittivity: pipeline.ground.permittivity))
            result.alarms = alarms.map { alarm in
                var named = alarm
                named.id = "\(name)-\(alarm.id)"
                return named
            }
            result.point = point
            result.detectability = try await assessed(
                sweep, at: point, drift: drift, monitor: monitor)
            result.sweptSquareMetres = scored.sweptSquareMetres
            result.warnings =
                sweep.warnings + scored.warnings + drift
                + [doubt, point.groundWarning].compactMap(\.self)
        } catch let stop as Cancelled {
            throw stop
        } catch {
            result.failure = WorkflowError(file: file, error)
        }
        return result
    }

    private func read(_ file: String, _ monitor: WorkMonitor) throws -> Sweep {
        try Stoppable.run { () throws(InstrumentError) in
            try SweepReader.readAmplitudes(
                file, options: options, monitor: monitor.withoutProgress)
        }
    }

    /// Scores the blank files.
    ///
    /// - Throws: where one cannot be used, or all of one radar's hold too few maxima for a rate.
    private func blankGround(_ monitor: WorkMonitor) async throws -> BlankGround {
        var ground = BlankGround()
        for file in blankFiles {
            do {
                let sweep = try read(file, monitor)
                ground.add(
                    sweep, try await pipeline.scored(sweep, monitor: monitor.withoutProgress))
            } catch let stop as Cancelled {
                throw stop
            } catch {
                throw WorkflowError(file: file, error)
            }
        }
        try ground.check()
        return ground
    }
}
