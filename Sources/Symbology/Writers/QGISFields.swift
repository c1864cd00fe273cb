/// Names of fields and labels of codes as QGIS stores them.
enum QGISFields {
    static func elements(
        of layer: LayerDescription, in language: MapLanguage
    ) -> [XMLElement] {
        let fields = [LayerDescription.Field("fid")] + layer.fields
        return [
            XMLElement("fieldConfiguration", [:], fields.map { configuration($0, language) }),
            XMLElement(
                "aliases", [:],
                fields.enumerated().map { index, field in
                    XMLElement(
                        "alias",
                        [
                            "index": "\(index)", "field": field.column,
                            "name": field.name.text(in: language),
                        ])
                }),
            XMLElement(
                "editable", [:],
                fields.map { XMLElement("field", ["name": $0.column, "editable": "0"]) }),
        ]
    }

    private static func configuration(
        _ field: LayerDescription.Field, _ language: MapLanguage
    ) -> XMLElement {
        let widget: XMLElement
        if let codes = field.codes {
            let entries = codes.codes.map { code in
                XMLElement(
                    "Option", ["type": "Map"],
                    [
                        XMLElement(
                            "Option",
                            [
                                "name": code.label.text(in: language), "type": "QString",
                                "value": code.code,
                            ])
                    ])
            }
            let list = XMLElement("Option", ["name": "map", "type": "List"], entries)
            widget = edit("ValueMap", [list])
        } else {
            widget = edit(
                "TextEdit",
                [XMLElement("Option", ["name": "IsMultiline", "type": "bool", "value": "false"])])
        }
        return XMLElement(
            "field", ["name": field.column, "configurationFlags": "None"], [widget])
    }

    private static func edit(_ type: String, _ options: [XMLElement]) -> XMLElement {
        XMLElement(
            "editWidget", ["type": type],
            [XMLElement("config", [:], [XMLElement("Option", ["type": "Map"], options)])])
    }
}
