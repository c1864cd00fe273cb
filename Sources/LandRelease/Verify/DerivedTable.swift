internal import Symbology

/// A table that follows from the events, as it is compared.
struct DerivedTable {
    /// A column and what is compared of it.
    struct Column {
        var name: String
        var expression: String

        init(_ name: String, _ expression: String? = nil) {
            self.name = name
            self.expression = expression ?? "\"\(name)\""
        }
    }

    var name: String
    /// What tells rows apart, as an expression.
    var key: String
    var columns: [Column]
    /// Which rows are compared.
    var condition = "TRUE"

    init(_ name: String, key: String, _ columns: [Column], where condition: String = "TRUE") {
        self.name = name
        self.key = key
        self.columns = columns
        self.condition = condition
    }

    /// The statement that gives its rows.
    var query: String {
        let list = ([key] + columns.map(\.expression)).joined(separator: ", ")
        return "SELECT \(list) FROM \"\(name)\" WHERE \(condition) ORDER BY rowid"
    }

    /// All tables that are compared besides those of the layers.
    static let fixed: [DerivedTable] = package + styles

    private static let package = [
        DerivedTable(
            "gpkg_spatial_ref_sys", key: "srs_id",
            [
                Column("srs_name"), Column("organization"), Column("organization_coordsys_id"),
                Column("definition"), Column("description"),
            ]),
        DerivedTable(
            "gpkg_contents", key: "table_name",
            [
                Column("data_type"), Column("identifier"), Column("description"),
                // Who saves a style of his own changes the time of the table of styles.
                Column(
                    "last_change",
                    "CASE WHEN table_name = 'layer_styles' AND EXISTS (SELECT 1 FROM layer_styles "
                        + "WHERE NOT \(ForeignStyles.isOurs)) THEN (SELECT last_change "
                        + "FROM gpkg_contents WHERE table_name = 'event') ELSE last_change END"),
                Column("min_x"), Column("min_y"), Column("max_x"), Column("max_y"),
                Column("srs_id"),
            ]),
        DerivedTable(
            "gpkg_geometry_columns", key: "table_name",
            [
                Column("column_name"), Column("geometry_type_name"), Column("srs_id"), Column("z"),
                Column("m"),
            ]),
    ]

    private static let styles = [
        DerivedTable(
            "layer_styles", key: "f_table_name || ': ' || styleName",
            [Column("id")]
                + StyleRows.columns.map { name in
                    // QGIS takes this mark from ours when a person makes his own style the default.
                    name == "useAsDefault"
                        ? Column(
                            name,
                            "CASE WHEN EXISTS (SELECT 1 FROM layer_styles AS other "
                                + "WHERE other.f_table_name = layer_styles.f_table_name "
                                + "AND other.owner IS NOT '\(StyleRows.owner)' "
                                + "AND other.useAsDefault) "
                                + "THEN styleName = '\(StyleRows.name(in: .english))' "
                                + "ELSE useAsDefault END") : Column(name)
                }, where: ForeignStyles.isOurs),
        DerivedTable(
            "gpkg_extensions", key: "table_name",
            [
                Column("column_name"), Column("extension_name"), Column("definition"),
                Column("scope"),
            ]),
        DerivedTable(
            "gpkg_data_columns", key: "table_name || '.' || column_name",
            ["name", "title", "description", "mime_type", "constraint_name"].map { Column($0) }),
        DerivedTable(
            "gpkg_data_column_constraints", key: "constraint_name || ': ' || value",
            [
                "constraint_type", "min", "min_is_inclusive", "max", "max_is_inclusive",
                "description",
            ].map { Column($0) }),
    ]

    /// The table of a layer.
    init(_ layer: Layer) {
        self.init(
            layer.name, key: "\"\(layer.columns[0].name)\"",
            [Column("fid"), Column("geom")] + layer.columns.dropFirst().map { Column($0.name) })
    }
}
