import Testing

@testable import Reporting

@Suite("Ticks")
struct TicksTests {
    @Test(
        "Linear ticks are multiples of 1, 2 or 5",
        arguments: [
            (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (0.0, 30.0, 6, ["0", "5", "10", "15", "20", "25", "30"]),
            (-0.25, 0.25, 4, ["−0.2", "0.0", "0.2"]),
            (-7.0, -1.0, 3, ["−6", "−4", "−2"]),
            (1.0, 0.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (0.0, 3e-8, 3, ["0", "1×10⁻⁸", "2×10⁻⁸", "3×10⁻⁸"]),
            (0.0, 4e9, 4, ["0", "1×10⁹", "2×10⁹", "3×10⁹", "4×10⁹"]),
        ])
    func linear(low: Double, high: Double, count: Int, wanted: [String]) {
        #expect(Ticks.linear(low, high, about: count).labels == wanted)
    }

    @Test("Decimal ticks are the nearest numbers, not sums of rounded steps")
    func exact() {
        #expect(Ticks.linear(0, 1, about: 10).values[3] == 0.3)
    }

    @Test("Without a range there is one tick, and none where it is no number")
    func degenerate() {
        #expect(Ticks.linear(2, 2, about: 5).values == [2])
        #expect(Ticks.linear(.nan, 1, about: 5).values.allSatisfy { $0.isFinite })
        #expect(Ticks.linear(-.infinity, .infinity, about: 5).values.isEmpty)
    }

    @Test(
        "Extreme ranges give a few different ticks within them",
        arguments: [
            Span(-.greatestFiniteMagnitude, .greatestFiniteMagnitude),
            Span(0, .leastNonzeroMagnitude), Span(1e300, 1.5e300),
            Span(.leastNormalMagnitude / 8, .leastNormalMagnitude / 2), Span(1e16, 1e16 + 4),
            Span(-1e-20, 1e20),
        ])
    func extremes(range: Span) {
        let ticks = Ticks.linear(range.low, range.high, about: 5)
        #expect((1...12).contains(ticks.values.count))
        #expect(Set(ticks.values).count == ticks.values.count)
        #expect(ticks.values.allSatisfy { $0.isFinite && range.contains($0) })
        #expect(ticks.labels.count == ticks.values.count)
    }

    @Test(
        "Logarithmic ticks are powers of ten, with more where there are few",
        arguments: [
            (0.01, 10.0, 6, ["0.01", "0.1", "1", "10"]),
            (1.0, 100.0, 6, ["1", "2", "5", "10", "20", "50", "100"]),
            (1e-8, 1e8, 4, ["10⁻⁵", "1", "10⁵"]),
            (3.0, 4.0, 2, ["3.0", "3.5", "4.0"]),
        ])
    func logarithmic(low: Double, high: Double, count: Int, wanted: [String]) {
        #expect(Ticks.logarithmic(low, high, about: count).labels == wanted)
    }
}
