import Testing

@testable import Reporting

@Suite("GroundStateChart")
struct GroundStateChartTests {
    private func markup(_ channels: [[GroundStateChart.Piece]]) -> String {
        GroundStateChart(
            title: "lane", description: "words", x: Span(0, 12),
            rows: [GroundStateChart.Row(label: "AT 10 cm", channels: channels)]
        ).illustration.markup
    }

    @Test("A piece lies where the scale says, its channel's line from the left of travel down")
    func geometry() {
        let text = markup([
            [.init(x: Span(0, 12), state: .green)], [.init(x: Span(3, 6), state: .amber)],
        ])
        // The label takes 85.7 of the 546 units, which leaves 460.3 for 12 m; two lines of 13 in a row that
        // begins at 6.
        #expect(
            text.contains("x=\"85.7\" y=\"6\" width=\"460.3\" height=\"13\" fill=\"#26967d\""))
        #expect(
            text.contains("x=\"200.78\" y=\"19\" width=\"115.08\" height=\"13\" fill=\"#ffb000\""))
        #expect(text.contains(">AT 10 cm</text>"))
    }

    @Test("Neighbours in one state are one piece, a gap keeps them apart")
    func joined() {
        func pieces(_ spans: [Span]) -> Int {
            markup([spans.map { .init(x: $0, state: .green) }])
                .split(separator: "fill=\"#26967d\"").count - 2
        }
        #expect(pieces([Span(0, 1), Span(1, 2), Span(2, 3)]) == 1)
        #expect(pieces([Span(0, 1), Span(2, 3)]) == 2)
    }

    @Test("Red and blue are told from green without colour, and the legend names what is shown")
    func patterns() {
        let red = markup([[.init(x: Span(0, 12), state: .red)]])
        let green = markup([[.init(x: Span(0, 12), state: .green)]])
        #expect(red.contains("red: not detectable here") && !red.contains("green:"))
        #expect(red.contains("<path") && !green.contains("<path"))
    }

    @Test("A lane without length and pieces that are nowhere draw nothing")
    func odd() {
        let text = GroundStateChart(
            title: "", description: "", x: Span(3, 3),
            rows: [
                .init(label: "", channels: [[.init(x: Span(.nan, 2), state: .red)]])
            ]
        ).illustration.markup
        #expect(!text.contains("nan") && !text.contains("inf"))
    }
}
