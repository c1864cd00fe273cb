import Testing

@testable import Reporting

@Suite("AxisMap")
struct AxisMapTests {
    private func map(_ axis: LineChart.Axis, _ values: [Double] = []) -> AxisMap {
        AxisMap(axis, values: values, start: 100, end: 200)
    }

    @Test("Linear values lie evenly between the ends")
    func linear() {
        let map = map(.init("x", range: Span(-1, 1)))
        #expect(map.place(-1) == 100)
        #expect(map.place(0) == 150)
        #expect(map.place(1) == 200)
        #expect(map.contains(1) && !map.contains(1.01))
    }

    @Test("Powers of ten lie evenly on a logarithmic axis, zero at its end, less nowhere")
    func logarithmic() throws {
        let map = map(.init("x", scale: .logarithmic, range: Span(0.01, 100)))
        let place = try #require(map.place(1))
        #expect(abs(place - 150) < 1e-9)
        #expect(map.place(0) == 100)
        #expect(map.place(-1) == nil)
    }

    @Test("The range of the data is used where none is given or none is usable")
    func ranges() {
        #expect(map(.init("x"), [3, .nan, 7, .infinity]).low == 3)
        #expect(map(.init("x", range: Span(.nan, 1)), [3, 7]).high == 7)
        #expect(map(.init("x", scale: .logarithmic, range: Span(0, 1)), [0, 2, 8]).low == 2)
    }

    @Test("A single value or none gets room", arguments: [[], [0], [5], [-3], [.nan], [1e308]])
    func single(values: [Double]) {
        for scale in [LineChart.Axis.Scale.linear, .logarithmic] {
            let map = map(.init("x", scale: scale), values)
            #expect(map.low < map.high)
            #expect(map.low.isFinite && map.high.isFinite)
        }
    }

    @Test("What is far outside has a finite place, and what is no number has none")
    func outside() throws {
        let map = map(.init("x", range: Span(0, 1)))
        let far = try #require(map.place(.greatestFiniteMagnitude))
        #expect(far.isFinite && far > 200)
        #expect(map.place(.nan) == nil)
        #expect(map.place(.infinity) == nil)
    }
}
