/// Compares every table that follows from the events with what the events give.
enum LayerComparison {
    /// Rows and cells that are missing, extra or different, and changed tables and triggers.
    static func findings(
        in connection: borrowing SQLiteConnection, record: SurveyRecord
    ) throws(LandReleaseError) -> [String] {
        let fresh = try SQLiteConnection.open(":memory:", .memory)
        try RegistrySchema.create(in: fresh, writer: WriterID.random())
        try LayerProjection.write(record, into: fresh)
        try StyleRows.write(into: fresh)
        var findings = try SchemaComparison.findings(in: connection, against: fresh)
        for table in DerivedTable.all {
            do {
                findings += try difference(table, connection, fresh)
            } catch {
                findings.append("layer \(table.name) cannot be read: \(error.description)")
            }
        }
        return findings + metaFindings(connection) + MachineBinding.findings(in: connection)
    }

    private static func difference(
        _ table: DerivedTable, _ connection: borrowing SQLiteConnection,
        _ fresh: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        let sql = table.query
        // Nearly always all rows are the same, one by one: only where they are not is it told which.
        guard try !areSame(connection.statement(sql), fresh.statement(sql)) else { return [] }
        return try rowDifference(table, connection.query(sql), fresh.query(sql))
    }

    private static func areSame(
        _ one: borrowing SQLiteStatement, _ other: borrowing SQLiteStatement
    ) throws(LandReleaseError) -> Bool {
        try one.start()
        try other.start()
        while true {
            let (isThere, isExpected) = (try one.step(), try other.step())
            guard isThere == isExpected else { return false }
            guard isThere else { return true }
            guard one.hasSameRow(as: other) else { return false }
        }
    }

    private static func rowDifference(
        _ table: DerivedTable, _ found: [[SQLValue]], _ expected: [[SQLValue]]
    ) -> [String] {
        var rows: [SQLValue: [SQLValue]] = [:]
        for row in expected { rows[row[0]] = row }
        var findings: [String] = []
        for row in found {
            let name = "layer \(table.name), row \(row[0].shown)"
            guard let wanted = rows.removeValue(forKey: row[0]) else {
                findings.append("\(name) does not follow from the events (inserted)")
                continue
            }
            findings += cells(table, name, wanted, row)
        }
        for row in expected where rows[row[0]] != nil {
            findings.append("layer \(table.name), row \(row[0].shown) is missing (deleted)")
        }
        guard findings.isEmpty else { return findings }
        return ["layer \(table.name): its rows stand in another order"]
    }

    private static func cells(
        _ table: DerivedTable, _ name: String, _ wanted: [SQLValue], _ row: [SQLValue]
    ) -> [String] {
        table.columns.indices.compactMap { index in
            let (expected, found) = (wanted[index + 1], row[index + 1])
            guard expected != found else { return nil }
            let column = table.columns[index].name
            if column == "geom" { return "\(name): the geometry was changed" }
            if case .text(let bytes) = expected, bytes.count > 400 {
                return "\(name), \(column) was changed"
            }
            return "\(name), \(column): expected \(expected.shown), found \(found.shown)"
        }
    }

    private static func metaFindings(_ connection: borrowing SQLiteConnection) -> [String] {
        let rows = (try? connection.query("SELECT key FROM clearroad_meta ORDER BY key")) ?? []
        return rows.filter {
            !["schema_version", "writer", MachineBinding.key].contains($0[0].string)
        }.map {
            "clearroad_meta, row \($0[0].shown) does not belong here (inserted)"
        }
    }
}
