/// Lines of a drawing.
enum Strokes {
    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String,
        width: Double = 1, dash: String = ""
    ) -> Element {
        let element = Element(
            "line",
            [
                "x1": .number(x1), "y1": .number(y1), "x2": .number(x2), "y2": .number(y2),
                "stroke": .text(colour), "stroke-width": .number(width),
            ])
        return dash.isEmpty ? element : element.with("stroke-dasharray", .text(dash))
    }

    static func polyline(_ points: [DrawingPoint], _ look: Look, width: Double = 2.25) -> Element {
        let element = Element(
            "polyline",
            [
                "points": .text(Coordinate.list(points)), "fill": "none",
                "stroke": .text(look.colour.rawValue), "stroke-width": .number(width),
                "stroke-linejoin": "round",
            ])
        return look.dash == .solid
            ? element : element.with("stroke-dasharray", .text(look.dash.rawValue))
    }

    static func area(_ points: [DrawingPoint], _ look: Look, opacity: Double = 0.2) -> Element {
        Element(
            "polygon",
            [
                "points": .text(Coordinate.list(points)), "fill": .text(look.colour.rawValue),
                "fill-opacity": .number(opacity),
            ])
    }
}
