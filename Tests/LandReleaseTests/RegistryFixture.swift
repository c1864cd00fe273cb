import FileAccess
import Fingerprint
import SurveyModel
import TestSupport

@testable import LandRelease

/// A survey folder with a registry in it.
struct RegistryFixture {
    let folder: TemporaryFolder
    var path: String { folder.file("registry.gpkg") }

    init() throws {
        folder = try TemporaryFolder()
        try Registry.create(at: path)
    }

    /// The facts of a survey with one lane and its raw file.
    func prepare(_ name: String = "L1", alarms: [Alarm] = []) throws {
        let sweep = SurveyFixture.sweep(name)
        try Folder.create(folder.file("sweeps/2026-03-01"))
        try DurableFile.write(name, to: folder.file(sweep.path))
        var registry = try Registry(path: path)
        try registry.append(
            [.surveyCreated(SurveyCreated(name: "Coast", purpose: .operation))],
            by: SurveyFixture.author, at: SurveyFixture.morning)
        let digest = try SurveyFixture.digest(of: SurveyFixture.settings)
        try registry.append(
            [.settingsProposed(SettingsProposed(settings: SurveyFixture.settings, digest: digest))],
            by: SurveyFixture.author, at: SurveyFixture.morning)
        try registry.append(
            [.settingsApproved(SettingsApproved(digest: digest))], by: SurveyFixture.approver,
            at: SurveyFixture.morning)
        try registry.append(
            [
                .roadRegistered(GrowingRecord.road),
                .segmentAdded(SurveyFixture.segmentFact()),
                .sweepRegistered(sweep),
                .detectionRun(try SurveyFixture.run(name, alarms: alarms)),
            ], by: SurveyFixture.author, at: SurveyFixture.morning)
    }

    /// Releases the segment with a report and frozen evidence.
    func release() throws {
        let coverage = SurveyFixture.coverage(["L1"])
        var report = SurveyFixture.report(coverage: coverage)
        report.evidenceDigest = try EvidenceStore.store(coverage, inSurvey: folder.path)
        var registry = try Registry(path: path)
        try registry.append(
            [.reportSubmitted(report)], by: SurveyFixture.author, at: SurveyFixture.evening)
        try registry.append(
            [
                .reportApproved(
                    ReportApproved(
                        report: report.id, approver: SurveyFixture.approver, coverage: coverage))
            ], by: SurveyFixture.approver, at: SurveyFixture.nextDay)
    }

    func verify(head: String? = nil) -> [String] {
        Verification.findings(of: path, surveyFolder: folder.path, expectedHead: head).findings
    }

    /// What reading every file finds.
    func hashed(
        at: String = "2026-03-03T08:00:00Z", monitor: WorkMonitor = .silent
    ) throws -> [String] {
        let result = Verification.findings(of: path, surveyFolder: folder.path)
        return try FileAudit.hashedFindings(
            result.files, in: folder.path, at: at, monitor: monitor
        ).findings
    }

    /// What somebody with a database tool could do.
    func tamper(_ sql: String...) throws {
        let connection = try SQLiteConnection.open(path, .readWrite)
        for statement in sql { try connection.execute(statement) }
    }

    static let dropTriggers =
        "DROP TRIGGER event_is_never_updated; DROP TRIGGER event_is_never_deleted"
}
