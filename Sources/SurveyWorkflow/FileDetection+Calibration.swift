internal import SurveyModel

extension FileDetection {
    /// The code of the warning that a calibration no longer holds.
    static let expiredCode = "calibration-expired"

    /// What the calibration says of `sweep`: that it has expired, with every reason, and what could not be
    /// compared; nothing without a calibration.
    ///
    /// - Throws: `WorkflowError.impossible` where it is another radar's or another detector's.
    func calibrationWarnings(
        _ sweep: Sweep, _ scored: ScoredSweep, _ file: String, _ monitor: WorkMonitor
    ) async throws -> [SweepWarning] {
        guard let calibration else { return [] }
        let foreign = calibration.foreignness(sweep)
        guard foreign.isEmpty else {
            throw WorkflowError.impossible(
                reason: "\(file): the calibration does not belong to this sweep: "
                    + foreign.joined(separator: "; "),
                hint: "calibrate this radar with `clearroad calibrate`")
        }
        var alike = calibration.pipeline.ground
        alike.groundRatePerSquareMetre = pipeline.ground.groundRatePerSquareMetre
        let isSame =
            alike == pipeline.ground
            && pipeline.centreFrequencyMHz == calibration.pipeline.centreFrequencyMHz
        let verdict = try await calibration.verdict(
            on: sweep, named: file, scored: isSame ? scored : nil,
            monitor: monitor.withoutProgress)
        guard !verdict.isValid else { return verdict.warnings }
        let expired = SweepWarning(
            code: Self.expiredCode,
            text: "calibration expired, its permittivity is still used for depths"
                + (detectability == nil ? ": " : ", nothing of it for the detectability map: ")
                + verdict.reasons.joined(separator: "; "))
        return [expired] + verdict.warnings
    }
}
