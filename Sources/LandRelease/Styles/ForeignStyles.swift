/// Styles a person saved beside ours, as QGIS does with "save style in database".
///
/// They change no row of the record, so they are kept by a rebuild and `verify` names them in a note; one that
/// bears our name as its owner is none of them.
enum ForeignStyles {
    /// What is true of a row of `layer_styles` that is ours.
    static let isOurs = "owner IS '\(StyleRows.owner)'"

    /// Their rows, without their numbers; none where there is no table of styles.
    static func rows(in connection: borrowing SQLiteConnection) -> [[SQLValue]] {
        let list = StyleRows.columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let rows = try? connection.query(
            "SELECT \(list) FROM layer_styles WHERE NOT \(isOurs) ORDER BY id")
        return rows ?? []
    }

    /// Puts them back after ours.
    static func write(
        _ rows: [[SQLValue]], into connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        let list = StyleRows.columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = StyleRows.columns.map { _ in "?" }.joined(separator: ", ")
        try connection.run("INSERT INTO layer_styles (\(list)) VALUES (\(marks))", each: rows)
    }

    /// Sentences about them.
    static func notes(in connection: borrowing SQLiteConnection) -> [String] {
        let rows = try? connection.query(
            "SELECT f_table_name, styleName, ifnull(useAsDefault, 0) FROM layer_styles "
                + "WHERE NOT \(isOurs) ORDER BY id")
        return (rows ?? []).map { row in
            "layer \(row[0].shown) has the style \(row[1].shown), which is not ClearRoad's"
                + (row[2] != .integer(0) ? "; QGIS draws the layer with it" : "")
        }
    }
}
