import SurveyModel
import Testing

@testable import LandRelease

@Suite("Finds")
struct FindTests {
    static func fact(
        _ id: String = "F-1", at chainage: Double = 104, offset: Double = -4.75,
        item: FoundItem = FoundItem(category: "mine", subcategory: "av"), alarm: AlarmKey? = nil,
        on: String = "2026-03-01", note: String = ""
    ) -> FindRecorded {
        FindRecorded(
            id: id, alarm: alarm, item: item,
            place: FindPlace(
                road: "CR-1",
                position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
                geographic: SurveyFixture.place(chainage, offset), method: .pegs,
                accuracyMetres: 0.1), depthMetres: 0.05, sensor: "gpr", foundBy: "Yusuf",
            foundOn: on, note: note)
    }

    func codes(_ survey: GrowingRecord, _ change: (inout FindRecorded) -> Void) -> [String] {
        var find = Self.fact()
        change(&find)
        return survey.record.objections(
            to: .findRecorded(find), by: "Yusuf", at: SurveyFixture.evening
        ).map(\.code)
    }

    @Test("A surface find confirms the ground the same day and begins a search 10 m both ways")
    func surface() throws {
        var survey = try GrowingRecord()
        survey.add(.segmentAdded(SurveyFixture.segmentFact("NEXT", from: 110)))
        survey.add(.segmentAdded(SurveyFixture.segmentFact("FAR", from: 120)))
        survey.add(.findRecorded(Self.fact()), at: SurveyFixture.evening)
        let record = survey.record
        #expect(record.conflicts == [])
        #expect(
            record.segments.map(\.classification) == [.confirmed, .suspected, .suspected])
        let find = try #require(record.find("f-1"))
        #expect(find.segments == ["VERGE-1"] && find.isExplosive && find.alarmID == nil)
        let zone = try #require(find.search?.zones.first)
        // Reach 10 m and the error of the place, over the whole band.
        #expect(abs(zone.chainage.low - 93.9) < 1e-9 && abs(zone.chainage.high - 114.1) < 1e-9)
        #expect(zone.offset == MetreRange(low: -5.75, high: -3.75))
        let touched = record.segments.filter { !record.searchObjections(on: $0.fact).isEmpty }
        #expect(touched.map(\.id) == ["VERGE-1", "NEXT"])
    }

    @Test("The authority's fade-out counts in place of 10 m")
    func authority() throws {
        var settings = SurveyFixture.settings
        settings.authority = SurveySettings.Authority(fadeOutMetres: 3)
        var survey = try GrowingRecord(settings: settings)
        survey.add(.findRecorded(Self.fact()), at: SurveyFixture.evening)
        let zone = try #require(survey.record.finds.first?.search?.zones.first)
        #expect(abs(zone.chainage.length - 6.2) < 1e-9)
    }

    @Test("What is not explosive confirms nothing and begins no search")
    func harmless() throws {
        var survey = try GrowingRecord()
        let item = FoundItem(category: "not-eo", subcategory: "scrap")
        survey.add(
            .findRecorded(Self.fact(item: item, note: "tin can")), at: SurveyFixture.evening)
        let record = survey.record
        #expect(record.conflicts == [] && record.finds[0].search == nil)
        #expect(record.segments[0].classification == .suspected)
        #expect(
            record.objections(
                to: .findRecorded(Self.fact("F-2", item: item)), by: "Y", at: SurveyFixture.evening
            ).map(\.code) == ["note-missing"])
    }

    @Test("A closing and a record of details tell of one item, in either order")
    func oneItem() throws {
        for isDetailFirst in [false, true] {
            var survey = try GrowingRecord()
            try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
            let alarm = survey.record.alarms[0]
            let closing = Fact.alarmClosed(SurveyFixture.closing(of: alarm, result: .item))
            let details = Fact.findRecorded(Self.fact(alarm: alarm.key))
            for fact in isDetailFirst ? [details, closing] : [closing, details] {
                survey.add(fact, by: "Yusuf", at: SurveyFixture.evening)
            }
            let record = survey.record
            #expect(record.conflicts == [] && record.finds.count == 1)
            #expect(record.finds[0].details != nil && record.finds[0].closing != nil)
            #expect(record.find(alarm.id) == record.finds[0])
            #expect(record.finds[0].search != nil)
            // A second item in the same hole is another find.
            survey.add(
                .findRecorded(Self.fact("F-2", alarm: alarm.key)), at: SurveyFixture.evening)
            #expect(survey.record.finds.count == 2)
        }
    }

    @Test("Details cannot make an explosive item harmless; they can make a harmless one explosive")
    func laundering() throws {
        for isHarmlessClosing in [false, true] {
            var survey = try GrowingRecord()
            try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
            let alarm = survey.record.alarms[0]
            var closing = SurveyFixture.closing(of: alarm, result: .item, note: "rusty thing")
            closing.isNotExplosive = isHarmlessClosing
            survey.add(.alarmClosed(closing), at: SurveyFixture.evening)
            let scrap = FoundItem(category: "not-eo", subcategory: "scrap")
            #expect(
                survey.record.objections(
                    to: .findRecorded(Self.fact(item: scrap, alarm: alarm.key, note: "scrap")),
                    by: "Yusuf", at: SurveyFixture.evening
                ).map(\.code) == (isHarmlessClosing ? [] : ["find-contradicts"]))
            survey.add(.findRecorded(Self.fact(alarm: alarm.key)), at: SurveyFixture.evening)
            #expect(
                survey.record.conflicts == [] && survey.record.finds.map(\.isExplosive) == [true])
            #expect(survey.record.segments[0].classification == .confirmed)
        }
    }

    @Test("A find on released ground puts it under review, which cannot be closed away")
    func released() throws {
        var survey = try GrowingRecord()
        try survey.release("L1")
        survey.add(
            .findRecorded(Self.fact(on: "2026-03-02")), by: "Yusuf", at: SurveyFixture.nextDay)
        let segment = survey.record.segments[0]
        #expect(segment.review == ["F-1"] && segment.classification == .confirmed)
        #expect(survey.record.reports[0].isInQuestion)
        let codes = survey.record.objections(
            to: .reviewClosed(ReviewClosed(segment: segment.id, reason: "fine")), by: "Eve",
            at: SurveyFixture.nextDay
        ).map(\.code)
        #expect(codes == ["explosive-find", "find-on-released", "fade-out-open"])
    }

    @Test("What keeps a find from being recorded, all at once")
    func refuses() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let alarm = survey.record.alarms[0]
        let rows: [([String], (inout FindRecorded) -> Void)] = [
            ([], { _ in }),
            (["text"], { $0.id = " " }),
            (["already-recorded"], { $0.id = alarm.id }),
            (["code-unknown"], { $0.sensor = "wand" }),
            (["text"], { $0.foundBy = "" }),
            (["range"], { $0.depthMetres = .nan }),
            (["range"], { $0.depthMetres = -0.1 }),
            (["date"], { $0.foundOn = "01/03/2026" }),
            (["date-in-future"], { $0.foundOn = "2026-03-02" }),
            (["geometry"], { $0.place.geographic.latitude = 91 }),
            (["place"], { $0.place.position = nil }),
            (["road-unknown"], { $0.place.road = "X" }),
            (["range"], { $0.place.position?.chainageMetres = -1 }),
            (["range"], { $0.place.position?.chainageMetres = 20_000 }),
            (["range"], { $0.place.accuracyMetres = 500 }),
            (["centroid-with-place"], { $0.place.method = .communityCentroid }),
            (["segment-unknown"], { $0.place.segment = "NONE" }),
            (["disposal-dated"], { $0.disposal = FindDisposal(.pending, on: "2026-03-01") }),
            (["disposal-undated"], { $0.disposal = FindDisposal(.removed) }),
            (["date-too-early"], { $0.disposal = FindDisposal(.removed, on: "2026-02-28") }),
            (
                ["find-off-place"],
                {
                    $0.alarm = alarm.key
                    $0.place.position?.chainageMetres = 104.5
                }
            ),
            (
                ["text", "code-unknown", "text", "range", "date"],
                {
                    $0.id = ""
                    $0.item.category = "dragon"
                    $0.foundBy = "\u{7}"
                    $0.depthMetres = .infinity
                    $0.foundOn = ""
                }
            ),
        ]
        for (index, (expected, change)) in rows.enumerated() {
            #expect(codes(survey, change) == expected, "row \(index)")
        }
    }

    @Test("A community's middle is never the item's place: the whole segment named is searched")
    func centroid() throws {
        var survey = try GrowingRecord()
        var find = Self.fact()
        find.place = FindPlace(
            road: nil, position: nil, geographic: SurveyFixture.place(5000, 40),
            method: .communityCentroid, accuracyMetres: 2000, segment: "VERGE-1")
        survey.add(.findRecorded(find), at: SurveyFixture.evening)
        let record = survey.record
        #expect(record.conflicts == [] && record.segments[0].classification == .confirmed)
        let zone = try #require(record.finds[0].search?.zones.first)
        #expect(zone.chainage == MetreRange(low: 100, high: 110))
        #expect(record.finds[0].position == nil)
    }

    @Test("A disposal is recorded once; made safe may still be destroyed or taken away")
    func disposal() throws {
        var survey = try GrowingRecord()
        survey.add(.findRecorded(Self.fact()), at: SurveyFixture.evening)
        func codes(_ disposal: FindDisposal, _ id: String = "F-1") -> [String] {
            survey.record.objections(
                to: .findDisposed(FindDisposed(find: id, disposal: disposal)), by: "EOD",
                at: SurveyFixture.nextDay
            ).map(\.code)
        }
        #expect(codes(FindDisposal(.removed, on: "2026-03-02"), "F-9") == ["find-unknown"])
        #expect(codes(FindDisposal(.pending)) == ["disposal-pending"])
        #expect(codes(FindDisposal(.removed)) == ["disposal-undated"])
        #expect(codes(FindDisposal(.removed, on: "2026-02-01")) == ["date-too-early"])
        for disposal in [
            FindDisposal(.renderedSafe, on: "2026-03-01"), FindDisposal(.removed, on: "2026-03-02"),
        ] {
            #expect(codes(disposal) == [])
            survey.add(
                .findDisposed(FindDisposed(find: "F-1", disposal: disposal)),
                at: SurveyFixture.nextDay)
            #expect(codes(disposal) == ["already-recorded"])
            #expect(survey.record.finds[0].disposal == disposal)
        }
        #expect(codes(FindDisposal(.destroyedInPlace, on: "2026-03-02")) == ["already-recorded"])
    }

    @Test("Closings recorded before there were searches begin none, so old records read as before")
    func oldRecords() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        var closing = SurveyFixture.closing(of: survey.record.alarms[0], result: .item)
        closing.rules = nil
        survey.add(.alarmClosed(closing), at: SurveyFixture.evening)
        #expect(survey.record.finds[0].search == nil && survey.record.finds[0].isExplosive)
    }

    @Test(
        "Cleared needs every item disposed of; a find after a report makes the report out of date")
    func gates() throws {
        var settings = SurveyFixture.settings
        settings.release.gprAccreditedFor = .clearance
        var survey = try GrowingRecord(settings: settings)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")))
        survey.add(.detectionRun(try SurveyFixture.run("L1", settings: settings)))
        let coverage = SurveyFixture.coverage(["L1"])
        survey.add(
            .reportSubmitted(SurveyFixture.report(.cleared, coverage: coverage)),
            at: SurveyFixture.evening)
        survey.add(.findRecorded(Self.fact()), by: "Yusuf", at: SurveyFixture.evening)
        #expect(survey.record.conflicts == [])
        func codes() -> [String] {
            ReleaseGate.approvalObjections(
                report: "VERGE-1-R1", record: survey.record, coverage: coverage,
                by: SurveyFixture.approver, at: SurveyFixture.nextDay
            ).map(\.code)
        }
        #expect(codes() == ["report-out-of-date", "fade-out-open", "find-not-disposed"])
        survey.add(
            .findDisposed(
                FindDisposed(
                    find: "F-1", disposal: FindDisposal(.destroyedInPlace, on: "2026-03-02"))),
            at: SurveyFixture.nextDay)
        survey.add(
            .searchClosed(
                SearchClosed(
                    find: "F-1",
                    dig: SearchClosed.Dig(
                        depthMetres: 0.2, dugBy: "Team 2", dugOn: "2026-03-02"), reason: "dug")),
            by: "Huda Omar", at: SurveyFixture.nextDay)
        #expect(codes() == ["report-out-of-date"])
        #expect(survey.objections(.cleared, coverage: coverage, at: SurveyFixture.nextDay) == [])
    }
}
