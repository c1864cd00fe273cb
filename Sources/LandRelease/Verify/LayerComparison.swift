/// Compares every table that follows from the events with what the events give.
enum LayerComparison {
    /// Rows and cells that are missing, extra or different, and changed tables and triggers.
    ///
    /// Every row of the file is held against the one the record gives; only where a layer differs are the
    /// rows looked up one by one to say which.
    static func findings(
        in connection: borrowing SQLiteConnection, record: SurveyRecord
    ) throws(LandReleaseError) -> [String] {
        let fresh = try SQLiteConnection.open(":memory:", .memory)
        try RegistrySchema.create(in: fresh, writer: WriterID.random())
        try LayerProjection.registerTables(of: record, in: fresh)
        try StyleRows.write(into: fresh)
        var findings: [String] = []
        for layer in Layer.all {
            if let box = try? boxOfSameRows(of: layer, record, connection) {
                try LayerProjection.register(layer, box, of: record, in: fresh)
                continue
            }
            let box = try LayerProjection.insertRows(of: layer, record, into: fresh)
            try LayerProjection.register(layer, box, of: record, in: fresh)
            do {
                findings += try difference(DerivedTable(layer), connection, fresh)
            } catch {
                findings.append("layer \(layer.name) cannot be read: \(error.description)")
            }
        }
        for table in DerivedTable.fixed {
            do {
                findings += try difference(table, connection, fresh)
            } catch {
                findings.append("layer \(table.name) cannot be read: \(error.description)")
            }
        }
        return try SchemaComparison.findings(in: connection, against: fresh) + findings
            + metaFindings(connection) + MachineBinding.findings(in: connection)
    }

    /// The box round the rows of a layer where they are those of the record, in order; else `nil`.
    private static func boxOfSameRows(
        of layer: Layer, _ record: SurveyRecord, _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> GeoPackageGeometry.Envelope? {
        let names = (["fid", "geom"] + layer.columns.map(\.name)).map { "\"\($0)\"" }
        let statement = try connection.statement(
            "SELECT \(names.joined(separator: ", ")) FROM \"\(layer.name)\" ORDER BY rowid")
        try statement.start()
        var box = GeoPackageGeometry.Envelope([])
        var fid: Int64 = 0
        for row in layer.rows(record) {
            fid += 1
            box.grow(by: row.places)
            guard try statement.step(), statement.stands(at: row, fid: fid) else { return nil }
        }
        return try statement.step() ? nil : box
    }

    private static func difference(
        _ table: DerivedTable, _ connection: borrowing SQLiteConnection,
        _ fresh: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        let (found, expected) = (
            try connection.query(table.query), try fresh.query(table.query)
        )
        return found == expected ? [] : rowDifference(table, found, expected)
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
