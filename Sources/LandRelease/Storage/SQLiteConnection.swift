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
        let statement = try unsafe self.statement(sql, handle)
        do {
            return try statement.rows(parameters)
        } catch {
            throw self.error(error.code)
        }
    }

    /// Runs one statement once for each row of parameters.
    func run(_ sql: String, each rows: [[SQLValue]]) throws(LandReleaseError) {
        guard !rows.isEmpty else { return }
        let statement = try unsafe self.statement(sql, handle)
        for row in rows {
            do {
                _ = try statement.rows(row)
            } catch {
                throw self.error(error.code)
            }
        }
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

    private func error(_ code: Int32) -> LandReleaseError {
        let reason = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? ""
        switch code & 0xFF {
        case SQLITE_FULL: return .diskFull(path: path)
        // The file was read before: what cannot be opened is its journal, beside it.
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN: return .readOnly(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path: path)
        case SQLITE_NOTADB: return .notARegistry(path: path, reason: "not a SQLite database")
        case SQLITE_CORRUPT: return .damaged(path: path, reason: reason)
        default: return .storage(path: path, code: Int(code), reason: reason)
        }
    }

    private func statement(
        _ sql: String, _ handle: OpaquePointer
    ) throws(LandReleaseError) -> PreparedStatement {
        do {
            return try unsafe PreparedStatement(sql, handle)
        } catch {
            throw self.error(error.code)
        }
    }
}

/// A result code that is not success.
private struct SQLiteCode: Error {
    var code: Int32
}

/// `@safe`: the statement is made in `init`, finalised in `deinit` and never leaves this type.
@safe private struct PreparedStatement: ~Copyable {
    private let handle: OpaquePointer

    @unsafe init(_ sql: String, _ connection: OpaquePointer) throws(SQLiteCode) {
        var made: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &made, nil)
        guard code == SQLITE_OK, let made = unsafe made else {
            throw SQLiteCode(code: code == SQLITE_OK ? SQLITE_MISUSE : code)
        }
        unsafe handle = made
    }

    deinit { unsafe sqlite3_finalize(handle) }

    func rows(_ parameters: [SQLValue]) throws(SQLiteCode) -> [[SQLValue]] {
        unsafe sqlite3_reset(handle)
        for (index, value) in parameters.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw SQLiteCode(code: code) }
        }
        var rows: [[SQLValue]] = []
        while true {
            let code = unsafe sqlite3_step(handle)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else {
                unsafe sqlite3_reset(handle)
                throw SQLiteCode(code: code)
            }
            let columns = unsafe sqlite3_column_count(handle)
            rows.append((0..<columns).map { value(at: $0) })
        }
        unsafe sqlite3_reset(handle)
        return rows
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        // The library copies the bytes before the call returns.
        let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return unsafe sqlite3_bind_null(handle, index)
        case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, number)
        case .real(let number): return unsafe sqlite3_bind_double(handle, index, number)
        case .text(let bytes):
            return unsafe bytes.withUnsafeBytes { all in
                let start = unsafe all.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe start == nil
                    ? sqlite3_bind_text(handle, index, "", 0, copied)
                    : sqlite3_bind_text(handle, index, start, Int32(clamping: all.count), copied)
            }
        case .blob(let bytes):
            return unsafe bytes.withUnsafeBytes { all in
                unsafe all.baseAddress == nil
                    ? sqlite3_bind_zeroblob(handle, index, 0)
                    : sqlite3_bind_blob(
                        handle, index, all.baseAddress, Int32(clamping: all.count), copied)
            }
        }
    }

    private func value(at column: Int32) -> SQLValue {
        switch unsafe sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            // Text first, then its size: the first call may convert.
            let start = unsafe sqlite3_column_text(handle, column)
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            let bytes = unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
            return .text(unsafe Array(bytes))
        case SQLITE_BLOB:
            let start = unsafe sqlite3_column_blob(handle, column)
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            let bytes = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
            return .blob(unsafe Array(bytes))
        default: return .null
        }
    }
}
