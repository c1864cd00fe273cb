internal import Symbology

/// What QGIS and GDAL read beside the layers: styles in English and Arabic (`layer_styles`), names of columns
/// and code lists (the Schema extension of GeoPackage).
///
/// Written when a registry is made, migrated or rebuilt, never when a day is recorded. Any change of a text
/// here, in `Symbology` or in the code lists raises `RegistrySchema.version`.
enum StyleRows {
    /// Who owns the styles of this program; styles of anybody else are left alone.
    static let owner = "ClearRoad"
    /// When the styles were last changed: QGIS takes the latest of several default styles.
    static let date = "2026-11-30T00:00:00.000Z"

    /// The tables, as GDAL and QGIS lay them out.
    static let tables = [
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY NOT NULL, "
            + "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
            + "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
            + "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
            + "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))",
        "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, "
            + "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
            + "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
            + "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
            + "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
            + "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
        "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
            + "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
            + "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
            + "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
    ]

    /// Names of the columns of `layer_styles` after its number.
    static let columns = [
        "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
        "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time",
    ]

    /// The name of the style in a language.
    static func name(in language: MapLanguage) -> String {
        switch language {
        case .english: "ClearRoad (English)"
        case .arabic: "ClearRoad (العربية)"
        }
    }

    /// Writes every row into empty tables.
    static func write(into connection: borrowing SQLiteConnection) throws(LandReleaseError) {
        try connection.run(
            "INSERT INTO layer_styles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", each: styles)
        try connection.run(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', "
                + "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
            each: [[.text("gpkg_data_columns")], [.text("gpkg_data_column_constraints")]])
        try connection.run(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)", each: dataColumns)
        try connection.run(
            "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, "
                + "description) VALUES (?, 'enum', ?, ?)",
            each: constraints)
    }

    private static let descriptions = Layer.all.map(\.description)

    private static let styles: [[SQLValue]] = {
        var rows: [[SQLValue]] = []
        for layer in descriptions {
            for language in MapLanguage.allCases {
                rows.append(
                    [
                        .integer(Int64(rows.count + 1)), .text(""), .text(""), .text(layer.name),
                        .text("geom"), .text(name(in: language)),
                        .text(QGISStyle.text(of: layer, in: language)),
                        .text(SLDStyle.text(of: layer, in: language)),
                        .integer(language == .english ? 1 : 0),
                        .text("\(layer.title.text(in: language)), ClearRoad"), .text(owner),
                        .null, .text(date),
                    ])
            }
        }
        return rows
    }()

    private static var dataColumns: [[SQLValue]] {
        descriptions.flatMap { layer in
            layer.fields.map { field in
                [
                    .text(layer.name), .text(field.column), .text(field.name.english),
                    .text(field.name.english), .text(field.name.arabic),
                    .text(field.codes?.name),
                ]
            }
        }
    }

    private static var constraints: [[SQLValue]] {
        var seen: Set<String> = []
        let lists = descriptions.flatMap { $0.fields.compactMap(\.codes) }
            .filter { seen.insert($0.name).inserted }
        return lists.flatMap { list in
            list.codes.map { code in
                [
                    .text(list.name), .text(code.code),
                    .text("\(code.label.english) / \(code.label.arabic)"),
                ]
            }
        }
    }
}
