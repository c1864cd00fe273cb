internal import FileAccess
internal import SurveyModel

/// Tables with shapes as files other programs read.
public enum VectorExport: Sendable {
    /// The file in which formats without metadata of their own say what they are.
    static let readMe = "README.txt"

    /// Writes `layers` to one file, whose ending chooses the format: GeoPackage, GeoJSON, KML or CSV.
    ///
    /// - Throws: as `files`; `.unknownFormat` where the format takes several files.
    public static func write(
        _ layers: [VectorLayer], label: ProductLabel, date: String, to path: String
    ) throws(CartographyError) {
        let format = try VectorFormat(path: path)
        guard !format.isArchive, format != .csvFolder else { throw .unknownFormat(path: path) }
        let files = try files(of: layers, label: label, date: date, as: format, for: path)
        guard let file = files.first else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        do {
            try DurableFile.write(file.bytes, to: path)
        } catch {
            throw .file(error)
        }
    }

    /// What stands in an export of `layers` to `path`, made in memory: nothing is written.
    ///
    /// Facts and stamp of `label` go into the file's metadata, or into a text beside the tables; a stamp also
    /// stands in a field `stamp` of every feature. `date` (UTC, such as `2024-05-01T16:30:00Z`) is written where
    /// a format wants a time, so that the same input gives the same bytes. With a `projection` shapes are in its
    /// CRS. The first file of a format with one file is that file.
    ///
    /// - Throws: `CartographyError.unusableLayer`, `.notWritten`, `.unusableCRS` for a format that is always
    ///   WGS 84, `.outsideAreaOfUse`, `.notTransformable`.
    public static func files(
        of layers: [VectorLayer], label: ProductLabel, date: String, as format: VectorFormat,
        projection: MapProjection? = nil, for path: String
    ) throws(CartographyError) -> [ExportFile] {
        for layer in layers { try layer.check() }
        guard Set(layers.map { $0.name.lowercased() }).count == layers.count else {
            throw .unusableLayer(layer: layers.first?.name ?? "", reason: "its name is used twice")
        }
        guard isTime(date) else {
            throw .notWritten(
                path: path, reason: "\"\(date)\" is not a UTC time such as 2024-05-01T16:30:00Z")
        }
        if let projection, !format.isProjectable {
            throw .unusableCRS(crs: projection.crs, reason: "this format is always WGS 84")
        }
        let name = Folder.name(of: path)
        switch format {
        case .geoPackage:
            return [
                ExportFile(
                    name,
                    try GeoPackageExport.bytes(
                        layers, label: label, date: date, projection: projection, for: path))
            ]
        case .geoJSON:
            return [ExportFile(name, try GeoJSONExport.bytes(layers, label: label, for: path))]
        case .kml:
            return [ExportFile(name, text: KMLExport(layers, label: label).text)]
        case .kmz: return KMLExport(layers, label: label, hasIcons: true).files
        case .shapefile:
            return try ShapefileExport.files(
                layers, label: label, date: date, projection: projection, for: path)
        case .csv: return [ExportFile(name, text: CSVExport(label: label).text(ofAll: layers))]
        case .csvArchive, .csvFolder: return CSVExport(label: label).files(layers)
        }
    }

    /// QGIS and SLD styles of `layers`, English and Arabic, to stand beside a file that can hold none.
    public static func styles(of layers: [VectorLayer]) -> [ExportFile] {
        layers.flatMap { layer in layer.style.map { StyleFiles.files($0) } ?? [] }
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
}

extension ProductLabel {
    /// The column of the stamp, where there is one.
    var stampField: [VectorField] { stamp == nil ? [] : [VectorField("stamp", .text)] }

    /// What stands in it.
    var stampValue: [VectorValue] { stamp.map { [.text($0)] } ?? [] }
}

extension [VectorLayer] {
    /// All fields of all layers; a name has one kind.
    func commonFields() throws(CartographyError) -> [VectorField] {
        var fields: [VectorField] = []
        for layer in self {
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
