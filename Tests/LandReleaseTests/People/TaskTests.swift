import SurveyModel
import Testing

@testable import LandRelease

@Suite("Task orders")
struct TaskTests {
    static let unassessed = "VERGE-2"

    /// A survey with an accredited radar, one task on its first segment and a retired detector.
    func survey(
        _ grants: [AccreditationGranted] = [OfficeFixture.accreditation()],
        tasks: [TaskOrdered] = []
    ) throws -> GrowingRecord {
        var survey = try GrowingRecord()
        survey.add(
            .segmentAdded(
                SurveyFixture.segmentFact(Self.unassessed, from: 200, classification: .unassessed)))
        survey.addPeople()
        survey.addAsset(grants)
        survey.add(
            .assetRegistered(.init(id: "DOG", asset: .dogTeam, team: "D")),
            by: SurveyFixture.approver)
        survey.add(
            .assetRetired(.init(id: "DOG", on: "2026-02-01", reason: "age")),
            by: SurveyFixture.approver)
        for task in tasks { survey.order(task) }
        #expect(survey.record.conflicts == [])
        return survey
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var task = OfficeFixture.task("T-2", from: "2026-04-01")
        var grants = [OfficeFixture.accreditation()]
        var expected: [String] = []
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "sound"),
        Row(
            name: "id taken", task: OfficeFixture.task("t 1", from: "2026-04-01"),
            expected: ["already-recorded"]),
        Row(
            name: "segment unknown",
            task: OfficeFixture.task("T-2", segment: "X", from: "2026-04-01"),
            expected: ["segment-unknown"]),
        Row(
            name: "never assessed",
            task: OfficeFixture.task("T-2", segment: unassessed, from: "2026-04-01"),
            expected: ["unassessed"]),
        Row(
            name: "a survey may assess it",
            task: OfficeFixture.task(
                "T-2", segment: unassessed, method: .nonTechnicalSurvey, from: "2026-04-01"),
            grants: [
                OfficeFixture.accreditation(),
                OfficeFixture.accreditation("A-2", method: .nonTechnicalSurvey),
            ]),
        Row(
            name: "asset unknown", task: OfficeFixture.task("T-2", asset: "X", from: "2026-04-01"),
            expected: ["asset-unknown"]),
        Row(
            name: "asset retired",
            task: OfficeFixture.task("T-2", asset: "DOG", from: "2026-04-01"),
            expected: ["asset-retired", "accreditation-missing"]),
        Row(
            name: "accreditation lapsed",
            task: OfficeFixture.task("T-2", from: "2027-01-01"), expected: ["accreditation-lapsed"]),
        Row(
            name: "accreditation not begun",
            task: OfficeFixture.task("T-2", from: "2025-12-31", until: "2025-12-31"),
            expected: ["accreditation-lapsed"]),
        Row(
            name: "method", task: OfficeFixture.task("T-2", method: .clearance, from: "2026-04-01"),
            expected: ["method-not-accredited"]),
        Row(
            name: "class", task: OfficeFixture.task("T-2", from: "2026-04-01"),
            grants: [
                OfficeFixture.accreditation(),
                OfficeFixture.accreditation(
                    "O-1", holder: .init(.organisation, "ROAD clearance"),
                    classes: [.antiVehicle]),
            ], expected: ["method-not-accredited"]),
        Row(
            name: "too deep", task: OfficeFixture.task("T-2", depth: 0.5, from: "2026-04-01"),
            expected: ["accreditation-too-shallow"]),
        Row(
            name: "procedure lapsed", task: OfficeFixture.task("T-2", from: "2026-04-01"),
            grants: [
                OfficeFixture.accreditation(),
                OfficeFixture.accreditation(
                    "S-1", holder: .init(.procedure, "SOP 4"), until: "2026-03-31"),
            ], expected: ["accreditation-lapsed"]),
        Row(
            name: "procedure renewed", task: OfficeFixture.task("T-2", from: "2026-04-01"),
            grants: [
                OfficeFixture.accreditation(),
                OfficeFixture.accreditation(
                    "S-1", holder: .init(.procedure, "SOP 4"), until: "2026-03-31"),
                OfficeFixture.accreditation(
                    "S-2", holder: .init(.procedure, "SOP 4"), from: "2026-04-01"),
            ]),
        Row(
            name: "overlap", task: OfficeFixture.task("T-2", from: "2026-03-31"),
            expected: ["task-overlap"]),
        Row(
            name: "dates", task: OfficeFixture.task("T-2", from: "2026-04-02", until: "2026-04-01"),
            expected: ["dates"]),
        Row(
            name: "everything at once",
            task: OfficeFixture.task(
                " ", segment: "X", depth: -1, method: .clearance, asset: "DOG", from: "2026-04-31",
                until: "x"),
            expected: [
                "text", "range", "date", "date", "segment-unknown", "asset-retired",
                "accreditation-missing",
            ]),
    ]

    @Test("Orders are refused with every reason", arguments: rows)
    func orders(row: Row) throws {
        // The task in the way is itself ordered to the end of March.
        let survey = try survey(
            row.grants.filter { $0.number.hasPrefix("A") },
            tasks: [OfficeFixture.task(until: "2026-03-31")])
        var later = survey
        for grant in row.grants where !grant.number.hasPrefix("A") {
            later.add(.accreditationGranted(grant), by: SurveyFixture.approver)
        }
        #expect(later.record.conflicts == [])
        let found = later.record.objections(
            to: .taskOrdered(row.task), by: OfficeFixture.name(.taskOfficer),
            at: SurveyFixture.evening)
        #expect(found.map(\.code) == row.expected, "\(found.map(\.text))")
        #expect(found.allSatisfy { !$0.text.isEmpty && !$0.cure.isEmpty })
    }

    @Test("A withdrawn accreditation carries no order; released ground only a check")
    func withdrawn() throws {
        var survey = try survey()
        survey.add(
            .accreditationWithdrawn(
                .init(number: "ACC-1", on: "2026-03-15", reason: "seed missed")),
            by: SurveyFixture.approver)
        let officer = OfficeFixture.name(.taskOfficer)
        #expect(survey.codes(.taskOrdered(OfficeFixture.task()), by: officer) == [])
        #expect(
            survey.codes(.taskOrdered(OfficeFixture.task(from: "2026-03-15")), by: officer)
                == ["accreditation-lapsed"])
    }

    @Test("A task is closed once, on a day after its first and not in the future")
    func closing() throws {
        var survey = try survey(tasks: [OfficeFixture.task()])
        let officer = OfficeFixture.name(.taskOfficer)
        func codes(_ task: String, _ on: String, _ reason: String = "done") -> [String] {
            survey.codes(
                .taskClosed(.init(task: task, on: on, reason: reason)), by: officer)
        }
        #expect(codes("T-9", "x", "") == ["text", "task-unknown"])
        #expect(codes("T-1", "2026-02-28") == ["dates"])
        #expect(codes("T-1", "2026-03-02") == ["dates"])
        #expect(codes("T-1", "2026-13-01") == ["date"])
        #expect(codes("t-1", "2026-03-01") == [])
        survey.add(
            .taskClosed(.init(task: "T-1", on: "2026-03-01", reason: "done")), by: officer,
            at: SurveyFixture.evening)
        #expect(codes("T-1", "2026-03-01") == ["task-closed"])
        let task = try #require(survey.record.tasks.task("T-1"))
        #expect(!task.isOpen && task.covers("2026-03-01") && !task.covers("2026-03-02"))
        #expect(survey.codes(.taskOrdered(OfficeFixture.task("T-2")), by: officer) == [])
    }
}
