internal import CSQLite

/// One open database file.
///
/// `@safe`: the handle is opened in `init`, closed in `deinit` and never leaves this file.
@safe struct SQLiteConnection: ~Copyable {
    /// How a file is opened.
    enum Mode {
        /// For reading and writing; it must exist.
        case readWrite
        /// For reading.
        case readOnly
        /// A database in memory.
        case memory
    }

    /// Its path.
    let path: String
    private let handle: OpaquePointer

    @unsafe private init(path: String, handle: OpaquePointer) {
        self.path = path
        unsafe self.handle = handle
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// Opens the file at `path`.
    static func open(_ path: String, _ mode: Mode) throws(LandReleaseError) -> SQLiteConnection {
        let flags: Int32
        switch mode {
        case .readWrite: flags = SQLITE_OPEN_READWRITE
        case .readOnly: flags = SQLITE_OPEN_READONLY
        case .memory: flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
        }
        var opened: OpaquePointer?
        // A name such as "file:x?mode=y" or ":memory:" is a name here, not a URI.
        let name = mode == .memory || path.hasPrefix("/") ? path : "./" + path
        let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
        guard let handle = unsafe opened else {
            throw .storage(path: path, code: Int(code), reason: "no memory")
        }
        let connection = unsafe SQLiteConnection(path: path, handle: handle)
        guard code == SQLITE_OK else { throw connection.error(code) }
        try connection.prepare(mode)
        return connection
    }

    private func prepare(_ mode: Mode) throws(LandReleaseError) {
        unsafe sqlite3_busy_timeout(handle, 5000)
        try execute("PRAGMA trusted_schema = OFF")
        guard mode == .readWrite else { return }
        try execute("PRAGMA synchronous = FULL")
        try leaveWriteAheadLog()
    }

    /// Keeps the journal beside the file only while it is written, so that the file alone is the record.
    ///
    /// A program that edits the layers may have switched to a write-ahead log; switching back does not wait
    /// for it by itself.
    private func leaveWriteAheadLog() throws(LandReleaseError) {
        for _ in 0..<49 {
            do {
                return try execute("PRAGMA journal_mode = DELETE")
            } catch LandReleaseError.busy {
                sqlite3_sleep(100)
            }
        }
        try execute("PRAGMA journal_mode = DELETE")
    }

    /// Whether it can only be read.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

    /// Runs statements without parameters.
    func execute(_ sql: String) throws(LandReleaseError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Runs one statement with bound parameters; gives its rows.
    @discardableResult
    func query(
        _ sql: String, _ parameters: [SQLValue] = []
    ) throws(LandReleaseError) -> [[SQLValue]] {
        try statement(sql).rows(parameters)
    }

    /// Runs one statement once for each row of parameters.
    func run(_ sql: String, each rows: [[SQLValue]]) throws(LandReleaseError) {
        guard !rows.isEmpty else { return }
        let statement = try self.statement(sql)
        for row in rows { try statement.run(row) }
    }

    /// Runs `body` in a transaction that holds the right to write from its start.
    ///
    /// Any error undoes all of it.
    func transaction<Result>(
        _ body: () throws(LandReleaseError) -> Result
    ) throws(LandReleaseError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // A full disk may have ended the transaction already.
            if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// Copies everything into `target`, as it stands at one moment (SQLite's online backup).
    ///
    /// All pages go in one step: a writer waits meanwhile, and no half-written state is seen.
    func backUp(to target: borrowing SQLiteConnection) throws(LandReleaseError) {
        guard let work = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.error(unsafe sqlite3_errcode(target.handle))
        }
        var code = SQLITE_BUSY
        var tries = 100
        while code == SQLITE_BUSY || code == SQLITE_LOCKED, tries > 0 {
            code = unsafe sqlite3_backup_step(work, -1)
            tries -= 1
            if code == SQLITE_BUSY || code == SQLITE_LOCKED { sqlite3_sleep(100) }
        }
        let end = unsafe sqlite3_backup_finish(work)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw target.error(code == SQLITE_DONE ? end : code)
        }
    }

    /// Writes a copy of the database as it stands; nothing may be at `target`.
    ///
    /// The copy is synchronised to the disk and put in place whole or not at all.
    func copy(to target: String) throws(LandReleaseError) {
        try RegistryFile.put(at: target) { (temporary) throws(LandReleaseError) in
            try backUp(to: SQLiteConnection.open(temporary, .readWrite))
        }
    }

    /// A statement to be run more than once; it must not outlive the connection.
    func statement(_ sql: String) throws(LandReleaseError) -> SQLiteStatement {
        try unsafe SQLiteStatement(sql, on: handle, path: path)
    }

    private func error(_ code: Int32) -> LandReleaseError {
        unsafe SQLiteStatement.error(code, on: handle, path: path)
    }
}
