internal import FileAccess
internal import SurveyModel

extension Registry {
    /// Makes layers, styles, registrations and triggers anew from the events; styles of others stay.
    ///
    /// - Throws: `.chainBroken` where the events themselves do not hold: then nothing is touched.
    public static func rebuild(_ path: String) throws(LandReleaseError) {
        let connection = try RegistryFile.open(path, readOnly: false)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        try connection.transaction { () throws(LandReleaseError) in try rebuild(connection) }
    }

    private static func rebuild(
        _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        let path = connection.path
        let chain = try EventChain.read(from: connection)
        guard chain.findings.isEmpty else {
            throw .chainBroken(path: path, findings: chain.findings)
        }
        let foreign = ForeignStyles.rows(in: connection)
        try dropDerived(in: connection)
        try connection.execute("PRAGMA application_id = \(RegistrySchema.applicationID)")
        try connection.execute("PRAGMA user_version = \(RegistrySchema.userVersion)")
        try RegistrySchema.createDerived(in: connection)
        try connection.query(
            "UPDATE clearroad_meta SET value = ? WHERE key = 'schema_version'",
            [.text("\(RegistrySchema.version)")])
        try LayerProjection.write(SurveyRecord(events: chain.events), into: connection)
        try StyleRows.write(into: connection)
        try ForeignStyles.write(foreign, into: connection)
        // What is still different now is the table of events itself.
        let findings = try SchemaComparison.findings(in: connection)
        guard findings.isEmpty else { throw .schemaChanged(path: path, findings: findings) }
    }

    /// Brings the tables of an older version to those of this one; a copy of the file as it was stays beside
    /// it.
    ///
    /// Events are never touched: the layers are made anew from them.
    static func migrate(_ connection: borrowing SQLiteConnection) throws(LandReleaseError) {
        let found = try RegistryFile.version(of: connection)
        guard found < RegistrySchema.version, !connection.isReadOnly else { return }
        let copy = "\(connection.path).version-\(found)"
        if !Folder.exists(copy) { try connection.copy(to: copy) }
        try connection.transaction { () throws(LandReleaseError) in
            // Another program may have been faster.
            guard try RegistryFile.version(of: connection) < RegistrySchema.version else { return }
            try rebuild(connection)
        }
    }

    private static func dropDerived(
        in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        for type in ["trigger", "view", "index", "table"] {
            let rows = try connection.query(
                "SELECT name FROM sqlite_schema WHERE type = ? "
                    + "AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
                [.text(type)])
            for name in rows.compactMap({ $0[0].string })
            where !RegistrySchema.truth.contains(name) {
                let quoted = name.split(separator: "\"", omittingEmptySubsequences: false)
                    .joined(separator: "\"\"")
                try connection.execute("DROP \(type) \"\(quoted)\"")
            }
        }
    }
}
