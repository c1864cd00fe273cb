import Fingerprint
import SurveyModel
import Testing

@testable import LandRelease

/// Blind seeds: sealed before, shown after; what a team or an officer might try.
@Suite("Seeds")
struct SeedTests {
    static let nonce = String(repeating: "5a", count: 32)

    static func seed(_ chainage: Double = 104, _ offset: Double = -4.75) -> BuriedSeed {
        BuriedSeed(
            position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
            geographic: SurveyFixture.place(chainage, offset), depthMetres: 0.1,
            model: "PMN-2 surrogate", itemClass: "plastic_AP", sizeMetres: 0.12)
    }

    static func sheet(_ seeds: [BuriedSeed] = [seed()], segment: String = "VERGE-1") -> SeedSheet {
        SeedSheet(segment: segment, road: "CR-1", seeds: seeds)
    }

    static func seal(_ sheet: SeedSheet = sheet(), nonce: String = nonce) throws -> Fact {
        let commitment = try #require(sheet.commitment(nonce: nonce))
        return .seedsSealed(
            SeedsSealed(
                segment: sheet.segment, commitment: commitment, count: sheet.seeds.count,
                buriedOn: "2026-03-01"))
    }

    static func unseal(_ sheet: SeedSheet = sheet(), nonce: String = nonce) throws -> Fact {
        .seedsUnsealed(
            SeedsUnsealed(
                commitment: try #require(sheet.commitment(nonce: nonce)), nonce: nonce,
                sheet: sheet))
    }

    /// Sealed seeds, a sweep after them with alarms, and the seeds shown.
    func tested(
        _ seeds: [BuriedSeed] = [seed()], alarms: [Alarm] = [SurveyFixture.alarm(104, -4.75)]
    ) throws -> GrowingRecord {
        var survey = try GrowingRecord()
        survey.add(try Self.seal(Self.sheet(seeds)), by: "Quinn")
        try survey.addEvidence("L1", alarms: alarms)
        survey.add(try Self.unseal(Self.sheet(seeds)), by: "Quinn", at: SurveyFixture.evening)
        return survey
    }

    @Test("Nothing of the places is in the record before they are shown")
    func secret() throws {
        var survey = try GrowingRecord()
        survey.add(try Self.seal(), by: "Quinn")
        let event = try #require(survey.events.last)
        let text = String(decoding: try event.body(), as: UTF8.self)
        for part in ["104", "4.75", "PMN", "nonce", Self.nonce] { #expect(!text.contains(part)) }
        #expect(text.contains("\"count\":1"))
        #expect(Layer.seed.rows(survey.record).isEmpty)
    }

    @Test("The commitment is the SHA-256 of the nonce's digits and the sheet's canonical JSON")
    func commitment() throws {
        let bytes = try CanonicalJSON.bytes(of: Self.sheet())
        #expect(
            Self.sheet().commitment(nonce: Self.nonce)
                == Digest(of: Array(Self.nonce.utf8) + bytes))
        #expect(Self.sheet().commitment(nonce: "x") == nil)
    }

    @Test(
        "An alarm finds a seed within its error, 10 cm and half the seed's size",
        arguments: [
            // Along 0.25 + 0.10 + 0.06, across 0.10 + 0.10 + 0.06.
            (104.40, -4.75, true), (103.60, -4.75, true), (104.0, -4.50, true),
            (104.42, -4.75, false), (104.0, -4.48, false), (104.0, 4.75, false),
        ])
    func tolerance(chainage: Double, offset: Double, isFound: Bool) throws {
        let survey = try tested(alarms: [SurveyFixture.alarm(chainage, offset)])
        let lot = try #require(survey.record.seeds.lots.first)
        #expect(survey.record.conflicts == [] && lot.isPassed == isFound)
        #expect(survey.record.alarms[0].isSeed == isFound)
        #expect(survey.record.alarms[0].isOpen == !isFound)
        #expect(Layer.seed.rows(survey.record).count == 1)
    }

    @Test("Only the nearest alarm of a run is the seed's; what lies beside it stays open")
    func nearest() throws {
        let survey = try tested(alarms: [
            SurveyFixture.alarm(104.2, -4.75), SurveyFixture.alarm(104.05, -4.75),
        ])
        #expect(survey.record.alarms.map(\.isSeed) == [false, true])
    }

    @Test("A missed seed blocks release until new seeds in the lot, swept anew, are all found")
    func missed() throws {
        var survey = try tested(alarms: [])
        func codes() -> [String] {
            survey.objections(
                coverage: SurveyFixture.coverage(["L1"]), at: SurveyFixture.nextDay
            ).map(\.code)
        }
        #expect(codes() == ["seed-missed", "seed-missed"])
        // A new run over the old sweep, made after the seeds were shown, counts for nothing.
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2")),
            at: SurveyFixture.nextDay)
        #expect(survey.record.seeds.lots[0].isPassed == false)
        #expect(!survey.record.alarms[0].isSeed)
        survey.add(
            .alarmClosed(SurveyFixture.closing(of: survey.record.alarms[0], on: "2026-03-02")),
            at: SurveyFixture.nextDay)
        #expect(codes() == ["seed-missed", "seed-missed"])
        let again = Self.sheet([Self.seed(107)])
        survey.add(try Self.seal(again), by: "Quinn", at: SurveyFixture.nextDay)
        survey.add(
            .sweepRegistered(SurveyFixture.sweep("L2", acquiredOn: "2026-03-02")),
            at: SurveyFixture.nextDay)
        survey.add(
            .detectionRun(try SurveyFixture.run("L2", alarms: [SurveyFixture.alarm(107, -4.75)])),
            at: SurveyFixture.nextDay)
        survey.add(try Self.unseal(again), by: "Quinn", at: SurveyFixture.nextDay)
        #expect(survey.record.conflicts == [])
        #expect(
            survey.objections(
                coverage: SurveyFixture.coverage(["L2"]), at: SurveyFixture.nextDay) == [])
        // The old sweep stays void.
        #expect(codes() == ["seed-missed"])
    }

    @Test("Two sheets sealed together: the one found does not wash off the one missed")
    func twoSheets() throws {
        var survey = try GrowingRecord()
        let (hit, miss) = (Self.sheet(), Self.sheet([Self.seed(108)]))
        survey.add(try Self.seal(hit), by: "Quinn")
        survey.add(try Self.seal(miss), by: "Quinn")
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        for order in [[hit, miss], [miss, hit]] {
            var survey = survey
            for sheet in order {
                survey.add(try Self.unseal(sheet), by: "Quinn", at: SurveyFixture.evening)
            }
            // After a miss the sweep is void, so the other sheet must wait for a new one.
            #expect(survey.record.seeds.standingMiss(of: "VERGE-1")?.sealed.count == 1)
            #expect(
                survey.record.standing(ofSweep: SurveyFixture.digest("L1")).objection?.code
                    == "seed-missed")
        }
    }

    @Test("Sealed seeds block approval, not the request")
    func sealedBlocks() throws {
        var survey = try GrowingRecord()
        survey.add(try Self.seal(), by: "Quinn")
        try survey.addEvidence("L1")
        let coverage = SurveyFixture.coverage(["L1"])
        #expect(survey.objections(coverage: coverage) == [])
        survey.add(
            .reportSubmitted(SurveyFixture.report(coverage: coverage)), at: SurveyFixture.evening)
        func codes() -> [String] {
            ReleaseGate.approvalObjections(
                report: "VERGE-1-R1", record: survey.record, coverage: coverage,
                by: SurveyFixture.approver, at: SurveyFixture.nextDay
            ).map(\.code)
        }
        #expect(codes() == ["seeds-sealed"])
        survey.add(try Self.unseal(), by: "Quinn", at: SurveyFixture.nextDay)
        #expect(codes() == ["seed-missed", "seed-missed"])
    }

    @Test("The authority's number of seeds has to be found before an approval")
    func numberOfSeeds() throws {
        for (needed, expected) in [(0, []), (1, ["seeds-too-few"])] {
            var settings = SurveyFixture.settings
            settings.authority = SurveySettings.Authority(seedsPerLot: needed)
            let survey = try GrowingRecord(settings: settings)
            #expect(
                survey.record.sealedSeedObjections("VERGE-1", .reduced).map(\.code) == expected)
            #expect(survey.record.sealedSeedObjections("VERGE-1", .cancelled) == [])
        }
    }

    @Test("Ground released since the last test passed by the same operators goes under review")
    func siblings() throws {
        for isPassedBetween in [false, true] {
            var survey = try GrowingRecord()
            survey.add(.segmentAdded(SurveyFixture.segmentFact("LOT-2", from: 110)))
            try survey.release("L1")
            func test(_ name: String, _ at: Double, alarms: [Alarm]) throws {
                let sheet = Self.sheet([Self.seed(at)], segment: "LOT-2")
                survey.add(try Self.seal(sheet), by: "Quinn", at: SurveyFixture.nextDay)
                survey.add(
                    .sweepRegistered(
                        SurveyFixture.sweep(name, acquiredOn: "2026-03-02", segment: "LOT-2")),
                    at: SurveyFixture.nextDay)
                survey.add(
                    .detectionRun(try SurveyFixture.run(name, alarms: alarms)),
                    at: SurveyFixture.nextDay)
                survey.add(try Self.unseal(sheet), by: "Quinn", at: SurveyFixture.nextDay)
            }
            if isPassedBetween {
                try test("P1", 112, alarms: [SurveyFixture.alarm(112, -4.75)])
            }
            try test("P2", 114, alarms: [])
            #expect(survey.record.conflicts == [])
            let review = try #require(survey.record.segment("VERGE-1")?.review)
            #expect(review.count == (isPassedBetween ? 0 : 1))
            guard !isPassedBetween else { continue }
            let fact = Fact.reviewClosed(ReviewClosed(segment: "VERGE-1", reason: "looked"))
            func codes() -> [String] {
                survey.record.objections(to: fact, by: "Eve", at: SurveyFixture.nextDay)
                    .map(\.code)
            }
            #expect(codes() == ["seed-missed"])
            try test("P3", 116, alarms: [SurveyFixture.alarm(116, -4.75)])
            #expect(codes() == [])
        }
    }

    @Test("Wrong nonce, changed sheet, wrong lot, too early, twice, own work: each refused")
    func refuses() throws {
        var survey = try GrowingRecord()
        survey.add(try Self.seal(), by: "Quinn")
        func codes(_ fact: Fact, by: String = "Quinn") -> [String] {
            survey.record.objections(to: fact, by: by, at: SurveyFixture.evening).map(\.code)
        }
        #expect(codes(try Self.seal()) == ["already-recorded"])
        #expect(codes(try Self.unseal()) == ["seeds-too-early"])
        try survey.addEvidence("L1", alarms: [SurveyFixture.alarm(104, -4.75)])
        let commitment = try #require(Self.sheet().commitment(nonce: Self.nonce))
        func opening(_ nonce: String, _ change: (inout SeedSheet) -> Void) -> Fact {
            var sheet = Self.sheet()
            change(&sheet)
            return .seedsUnsealed(
                SeedsUnsealed(commitment: commitment, nonce: nonce, sheet: sheet))
        }
        #expect(codes(opening(Self.nonce) { _ in }) == [])
        #expect(codes(opening(String(repeating: "0", count: 64)) { _ in }) == ["commitment"])
        #expect(codes(opening("") { _ in }) == ["commitment"])
        #expect(
            codes(opening(Self.nonce) { $0.seeds[0].position.chainageMetres = 104.0001 }) == [
                "commitment"
            ])
        #expect(codes(opening(Self.nonce) { $0.seeds = [] }) == ["commitment"])
        #expect(
            codes(opening(Self.nonce) { $0.seeds[0].depthMetres = .nan })
                == ["commitment", "range"])
        #expect(codes(try Self.unseal(Self.sheet([Self.seed(105)]))) == ["seeds-unknown"])
        // Mona made the sweep.
        #expect(codes(opening(Self.nonce) { _ in }, by: "mona") == ["seeds-own-work"])
        #expect(
            codes(try Self.seal(Self.sheet([Self.seed(105)])), by: "Mona") == ["seeds-own-work"])
        survey.add(opening(Self.nonce) { _ in }, by: "Quinn", at: SurveyFixture.evening)
        #expect(codes(opening(Self.nonce) { _ in }) == ["already-recorded"])
    }

    @Test("Sweeps from before the sealing, or no evidence, do not count for seeds")
    func countsOnlyLaterEvidence() throws {
        var survey = try GrowingRecord()
        try survey.addEvidence("L0", alarms: [SurveyFixture.alarm(104, -4.75)])
        survey.add(try Self.seal(), by: "Quinn", at: SurveyFixture.evening)
        // Run again after the sealing over the sweep from before, and a sweep whose rate nobody verified.
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L0", alarms: [SurveyFixture.alarm(104, -4.75)], version: "2")),
            at: SurveyFixture.evening)
        survey.add(.sweepRegistered(SurveyFixture.sweep("L1")), at: SurveyFixture.evening)
        survey.add(
            .detectionRun(
                try SurveyFixture.run(
                    "L1", alarms: [SurveyFixture.alarm(104, -4.75)], verified: false)),
            at: SurveyFixture.evening)
        #expect(
            survey.record.objections(
                to: try Self.unseal(), by: "Quinn", at: SurveyFixture.evening
            ).map(\.code) == ["seeds-too-early"])
        survey.add(.sweepRegistered(SurveyFixture.sweep("L2")), at: SurveyFixture.evening)
        survey.add(.detectionRun(try SurveyFixture.run("L2")), at: SurveyFixture.evening)
        survey.add(try Self.unseal(), by: "Quinn", at: SurveyFixture.evening)
        #expect(survey.record.seeds.lots[0].isPassed == false)
    }
}
