/// Parts of symbols as Symbology Encoding has them; lengths in pixels of 0.28 mm.
enum SLDSymbol {
    static func element(
        _ part: SymbolPart, _ geometry: LayerDescription.Geometry
    ) -> XMLElement {
        switch part {
        case .fill(let colour, let opacity):
            return XMLElement("se:PolygonSymbolizer", [:], [fill(colour, opacity)])
        case .hatch(let colour, let angle, let distance, _):
            return hatch(colour, angle, distance)
        case .line(let colour, let width, let dashes):
            let name = geometry == .area ? "se:PolygonSymbolizer" : "se:LineSymbolizer"
            return XMLElement(name, [:], [stroke(colour, width, dashes)])
        case .mark(let shape, let size, let fill, let edge, let edgeWidth):
            return XMLElement(
                "se:PointSymbolizer", [:],
                [
                    XMLElement(
                        "se:Graphic", [:],
                        [
                            mark(
                                name(of: shape),
                                (fill.map { [self.fill($0, 1)] } ?? [])
                                    + [stroke(edge, edgeWidth, [])]),
                            XMLElement("se:Size", text: pixels(size)),
                        ])
                ])
        }
    }

    /// Thin lines further apart than on paper: QGIS takes their pixels for millimetres, and wider ones would hide
    /// what lies beneath.
    private static func hatch(
        _ colour: MapColour, _ angle: Int, _ distance: Double
    ) -> XMLElement {
        XMLElement(
            "se:PolygonSymbolizer", [:],
            [
                XMLElement(
                    "se:Fill", [:],
                    [
                        XMLElement(
                            "se:GraphicFill", [:],
                            [
                                XMLElement(
                                    "se:Graphic", [:],
                                    [
                                        mark("horline", [stroke(colour, 0.28, [])]),
                                        XMLElement("se:Size", text: pixels(1.5 * distance)),
                                        // Clockwise here; a line is the same after half a turn.
                                        XMLElement(
                                            "se:Rotation", [:],
                                            [
                                                XMLElement(
                                                    "ogc:Literal", text: "\((180 - angle) % 180)")
                                            ]),
                                    ])
                            ])
                    ])
            ])
    }

    /// The parts without hatches on top of another one: all lines are of one width here.
    static func drawn(_ parts: [SymbolPart]) -> [SymbolPart] {
        var angles: Set<Int> = []
        return parts.filter { part in
            guard case .hatch(_, let angle, _, _) = part else { return true }
            return angles.insert(angle).inserted
        }
    }

    private static func mark(_ name: String, _ looks: [XMLElement]) -> XMLElement {
        XMLElement("se:Mark", [:], [XMLElement("se:WellKnownName", text: name)] + looks)
    }

    private static func name(of shape: MarkShape) -> String {
        switch shape {
        case .plus: "cross"
        case .times: "x"
        case .circle, .square, .triangle, .star: shape.rawValue
        }
    }

    private static func fill(_ colour: MapColour, _ opacity: Double) -> XMLElement {
        XMLElement(
            "se:Fill", [:],
            [parameter("fill", colour.hexadecimal), parameter("fill-opacity", "\(opacity)")])
    }

    private static func stroke(
        _ colour: MapColour, _ width: Double, _ dashes: [Double]
    ) -> XMLElement {
        var parameters = [
            parameter("stroke", colour.hexadecimal), parameter("stroke-width", pixels(width)),
        ]
        if !dashes.isEmpty {
            parameters.append(
                parameter("stroke-dasharray", dashes.map(pixels).joined(separator: " ")))
        }
        return XMLElement("se:Stroke", [:], parameters)
    }

    private static func parameter(_ name: String, _ value: String) -> XMLElement {
        XMLElement("se:SvgParameter", ["name": name], text: value)
    }

    private static func pixels(_ millimetres: Double) -> String {
        let hundredths = Int((millimetres / 0.28 * 100).rounded())
        let rest = hundredths % 100
        return rest == 0
            ? "\(hundredths / 100)" : "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
