import Testing

@testable import Reporting

@Suite("LineChart")
struct LineChartTests {
    private func chart(
        _ points: [LineChart.Point], form: LineChart.Series.Form = .line,
        bands: [LineChart.Band] = []
    ) -> LineChart {
        LineChart(
            title: "title", description: "words", x: .init("x", range: Span(0, 10)),
            y: .init("y", unit: "cm", range: Span(0, 1)),
            series: [.init("name", points, form: form, look: .distinct(0))], bands: bands)
    }

    private func polylines(_ chart: LineChart) -> [String] {
        // The last one is the sample of the legend.
        chart.illustration.markup.split(separator: "<").filter { $0.hasPrefix("polyline") }
            .map(String.init).dropLast()
    }

    @Test("A drawing has a role, a title and a description for those who cannot see it")
    func accessible() {
        let markup = chart([]).illustration.markup
        #expect(markup.hasPrefix("<svg viewBox=\"0 0 560 "))
        #expect(markup.contains("role=\"img\""))
        #expect(markup.contains("<title>title</title><desc>words</desc>"))
        #expect(markup.contains(">y (cm)</text>"))
    }

    @Test("Without data the axes are drawn and it is said")
    func empty() {
        #expect(chart([]).illustration.markup.contains(">no data</text>"))
        var without = chart([])
        without.series = []
        without.xAxis.range = nil
        #expect(without.illustration.markup.contains(">no data</text>"))
    }

    @Test("A value that is no number makes a gap and never reaches the drawing")
    func gaps() {
        let points: [LineChart.Point] = [
            .init(1, 0.1), .init(2, 0.2), .init(3, .nan), .init(4, 0.4), .init(5, 0.5),
            .init(6, 0.5, interval: Span(.nan, .infinity)),
        ]
        let drawn = chart(points, form: .lineAndMarkers)
        #expect(polylines(drawn).count == 2)
        let markup = drawn.illustration.markup
        #expect(!markup.contains("nan") && !markup.contains("inf"))
        // Five markers and that of the legend.
        #expect(markup.split(separator: "<circle").count - 1 == 6)
    }

    @Test("Lines are cut at the frame and markers outside are left out")
    func outside() throws {
        let drawn = chart([.init(-10, 0.5), .init(20, 0.5)], form: .lineAndMarkers)
        let line = try #require(polylines(drawn).first)
        #expect(line.contains("points=\"31.2,") || line.contains("546,"))
        #expect(line.contains(" 546,"))
        #expect(drawn.illustration.markup.split(separator: "<circle").count - 1 == 1)
    }

    @Test("Steps go across before they go up")
    func steps() throws {
        let line = try #require(
            polylines(chart([.init(0, 0), .init(10, 1)], form: .steps)).first)
        let part = try #require(line.split(separator: "\"").dropFirst().first)
        let corners = part.split(separator: " ").map { $0.split(separator: ",") }
        #expect(corners.count == 3)
        #expect(corners[1][0] == corners[2][0] && corners[1][1] == corners[0][1])
    }

    @Test("A band is broken where its ends are no numbers")
    func bands() {
        let band = LineChart.Band(
            nil,
            [
                .init(0, low: 0, high: 0.5), .init(2, low: 0.1, high: 0.6),
                .init(3, low: .nan, high: 1), .init(4, low: 0.1, high: 0.6),
                .init(5, low: 0.1, high: 9),
            ], look: .distinct(1))
        let markup = chart([], bands: [band]).illustration.markup
        #expect(markup.split(separator: "<polygon").count - 1 == 2)
    }

    @Test("The same chart gives the same bytes")
    func deterministic() {
        let points = (0..<50).map { LineChart.Point(Double($0) / 5, Double($0 % 7) / 7) }
        #expect(chart(points).illustration.markup == chart(points).illustration.markup)
    }

    @Test("Neighbouring series differ in colour, dashes and shape")
    func looks() {
        for index in 0..<6 {
            let (one, next) = (Look.distinct(index), Look.distinct(index + 1))
            #expect(one.colour != next.colour && one.dash != next.dash && one.marker != next.marker)
        }
        #expect(Set((0..<200).map(Look.distinct)).count > 100)
        _ = Look.distinct(.min)
    }
}

@Suite("ForestChart")
struct ForestChartTests {
    private func chart(_ rows: [ForestChart.Row]) -> String {
        ForestChart(
            title: "Pd", description: "words", axisTitle: "Pd", groups: [.init(rows: rows)],
            reference: .init("aim", 0.9)
        ).illustration.markup
    }

    @Test("A row shows its label, counts, estimate and interval")
    func row() {
        let markup = chart([
            .init("plastic_AP", counts: "57/88", point: 57.0 / 88, interval: Span(0.538, 0.747))
        ])
        for words in ["plastic_AP", "57/88", "0.65 (0.54–0.75)", "aim"] {
            #expect(markup.contains(">\(words)</text>"))
        }
    }

    @Test("A row without an estimate says so and has no mark")
    func none() {
        let markup = chart([
            .init("metal", counts: "0/0", point: nil, interval: nil),
            .init("other", counts: "0/0", point: .nan, interval: Span(.nan, .nan)),
        ])
        #expect(markup.split(separator: ">no estimate</text>").count == 3)
        #expect(!markup.contains("<polygon"))
        #expect(!markup.contains("nan"))
    }

    @Test("No rows still make a drawing")
    func empty() { #expect(chart([]).contains("</svg>")) }
}
