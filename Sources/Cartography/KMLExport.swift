internal import SurveyModel
internal import Symbology

/// Layers as KML 2.2: a document each, a look per state, and a balloon in words.
///
/// Nothing is fetched from anywhere: in a KMZ the symbols of points are pictures of its own, in a KML points have
/// the colour of their state. Hatches are unknown to KML: released ground is filled with the colour of its release.
struct KMLExport {
    private let layers: [VectorLayer]
    private let label: ProductLabel
    private let hasIcons: Bool

    init(_ layers: [VectorLayer], label: ProductLabel, hasIcons: Bool = false) {
        self.layers = layers
        self.label = label
        self.hasIcons = hasIcons
    }

    /// The document and its symbols.
    var files: [ExportFile] {
        let icons = Set(looks.flatMap { $0.compactMap(\.icon) }).sorted { $0.name < $1.name }
        return [ExportFile("doc.kml", text: text)] + icons.map { ExportFile($0.path, $0.png) }
    }

    /// The look of each feature of each layer.
    private var looks: [[KMLLook]] {
        layers.map { layer in layer.features.map { KMLLook($0, of: layer) } }
    }

    /// The document.
    var text: String {
        let looks = looks
        var seen: Set<String> = []
        let styles = looks.flatMap { $0 }.filter { seen.insert($0.id).inserted }
            .sorted { $0.id < $1.id }.map { $0.element(hasIcons: hasIcons) }
        let title = label.facts["SURVEY"] ?? "ClearRoad"
        let children =
            [
                XMLElement("name", text: label.stamp.map { "\($0): \(title)" } ?? title),
                XMLElement("open", text: "1"),
                XMLElement("description", text: Self.table(label.items.map { ($0.name, $0.text) })),
            ] + styles + [Self.data(label.items)]
            + zip(layers, looks).map { document($0, $1) }
        let root = XMLElement(
            "kml", ["xmlns": "http://www.opengis.net/kml/2.2"],
            [XMLElement("Document", [:], children)])
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        root.write(to: &text)
        return text
    }

    private static func data(_ items: [(name: String, text: String)]) -> XMLElement {
        XMLElement(
            "ExtendedData", [:],
            items.map {
                XMLElement("Data", ["name": $0.name], [XMLElement("value", text: $0.text)])
            })
    }

    private func schema(_ layer: VectorLayer) -> XMLElement {
        XMLElement(
            "Schema", ["name": layer.name, "id": "fields-" + layer.name],
            (layer.fields + label.stampField).map { field in
                let type =
                    switch field.kind {
                    case .text: "string"
                    case .integer: "int"
                    case .real: "double"
                    }
                return XMLElement(
                    "SimpleField", ["type": type, "name": field.name],
                    [XMLElement("displayName", text: Self.name(of: field.name, layer))])
            })
    }

    /// A document in the document, since only there GDAL finds the fields of a KMZ.
    private func document(_ layer: VectorLayer, _ looks: [KMLLook]) -> XMLElement {
        let title = layer.style.map { "\($0.title.english) / \($0.title.arabic)" } ?? layer.name
        return XMLElement(
            "Document", [:],
            [
                XMLElement("name", text: layer.name), XMLElement("description", text: title),
                schema(layer),
            ] + zip(layer.features, looks).map { placemark($0, layer, $1) })
    }

    private func placemark(
        _ feature: VectorFeature, _ layer: VectorLayer, _ look: KMLLook
    ) -> XMLElement {
        let fields = layer.fields + label.stampField
        let values = feature.values + label.stampValue
        let known = zip(fields, values).filter { $0.1 != .null }
        let title = layer.style?.labelColumn.flatMap { column in
            zip(fields, values).first { $0.0.name == column }.map { Self.words($0.1) }
        }
        let words = known.map { field, value in
            (Self.name(of: field.name, layer), Self.words(value, field, layer))
        }
        return XMLElement(
            "Placemark", [:],
            [
                XMLElement("name", text: title ?? layer.name),
                XMLElement("Snippet", ["maxLines": "0"], text: ""),
                XMLElement("description", text: Self.table(words)),
                XMLElement("styleUrl", text: "#" + look.id),
                XMLElement(
                    "ExtendedData", [:],
                    [
                        XMLElement(
                            "SchemaData", ["schemaUrl": "#fields-" + layer.name],
                            known.map { field, value in
                                XMLElement(
                                    "SimpleData", ["name": field.name], text: Self.stored(value))
                            })
                    ]),
                Self.shape(feature.geometry),
            ])
    }

    private static func shape(_ geometry: VectorGeometry) -> XMLElement {
        let parts = OGRShape.parts(of: geometry).map { part in
            XMLElement(
                "coordinates",
                text: part.map {
                    DecimalText.fixed($0.longitude, 9) + "," + DecimalText.fixed($0.latitude, 9)
                }.joined(separator: " "))
        }
        let flat = XMLElement("tessellate", text: "1")
        switch geometry {
        case .point: return XMLElement("Point", [:], parts)
        case .line: return XMLElement("LineString", [:], [flat] + parts)
        case .polygon:
            return XMLElement(
                "Polygon", [:],
                [flat]
                    + parts.enumerated().map { index, ring in
                        XMLElement(
                            index == 0 ? "outerBoundaryIs" : "innerBoundaryIs", [:],
                            [XMLElement("LinearRing", [:], [ring])])
                    })
        }
    }

    /// Rows of a name and what it is, as HTML.
    private static func table(_ rows: [(String, String)]) -> String {
        "<table>"
            + rows.map {
                "<tr><td><b>\(XMLElement.escaped($0.0))</b></td><td>\(XMLElement.escaped($0.1))</td></tr>"
            }.joined() + "</table>"
    }

    private static func name(of column: String, _ layer: VectorLayer) -> String {
        let name =
            layer.style?.fields.first { $0.column == column }?.name ?? FieldNames.text(column)
        return name.english == name.arabic ? name.english : "\(name.english) / \(name.arabic)"
    }

    private static func words(
        _ value: VectorValue, _ field: VectorField, _ layer: VectorLayer
    ) -> String {
        let codes = layer.style?.fields.first { $0.column == field.name }?.codes?.codes
        guard let code = codes?.first(where: { $0.code == stored(value) }) else {
            return words(value)
        }
        return "\(code.label.english) / \(code.label.arabic)"
    }

    private static func words(_ value: VectorValue) -> String {
        guard case .real(let number) = value else { return stored(value) }
        return DecimalText.short(number)
    }

    private static func stored(_ value: VectorValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .null: ""
        }
    }
}
