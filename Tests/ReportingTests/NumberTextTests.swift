import Testing

@testable import Reporting

@Suite("NumberText")
struct NumberTextTests {
    @Test(
        "Significant digits are kept, and powers of ten stand where zeros would not help",
        arguments: [
            (0.647_727, 3, "0.648"), (9.996, 3, "10.0"), (57, 3, "57.0"), (0, 3, "0"),
            (123_456.7, 3, "123457"), (-0.001_234, 2, "-0.0012"), (1.2e-7, 3, "1.20×10⁻⁷"),
            (-4.5e12, 2, "-4.5×10¹²"),
        ])
    func significant(value: Double, digits: Int, wanted: String) {
        #expect(NumberText.significant(value, digits: digits) == wanted)
    }

    @Test("What is no number is said, never shown")
    func missing() {
        #expect(NumberText.fixed(.nan, decimals: 2) == "n/a")
        #expect(NumberText.significant(-.infinity) == "n/a")
        #expect(NumberText.interval(0.5, .nan) == "0.50 to n/a")
    }

    @Test("Zero has no sign after rounding")
    func zero() {
        #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
        #expect(NumberText.fixed(-0.006, decimals: 2) == "-0.01")
    }

    @Test("Counts and intervals")
    func counts() {
        #expect(NumberText.count(57, of: 88) == "57/88")
        #expect(NumberText.interval(0.54, 0.75) == "0.54 to 0.75")
    }

    @Test(
        "Coordinates have two decimals at most and are always numbers",
        arguments: [
            (1.0, "1"), (-0.004, "0"), (2.5, "2.5"), (-3.056, "-3.06"), (Double.nan, "0"),
            (Double.infinity, "10000000"), (-1e300, "-10000000"),
        ])
    func coordinates(value: Double, wanted: String) {
        #expect(Coordinate.text(value) == wanted)
    }
}
