internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// Tables with shapes as GeoPackage (`.gpkg`, one layer each) or GeoJSON (`.geojson`, RFC 7946, one
/// collection whose features name their layer in the property `layer`).
public enum VectorExport: Sendable {
    /// Writes `layers` to `path`, whose ending chooses the format.
    ///
    /// Facts and stamp of `label` go into the file's metadata; a stamp also stands in a field
    /// `stamp` of every feature. `date` (UTC, such as `2024-05-01T16:30:00Z`) is written where a
    /// GeoPackage wants a time, so that the same input gives the same bytes.
    ///
    /// - Throws: `CartographyError.unknownFormat`, `.unusableLayer`, `.file`, `.notWritten`.
    public static func write(
        _ layers: [VectorLayer], label: ProductLabel, date: String, to path: String
    ) throws(CartographyError) {
        for layer in layers { try layer.check() }
        guard Set(layers.map { $0.name.lowercased() }).count == layers.count else {
            throw .unusableLayer(layer: layers.first?.name ?? "", reason: "its name is used twice")
        }
        guard isTime(date) else {
            throw .notWritten(
                path: path, reason: "\"\(date)\" is not a UTC time such as 2024-05-01T16:30:00Z")
        }
        let file = MemoryFile(
            standingFor: path, suffix: Folder.fileExtension(of: path) == "gpkg" ? "gpkg" : "geojson"
        )
        switch Folder.fileExtension(of: path) {
        case "gpkg": try writeGeoPackage(layers, label: label, date: date, to: file)
        case "geojson", "json": try writeGeoJSON(layers, label: label, to: file)
        default: throw .unknownFormat(path: path)
        }
        guard let bytes = file.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        do {
            try DurableFile.write(bytes, to: path)
        } catch {
            throw .file(error)
        }
    }

    private static func writeGeoPackage(
        _ layers: [VectorLayer], label: ProductLabel, date: String, to file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.start()
        unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", date)
        defer { unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
        do {
            let dataset = try GDALDataset.create(
                driver: "GPKG", at: file,
                options: GDALOptions(["VERSION": "1.2", "ADD_GPKG_OGR_CONTENTS": "NO"]))
            GDALLibrary.clearError()
            for item in label.items {
                unsafe GDALSetMetadataItem(dataset.handle, item.name, item.text, nil)
            }
            try GDALLibrary.check(path: file.displayPath)
            for layer in layers {
                // A spatial index needs functions plain SQLite has not.
                let table = try VectorTableWriter(
                    layer.name, kind: layer.kind, fields: layer.fields + stampField(label),
                    in: dataset, options: GDALOptions(["SPATIAL_INDEX": "NO"]), file: file)
                for feature in layer.features {
                    try table.add(
                        feature.geometry, values: feature.values + stampValue(label), file: file)
                }
            }
            GDALLibrary.clearError()
        }
        // The dataset is closed by now, which writes the rest.
        try GDALLibrary.check(path: file.displayPath)
    }

    private static func writeGeoJSON(
        _ layers: [VectorLayer], label: ProductLabel, to file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.start()
        let fields = try commonFields(of: layers)
        do {
            let dataset = try GDALDataset.create(
                driver: "GeoJSON", at: file, options: GDALOptions([:]))
            let options = GDALOptions([
                "RFC7946": "YES", "WRITE_NAME": "NO", "COORDINATE_PRECISION": "9",
                "NATIVE_MEDIA_TYPE": "application/vnd.geo+json",
                "NATIVE_DATA": try GeoJSONMembers.text(for: label, path: file.displayPath),
            ])
            let own = [VectorField("layer", .text)] + fields
            let table = try VectorTableWriter(
                "features", kind: nil, fields: own + stampField(label), in: dataset,
                options: options, file: file)
            for layer in layers {
                for feature in layer.features {
                    let named = Dictionary(
                        zip(layer.fields.map(\.name), feature.values),
                        uniquingKeysWith: { first, _ in first })
                    let values = fields.map { named[$0.name] }
                    try table.add(
                        feature.geometry,
                        values: [.text(layer.name)] + values + stampValue(label), file: file)
                }
            }
            GDALLibrary.clearError()
        }
        try GDALLibrary.check(path: file.displayPath)
    }

    /// Whether `text` has the form `2024-05-01T16:30:00Z`, with or without milliseconds.
    private static func isTime(_ text: String) -> Bool {
        let whole = "dddd-dd-ddTdd:dd:ddZ"
        let fine = "dddd-dd-ddTdd:dd:dd.dddZ"
        return [whole, fine].contains { form in
            form.utf8.count == text.utf8.count
                && zip(form.utf8, text.utf8).allSatisfy { expected, found in
                    expected == UInt8(ascii: "d")
                        ? (48...57).contains(found) : expected == found
                }
        }
    }

    private static func stampField(_ label: ProductLabel) -> [VectorField] {
        label.stamp == nil ? [] : [VectorField("stamp", .text)]
    }

    private static func stampValue(_ label: ProductLabel) -> [VectorValue] {
        label.stamp.map { [.text($0)] } ?? []
    }

    /// All fields of all layers; a name has one kind.
    private static func commonFields(
        of layers: [VectorLayer]
    ) throws(CartographyError) -> [VectorField] {
        var fields: [VectorField] = []
        for layer in layers {
            for field in layer.fields {
                guard let known = fields.first(where: { $0.name == field.name }) else {
                    fields.append(field)
                    continue
                }
                guard known.kind == field.kind else {
                    throw .unusableLayer(
                        layer: layer.name,
                        reason: "its field \"\(field.name)\" has another type in another layer")
                }
            }
        }
        return fields
    }
}
