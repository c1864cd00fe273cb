import SurveyModel
import TestSupport
import Testing

@testable import LandRelease
@testable import SurveyWorkflow

@Suite("AreaLedger")
struct AreaLedgerTests {
    static let writers = [String(repeating: "a", count: 32), String(repeating: "b", count: 32)]

    /// A record of lots laid by two installations that did not know of each other: from and to along
    /// the road (m), 2 m wide, with the area stated.
    static func record(_ lots: [(from: Double, to: Double, area: Double)]) throws -> SurveyRecord {
        let digest = try #require(Digest(hexadecimal: String(repeating: "0", count: 64)))
        func place(_ chainage: Double, _ offset: Double) -> GeographicPosition {
            GeographicPosition(longitude: 23 + chainage / 94_000, latitude: 32 + offset / 111_000)
        }
        var events: [Event] = []
        func add(_ writer: Int, _ number: Int, _ clock: Int, _ fact: Fact) {
            events.append(
                Event(
                    writer: writers[writer], number: number, clock: clock,
                    at: "2026-03-0\(clock)T08:00:00Z", by: "Salem Ali", tool: "test", inputs: [],
                    previous: digest, fact: fact,
                    knows: writer == 1 && number == 1
                        ? [RegistryHead(writer: writers[0], number: 2, hash: digest)] : nil))
        }
        add(0, 1, 1, .surveyCreated(SurveyCreated(name: "Coast", purpose: .operation)))
        add(
            0, 2, 2,
            .roadRegistered(
                RoadRegistered(
                    id: "CR-1", vertices: [place(0, 0), place(10_000, 0)], lengthMetres: 10_000,
                    fileDigest: digest)))
        var numbers = [2, 0]
        for (index, lot) in lots.enumerated() {
            let writer = index % 2
            numbers[writer] += 1
            let offset = MetreRange(low: -5, high: -3)
            let outline = [
                place(lot.from, -5), place(lot.to, -5), place(lot.to, -3), place(lot.from, -3),
            ]
            add(
                writer, numbers[writer], 3 + index / 2,
                .segmentAdded(
                    SegmentAdded(
                        id: "L\(index)", road: "CR-1",
                        chainage: MetreRange(low: lot.from, high: lot.to), band: .rightShoulder,
                        offset: offset, depthMetres: 0.15, classification: .suspected,
                        outline: outline, areaSquareMetres: lot.area, areaMethod: "by hand")))
        }
        let record = SurveyRecord(events: events)
        #expect(record.conflicts == [] && record.segments.count == lots.count)
        return record
    }

    @Test("Lots apart add up to their own areas")
    func apart() throws {
        let (account, shared) = AreaLedger.account(
            of: try Self.record([(100, 110, 20.4), (200, 205, 9.9)]))
        #expect(abs(account.originalSquareMetres - 30.3) < 1e-9 && shared == 0)
        #expect(abs(account.remainingSquareMetres - 30.3) < 1e-9 && account.isBalanced)
    }

    @Test("Shared ground counts once, at the mean scale of its lots: worked out by hand")
    func shared() throws {
        // 10 m by 2 m each, 5 m shared: 10 m2 each alone at 1.02 and 0.99, 10 m2 shared at 1.005.
        let record = try Self.record([(100, 110, 20.4), (105, 115, 19.8)])
        let (account, shared) = AreaLedger.account(of: record)
        #expect(abs(shared - 10.05) < 1e-9)
        #expect(abs(account.originalSquareMetres - (10.2 + 10.05 + 9.9)) < 1e-9)
        #expect(account.isBalanced)
        #expect(record.merging.unsettled.map(\.kind) == [.overlappingLots])
    }

    struct Row: Sendable {
        var products: [LandProduct]
        /// cancelled, reduced, cleared, remaining of lots of 20 m2 that share 10 m2.
        var expected: [Double]
    }

    @Test(
        "Shared ground remains until all its lots are released",
        arguments: [
            Row(products: [.none, .none], expected: [0, 0, 0, 30]),
            Row(products: [.reduced, .none], expected: [0, 10, 0, 20]),
            Row(products: [.none, .cancelled], expected: [10, 0, 0, 20]),
            Row(products: [.reduced, .reduced], expected: [0, 30, 0, 0]),
            Row(products: [.cleared, .cleared], expected: [0, 0, 30, 0]),
        ])
    func products(row: Row) throws {
        let record = try Self.record([(100, 110, 20), (105, 115, 20)])
        var segments = record.segments
        for index in segments.indices { segments[index].product = row.products[index] }
        let parcels = AreaLedger.parcels(of: segments, record)
        let sums = [LandProduct.cancelled, .reduced, .cleared, .none].map { product in
            parcels.filter { $0.product == product }.reduce(0) { $0 + $1.squareMetres }
        }
        for (sum, expected) in zip(sums, row.expected) { #expect(abs(sum - expected) < 1e-9) }
    }

    @Test("An area that is not that of its outline is named")
    func findings() throws {
        let record = try Self.record([(100, 110, 30)])
        let found = AreaLedger.findings(record)
        #expect(found.count == 1 && found[0].contains("segment L0 says 30.00 m2"))
    }

    @Test(
        "Weeks and months have the days of the calendar",
        arguments: [
            ("2026-W01", "2025-12-29", "2026-01-05"), ("2026-W53", "2026-12-28", "2027-01-04"),
            ("2020-W53", "2020-12-28", "2021-01-04"), ("2021-W01", "2021-01-04", "2021-01-11"),
            ("2024-W09", "2024-02-26", "2024-03-04"), ("2024-02", "2024-02-01", "2024-03-01"),
            ("2026-12", "2026-12-01", "2027-01-01"), ("2100-02", "2100-02-01", "2100-03-01"),
        ])
    func periods(name: String, first: String, after: String) throws {
        let period = try #require(
            name.contains("W") ? ReportingPeriod(week: name) : ReportingPeriod(month: name))
        #expect(period.firstDay == first && period.dayAfter == after)
    }

    @Test("What is no week or month is refused")
    func noPeriods() {
        for text in ["2021-W53", "2025-W53", "2026-W00", "2026-W54", "2026W01", "26-W01", ""] {
            #expect(ReportingPeriod(week: text) == nil, "\(text)")
        }
        for text in ["2026-00", "2026-13", "2026-1", "0000-01", "2026-W1", "2026-01-01"] {
            #expect(ReportingPeriod(month: text) == nil, "\(text)")
        }
    }

    @Test("Every day's number is that of its date, over 800 years")
    func days() {
        var day = CivilDay(year: 1600, month: 1, day: 1)
        for _ in 0..<292_000 {
            let next = CivilDay(number: day.number + 1)
            #expect(
                CivilDay(year: next.year, month: next.month, day: next.day).number == next.number)
            day = next
        }
        #expect(CivilDay(year: 2026, month: 3, day: 2).weekday == 0)
        #expect(CivilDay("2026-03-08T23:59:59Z")?.weekday == 6)
    }
}
