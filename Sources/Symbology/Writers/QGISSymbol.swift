/// Symbols as QGIS stores them.
enum QGISSymbol {
    /// A symbol; symbols of a higher level are drawn over those of a lower one.
    static func element(
        _ name: String, _ parts: [SymbolPart], _ geometry: LayerDescription.Geometry, level: Int
    ) -> XMLElement {
        let layers = parts.enumerated().map { place, part in
            layer(part, name: "@\(name)@\(place)", level: level)
        }
        return symbol(name, type(geometry), layers)
    }

    private static func symbol(
        _ name: String, _ type: String, _ layers: [XMLElement]
    ) -> XMLElement {
        XMLElement(
            "symbol",
            [
                "name": name, "type": type, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0",
            ], layers)
    }

    private static func type(_ geometry: LayerDescription.Geometry) -> String {
        switch geometry {
        case .point: "marker"
        case .line: "line"
        case .area: "fill"
        }
    }

    private static func layer(_ part: SymbolPart, name: String, level: Int) -> XMLElement {
        switch part {
        case .fill(let colour, let opacity):
            return layer(
                "SimpleFill", level,
                [
                    ("color", self.colour(colour, opacity)), ("style", "solid"),
                    ("outline_style", "no"),
                ])
        case .hatch(let colour, let angle, let distance, let width):
            var element = layer(
                "LinePatternFill", level,
                [
                    ("angle", "\(angle)"), ("distance", "\(distance)"), ("distance_unit", "MM"),
                    ("color", self.colour(colour)), ("line_width", "\(width)"),
                    ("line_width_unit", "MM"),
                ])
            element.children.append(
                symbol(name, "line", [line(colour, width, [], level: 0)]))
            return element
        case .line(let colour, let width, let dashes):
            return line(colour, width, dashes, level: level)
        case .mark(let shape, let size, let fill, let edge, let edgeWidth):
            return layer(
                "SimpleMarker", level,
                [
                    ("name", self.name(of: shape)), ("size", "\(size)"), ("size_unit", "MM"),
                    ("color", fill.map { self.colour($0) } ?? "0,0,0,0"),
                    ("outline_color", self.colour(edge)), ("outline_style", "solid"),
                    ("outline_width", "\(edgeWidth)"), ("outline_width_unit", "MM"),
                ])
        }
    }

    private static func line(
        _ colour: MapColour, _ width: Double, _ dashes: [Double], level: Int
    ) -> XMLElement {
        layer(
            "SimpleLine", level,
            [
                ("line_color", self.colour(colour)), ("line_style", "solid"),
                ("line_width", "\(width)"), ("line_width_unit", "MM"), ("capstyle", "flat"),
                ("joinstyle", "miter"), ("use_custom_dash", dashes.isEmpty ? "0" : "1"),
                (
                    "customdash",
                    dashes.isEmpty ? "5;2" : dashes.map { "\($0)" }.joined(separator: ";")
                ),
                ("customdash_unit", "MM"),
            ])
    }

    private static func name(of shape: MarkShape) -> String {
        switch shape {
        case .plus: "cross"
        case .times: "cross2"
        case .circle, .square, .triangle, .star: shape.rawValue
        }
    }

    /// Properties twice: as QGIS reads them since 3.22, and as it read them before.
    private static func layer(
        _ kind: String, _ level: Int, _ properties: [(String, String)]
    ) -> XMLElement {
        XMLElement(
            "layer", ["class": kind, "enabled": "1", "locked": "0", "pass": "\(level)"],
            [
                XMLElement(
                    "Option", ["type": "Map"],
                    properties.map {
                        XMLElement("Option", ["name": $0.0, "type": "QString", "value": $0.1])
                    })
            ] + properties.map { XMLElement("prop", ["k": $0.0, "v": $0.1]) })
    }

    /// A colour as `red,green,blue,alpha`.
    static func colour(_ colour: MapColour, _ opacity: Double = 1) -> String {
        let alpha = Int((min(max(opacity, 0), 1) * 255).rounded())
        return "\(colour.red),\(colour.green),\(colour.blue),\(alpha)"
    }
}
