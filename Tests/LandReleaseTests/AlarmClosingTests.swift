import SurveyModel
import Testing

@testable import LandRelease

@Suite("AlarmClosing")
struct AlarmClosingTests {
    func codes(
        _ change: (inout AlarmClosed) -> Void = { _ in }, alarmClass: AlarmClass = .antiVehicleLike,
        sees: [String]? = nil, alongError: Double? = nil
    ) throws -> [String] {
        var settings = SurveyFixture.settings
        if let sees { settings.release.metalDetectorSees = sees }
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        var alarm = SurveyFixture.alarm(104, -4.75, alarmClass: alarmClass)
        if let alongError { alarm.place?.alongErrorMetres = alongError }
        survey.add(.detectionRun(try SurveyFixture.run("L1", alarms: [alarm], settings: settings)))
        let record = try #require(survey.record.alarms.first)
        var closing = SurveyFixture.closing(of: record)
        change(&closing)
        return survey.record.objections(
            to: .alarmClosed(closing), by: "Yusuf", at: SurveyFixture.evening
        ).map(\.code)
    }

    @Test("A dig at the place, deep enough, by a named person, closes the alarm")
    func closes() throws {
        #expect(try codes() == [])
    }

    @Test("A dig may lie as far off as the position error plus 10 cm, no further")
    func checksPlace() throws {
        // 0.25 + 0.10 along, 0.10 + 0.10 across.
        #expect(try codes { $0.position.chainageMetres = 104.35 } == [])
        #expect(try codes { $0.position.chainageMetres = 104.36 } == ["dig-off-place"])
        #expect(try codes { $0.position.offsetMetres = -4.95 } == [])
        #expect(try codes { $0.position.offsetMetres = -4.54 } == ["dig-off-place"])
        // The wrong side of the road.
        #expect(try codes { $0.position.offsetMetres = 4.75 } == ["dig-off-place"])
    }

    @Test("However badly the wheel told the place, a dig counts within 0.27 m and 10 cm alone")
    func limitsPlace() throws {
        #expect(try codes({ $0.position.chainageMetres = 104.37 }, alongError: 5) == [])
        #expect(
            try codes({ $0.position.chainageMetres = 104.38 }, alongError: 5) == ["dig-off-place"])
    }

    @Test("A dig must reach the alarm's depth plus its error")
    func checksDepth() throws {
        #expect(try codes { $0.depthMetres = 0.13 } == [])
        #expect(try codes { $0.depthMetres = 0.12 } == ["dig-too-shallow"])
        #expect(try codes { $0.depthMetres = .nan } == ["dig-too-shallow"])
    }

    @Test("A metal detector does not close what may be plastic")
    func checksMethod() throws {
        for alarmClass in [AlarmClass.antiVehicleLike, .antiPersonnelLike, .undetermined] {
            #expect(
                try codes({ $0.method = .metalDetector }, alarmClass: alarmClass)
                    == ["method-blind"])
        }
        #expect(
            try codes({ $0.method = .metalDetector }, sees: ["metal_AT", "plastic_AT"]) == [])
        #expect(try codes { $0.method = .instrument("magic wand") } == ["method-unrated"])
    }

    @Test("Who, when and what must be said, and all faults come at once")
    func checksPersonAndTime() throws {
        #expect(try codes { $0.closedOn = "2026-02-28" } == ["closing-before-alarm"])
        #expect(try codes { $0.closedOn = "2026-03-02" } == ["closing-in-future"])
        #expect(try codes { $0.closedOn = "yesterday" } == ["closing-undated"])
        #expect(try codes { $0.result = .infrastructure } == ["note-missing"])
        let all = try codes {
            $0.position.chainageMetres = 90
            $0.depthMetres = 0
            $0.method = .metalDetector
            $0.closedBy = " "
            $0.closedOn = "2027-01-01"
        }
        #expect(
            all == [
                "dig-off-place", "dig-too-shallow", "method-blind", "text", "closing-in-future",
            ])
    }

    @Test("An item is explosive unless a note says otherwise, and blocks reduced")
    func makesFinds() throws {
        for isNotExplosive in [false, true] {
            var survey = try GrowingRecord()
            try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
            let alarm = try #require(survey.record.alarms.first)
            var closing = SurveyFixture.closing(of: alarm, result: .item, note: "a tin can")
            closing.isNotExplosive = isNotExplosive
            survey.add(.alarmClosed(closing), by: "Yusuf", at: SurveyFixture.evening)
            let record = survey.record
            #expect(record.conflicts == [])
            #expect(record.finds.map(\.isExplosive) == [!isNotExplosive])
            #expect(
                record.segment(SurveyFixture.segment)?.classification
                    == (isNotExplosive ? .suspected : .confirmed))
            #expect(
                survey.objections(coverage: SurveyFixture.coverage(["L1"])).map(\.code)
                    == (isNotExplosive ? [] : ["explosive-find", "fade-out-open"]))
        }
    }

    @Test("A closing of unknown alarms, or a second one, is refused")
    func refusesUnknown() throws {
        #expect(try codes { $0.alarm.number = 2 } == ["alarm-unknown"])
    }
}
