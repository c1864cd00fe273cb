import Testing

@testable import Instruments

@Suite struct Int32ColumnTests {
    private static let count = 3 * Int32Column.chunkLength + 77

    @Test(
        "A column gives back what it was given, at any step",
        arguments: [
            { 5 + Int32($0) * 20 }, { _ in -7 }, { Int32($0 % 100) }, { Int32($0 * $0 % 40_000) },
            { $0 % 2 == 0 ? .max : .min }, { Int32(truncatingIfNeeded: $0 &* 0x9E37_79B9) },
        ] as [@Sendable (Int) -> Int32])
    func roundTrip(value: @Sendable (Int) -> Int32) {
        var column = Int32Column()
        for place in 0..<Self.count { column.append(value(place)) }
        #expect(column.count == Self.count)
        #expect(column.values(from: 0, count: Self.count) == (0..<Self.count).map(value))
        for (first, step, count) in [(0, 1, 1), (4095, 1, 2), (3, 5, 2000), (7, 5000, 3)] {
            let expected = (0..<count).map { value(first + $0 * step) }
            #expect(column.values(from: first, step: step, count: count) == expected)
        }
    }

    @Test("Even and nearly even numbers take little memory")
    func memory() {
        var even = Int32Column()
        var rough = Int32Column()
        for place in 0..<100_000 {
            even.append(Int32(place) * 20)
            rough.append(Int32(place) * 20 + Int32(place * 7 % 13))
        }
        #expect(even.byteCount < 20_000)
        #expect(rough.byteCount < 130_000)
    }

    @Test("The way along coordinates is the same in any pieces")
    func path() throws {
        var pairs = SegyTraceHeaders.Pairs()
        for place in 0..<10_000 {
            pairs.append(Int32(place * 3), Int32(place % 7 * 4))
        }
        let path = PathDistances(pairs, scale: 0.001)
        let whole = path.distances(of: 0..<10_000)
        var way = 0.0
        for place in 1..<10_000 {
            let dy = Double(place % 7 * 4 - (place - 1) % 7 * 4) * 0.001
            let dx = 3 * 0.001
            way += (dx * dx + dy * dy).squareRoot()
            #expect(whole[place] == (way * 1e6).rounded() / 1e6)
        }
        #expect(path.distances(of: 4090..<8200) == Array(whole[4090..<8200]))
        #expect(path.distances(of: 4096..<4097) == [whole[4096]])
        #expect(path.distances(of: 9999..<10_000) == [whole[9999]])
    }
}
