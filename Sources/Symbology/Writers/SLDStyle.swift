/// The symbols of a layer as a Styled Layer Descriptor 1.1.0 (OGC 05-078r4) with Symbology Encoding 1.1.0.
///
/// Each group is a feature type style of its own, drawn over the one before. Hatches are graphic fills with the
/// mark `horline`, turned, as QGIS and MapServer read them.
public enum SLDStyle: Sendable {
    /// The symbols with titles in a language.
    public static func text(of layer: LayerDescription, in language: MapLanguage) -> String {
        let styles = layer.groups.map { group in
            XMLElement(
                "se:FeatureTypeStyle", [:],
                [described(group.title, language)]
                    + group.allRules.flatMap { rule in
                        rule.parts.isEmpty ? [] : [element(of: rule, layer, language)]
                    })
        }
        let root = XMLElement(
            "StyledLayerDescriptor",
            [
                "version": "1.1.0", "xmlns": "http://www.opengis.net/sld",
                "xmlns:se": "http://www.opengis.net/se", "xmlns:ogc": "http://www.opengis.net/ogc",
                "xmlns:xlink": "http://www.w3.org/1999/xlink",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:schemaLocation":
                    "http://www.opengis.net/sld "
                    + "http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd",
            ],
            [
                XMLElement(
                    "NamedLayer", [:],
                    [
                        XMLElement("se:Name", text: layer.name),
                        XMLElement(
                            "UserStyle", [:],
                            [XMLElement("se:Name", text: layer.title.text(in: language))] + styles),
                    ])
            ])
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        root.write(to: &text)
        return text
    }

    private static func described(_ text: MapText, _ language: MapLanguage) -> XMLElement {
        XMLElement(
            "se:Description", [:], [XMLElement("se:Title", text: text.text(in: language))])
    }

    private static func element(
        of rule: SymbolRule, _ layer: LayerDescription, _ language: MapLanguage
    ) -> XMLElement {
        var children = [
            XMLElement("se:Name", text: rule.code), described(rule.label, language),
        ]
        if let condition = rule.condition {
            children.append(XMLElement("ogc:Filter", [:], [filter(condition)]))
        }
        return XMLElement(
            "se:Rule", [:],
            children
                + SLDSymbol.drawn(rule.parts).map { SLDSymbol.element($0, layer.geometry) })
    }

    private static func filter(_ condition: SymbolCondition) -> XMLElement {
        func equal(_ column: String, _ value: String) -> XMLElement {
            XMLElement(
                "ogc:PropertyIsEqualTo", [:],
                [
                    XMLElement("ogc:PropertyName", text: column),
                    XMLElement("ogc:Literal", text: value),
                ])
        }
        switch condition {
        case .text(let column, let code): return equal(column, code)
        case .number(let column, let number): return equal(column, "\(number)")
        case .empty(let column):
            return XMLElement(
                "ogc:PropertyIsNull", [:], [XMLElement("ogc:PropertyName", text: column)])
        case .all(let parts): return several("ogc:And", parts)
        case .any(let parts): return several("ogc:Or", parts)
        case .not(let part): return XMLElement("ogc:Not", [:], [filter(part)])
        }
    }

    /// And and Or are of two or more.
    private static func several(_ name: String, _ parts: [SymbolCondition]) -> XMLElement {
        parts.count == 1 ? filter(parts[0]) : XMLElement(name, [:], parts.map(filter))
    }
}
