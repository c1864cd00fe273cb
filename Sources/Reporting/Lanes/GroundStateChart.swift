internal import Symbology

/// What a lane's ground lets a radar see: along the lane one row for each class and depth, in it one line
/// for each channel, the left of travel up.
public struct GroundStateChart: Sendable, Hashable {
    /// A state of ground; each has a letter and a pattern besides its colour.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Items of the class are found.
        case green
        /// Some are found, or it cannot be told.
        case amber
        /// The ground may be like the item.
        case blue
        /// Not detectable.
        case red
        /// Not covered.
        case grey
    }

    /// A piece of a channel's ground in one state.
    public struct Piece: Sendable, Hashable {
        /// Along travel (m).
        public var x: Span
        /// Its state.
        public var state: State

        /// Ground along `x` in `state`.
        public init(x: Span, state: State) {
            self.x = x
            self.state = state
        }
    }

    /// One class at one depth.
    public struct Row: Sendable, Hashable {
        /// Its name, such as "AP 5 cm".
        public var label: String
        /// The pieces of each channel, from the left of travel to the right.
        public var channels: [[Piece]]

        /// The row `label`.
        public init(label: String, channels: [[Piece]]) {
            self.label = label
            self.channels = channels
        }
    }

    /// What it shows, in a few words.
    public var title: String
    /// What can be seen in it, for those who cannot see it.
    public var description: String
    /// The ground shown, along travel (m).
    public var x: Span
    /// The rows, from the top.
    public var rows: [Row]

    /// The ground along `x`.
    public init(title: String, description: String, x: Span, rows: [Row]) {
        self.title = title
        self.description = description
        self.x = x
        self.rows = rows
    }
}

extension GroundStateChart {
    private static let rowHeight = 26.0
    private static let pitch = 31.0

    /// Where rows begin, right of the longest label.
    private var left: Double {
        max(84, (rows.map { Lettering.width(of: $0.label) }.max() ?? 0) + 11)
    }

    /// The drawing; the whole lane in one row.
    public var illustration: Illustration {
        var content: [Element] = []
        var y = 6.0
        for row in rows {
            let box = DrawingBox(
                left: left, top: y, right: PlotFrame.right, bottom: y + Self.rowHeight)
            content += pieces(of: row, in: box)
            content.append(
                Lettering.element(
                    row.label, x: box.left - 7, y: y + Self.rowHeight / 2 + 5, anchor: "end"))
            content.append(
                Element(
                    "rect",
                    [
                        "x": .number(box.left), "y": .number(box.top),
                        "width": .number(box.width), "height": .number(box.height),
                        "fill": "none", "stroke": .text(Ink.axis), "stroke-width": "1",
                    ]))
            y += Self.pitch
        }
        content += axis(top: y - Self.pitch + Self.rowHeight)
        y += 40
        let legend = ChartLegend.layout(
            entries, left: 4, right: PlotFrame.width - 4, top: y)
        content += legend.elements
        return Illustration(
            title: title, description: description, width: PlotFrame.width,
            height: y + legend.height + 6, content)
    }

    private var scale: Double { x.length > 0 ? (PlotFrame.right - left) / x.length : 0 }

    private func place(_ metres: Double) -> Double {
        left + (min(max(metres, x.low), x.high) - x.low) * scale
    }

    private func pieces(of row: Row, in box: DrawingBox) -> [Element] {
        let height = box.height / Double(max(1, row.channels.count))
        return row.channels.enumerated().flatMap { number, pieces -> [Element] in
            let top = box.top + Double(number) * height
            return Self.joined(pieces).flatMap { piece in
                Self.elements(
                    piece.state,
                    DrawingBox(
                        left: place(piece.x.low), top: top, right: place(piece.x.high),
                        bottom: top + height))
            }
        }
    }

    /// Neighbours in one state as one piece.
    private static func joined(_ pieces: [Piece]) -> [Piece] {
        var found: [Piece] = []
        for piece in pieces where piece.x.isFinite && piece.x.length > 0 {
            if let last = found.last, last.state == piece.state,
                abs(last.x.high - piece.x.low) < 1e-6
            {
                found[found.count - 1].x = Span(last.x.low, piece.x.high)
            } else {
                found.append(piece)
            }
        }
        return found
    }

    private static func elements(_ state: State, _ box: DrawingBox) -> [Element] {
        let area = Element(
            "rect",
            [
                "x": .number(box.left), "y": .number(box.top), "width": .number(box.width),
                "height": .number(box.height), "fill": .text(colour(state)),
            ])
        guard let spacing = hatch(state) else { return [area] }
        let ring = [
            DrawingPoint(x: box.left, y: box.top), DrawingPoint(x: box.right, y: box.top),
            DrawingPoint(x: box.right, y: box.bottom), DrawingPoint(x: box.left, y: box.bottom),
        ]
        let lines = Element(
            "path",
            [
                "d": .text(Hatching.path(ring, spacing: spacing)), "stroke": .text(Ink.paper),
                "stroke-width": "1", "fill": "none",
            ])
        return [area, lines]
    }

    /// Colours of the maps.
    private static func colour(_ state: State) -> String {
        switch state {
        case .green: MapColour.detectable.hexadecimal
        case .amber: MapColour.doubtful.hexadecimal
        case .blue: MapColour.lowContrast.hexadecimal
        case .red: MapColour.notDetectable.hexadecimal
        case .grey: MapColour.noTrace.hexadecimal
        }
    }

    /// Distance of the lines that tell red and blue from green without colour.
    private static func hatch(_ state: State) -> Double? {
        switch state {
        case .green, .amber, .grey: nil
        case .blue: 16
        case .red: 6
        }
    }

    private func axis(top: Double) -> [Element] {
        guard x.isFinite, x.length > 0 else { return [] }
        let ticks = Ticks.linear(x.low, x.high, about: 8)
        let labels = zip(ticks.values, ticks.labels).flatMap { value, label -> [Element] in
            let middle = min(place(value), PlotFrame.width - Lettering.width(of: label) / 2)
            return [
                Strokes.line(place(value), top, place(value), top + 5, Ink.axis),
                Lettering.element(label, x: middle, y: top + 19, anchor: "middle", fill: Ink.quiet),
            ]
        }
        return labels + [
            Lettering.element(
                "along travel (m)", x: (left + PlotFrame.right) / 2, y: top + 38,
                anchor: "middle")
        ]
    }

    private var entries: [ChartLegend.Entry] {
        State.allCases.filter { state in
            rows.contains { $0.channels.contains { $0.contains { $0.state == state } } }
        }.map { state in
            ChartLegend.Entry(name: Self.name(state)) { middle in
                Self.elements(
                    state,
                    DrawingBox(
                        left: middle.x - 17, top: middle.y - 8, right: middle.x + 17,
                        bottom: middle.y + 8))
            }
        }
    }

    private static func name(_ state: State) -> String {
        switch state {
        case .green: "green: such items are found here"
        case .amber: "amber: some are found, or it cannot be told"
        case .blue: "blue: the ground may be like the item"
        case .red: "red: not detectable here"
        case .grey: "grey: not covered"
        }
    }
}
