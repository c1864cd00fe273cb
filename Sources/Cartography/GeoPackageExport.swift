internal import CGDAL
internal import SurveyModel
internal import Symbology

/// Layers as a GeoPackage with styles for QGIS.
enum GeoPackageExport {
    static func bytes(
        _ layers: [VectorLayer], label: ProductLabel, date: String, projection: MapProjection?,
        for path: String
    ) throws(CartographyError) -> [UInt8] {
        GDALLibrary.start()
        let file = MemoryFile(standingFor: path, suffix: "gpkg")
        // The format wants milliseconds.
        let time = date.utf8.count == 20 ? date.dropLast() + ".000Z" : date
        unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", time)
        defer { unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
        do {
            let dataset = try GDALDataset.create(
                driver: "GPKG", at: file,
                options: GDALOptions(["VERSION": "1.2", "ADD_GPKG_OGR_CONTENTS": "NO"]))
            GDALLibrary.clearError()
            for item in label.items {
                unsafe GDALSetMetadataItem(dataset.handle, item.name, item.text, nil)
            }
            try GDALLibrary.check(path: path)
            for layer in layers {
                try write(layer, label, projection, in: dataset, file)
            }
            try writeStyles(layers.compactMap(\.style), date: time, in: dataset, file)
            GDALLibrary.clearError()
        }
        // The dataset is closed by now, which writes the rest.
        try GDALLibrary.check(path: path)
        guard let bytes = file.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        return bytes
    }

    private static func write(
        _ layer: VectorLayer, _ label: ProductLabel, _ projection: MapProjection?,
        in dataset: borrowing GDALDataset, _ file: borrowing MemoryFile
    ) throws(CartographyError) {
        // A spatial index needs functions plain SQLite has not.
        let table = try VectorTableWriter(
            layer.name, kind: layer.kind, fields: layer.fields + label.stampField, in: dataset,
            options: GDALOptions(["SPATIAL_INDEX": "NO"]), projection: projection, file: file)
        for feature in layer.features {
            try table.add(
                feature.geometry, values: feature.values + label.stampValue, file: file)
        }
    }

    /// The table QGIS keeps styles in, as it lays it out.
    private static func writeStyles(
        _ layers: [LayerDescription], date: String, in dataset: borrowing GDALDataset,
        _ file: borrowing MemoryFile
    ) throws(CartographyError) {
        guard !layers.isEmpty else { return }
        let texts = [
            "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
            "styleQML", "styleSLD",
        ]
        let table = try VectorTableWriter(
            plain: "layer_styles",
            fields: texts.map { VectorField($0, .text) } + [
                VectorField("useAsDefault", .integer), VectorField("description", .text),
                VectorField("owner", .text), VectorField("ui", .text),
                VectorField("update_time", .text),
            ], in: dataset, options: GDALOptions(["FID": "id"]), file: file)
        for layer in layers {
            for language in MapLanguage.allCases {
                try table.add(
                    nil,
                    values: [
                        .text(""), .text(""), .text(layer.name), .text("geom"),
                        .text(language == .english ? "ClearRoad (English)" : "ClearRoad (العربية)"),
                        .text(QGISStyle.text(of: layer, in: language)),
                        .text(SLDStyle.text(of: layer, in: language)),
                        .integer(language == .english ? 1 : 0),
                        .text(layer.title.text(in: language)), .text("ClearRoad"), .text(""),
                        .text(date),
                    ], file: file)
            }
        }
    }
}
