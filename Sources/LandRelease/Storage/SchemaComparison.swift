/// Compares a registry with the one the same events would give in a fresh file.
enum SchemaComparison {
    /// Tables, indexes, views and triggers that are missing, extra or different.
    static func findings(
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        let fresh = try SQLiteConnection.open(":memory:", .memory)
        try RegistrySchema.create(in: fresh, writer: WriterID.random())
        return try findings(in: connection, against: fresh)
    }

    /// The same, with a fresh file at hand.
    static func findings(
        in connection: borrowing SQLiteConnection, against fresh: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String] {
        let expected = try objects(of: fresh)
        let found = try objects(of: connection)
        var findings: [String] = []
        for (name, sql) in expected.sorted(by: { $0.key < $1.key }) {
            if let present = found[name] {
                if present != sql { findings.append("\(name) was changed") }
            } else {
                findings.append("\(name) is missing")
            }
        }
        for name in found.keys.sorted() where expected[name] == nil {
            findings.append("\(name) does not belong here (inserted)")
        }
        return findings
    }

    private static func objects(
        of connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> [String: SQLValue] {
        // What SQLite makes for itself (its own indexes and statistics) is left out.
        let rows = try connection.query(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'")
        var objects: [String: SQLValue] = [:]
        for row in rows {
            objects["\(row[0].string ?? "object") \(row[1].shown)"] = row[2]
        }
        return objects
    }
}
