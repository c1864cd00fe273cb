internal import SurveyModel

/// Writes the layers that follow from a record.
enum LayerProjection {
    /// Writes all layers of `record`, in place of whatever they held.
    static func write(
        _ record: SurveyRecord, into connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        try connection.execute("DELETE FROM gpkg_geometry_columns; DELETE FROM gpkg_contents")
        try registerTables(of: record, in: connection)
        for layer in Layer.all {
            try connection.execute("DELETE FROM \"\(layer.name)\"")
            let box = try insertRows(of: layer, record, into: connection)
            try register(layer, box, of: record, in: connection)
        }
    }

    /// Registers the tables without places, events and styles, among the contents of the package.
    static func registerTables(
        of record: SurveyRecord, in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        try connection.query(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                + "last_change) VALUES ('event', 'attributes', 'event', ?, ?)",
            [
                .text("The record: every event, each with the hash of the one before"),
                .text(changeTime(record)),
            ])
        try connection.query(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                + "last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', ?, ?)",
            [.text("How the layers are drawn"), .text(changeTime(record))])
    }

    /// Registers a layer whose rows lie in `box` among the contents of the package.
    static func register(
        _ layer: Layer, _ box: GeoPackageGeometry.Envelope, of record: SurveyRecord,
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        try connection.query(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, "
                + "last_change, min_x, min_y, max_x, max_y, srs_id) "
                + "VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
            [
                .text(layer.name), .text(layer.name), .text(layer.about), .text(changeTime(record)),
            ] + box.edges)
        try connection.query(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
            [.text(layer.name), .text(layer.geometryType)])
    }

    /// Inserts the rows of a layer into its empty table; gives the box round them.
    @discardableResult
    static func insertRows(
        of layer: Layer, _ record: SurveyRecord, into connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> GeoPackageGeometry.Envelope {
        var box = GeoPackageGeometry.Envelope([])
        let insertion = try connection.statement(layer.insertion)
        try insert(layer.rows(record), from: 0, with: insertion, growing: &box)
        return box
    }

    /// Writes what differs between the record as the layers have it and one with events after it.
    static func write(
        from old: SurveyRecord, to new: SurveyRecord, into connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        try connection.query(
            "UPDATE gpkg_contents SET last_change = ?", [.text(changeTime(new))])
        for layer in Layer.all { try update(layer, old, new, connection) }
    }

    private static func update(
        _ layer: Layer, _ old: SurveyRecord, _ new: SurveyRecord,
        _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        let before = layer.rows(old)
        let after = layer.rows(new)
        let changed =
            layer.changes?(old, new)
            ?? zip(Array(before), Array(after)).enumerated().compactMap {
                $1.0 == $1.1 ? nil : $0
            }
        guard !changed.isEmpty || before.count != after.count else { return }
        let removal = try connection.statement("DELETE FROM \"\(layer.name)\" WHERE fid = ?")
        for place in changed { try removal.run([.integer(Int64(place + 1))]) }
        if after.count < before.count {
            try connection.query(
                "DELETE FROM \"\(layer.name)\" WHERE fid > ?", [.integer(Int64(after.count))])
        }
        let insertion = try connection.statement(layer.insertion)
        var box = GeoPackageGeometry.Envelope([])
        for place in changed { try insert(row(place, of: after), place, insertion) }
        try insert(after, from: before.count, with: insertion, growing: &box)
        if layer.onlyGrows {
            try growBox(by: box, of: layer, in: connection)
        } else {
            box = GeoPackageGeometry.Envelope([])
            for row in Array(after) { box.grow(by: row.places) }
            try setBox(box, of: layer, in: connection)
        }
    }

    private static func row(_ place: Int, of rows: some Collection<Layer.Row>) -> Layer.Row {
        rows[rows.index(rows.startIndex, offsetBy: place)]
    }

    private static func insert(
        _ rows: some Collection<Layer.Row>, from first: Int,
        with statement: borrowing SQLiteStatement, growing box: inout GeoPackageGeometry.Envelope
    ) throws(LandReleaseError) {
        var place = first
        for row in rows.dropFirst(first) {
            box.grow(by: row.places)
            try insert(row, place, statement)
            place += 1
        }
    }

    private static func insert(
        _ row: Layer.Row, _ place: Int, _ statement: borrowing SQLiteStatement
    ) throws(LandReleaseError) {
        try statement.run(
            [.integer(Int64(place + 1)), row.geometry.map { .blob($0) } ?? .null] + row.cells)
    }

    private static func setBox(
        _ box: GeoPackageGeometry.Envelope, of layer: Layer,
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        try connection.query(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
                + "WHERE table_name = ?",
            box.edges + [.text(layer.name)])
    }

    private static func growBox(
        by box: GeoPackageGeometry.Envelope, of layer: Layer,
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        guard box != GeoPackageGeometry.Envelope([]) else { return }
        let e = box.edges
        try connection.query(
            "UPDATE gpkg_contents SET min_x = min(ifnull(min_x, ?1), ?1), "
                + "min_y = min(ifnull(min_y, ?2), ?2), max_x = max(ifnull(max_x, ?3), ?3), "
                + "max_y = max(ifnull(max_y, ?4), ?4) WHERE table_name = ?5",
            e + [.text(layer.name)])
    }

    private static func changeTime(_ record: SurveyRecord) -> String {
        (record.lastAt ?? "1970-01-01T00:00:00Z").dropLast() + ".000Z"
    }
}

extension GeoPackageGeometry.Envelope {
    mutating func grow(by places: [GeographicPosition]) {
        for place in places {
            west = min(west, place.longitude)
            east = max(east, place.longitude)
            south = min(south, place.latitude)
            north = max(north, place.latitude)
        }
    }

    /// West, south, east and north; nothing for an empty box.
    var edges: [SQLValue] {
        [west, south, east, north].map { $0.isFinite ? .real($0) : .null }
    }
}
