/// A plot with its grid, the labels of its ticks and the titles of its axes.
struct PlotFrame {
    static let width = 560.0
    static let right = width - 14

    var box: DrawingBox
    var x: AxisMap
    var y: AxisMap
    private let xTicks: Ticks
    private let yTicks: Ticks
    private let xLines: [String]
    private let yLines: [String]

    /// Where the first line below the axis title lies.
    var foot: Double { box.bottom + 26 + Double(xLines.count) * Lettering.leading + 8 }

    init(_ chart: LineChart, xValues: [Double], yValues: [Double]) {
        yLines = Lettering.lines(of: Self.title(chart.yAxis), width: Self.width - 8)
        let top = 8 + Double(yLines.count) * Lettering.leading + 8
        let bottom = top + min(max(chart.plotHeight, 60), 2000)
        y = AxisMap(chart.yAxis, values: yValues, start: bottom, end: top)
        yTicks = y.ticks(about: max(3, Int((bottom - top) / 48)), isHorizontal: false)
        let labelWidth = yTicks.labels.map { Lettering.width(of: $0) }.max() ?? 0
        let left = min(max(labelWidth + 12, 30), Self.width / 3)
        x = AxisMap(chart.xAxis, values: xValues, start: left, end: Self.right)
        xTicks = x.ticks(about: 8, isHorizontal: true)
        box = DrawingBox(left: left, top: top, right: Self.right, bottom: bottom)
        xLines = Lettering.lines(of: Self.title(chart.xAxis), width: Self.right - left)
    }

    private static func title(_ axis: LineChart.Axis) -> String {
        axis.unit.map { "\(axis.title) (\($0))" } ?? axis.title
    }

    /// Grid and words; the outline is drawn last, over the data.
    var background: [Element] {
        var elements: [Element] = []
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            guard let place = y.place(value) else { continue }
            elements.append(Strokes.line(box.left, place, box.right, place, Ink.grid))
            elements.append(
                Lettering.element(
                    label, x: box.left - 7, y: place + 5, anchor: "end", fill: Ink.quiet))
        }
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            guard let place = x.place(value) else { continue }
            elements.append(Strokes.line(place, box.top, place, box.bottom + 5, Ink.grid))
            let half = Lettering.width(of: label) / 2
            elements.append(
                Lettering.element(
                    label, x: min(place, Self.width - half), y: box.bottom + 20, anchor: "middle",
                    fill: Ink.quiet))
        }
        return elements + titles
    }

    private var titles: [Element] {
        yLines.enumerated().map { index, line in
            Lettering.element(line, x: 2, y: 16 + Double(index) * Lettering.leading)
        }
            + xLines.enumerated().map { index, line in
                Lettering.element(
                    line, x: (box.left + box.right) / 2,
                    y: box.bottom + 42 + Double(index) * Lettering.leading, anchor: "middle")
            }
    }

    /// The two axes.
    var outline: [Element] {
        [
            Strokes.line(box.left, box.top, box.left, box.bottom, Ink.axis, width: 1.25),
            Strokes.line(box.left, box.bottom, box.right, box.bottom, Ink.axis, width: 1.25),
        ]
    }
}
