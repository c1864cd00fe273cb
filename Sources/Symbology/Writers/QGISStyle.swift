/// The style of a layer as QGIS reads it (QML): symbols, legend, labels, names of fields and labels of codes.
///
/// Rules of all groups are drawn over each other, group by group. Fields are not to be edited: rows follow from
/// the record.
public enum QGISStyle: Sendable {
    /// The style in a language.
    public static func text(of layer: LayerDescription, in language: MapLanguage) -> String {
        var symbols: [XMLElement] = []
        let rules = layer.groups.enumerated().map { number, group in
            element(of: group, number, layer, language, &symbols)
        }
        var children = [
            XMLElement(
                "renderer-v2",
                [
                    "type": "RuleRenderer", "symbollevels": "1", "forceraster": "0",
                    "enableorderby": "0",
                ],
                [
                    XMLElement("rules", ["key": "{rules}"], rules),
                    XMLElement("symbols", [:], symbols),
                ])
        ]
        children += QGISFields.elements(of: layer, in: language)
        if let column = layer.labelColumn { children.append(labels(column, layer)) }
        let root = XMLElement(
            "qgis",
            [
                "version": "3.22.0", "styleCategories": "Symbology|Labeling|Fields|Forms",
                "labelsEnabled": layer.labelColumn == nil ? "0" : "1",
            ], children)
        var text = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        root.write(to: &text)
        return text
    }

    private static func element(
        of group: SymbolGroup, _ number: Int, _ layer: LayerDescription, _ language: MapLanguage,
        _ symbols: inout [XMLElement]
    ) -> XMLElement {
        var rules: [XMLElement] = []
        for (place, rule) in group.allRules.enumerated() {
            var element = XMLElement(
                "rule",
                [
                    "key": "{\(number)-\(place)}", "label": rule.label.text(in: language),
                    "description": rule.code,
                ])
            if let filter = rule.condition.map(QGISExpression.text) {
                element.attributes.append(.init("filter", filter))
            }
            if !rule.parts.isEmpty {
                element.attributes.append(.init("symbol", "\(symbols.count)"))
                symbols.append(
                    QGISSymbol.element(
                        "\(symbols.count)", rule.parts, layer.geometry, level: number))
            }
            rules.append(element)
        }
        return XMLElement(
            "rule", ["key": "{\(number)}", "label": group.title.text(in: language)], rules)
    }

    private static func labels(_ column: String, _ layer: LayerDescription) -> XMLElement {
        // Beside points, above lines, in the middle of areas.
        let placement = layer.geometry == .point ? "6" : layer.geometry == .line ? "2" : "1"
        return XMLElement(
            "labeling", ["type": "simple"],
            [
                XMLElement(
                    "settings", ["calloutType": "simple"],
                    [
                        XMLElement(
                            "text-style",
                            [
                                "fieldName": column, "isExpression": "0",
                                "fontFamily": "DejaVu Sans", "fontSize": "8",
                                "fontWeight": "75", "namedStyle": "Bold",
                                "fontSizeUnit": "Point", "textColor": QGISSymbol.colour(.ink),
                                "textOpacity": "1",
                            ],
                            [
                                XMLElement(
                                    "text-buffer",
                                    [
                                        "bufferDraw": "1", "bufferSize": "0.8",
                                        "bufferSizeUnits": "MM", "bufferOpacity": "1",
                                        "bufferColor": QGISSymbol.colour(.white),
                                    ])
                            ]),
                        XMLElement(
                            "placement",
                            ["placement": placement, "dist": "1", "distUnits": "MM"]),
                        XMLElement("rendering", ["obstacle": "1", "displayAll": "0"]),
                    ])
            ])
    }
}

/// Conditions as QGIS expressions.
enum QGISExpression {
    static func text(_ condition: SymbolCondition) -> String {
        switch condition {
        case .text(let column, let code): "\(name(column)) = '\(quoted(code, "'"))'"
        case .number(let column, let number): "\(name(column)) = \(number)"
        case .empty(let column): "\(name(column)) IS NULL"
        case .all(let parts): "(" + parts.map(text).joined(separator: " AND ") + ")"
        case .any(let parts): "(" + parts.map(text).joined(separator: " OR ") + ")"
        // Nothing and a code are unlike here, where the language says neither yes nor no.
        case .not(let part): "NOT coalesce(\(text(part)), FALSE)"
        }
    }

    private static func name(_ column: String) -> String { "\"\(quoted(column, "\""))\"" }

    private static func quoted(_ text: String, _ mark: Character) -> String {
        text.split(separator: mark, omittingEmptySubsequences: false)
            .joined(separator: "\(mark)\(mark)")
    }
}
