public import Instruments
public import SurveyModel

/// Whether a calibration holds for sweeps in files: `clearroad calibrate --check`.
public struct CalibrationCheck: Sendable {
    private let judge: CalibrationGuard
    private let options: SweepReadOptions

    /// A check of `calibration`, which expires after `mostHours`.
    public init(
        calibration: RadarCalibration, options: SweepReadOptions, mostHours: Double,
        acquiredAt: String? = nil
    ) {
        var judge = CalibrationGuard(calibration)
        judge.mostHours = mostHours
        judge.acquiredAt = acquiredAt
        self.judge = judge
        self.options = options
    }

    /// What became of one file.
    public struct FileResult: Sendable {
        /// The file.
        public var file: String
        /// Whether the calibration holds for it.
        public var verdict: CalibrationGuard.Verdict?
        /// Why it could not be used.
        public var failure: WorkflowError?
    }

    /// Judges every file; one that fails is reported and the others are still judged.
    ///
    /// - Throws: `Cancelled`.
    public func run(
        _ files: [String], monitor: WorkMonitor = .silent
    ) async throws -> [FileResult] {
        var results: [FileResult] = []
        for (place, file) in files.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(files.count), file)
            var result = FileResult(file: file)
            do {
                let sweep = try Stoppable.run { () throws(InstrumentError) in
                    try SweepReader.readAmplitudes(
                        file, options: options, monitor: monitor.withoutProgress)
                }
                result.verdict = try await judge.verdict(
                    on: sweep, named: file, monitor: monitor.withoutProgress)
            } catch let stop as Cancelled {
                throw stop
            } catch { result.failure = WorkflowError(file: file, error) }
            results.append(result)
        }
        return results
    }
}

/// Times of recordings as people write them.
public enum CalibrationTime: Sendable {
    /// Whether `text` is a UTC time or date (ISO 8601).
    public static func isTime(_ text: String) -> Bool { CalibrationAge.isTime(text) }
}
