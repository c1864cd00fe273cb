import FileAccess
import SurveyModel
import Testing

@testable import Instruments

/// Tracks of a size nobody measured.
@Suite struct TrackBoundTests {
    private func read(_ bytes: [UInt8]) throws -> TrackReader.Reading {
        try TrackReader.read("t.csv", in: .memory(["t.csv": bytes]))
    }

    private func fix(_ trace: Double?, isPlaced: Bool = true) -> TrackFix {
        TrackFix(trace: trace, place: isPlaced ? .init(latitude: 32, longitude: 20) : nil)
    }

    @Test("Beyond the bound every second fix stays, evenly, with the first and the last")
    func thinned() {
        var keeper = FixKeeper(most: 8)
        for trace in 0..<8 { keeper.append(fix(Double(trace))) }
        #expect(keeper.warnings == [] && keeper.fixes.count == 8)
        for trace in 8..<20 { keeper.append(fix(Double(trace))) }
        keeper.finish()
        #expect(keeper.fixes.map(\.trace) == [0, 4, 8, 12, 16, 19])
        #expect(keeper.count == 20)
        #expect(
            keeper.warnings == [
                SweepWarning(
                    code: "track-thinned",
                    text:
                        "the track has 20 fixes, more than the 8 that are kept: one of every 4 is "
                        + "used, and the last")
            ])
    }

    @Test("The last fix stays also where the bound was passed just then", arguments: 9...40)
    func lastStays(count: Int) {
        var keeper = FixKeeper(most: 8)
        for trace in 0..<count { keeper.append(fix(Double(trace))) }
        keeper.finish()
        #expect(keeper.fixes.last?.trace == Double(count - 1))
        #expect(keeper.fixes.first?.trace == 0 && keeper.fixes.count <= 9)
        let traces = keeper.fixes.compactMap(\.trace)
        #expect(traces == traces.sorted() && Set(traces).count == traces.count)
    }

    @Test("Fixes with and without place that take turns are thinned alike")
    func turns() {
        var keeper = FixKeeper(most: 8)
        for number in 0..<24 {
            keeper.append(fix(Double(number), isPlaced: number % 2 == 1))
        }
        keeper.finish()
        #expect(keeper.fixes.filter { $0.place != nil }.map(\.trace) == [1, 9, 17, 23])
        #expect(keeper.count == 24 && keeper.unplacedCount == 12)
    }

    @Test("A table of more than 64 columns is refused, one of 64 is read")
    func columns() throws {
        func table(_ count: Int) -> [UInt8] {
            let names = ["trace", "lat", "lon"] + (3..<count).map { "c\($0)" }
            let cells = ["0", "32", "20"] + [String](repeating: "1", count: count - 3)
            let lines = [names, cells].map { $0.joined(separator: ",") + "\n" }
            return Array(lines.joined().utf8)
        }
        #expect(try read(table(64)).track.placedFixes.count == 1)
        #expect(
            throws: InstrumentError.damaged(
                path: "t.csv", atByte: 0,
                reason: "the table has more than 64 columns, which no table of fixes has")
        ) { try read(table(65)) }
    }

    @Test("A file beyond what a track can be is refused with its size")
    func size() throws {
        #expect(
            throws: InstrumentError.damaged(
                path: "t.csv", atByte: 64 << 20,
                reason: "this file has 67108865 bytes, one of its kind has at most 67108864")
        ) { try read([UInt8](repeating: 10, count: 64 << 20 + 1)) }
        let cor = SourceFile(path: "l.cor", bytes: [UInt8](repeating: 10, count: 16 << 20 + 1))
        #expect(throws: InstrumentError.self) { try CorFile(cor) }
        #expect(throws: InstrumentError.self) { try Dt1Track(cor) }
    }

    @Test("A DZX file nested deeper than 64 elements is left there and not taken as whole")
    func depth() {
        let deep = String(repeating: "<File>", count: 65)
        let whole = "<DZX><GlobalProperties><unitsPerScan>0.02</unitsPerScan></GlobalProperties>"
        let read = DzxFile(Array((whole + deep + "</DZX>").utf8))
        #expect(read.unitsPerScan == 0.02 && !read.isWhole)
        #expect(DzxFile(Array((whole + "</DZX>").utf8)).isWhole)
    }

    @Test(
        "Numbers are the nearest ones, whichever way they are read",
        arguments: [
            "0.1", "-0.0", "+5", ".5", "5.", "123456789012345", "0.000000000000001", "32.123456789",
            "1e3", "1234567890123456789", "9007199254740993", "-12.5e-3", "999999999999999.",
            "0.30000000000000004", "00000000000000000001",
        ])
    func numbers(text: String) throws {
        let expected = try #require(Double(text))
        let number = try #require(TextNumber.parse(text))
        #expect(number.bitPattern == expected.bitPattern)
        let comma = text.replacing(".", with: ",")
        #expect(TextNumber.parse(comma, decimalComma: true)?.bitPattern == expected.bitPattern)
    }

    @Test(
        "What is no number is none",
        arguments: ["", ".", "-", "+-1", "1..2", "1.2.3", "0x10", "nan", "inf", "1 2", "e5", "--1"])
    func noNumbers(text: String) { #expect(TextNumber.parse(text) == nil) }
}
