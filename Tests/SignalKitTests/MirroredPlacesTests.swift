import SignalKit
import Testing

@Suite struct MirroredPlacesTests {
    private func row(_ count: Int, _ repeatsEnds: Bool, _ range: ClosedRange<Int>) -> [Int] {
        let places = MirroredPlaces(count: count, repeatsEnds: repeatsEnds)
        return range.map { places[$0] }
    }

    @Test func `A row continues as in a mirror, its ends once or twice`() {
        #expect(row(3, false, -5...7) == [1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1])
        #expect(row(3, true, -5...7) == [1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1])
    }

    @Test func `A row of one place, or of none, has only that`() {
        for repeatsEnds in [false, true] {
            #expect(row(1, repeatsEnds, -3...3) == [0, 0, 0, 0, 0, 0, 0])
            #expect(row(0, repeatsEnds, -3...3) == [0, 0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `Places far outside are found by the period`() {
        for place in [-1_000_003, -7, 12, 999_999] {
            #expect(row(4, false, place...place) == row(4, false, place + 6...place + 6))
            #expect(row(4, true, place...place) == row(4, true, place + 8...place + 8))
        }
    }
}
