extension LineChart {
    /// The chart for a figure.
    public var illustration: Illustration {
        let frame = PlotFrame(
            self,
            xValues: series.flatMap(\.points).map(\.x) + bands.flatMap(\.points).map(\.x),
            yValues: series.flatMap(\.points).flatMap {
                [$0.y, $0.interval?.low ?? $0.y, $0.interval?.high ?? $0.y]
            } + bands.flatMap(\.points).flatMap { [$0.low, $0.high] })
        let legend = ChartLegend.layout(
            legendEntries, left: 4, right: PlotFrame.width - 4, top: frame.foot)
        let content =
            frame.background + bands.flatMap { $0.elements(in: frame) }
            + references.flatMap { $0.elements(in: frame) } + frame.outline
            + series.flatMap { $0.elements(in: frame) } + emptyRemark(in: frame)
        return Illustration(
            title: title, description: description, width: PlotFrame.width,
            height: frame.foot + legend.height + 6, content + legend.elements)
    }

    private func emptyRemark(in frame: PlotFrame) -> [Element] {
        let hasData =
            series.contains { !$0.points.isEmpty } || bands.contains { !$0.points.isEmpty }
        guard !hasData else { return [] }
        return [
            Lettering.element(
                "no data", x: (frame.box.left + frame.box.right) / 2,
                y: (frame.box.top + frame.box.bottom) / 2, anchor: "middle", fill: Ink.quiet)
        ]
    }

    private var legendEntries: [ChartLegend.Entry] {
        series.map { series in
            ChartLegend.Entry(name: series.name) { series.sample(at: $0) }
        }
            + bands.compactMap { band in
                band.name.map { name in
                    ChartLegend.Entry(name: name) { place in
                        [Strokes.area(corners(round: place), band.look, opacity: 0.3)]
                    }
                }
            }
            + references.map { reference in
                ChartLegend.Entry(name: reference.name) { place in
                    [Strokes.polyline(Self.stroke(at: place), reference.look, width: 1.75)]
                }
            }
    }

    private func corners(round place: DrawingPoint) -> [DrawingPoint] {
        [(-17.0, -7.0), (17, -7), (17, 7), (-17, 7)].map {
            DrawingPoint(x: place.x + $0.0, y: place.y + $0.1)
        }
    }

    fileprivate static func stroke(at place: DrawingPoint) -> [DrawingPoint] {
        [DrawingPoint(x: place.x - 17, y: place.y), DrawingPoint(x: place.x + 17, y: place.y)]
    }
}

extension LineChart.Series {
    fileprivate func elements(in frame: PlotFrame) -> [Element] {
        intervals(in: frame) + lines(in: frame) + markers(in: frame)
    }

    private func lines(in frame: PlotFrame) -> [Element] {
        guard form != .markers else { return [] }
        return runs(in: frame).flatMap { Clipping.line($0, to: frame.box) }
            .map { Strokes.polyline($0, look) }
    }

    /// The line in pieces, broken where a value has no place.
    private func runs(in frame: PlotFrame) -> [[DrawingPoint]] {
        var runs: [[DrawingPoint]] = [[]]
        for point in points {
            guard let x = frame.x.place(point.x), let y = frame.y.place(point.y) else {
                runs.append([])
                continue
            }
            if form == .steps, let last = runs[runs.count - 1].last {
                runs[runs.count - 1].append(DrawingPoint(x: x, y: last.y))
            }
            runs[runs.count - 1].append(DrawingPoint(x: x, y: y))
        }
        return runs
    }

    private func markers(in frame: PlotFrame) -> [Element] {
        guard form == .markers || form == .lineAndMarkers else { return [] }
        return points.compactMap { point in
            guard frame.x.contains(point.x), frame.y.contains(point.y),
                let x = frame.x.place(point.x), let y = frame.y.place(point.y)
            else { return nil }
            return MarkerShape.element(look, x: x, y: y)
        }
    }

    private func intervals(in frame: PlotFrame) -> [Element] {
        points.flatMap { point -> [Element] in
            guard let interval = point.interval, frame.x.contains(point.x),
                let x = frame.x.place(point.x), let low = frame.y.place(interval.low),
                let high = frame.y.place(interval.high)
            else { return [] }
            let ends = [DrawingPoint(x: x, y: low), DrawingPoint(x: x, y: high)]
            return Clipping.line(ends, to: frame.box).flatMap { piece -> [Element] in
                guard let from = piece.first, let to = piece.last else { return [] }
                let bar = Strokes.line(x, from.y, x, to.y, look.colour.rawValue, width: 1.5)
                // A cap stands only where the interval ends, not where the frame cuts it.
                let caps = [low, high].filter { $0 >= frame.box.top && $0 <= frame.box.bottom }
                return [bar]
                    + caps.map {
                        Strokes.line(x - 4, $0, x + 4, $0, look.colour.rawValue, width: 1.5)
                    }
            }
        }
    }

    fileprivate func sample(at place: DrawingPoint) -> [Element] {
        let line =
            form == .markers
            ? [] : [Strokes.polyline(LineChart.stroke(at: place), look)]
        let marker =
            form == .markers || form == .lineAndMarkers
            ? [MarkerShape.element(look, x: place.x, y: place.y)] : []
        return line + marker
    }
}

extension LineChart.Band {
    fileprivate func elements(in frame: PlotFrame) -> [Element] {
        runs(in: frame).compactMap { run in
            let ring =
                edge(run.map { ($0.x, $0.high) })
                + edge(run.map { ($0.x, $0.low) }).reversed()
            let area = Clipping.area(ring, to: frame.box)
            return area.count > 2 ? Strokes.area(area, look) : nil
        }
    }

    private func runs(in frame: PlotFrame) -> [[(x: Double, low: Double, high: Double)]] {
        var runs: [[(x: Double, low: Double, high: Double)]] = [[]]
        for point in points {
            guard let x = frame.x.place(point.x), let low = frame.y.place(point.low),
                let high = frame.y.place(point.high)
            else {
                runs.append([])
                continue
            }
            runs[runs.count - 1].append((x, low, high))
        }
        return runs
    }

    private func edge(_ ends: [(Double, Double)]) -> [DrawingPoint] {
        var points: [DrawingPoint] = []
        for (x, y) in ends {
            if isStepped, let last = points.last { points.append(DrawingPoint(x: x, y: last.y)) }
            points.append(DrawingPoint(x: x, y: y))
        }
        return points
    }
}

extension LineChart.Reference {
    fileprivate func elements(in frame: PlotFrame) -> [Element] {
        Clipping.line(points(in: frame), to: frame.box)
            .map { Strokes.polyline($0, look, width: 1.75) }
    }

    private func points(in frame: PlotFrame) -> [DrawingPoint] {
        switch course {
        case .horizontal(let value):
            guard let y = frame.y.place(value) else { return [] }
            return [DrawingPoint(x: frame.box.left, y: y), DrawingPoint(x: frame.box.right, y: y)]
        case .vertical(let value):
            guard let x = frame.x.place(value) else { return [] }
            return [DrawingPoint(x: x, y: frame.box.bottom), DrawingPoint(x: x, y: frame.box.top)]
        case .through(let points):
            return points.compactMap { point in
                guard let x = frame.x.place(point.x), let y = frame.y.place(point.y) else {
                    return nil
                }
                return DrawingPoint(x: x, y: y)
            }
        }
    }
}
