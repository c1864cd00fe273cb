internal import SurveyModel
internal import Symbology

/// How a feature looks in KML: what the rules of its layer draw for it, as far as KML can.
struct KMLLook {
    /// Tells looks apart: the layer and the codes of the rules.
    let id: String
    private var fill: (colour: MapColour, opacity: Double)?
    private var line: (colour: MapColour, width: Double)?
    /// The symbol of a point.
    private(set) var icon: MarkIcon?

    /// A feature of a layer without a style is an ink line and a white area.
    init(_ feature: VectorFeature, of layer: VectorLayer) {
        let rules = (layer.style?.groups ?? []).compactMap { group in
            group.rule { Self.value($0, feature, layer) }
        }
        id = ([layer.name] + rules.map(\.code)).joined(separator: "-")
        let isInQuestion = ["under_review", "in_question"].contains {
            Self.value($0, feature, layer) == .number(1)
        }
        for part in rules.flatMap(\.parts) {
            switch part {
            case .fill(let colour, let opacity): fill = (colour, opacity)
            // Hatches come after the fill of the classification; a release in question shows none.
            case .hatch(let colour, _, _, _): if !isInQuestion { fill = (colour, 0.5) }
            case .line(let colour, let width, _):
                // The last line is drawn on top, but for edges that say more than it.
                if !(isInQuestion && line != nil) { line = (colour, width) }
            case .mark(let shape, let size, let inside, let edge, let width):
                icon = MarkIcon(
                    name: id, shape: shape, sizeMillimetres: size, fill: inside, edge: edge,
                    edgeMillimetres: width)
            }
        }
        if line == nil { line = (.ink, 0.4) }
    }

    private static func value(
        _ column: String, _ feature: VectorFeature, _ layer: VectorLayer
    ) -> SymbolValue {
        guard let place = layer.fields.firstIndex(where: { $0.name == column }) else {
            return .empty
        }
        return switch feature.values[place] {
        case .text(let text): .text(text)
        case .integer(let number): .number(number)
        case .real, .null: .empty
        }
    }

    /// The style; without icons a point is a pin in the colour of its symbol.
    func element(hasIcons: Bool) -> XMLElement {
        var parts: [XMLElement] = []
        if let icon { parts.append(Self.iconStyle(icon, hasIcons)) }
        parts.append(XMLElement("LabelStyle", [:], [XMLElement("scale", text: "0.7")]))
        if let line {
            // A pixel is 0.28 mm.
            parts.append(
                XMLElement(
                    "LineStyle", [:],
                    [
                        XMLElement("color", text: Self.colour(line.colour, 1)),
                        XMLElement("width", text: DecimalText.fixed(max(1, line.width / 0.28), 1)),
                    ]))
        }
        parts.append(
            XMLElement(
                "PolyStyle", [:],
                fill.map { [XMLElement("color", text: Self.colour($0.colour, $0.opacity))] }
                    ?? [XMLElement("fill", text: "0")]))
        parts.append(
            XMLElement("BalloonStyle", [:], [XMLElement("text", text: "$[description]")]))
        return XMLElement("Style", ["id": id], parts)
    }

    private static func iconStyle(_ icon: MarkIcon, _ hasIcons: Bool) -> XMLElement {
        guard hasIcons else {
            return XMLElement(
                "IconStyle", [:], [XMLElement("color", text: colour(icon.fill ?? icon.edge, 1))])
        }
        return XMLElement(
            "IconStyle", [:],
            [
                XMLElement("scale", text: DecimalText.fixed(icon.sizeMillimetres / 5, 1)),
                XMLElement("Icon", [:], [XMLElement("href", text: icon.path)]),
                XMLElement(
                    "hotSpot",
                    ["x": "0.5", "y": "0.5", "xunits": "fraction", "yunits": "fraction"]),
            ])
    }

    /// A colour as KML has it: opacity, blue, green, red.
    static func colour(_ colour: MapColour, _ opacity: Double) -> String {
        let alpha = UInt8((min(max(opacity, 0), 1) * 255).rounded())
        return [alpha, colour.blue, colour.green, colour.red].map { part in
            let text = String(part, radix: 16)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined()
    }
}
