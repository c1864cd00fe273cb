internal import FileAccess

/// Telling a registry from everything else that may stand at a path.
enum RegistryFile {
    /// Opens a registry of a version this program reads.
    static func open(
        _ path: String, readOnly: Bool
    ) throws(LandReleaseError) -> SQLiteConnection {
        try checkHeader(path)
        if readOnly {
            do {
                return try checked(path, .readOnly)
            } catch LandReleaseError.readOnly {
                // A power cut left a journal: the unfinished write has to be undone first.
                _ = try checked(path, .readWrite)
                return try checked(path, .readOnly)
            }
        }
        return try checked(path, .readWrite)
    }

    private static func checked(
        _ path: String, _ mode: SQLiteConnection.Mode
    ) throws(LandReleaseError) -> SQLiteConnection {
        let connection = try SQLiteConnection.open(path, mode)
        try checkIdentity(connection)
        return connection
    }

    /// Puts what `body` writes under the temporary name it is given in place at `path`, whole or not at all.
    static func put<Result>(
        at path: String, _ body: (String) throws(LandReleaseError) -> Result
    ) throws(LandReleaseError) -> Result {
        do {
            let file = try DurableFile(path: path)
            let result = try body(file.temporaryPath)
            try file.commit()
            return result
        } catch let error as FileError {
            throw .file(error)
        } catch let error as LandReleaseError {
            throw error
        } catch {
            throw .file(.unwritable(path: path, reason: "unknown"))
        }
    }

    /// The installation a registry writes for.
    static func writer(
        of connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> String {
        guard let writer = try value("writer", in: connection), WriterID.isValid(writer) else {
            throw .notARegistry(path: connection.path, reason: "it names no installation")
        }
        return writer
    }

    /// The version of the tables of a registry, 1 or higher.
    static func version(
        of connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> Int {
        guard let text = try value("schema_version", in: connection), let found = Int(text),
            found >= 1
        else {
            throw .notARegistry(path: connection.path, reason: "it names no schema version")
        }
        return found
    }

    private static func checkHeader(_ path: String) throws(LandReleaseError) {
        let start: [UInt8]
        do {
            let file = try RegularFile(path: path)
            start = try file.bytes(at: 0, count: min(16, file.byteCount))
        } catch {
            throw .file(error)
        }
        guard !start.isEmpty else { throw .notARegistry(path: path, reason: "the file is empty") }
        guard start == Array("SQLite format 3\0".utf8) else {
            throw .notARegistry(path: path, reason: "not a SQLite database")
        }
    }

    private static func checkIdentity(
        _ connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) {
        let path = connection.path
        let tables = try connection.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' "
                + "AND name IN ('event', 'clearroad_meta')")
        guard tables.count == 2 else {
            throw .notARegistry(path: path, reason: "a database of another program")
        }
        let found = try version(of: connection)
        guard found <= RegistrySchema.version else {
            throw .newerVersion(path: path, found: found, supported: RegistrySchema.version)
        }
    }

    private static func value(
        _ key: String, in connection: borrowing SQLiteConnection
    ) throws(LandReleaseError) -> String? {
        try connection.query("SELECT value FROM clearroad_meta WHERE key = ?", [.text(key)])
            .first?.first?.string
    }
}
