internal import Fingerprint
internal import LandRelease
internal import SurveyModel

extension SweepDetection {
    /// The survey's calibration where it has one that holds for `sweep`, and what is to be said of it.
    ///
    /// One that has expired, or is another radar's, gives nothing: the map then rests on the sweep alone.
    /// - Throws: `WorkflowError` where the file is missing, is no calibration or is not the one approved.
    func calibration(
        for read: SweepOnDemand, monitor: WorkMonitor
    ) async throws -> (RadarCalibration?, [SweepWarning]) {
        guard let reference = survey.settings.detection.calibration else { return (nil, []) }
        let path = survey.path + "/" + reference.file
        let digest: Digest
        do { digest = try Digest(ofFile: path) } catch {
            throw WorkflowError(file: path, error)
        }
        guard digest == Digest(hexadecimal: reference.sha256) else {
            throw WorkflowError.impossible(
                reason: "\(path): this is not the calibration of the settings in force",
                hint: "restore it, or put its SHA-256 into survey.json and have that approved")
        }
        let judge = CalibrationGuard(try CalibrationFile.read(path))
        let verdict = try await judge.verdict(
            on: try read.whole(), named: sweep.fact.name, monitor: monitor.withoutProgress)
        guard !verdict.isValid else { return (judge.calibration, verdict.warnings) }
        let expired = SweepWarning(
            code: FileDetection.expiredCode,
            text: "the survey's calibration does not hold here, nothing of it is used for "
                + "detectability: " + verdict.reasons.joined(separator: "; "))
        return (nil, [expired] + verdict.warnings)
    }
}
