internal import CGDAL
internal import SurveyModel
internal import Symbology

/// Layers as Shapefiles, each with its CRS, its encoding and its styles.
///
/// The format knows names of 10 bytes and texts of 254; what was cut is told in the text beside them.
enum ShapefileExport {
    private static let nameLimit = 10
    private static let textLimit = 254

    static func files(
        _ layers: [VectorLayer], label: ProductLabel, date: String, projection: MapProjection?,
        for path: String
    ) throws(CartographyError) -> [ExportFile] {
        GDALLibrary.start()
        let folder = MemoryFile(standingFor: path, suffix: "d")
        do {
            let dataset = try GDALDataset.create(
                driver: "ESRI Shapefile", at: folder, options: GDALOptions([:]))
            for layer in layers {
                try write(layer, label, date, projection, in: dataset, folder)
            }
            GDALLibrary.clearError()
        }
        try GDALLibrary.check(path: path)
        var result = try folder.files()
        for layer in layers {
            let short = shortNames(layer, label)
            result += layer.style.map { StyleFiles.files($0.renamed { short[$0] ?? $0 }) } ?? []
        }
        let text = ExportWords.text(
            label, layers, notes: notes(layers, label, projection),
            shortNames: { shortNames($0, label).filter { $0.key != $0.value } })
        return result + [ExportFile(VectorExport.readMe, text: text)]
    }

    private static func write(
        _ layer: VectorLayer, _ label: ProductLabel, _ date: String, _ projection: MapProjection?,
        in dataset: borrowing GDALDataset, _ folder: borrowing MemoryFile
    ) throws(CartographyError) {
        let fields = layer.fields + label.stampField
        let short = shortNames(layer, label)
        let rows = layer.features.map { ($0.values + label.stampValue).map(fitted) }
        let widths = fields.indices.map { column in
            Int32(rows.map { byteCount($0[column]) }.max().map { max($0, 1) } ?? 1)
        }
        let table = try VectorTableWriter(
            layer.name, kind: layer.kind,
            fields: fields.map { VectorField(short[$0.name] ?? $0.name, $0.kind) }, in: dataset,
            options: GDALOptions([
                "ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": String(date.prefix(10)),
                "SHPT": shape(layer.kind),
            ]), projection: projection, textWidths: widths, file: folder)
        for (feature, values) in zip(layer.features, rows) {
            try table.add(feature.geometry, values: values, file: folder)
        }
    }

    private static func shape(_ kind: VectorLayer.Kind) -> String {
        switch kind {
        case .point: "POINT"
        case .line: "ARC"
        case .polygon: "POLYGON"
        }
    }

    private static func fitted(_ value: VectorValue) -> VectorValue {
        guard case .text(let text) = value else { return value }
        return .text(ShortNames.prefix(text, textLimit))
    }

    private static func byteCount(_ value: VectorValue) -> Int {
        guard case .text(let text) = value else { return 0 }
        return text.utf8.count
    }

    /// The name each column has in the file.
    private static func shortNames(_ layer: VectorLayer, _ label: ProductLabel) -> [String: String]
    {
        let names = (layer.fields + label.stampField).map(\.name)
        return Dictionary(
            zip(names, ShortNames.cut(names, to: nameLimit)), uniquingKeysWith: { one, _ in one })
    }

    private static func notes(
        _ layers: [VectorLayer], _ label: ProductLabel, _ projection: MapProjection?
    ) -> [String] {
        var notes = [
            "Shapes: " + (projection.map { "\($0.crs), \($0.name)" } ?? "WGS 84 (EPSG:4326)"),
            "Texts: UTF-8. An empty text may mean that nothing is known.",
        ]
        for layer in layers {
            for (index, field) in layer.fields.enumerated() {
                let cut = layer.features.count { byteCount($0.values[index]) > textLimit }
                if cut > 0 {
                    notes.append(
                        "\(layer.name).\(field.name): \(cut) texts were cut to \(textLimit) bytes")
                }
            }
        }
        return notes + ["Columns below: name in the file = full name, where it was cut."]
    }
}

extension MemoryFile {
    /// The files in it, where a driver made a folder of it, in order of name.
    func files() throws(CartographyError) -> [ExportFile] {
        let list = unsafe VSIReadDir(path)
        defer { unsafe CSLDestroy(list) }
        var names: [String] = []
        for index in 0..<(unsafe CSLCount(list)) {
            if let text = unsafe CSLGetField(list, index) {
                names.append(unsafe String(cString: text))
            }
        }
        var result: [ExportFile] = []
        for name in names.sorted() where name != "." && name != ".." {
            var count: vsi_l_offset = 0
            guard let buffer = unsafe VSIGetMemFileBuffer(path + "/" + name, &count, 0) else {
                throw .notWritten(path: displayPath, reason: "\(name) was not made")
            }
            let bytes = unsafe Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
            result.append(ExportFile(name, bytes))
        }
        return result
    }
}
