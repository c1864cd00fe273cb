internal import CGDAL
internal import SurveyModel

/// Layers as one GeoJSON collection (RFC 7946) whose features name their layer in the property `layer`.
///
/// Nine decimals, a tenth of a millimetre: with seven (11 mm) a gap of 5 cm would lose a fifth of its width, and
/// one of 1 cm would vanish.
enum GeoJSONExport {
    static func bytes(
        _ layers: [VectorLayer], label: ProductLabel, for path: String
    ) throws(CartographyError) -> [UInt8] {
        GDALLibrary.start()
        let file = MemoryFile(standingFor: path, suffix: "geojson")
        let fields = try layers.commonFields()
        do {
            let dataset = try GDALDataset.create(
                driver: "GeoJSON", at: file, options: GDALOptions([:]))
            let options = GDALOptions([
                "RFC7946": "YES", "WRITE_NAME": "NO", "WRITE_BBOX": "YES",
                "COORDINATE_PRECISION": "9", "NATIVE_MEDIA_TYPE": "application/vnd.geo+json",
                "NATIVE_DATA": try GeoJSONMembers.text(for: label, path: path),
            ])
            let table = try VectorTableWriter(
                "features", kind: nil,
                fields: [VectorField("layer", .text)] + fields + label.stampField, in: dataset,
                options: options, file: file)
            for layer in layers {
                for feature in layer.features {
                    let named = Dictionary(
                        zip(layer.fields.map(\.name), feature.values),
                        uniquingKeysWith: { first, _ in first })
                    try table.add(
                        feature.geometry,
                        values: [.text(layer.name)] + fields.map { named[$0.name] }
                            + label.stampValue, file: file)
                }
            }
            GDALLibrary.clearError()
        }
        try GDALLibrary.check(path: path)
        guard let bytes = file.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        return bytes
    }
}
