internal import SurveyModel

/// The tables, triggers and registrations of a registry file.
enum RegistrySchema {
    /// Version of the tables this program writes; it reads older ones.
    static let version = 3
    /// "GPKG" as a number.
    static let applicationID: Int64 = 0x4750_4B47
    /// GeoPackage 1.3.
    static let userVersion: Int64 = 10300

    /// Tables that hold the truth and are never rebuilt.
    static let truth = ["event", "clearroad_meta"]

    private static let truthStatements = [
        "CREATE TABLE event (fid INTEGER PRIMARY KEY NOT NULL, writer TEXT NOT NULL, "
            + "number INTEGER NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL, "
            + "UNIQUE (writer, number))",
        "CREATE TABLE clearroad_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    ]

    private static let triggers = [
        "CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event BEGIN "
            + "SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN "
            + "SELECT RAISE(ABORT, 'events are never deleted'); END",
    ]

    private static let indexes = [
        "CREATE INDEX alarm_by_place ON alarm (road, chainage_m)"
    ]

    private static let packageStatements = [
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, "
            + "srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
            + "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
            + "description TEXT)",
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, "
            + "data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', "
            + "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
            + "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
            + "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) "
            + "REFERENCES gpkg_spatial_ref_sys(srs_id))",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, "
            + "column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, "
            + "srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
            + "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), "
            + "CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
            + "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), "
            + "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    ]

    private static let wgs84 =
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
        + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
        + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
        + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
        + "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]"

    /// Makes everything in an empty database.
    static func create(
        in connection: borrowing SQLiteConnection, writer: String
    ) throws(LandReleaseError) {
        try connection.execute("PRAGMA application_id = \(applicationID)")
        try connection.execute("PRAGMA user_version = \(userVersion)")
        for statement in truthStatements { try connection.execute(statement) }
        try connection.run(
            "INSERT INTO clearroad_meta (key, value) VALUES (?, ?)",
            each: [
                [.text("schema_version"), .text("\(version)")], [.text("writer"), .text(writer)],
            ])
        try createDerived(in: connection)
    }

    /// Makes everything but the truth: package tables, layers and triggers.
    static func createDerived(
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        for statement in packageStatements + StyleRows.tables { try connection.execute(statement) }
        for layer in Layer.all { try connection.execute(layer.creation) }
        for statement in triggers + indexes { try connection.execute(statement) }
        try connection.run(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
            each: [
                [
                    .text("Undefined Cartesian SRS"), .integer(-1), .text("NONE"), .integer(-1),
                    .text("undefined"), .text("undefined Cartesian coordinate reference system"),
                ],
                [
                    .text("Undefined geographic SRS"), .integer(0), .text("NONE"), .integer(0),
                    .text("undefined"), .text("undefined geographic coordinate reference system"),
                ],
                [
                    .text("WGS 84 geodetic"), .integer(4326), .text("EPSG"), .integer(4326),
                    .text(wgs84), .text("longitude and latitude on the WGS 84 ellipsoid"),
                ],
            ])
    }
}
