extension ForestChart {
    private static let rowHeight = 48.0
    private static let headHeight = 34.0

    /// The chart for a figure.
    public var illustration: Illustration {
        let axis = AxisMap(
            LineChart.Axis(axisTitle, range: range), values: [], start: 14, end: PlotFrame.right)
        var (rowElements, bottom) = rowElements(axis)
        bottom += 4
        let grid = gridElements(axis, bottom: bottom)
        let words = Lettering.lines(of: axisTitle, width: PlotFrame.width - 20)
        let titles = words.enumerated().map { index, line in
            Lettering.element(
                line, x: PlotFrame.width / 2, y: bottom + 44 + Double(index) * Lettering.leading,
                anchor: "middle")
        }
        let legendTop = bottom + 34 + Double(words.count) * Lettering.leading
        let legend = ChartLegend.layout(
            legendEntries, left: 4, right: PlotFrame.width - 4, top: legendTop)
        return Illustration(
            title: title, description: description, width: PlotFrame.width,
            height: legendTop + legend.height + 6, grid + rowElements + titles + legend.elements)
    }

    private func rowElements(_ axis: AxisMap) -> ([Element], bottom: Double) {
        var elements: [Element] = []
        var y = 4.0
        for group in groups {
            if let title = group.title {
                let text = Lettering.shortened(title, width: PlotFrame.width - 8)
                elements.append(
                    Lettering.element(text, x: 4, y: y + 24).with("font-weight", "bold"))
                y += Self.headHeight
            }
            for row in group.rows {
                elements += referenceElements(axis, top: y) + row.elements(axis, top: y)
                y += Self.rowHeight
            }
        }
        return (elements, y)
    }

    private func gridElements(_ axis: AxisMap, bottom: Double) -> [Element] {
        let ticks = axis.ticks(about: 6, isHorizontal: true)
        var elements: [Element] = []
        for (value, label) in zip(ticks.values, ticks.labels) {
            guard let x = axis.place(value) else { continue }
            elements.append(Strokes.line(x, 4, x, bottom + 5, Ink.grid))
            elements.append(
                Lettering.element(label, x: x, y: bottom + 21, anchor: "middle", fill: Ink.quiet))
        }
        elements.append(
            Strokes.line(axis.start, bottom, axis.end, bottom, Ink.axis, width: 1.25))
        return elements
    }

    /// The value to compare with, in the part of a row that has no words.
    private func referenceElements(_ axis: AxisMap, top: Double) -> [Element] {
        guard let reference, axis.contains(reference.value), let x = axis.place(reference.value)
        else { return [] }
        return [Strokes.line(x, top + 23, x, top + 43, Ink.text, width: 1.5, dash: "6 4")]
    }

    private var legendEntries: [ChartLegend.Entry] {
        reference.map { reference in
            [
                ChartLegend.Entry(name: reference.name) { place in
                    [
                        Strokes.line(
                            place.x - 17, place.y, place.x + 17, place.y, Ink.text, width: 1.5,
                            dash: "6 4")
                    ]
                }
            ]
        } ?? []
    }
}

extension ForestChart.Row {
    /// Words in a line of their own above the interval: on a phone there is no room beside it.
    fileprivate func elements(_ axis: AxisMap, top: Double) -> [Element] {
        let right = PlotFrame.width - 4
        let countsEnd = right - Self.wordsWidth
        let room = countsEnd - Lettering.width(of: counts) - 20
        let texts = [
            Lettering.element(Lettering.shortened(label, width: room), x: 4, y: top + 17),
            Lettering.element(counts, x: countsEnd, y: top + 17, anchor: "end"),
            Lettering.element(words, x: right, y: top + 17, anchor: "end"),
        ]
        return texts.map(halo) + marks(axis, y: top + 33)
    }

    /// Room for the longest words, so that the counts stand in a column.
    private static let wordsWidth = Lettering.width(of: "0.00 (0.00–0.00)") + 10

    /// The text with a white edge that keeps grid lines off its letters.
    private func halo(_ text: Element) -> Element {
        text.with("stroke", .text(Ink.paper)).with("stroke-width", "5")
            .with("stroke-linejoin", "round").with("paint-order", "stroke")
    }

    private var words: String {
        guard let point, point.isFinite else { return "no estimate" }
        let estimate = NumberText.fixed(point, decimals: 2)
        guard let interval else { return estimate }
        let ends = [interval.low, interval.high].map {
            NumberText.fixed($0, decimals: 2)
        }
        return "\(estimate) (\(ends[0])–\(ends[1]))"
    }

    private func marks(_ axis: AxisMap, y: Double) -> [Element] {
        var elements: [Element] = []
        let colour = look.colour.rawValue
        if let interval, let low = axis.place(interval.low),
            let high = axis.place(interval.high)
        {
            let from = min(max(low, axis.start), axis.end)
            let to = min(max(high, axis.start), axis.end)
            elements.append(Strokes.line(from, y, to, y, colour, width: 2))
            for end in [low, high] where end >= axis.start && end <= axis.end {
                elements.append(Strokes.line(end, y - 5, end, y + 5, colour, width: 2))
            }
        }
        if let point, axis.contains(point), let x = axis.place(point) {
            elements.append(MarkerShape.element(look, x: x, y: y, size: 6))
        }
        return elements
    }
}
