/// Names of what is drawn with a sample each, in rows below a plot.
struct ChartLegend {
    struct Entry {
        var name: String
        /// Draws its sample, 34 wide, round a place of its middle.
        var sample: (DrawingPoint) -> [Element]
    }

    static let sampleWidth = 34.0
    private static let gap = 18.0

    /// Its elements from `top` on between `left` and `right`, and how high they are.
    static func layout(
        _ entries: [Entry], left: Double, right: Double, top: Double
    ) -> (elements: [Element], height: Double) {
        var elements: [Element] = []
        var x = left
        var y = top
        var rowLines = 0
        for entry in entries {
            let room = right - left - sampleWidth - 8
            let lines = Lettering.lines(of: entry.name, width: room)
            let width =
                sampleWidth + 8 + (lines.map { Lettering.width(of: $0) }.max() ?? 0)
            if x > left, x + width > right {
                x = left
                y += Double(rowLines) * Lettering.leading
                rowLines = 0
            }
            rowLines = max(rowLines, lines.count, 1)
            elements += entry.sample(
                DrawingPoint(x: x + sampleWidth / 2, y: y + Lettering.leading / 2))
            for (index, line) in lines.enumerated() {
                elements.append(
                    Lettering.element(
                        line, x: x + sampleWidth + 8,
                        y: y + Lettering.leading / 2 + 5 + Double(index) * Lettering.leading))
            }
            x += width + gap
        }
        return (elements, entries.isEmpty ? 0 : y - top + Double(rowLines) * Lettering.leading)
    }
}
