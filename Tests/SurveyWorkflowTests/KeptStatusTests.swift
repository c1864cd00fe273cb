import FileAccess
import Fingerprint
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct KeptStatusTests {
    private func kept(_ survey: TestSurvey) throws -> String {
        let folder = try survey.survey
        let registry = try folder.registry(readOnly: true)
        let status = try SegmentStatus.all(in: registry.record, at: TestSurvey.morning)
        KeptStatus.keep(status, of: registry, at: TestSurvey.morning, smallest: 0)
        return folder.productsPath + "/release-status.kept"
    }

    private func read(_ survey: TestSurvey, at now: String = TestSurvey.morning) throws
        -> KeptStatus?
    {
        KeptStatus.read(of: try survey.survey, at: now)
    }

    @Test("What is kept is what the record gives, on the same day and for the same file alone")
    func holds() async throws {
        let survey = try await TestSurvey.worked()
        _ = try kept(survey)
        let found = try #require(try read(survey))
        #expect(found.segments == (try survey.desk.status().segments))
        #expect(found.head == (try survey.head))
        #expect(try #require(found.segments.first).openAlarms > 0)
        #expect(try read(survey, at: "2026-03-01T23:59:59Z") != nil)
        #expect(try read(survey, at: "2026-03-02T00:00:00Z") == nil)
        #expect(try read(survey, at: "2026-02-28T08:00:00Z") == nil)
        try survey.digAll()
        #expect(try read(survey) == nil)
        #expect(try survey.desk.status().segments[0].openAlarms == 0)
    }

    @Test("A small record keeps nothing, and neither does one dated ahead of the clock")
    func keepsNothing() async throws {
        let survey = try await TestSurvey.worked()
        let registry = try survey.survey.registry(readOnly: true)
        let status = try SegmentStatus.all(in: registry.record, at: TestSurvey.morning)
        KeptStatus.keep(status, of: registry, at: TestSurvey.morning)
        #expect(try read(survey) == nil)
        KeptStatus.keep(status, of: registry, at: "2026-02-28T08:00:00Z", smallest: 0)
        #expect(try read(survey, at: "2026-02-28T08:00:00Z") == nil)
    }

    @Test("An edited status is not read; one with new check digits is named by verify")
    func edited() async throws {
        let survey = try await TestSurvey.worked()
        let path = try kept(survey)
        #expect(try SurveyViews.verify(survey.path, expectedHead: nil).findings == [])
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        let forged = whole.replacing(/"openAlarms":\d+/, with: "\"openAlarms\":0")
        #expect(forged != whole)
        try forged.write(to: URL(filePath: path), atomically: true, encoding: .utf8)
        #expect(try read(survey) == nil)
        let content = Array(forged.utf8.dropFirst(65))
        let sealed = Array((Digest(of: content).hexadecimal + "\n").utf8) + content
        try Data(sealed).write(to: URL(filePath: path))
        let findings = try SurveyViews.verify(survey.path, expectedHead: nil).findings
        #expect(findings.count == 1)
        #expect(findings.first?.contains("does not follow from the record") == true)
        #expect(findings.first?.contains(TestSurvey.segment) == true)
    }
}
