import SurveyModel
import Testing

@testable import LandRelease

@Suite("AlarmLife")
struct AlarmLifeTests {
    /// A survey with one alarm of lane L1.
    func survey(_ alarms: [Alarm] = [SurveyFixture.alarm(104, -4.75)]) throws -> GrowingRecord {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: alarms)
        return survey
    }

    func assignment(
        _ alarm: AlarmRecord, to name: String = "Team 2", on: String = "2026-03-01"
    ) -> Fact {
        .alarmAssigned(AlarmAssigned(alarm: alarm.key, assignee: name, assignedOn: on))
    }

    func look(
        _ alarm: AlarmRecord, depth: Double = 0, method: ClosingMethod = .metalDetector
    ) -> Fact {
        .alarmInspected(
            AlarmInspected(
                look: SurveyFixture.closing(of: alarm, depth: depth, method: method)))
    }

    @Test("An alarm is open, assigned, in need of a second sensor, then closed")
    func states() throws {
        var survey = try survey()
        let alarm = survey.record.alarms[0]
        func state() -> AlarmState { survey.record.state(of: survey.record.alarms[0]) }
        #expect(state() == .open)
        survey.add(assignment(alarm))
        #expect(state() == .assigned)
        #expect(survey.record.assignment(of: alarm)?.fact.assignee == "Team 2")
        survey.add(assignment(alarm, to: "Yusuf"))
        #expect(survey.record.assignment(of: alarm)?.fact.assignee == "Yusuf")
        survey.add(look(alarm), by: "Yusuf", at: SurveyFixture.evening)
        #expect(state() == .needsSecondSensor && survey.record.alarms[0].isOpen)
        // A look settles nothing, however often and with whatever it is done.
        survey.add(
            look(alarm, method: .instrument("second radar")), by: "Yusuf",
            at: SurveyFixture.evening)
        #expect(survey.record.looks(at: alarm).count == 2 && survey.record.alarms[0].isOpen)
        let codes = survey.objections(coverage: SurveyFixture.coverage(["L1"])).map(\.code)
        #expect(codes == ["open-alarms"])
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: alarm)), by: "Yusuf",
            at: SurveyFixture.evening)
        #expect(state() == .closed && survey.record.conflicts == [])
        #expect(survey.objections(coverage: SurveyFixture.coverage(["L1"])) == [])
    }

    @Test("What keeps an assignment or a look from being recorded, all at once")
    func refuses() throws {
        var survey = try survey()
        let alarm = survey.record.alarms[0]
        func codes(_ fact: Fact) -> [String] {
            survey.record.objections(to: fact, by: "Salem", at: SurveyFixture.evening).map(\.code)
        }
        var unknown = alarm
        unknown.key.number = 9
        #expect(codes(assignment(unknown)) == ["alarm-unknown"])
        #expect(
            codes(assignment(alarm, to: " ", on: "2026-02-28")) == ["text", "date-too-early"])
        #expect(codes(assignment(alarm, on: "2026-03-02")) == ["date-in-future"])
        #expect(codes(assignment(alarm, on: "tomorrow")) == ["date"])
        #expect(codes(look(unknown)) == ["alarm-unknown"])
        #expect(codes(look(alarm, depth: .nan)) == ["dig-too-shallow", "range"])
        #expect(codes(look(alarm, method: .instrument(" "))) == ["text"])
        var far = SurveyFixture.closing(of: alarm, depth: 0)
        far.position.chainageMetres += 1
        far.closedOn = "2026-02-28"
        #expect(
            codes(.alarmInspected(AlarmInspected(look: far))) == [
                "dig-off-place", "closing-before-alarm",
            ])
        survey.add(assignment(alarm))
        #expect(codes(assignment(alarm, to: " team  2")) == ["already-recorded"])
        survey.add(look(alarm), at: SurveyFixture.evening)
        #expect(codes(look(alarm)) == ["already-recorded"])
        survey.add(.alarmClosed(SurveyFixture.closing(of: alarm)), at: SurveyFixture.evening)
        #expect(codes(assignment(alarm, to: "X")) == ["not-open"])
        #expect(codes(look(alarm, depth: 0.1)) == ["already-recorded"])
    }

    @Test(
        "An alarm is overdue after more than 14 days, whatever the month",
        arguments: [
            ("2026-03-15T07:00:00Z", false), ("2026-03-15T23:59:59Z", false),
            ("2026-03-16T00:00:00Z", true), ("2027-03-01T00:00:00Z", true),
            ("2026-02-01T00:00:00Z", false), ("never", false),
        ])
    func overdue(at: String, expected: Bool) throws {
        var survey = try survey()
        #expect(survey.record.isOverdue(survey.record.alarms[0], at: at) == expected)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: survey.record.alarms[0])),
            at: SurveyFixture.evening)
        #expect(!survey.record.isOverdue(survey.record.alarms[0], at: at))
    }

    @Test("The authority says after how many days an open alarm is overdue")
    func overdueByAuthority() throws {
        var settings = SurveyFixture.settings
        settings.authority = SurveySettings.Authority(alarmOverdueDays: 3)
        #expect(settings.problems.isEmpty)
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], settings: settings)))
        let record = survey.record
        #expect(record.overdueDays == 3)
        #expect(!record.isOverdue(record.alarms[0], at: "2026-03-04T23:59:59Z"))
        #expect(record.isOverdue(record.alarms[0], at: "2026-03-05T00:00:00Z"))
        for wrong in [0, -1, 366] {
            settings.authority?.alarmOverdueDays = wrong
            #expect(settings.problems.count == 1, "\(wrong)")
        }
        settings.authority?.alarmOverdueDays = nil
        #expect(settings.alarmOverdueDays == 14)
        #expect(SurveyFixture.settings.alarmOverdueDays == 14)
    }

    @Test(
        "Days are counted over leap years",
        arguments: [
            ("1970-01-01", 0), ("2000-02-29", 11016), ("2000-03-01", 11017),
            ("2026-03-01T08:00:00Z", 20513), ("2100-03-01", 47541),
        ])
    func days(text: String, number: Int) {
        // Numbers by `date -u -d TEXT +%s` divided by 86400.
        #expect(ISOTime.dayNumber(of: text) == number)
        #expect(ISOTime.date(ofDay: number) == ISOTime.date(of: text))
        #expect(ISOTime.dayNumber(of: "2026-02-29") == nil)
    }

    @Test(
        "A later alarm within the position error of infrastructure is named after it and stays open",
        arguments: [
            (104.24, -4.75, true), (103.76, -4.66, true), (104.26, -4.75, false),
            (104.0, -4.64, false), (105.0, -4.75, false),
        ])
    func masks(chainage: Double, offset: Double, isMasked: Bool) throws {
        for rules in [Int?.none, AlarmClosed.currentRules] {
            var survey = try survey()
            let pipe = survey.record.alarms[0]
            var closing = SurveyFixture.closing(
                of: pipe, result: .infrastructure, note: "water pipe")
            closing.rules = rules
            survey.add(.alarmClosed(closing), by: "Yusuf", at: SurveyFixture.evening)
            survey.add(.sweepRegistered(SurveyFixture.sweep("L2")), at: SurveyFixture.evening)
            let later = SurveyFixture.alarm(chainage, offset, depth: 0.1)
            survey.add(
                .detectionRun(try SurveyFixture.run("L2", alarms: [later])),
                at: SurveyFixture.evening)
            let alarm = survey.record.alarms[1]
            #expect(survey.record.conflicts == [] && alarm.isOpen)
            let isNamed = isMasked && rules != nil
            #expect(survey.record.masks(of: alarm) == (isNamed ? [pipe.id] : []))
        }
    }

    @Test("A batch is checked fact by fact, as if what stands before were recorded")
    func batches() throws {
        let survey = try survey([
            SurveyFixture.alarm(104, -4.75), SurveyFixture.alarm(106, -4.75),
        ])
        let (one, two) = (survey.record.alarms[0], survey.record.alarms[1])
        let facts: [Fact] = [
            .alarmClosed(SurveyFixture.closing(of: one)),
            .alarmClosed(SurveyFixture.closing(of: one)),
            .alarmClosed(SurveyFixture.closing(of: two, depth: 0.01)),
            assignment(two),
        ]
        let found = survey.record.objections(
            toBatch: facts, by: "Yusuf", at: SurveyFixture.evening)
        #expect(
            found.map { $0.map(\.code) } == [[], ["already-recorded"], ["dig-too-shallow"], []])
    }
}
