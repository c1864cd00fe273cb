internal import SurveyModel
internal import Symbology

/// Layers as tables (RFC 4180, UTF-8 with a byte order mark, decimal points) to be appended to feature layers, as
/// those of IMSMA Core.
///
/// A column of codes holds the code, which is what a choice is matched by; beside it stand its labels in English
/// and Arabic. A text a spreadsheet would take for a formula has an apostrophe before it.
struct CSVExport {
    /// Facts of the label that stand in every row.
    private static let facts = ["HANDLING", "RECORD_HEAD", "RECORD_TIME", "TOOL", "CLAIM"]
    private static let byteOrderMark = "\u{FEFF}"

    let label: ProductLabel

    /// A table per layer, its styles, and a text about all of them.
    func files(_ layers: [VectorLayer]) -> [ExportFile] {
        let tables = layers.map { layer in
            ExportFile(
                layer.name + ".csv",
                text: table(columns(layer), layer.features.map { row($0, layer) }))
        }
        let notes = [
            "Tables: UTF-8 with a byte order mark, decimal points, dates as YYYY-MM-DD, times UTC.",
            "A column of codes holds the code; NAME_label and NAME_label_ar hold its labels.",
            "wkt is the shape, longitude and latitude a point of it, all WGS 84 (EPSG:4326).",
        ]
        return tables + layers.flatMap { $0.style.map { StyleFiles.files($0) } ?? [] }
            + [ExportFile(VectorExport.readMe, text: ExportWords.text(label, layers, notes: notes))]
    }

    /// One table of all layers, which stand in its first column.
    func text(ofAll layers: [VectorLayer]) -> String {
        var names: [String] = []
        for name in layers.flatMap(columns) where !names.contains(name) { names.append(name) }
        let rows = layers.flatMap { layer in
            let own = columns(layer)
            return layer.features.map { feature in
                let cells = Dictionary(
                    zip(own, row(feature, layer)), uniquingKeysWith: { one, _ in one })
                return [Self.quoted(layer.name)] + names.map { cells[$0] ?? "" }
            }
        }
        return table(["layer"] + names, rows)
    }

    private func table(_ columns: [String], _ rows: [[String]]) -> String {
        let lines = [columns.map(Self.quoted)] + rows
        return Self.byteOrderMark
            + lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }

    private func columns(_ layer: VectorLayer) -> [String] {
        let own = layer.fields.flatMap { field in
            codes(field, layer) == nil
                ? [field.name] : [field.name, field.name + "_label", field.name + "_label_ar"]
        }
        return own + label.stampField.map(\.name) + given.map { $0.name }
            + ["epsg", "longitude", "latitude", "wkt"]
    }

    private func row(_ feature: VectorFeature, _ layer: VectorLayer) -> [String] {
        var cells: [String] = []
        for (field, value) in zip(layer.fields, feature.values) {
            let text = Self.text(value)
            cells.append(text)
            guard let codes = codes(field, layer) else { continue }
            let code = codes.codes.first { Self.quoted($0.code) == text }
            cells += MapLanguage.allCases.map { code?.label.text(in: $0) ?? "" }.map(Self.quoted)
        }
        cells += label.stampValue.map(Self.text) + given.map { Self.quoted($0.text) }
        let place = WellKnownText.middle(of: feature.geometry)
        return cells + [
            "4326", DecimalText.fixed(place.longitude, 9), DecimalText.fixed(place.latitude, 9),
            Self.quoted(WellKnownText.text(feature.geometry)),
        ]
    }

    private var given: [(name: String, text: String)] {
        label.items.filter { Self.facts.contains($0.name) }
            .map { (name: $0.name.lowercased(), text: $0.text) }
    }

    private func codes(_ field: VectorField, _ layer: VectorLayer) -> CodeList? {
        layer.style?.fields.first { $0.column == field.name }?.codes
    }

    private static func text(_ value: VectorValue) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .null: ""
        }
    }

    /// A text as a cell; a spreadsheet runs what begins like a formula.
    static func quoted(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
        let safe = isFormula == true ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return safe
        }
        let doubled = safe.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"")
        return "\"\(doubled)\""
    }
}

/// Shapes as text.
enum WellKnownText {
    /// The shape with nine decimals.
    static func text(_ geometry: VectorGeometry) -> String {
        let parts = OGRShape.parts(of: geometry).map { part in
            "("
                + part.map { degrees($0.longitude) + " " + degrees($0.latitude) }
                .joined(separator: ", ") + ")"
        }
        return switch geometry {
        case .point: "POINT " + parts.joined()
        case .line: "LINESTRING " + parts.joined()
        case .polygon: "POLYGON (" + parts.joined(separator: ", ") + ")"
        }
    }

    private static func degrees(_ value: Double) -> String { DecimalText.fixed(value, 9) }

    /// A point that stands for the shape: itself, the middle of a line, the centroid of the outer ring.
    static func middle(of geometry: VectorGeometry) -> GeographicPosition {
        switch geometry {
        case .point(let place): place
        case .line(let places): middle(ofLine: places)
        case .polygon(let rings): centroid(rings.first ?? [])
        }
    }

    private static func middle(ofLine places: [GeographicPosition]) -> GeographicPosition {
        let lengths = zip(places, places.dropFirst()).map {
            Geodesy.inverse(from: $0, to: $1).metres
        }
        var left = lengths.reduce(0, +) / 2
        for (index, length) in lengths.enumerated() where length > 0 {
            guard left > length else {
                let (one, other, share) = (places[index], places[index + 1], left / length)
                return GeographicPosition(
                    longitude: one.longitude + share * (other.longitude - one.longitude),
                    latitude: one.latitude + share * (other.latitude - one.latitude))
            }
            left -= length
        }
        return places[0]
    }

    /// Flat in degrees about the first vertex.
    private static func centroid(_ ring: [GeographicPosition]) -> GeographicPosition {
        let origin = ring[0]
        let flat = ring.map {
            (x: $0.longitude - origin.longitude, y: $0.latitude - origin.latitude)
        }
        var (twice, x, y) = (0.0, 0.0, 0.0)
        for (one, other) in zip(flat, flat.dropFirst() + flat.prefix(1)) {
            let cross = one.x * other.y - other.x * one.y
            twice += cross
            x += (one.x + other.x) * cross
            y += (one.y + other.y) * cross
        }
        guard twice != 0 else { return origin }
        return GeographicPosition(
            longitude: origin.longitude + x / (3 * twice),
            latitude: origin.latitude + y / (3 * twice))
    }
}
