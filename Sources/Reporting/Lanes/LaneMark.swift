/// Marks of a lane drawing, each edged with white so that it shows on any picture.
enum LaneMark {
    static func halo(
        _ kind: LaneChart.Object.Kind, at point: DrawingPoint, radius: Double
    ) -> [Element] {
        let look = style(kind)
        let circle = Element(
            "circle",
            [
                "cx": .number(point.x), "cy": .number(point.y), "r": .number(radius),
                "fill": "none",
            ])
        let dashes = look.dash
        let edge = circle.with("stroke", .text(Ink.paper)).with(
            "stroke-width", .number(look.width + 2.5))
        var ink = circle.with("stroke", .text(look.colour)).with(
            "stroke-width", .number(look.width))
        if !dashes.isEmpty { ink = ink.with("stroke-dasharray", .text(dashes)) }
        return [edge, ink] + centre(kind, at: point, look.colour)
    }

    private static func style(
        _ kind: LaneChart.Object.Kind
    ) -> (colour: String, width: Double, dash: String) {
        switch kind {
        case .foundMine: (Look.Colour.blue.rawValue, 2.5, "")
        case .missedMine: (Look.Colour.vermillion.rawValue, 3.5, "")
        case .clutter: (Ink.text, 1.75, "5 3")
        case .notSwept: (Ink.text, 2.25, "2 4")
        }
    }

    /// What stands in the middle: a missed mine is crossed out, clutter has a small plus.
    private static func centre(
        _ kind: LaneChart.Object.Kind, at point: DrawingPoint, _ colour: String
    ) -> [Element] {
        let (x, y) = (point.x, point.y)
        let path: String
        switch kind {
        case .foundMine, .notSwept: return []
        case .missedMine:
            path = strokes([(x - 6, y - 6, x + 6, y + 6), (x - 6, y + 6, x + 6, y - 6)])
        case .clutter: path = strokes([(x - 4, y, x + 4, y), (x, y - 4, x, y + 4)])
        }
        let line = Element("path", ["d": .text(path), "fill": "none"])
        let width = kind == .missedMine ? 3.5 : 1.75
        return [
            line.with("stroke", .text(Ink.paper)).with("stroke-width", .number(width + 2.5)),
            line.with("stroke", .text(colour)).with("stroke-width", .number(width)),
        ]
    }

    private static func strokes(_ ends: [(Double, Double, Double, Double)]) -> String {
        ends.map { from in
            "M\(Coordinate.text(from.0)) \(Coordinate.text(from.1))"
                + "L\(Coordinate.text(from.2)) \(Coordinate.text(from.3))"
        }.joined()
    }

    static func alarm(_ kind: LaneChart.Alarm.Kind, at point: DrawingPoint) -> Element {
        let look =
            switch kind {
            case .hit: Look(.blue, marker: .circle)
            case .duplicate: Look(.blue, marker: .ring)
            case .object: Look(.black, marker: .diamond)
            case .ground: Look(.vermillion, marker: .triangle)
            }
        return MarkerShape.element(look, x: point.x, y: point.y, size: 6)
    }
}
