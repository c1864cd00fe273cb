internal import SurveyModel
internal import Symbology

/// Styles as files beside the layer they draw.
enum StyleFiles {
    /// QGIS takes `NAME.qml` by itself; the Arabic ones are chosen by hand.
    static func files(_ layer: LayerDescription) -> [ExportFile] {
        MapLanguage.allCases.flatMap { language in
            let name = layer.name + (language == .english ? "" : "-" + language.rawValue)
            return [
                ExportFile(name + ".qml", text: QGISStyle.text(of: layer, in: language)),
                ExportFile(name + ".sld", text: SLDStyle.text(of: layer, in: language)),
            ]
        }
    }
}

/// The text beside tables that say nothing of themselves.
enum ExportWords {
    /// Label and columns; `shortNames` gives the name a column has in the file, where it was cut.
    static func text(
        _ label: ProductLabel, _ layers: [VectorLayer], notes: [String],
        shortNames: (VectorLayer) -> [String: String] = { _ in [:] }
    ) -> String {
        var lines: [String] = []
        if let stamp = label.stamp { lines += [stamp, ""] }
        lines += label.items.filter { $0.name != "STAMP" }.map { "\($0.name): \($0.text)" }
        if !notes.isEmpty { lines += [""] + notes }
        for layer in layers {
            let title = layer.style.map { ": \($0.title.english) / \($0.title.arabic)" } ?? ""
            lines += ["", "\(layer.name)\(title)"]
            let short = shortNames(layer)
            for field in layer.fields + label.stampField {
                lines.append("  " + words(of: field.name, short[field.name], layer.style))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func words(
        of column: String, _ short: String?, _ style: LayerDescription?
    ) -> String {
        let field = style?.fields.first { $0.column == column }
        let name = field?.name ?? FieldNames.text(column)
        var text = short.map { "\($0) = \(column)" } ?? column
        text += ": \(name.english) / \(name.arabic)"
        if let codes = field?.codes {
            text +=
                "; "
                + codes.codes.map { "\($0.code) = \($0.label.english) / \($0.label.arabic)" }
                .joined(separator: ", ")
        }
        return text
    }
}
