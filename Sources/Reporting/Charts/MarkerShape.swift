/// Markers of series, at their place in a drawing.
enum MarkerShape {
    /// The marker of `look` at (`x`, `y`), edged with white so that markers that meet stay apart.
    static func element(_ look: Look, x: Double, y: Double, size: Double = 5) -> Element {
        let colour = Element.Value.text(look.colour.rawValue)
        switch look.marker {
        case .circle:
            return filled(
                Element("circle", ["cx": .number(x), "cy": .number(y), "r": .number(size)]), look)
        case .square:
            let side = size * 0.9
            return polygon(
                [(-side, -side), (side, -side), (side, side), (-side, side)], x, y, look)
        case .triangle:
            return polygon(
                [(0, -size * 1.25), (size * 1.15, size * 0.8), (-size * 1.15, size * 0.8)], x, y,
                look)
        case .diamond:
            let reach = size * 1.3
            return polygon([(0, -reach), (reach, 0), (0, reach), (-reach, 0)], x, y, look)
        case .ring:
            return Element(
                "circle",
                [
                    "cx": .number(x), "cy": .number(y), "r": .number(size - 0.5),
                    "fill": .text(Ink.paper), "stroke": colour, "stroke-width": "2",
                ])
        case .cross:
            let reach = size * 0.9
            return stroke(
                [(-reach, -reach, reach, reach), (-reach, reach, reach, -reach)], x, y, look)
        case .tick: return stroke([(0, -size * 1.4, 0, size * 1.4)], x, y, look)
        }
    }

    private static func polygon(
        _ corners: [(Double, Double)], _ x: Double, _ y: Double, _ look: Look
    ) -> Element {
        let points = corners.map { DrawingPoint(x: x + $0.0, y: y + $0.1) }
        return filled(Element("polygon", ["points": .text(Coordinate.list(points))]), look)
    }

    private static func filled(_ shape: Element, _ look: Look) -> Element {
        shape.with("fill", .text(look.colour.rawValue)).with("stroke", .text(Ink.paper))
            .with("stroke-width", "1")
    }

    private static func stroke(
        _ strokes: [(Double, Double, Double, Double)], _ x: Double, _ y: Double, _ look: Look
    ) -> Element {
        let path = strokes.map { from in
            "M\(Coordinate.text(x + from.0)) \(Coordinate.text(y + from.1))"
                + "L\(Coordinate.text(x + from.2)) \(Coordinate.text(y + from.3))"
        }.joined()
        return Element(
            "path",
            [
                "d": .text(path), "stroke": .text(look.colour.rawValue), "stroke-width": "2",
                "fill": "none",
            ])
    }
}
