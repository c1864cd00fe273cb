internal import Cartography
internal import FileAccess
internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

extension FileDetection {
    /// Refuses a map that cannot be written or is one of the files read or written.
    public static func checkMap(_ path: String, others: [String]) throws(WorkflowError) {
        guard ["tif", "tiff"].contains(Folder.fileExtension(of: path)) else {
            throw .impossible(
                reason: "\(path): a detectability map is written to a file ending in .tif",
                hint: "give another --detectability")
        }
        for other in others where Folder.isSameFile(other, path) || other == path {
            throw .impossible(
                reason: "\(path): this file is used for something else, it is not overwritten",
                hint: "give another --detectability")
        }
        try OutputGuard.check(path)
    }

    /// Where the map of sweep number `place` of `count` goes: `path` itself for one, else with the sweep's
    /// name before its ending.
    public static func mapPath(_ path: String, sweep: String, count: Int) -> String {
        guard count > 1 else { return path }
        let ending = "." + Folder.fileExtension(of: path)
        return String(path.dropLast(ending.count)) + "-" + SurveyProducts.fileName(sweep) + ending
    }

    /// Writes the map of one file.
    public static func writeMap(
        _ result: DetectabilityAssessment.Result, of file: FileResult, to path: String
    ) throws {
        let range = result.permittivity
        let facts = [
            "SWEEP": file.name, "TOOL": "ClearRoad \(ToolVersion.current)",
            "ALGORITHM": DetectorSettings.algorithmVersion,
            "DETECTABILITY": result.detectability.version,
            "THRESHOLD": decimal(result.detectability.threshold, 4),
            "GROUND_RATE_PER_M2": "\(file.point?.groundRatePerSquareMetre ?? 0)",
            "BASIS": result.basis.sentence,
            "PERMITTIVITY": "\(decimal(range.low, 1)) to \(decimal(range.high, 1))",
        ]
        try DetectabilityRaster.writeLane(
            result.detectability, label: ProductLabel(purpose: .operation, facts: facts), to: path)
    }

    /// Assesses `sweep` at `point`.
    func assessed(
        _ sweep: Sweep, at point: OperatingPoint, drift: [SweepWarning], monitor: WorkMonitor
    ) async throws -> DetectabilityAssessment.Result? {
        guard var detectability else { return nil }
        if !drift.contains(where: { $0.code == Self.expiredCode }) {
            detectability.calibration = calibration?.calibration
        }
        return try await DetectabilityAssessment(
            pipeline: pipeline.imagingOnly, threshold: point.imagingThreshold,
            groundRate: point.groundRatePerSquareMetre, request: detectability
        ).assess(sweep, monitor: monitor)
    }
}
