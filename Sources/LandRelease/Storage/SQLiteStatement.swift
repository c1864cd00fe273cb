internal import CSQLite

/// A prepared statement.
///
/// `@safe`: it is made in `init`, finalised in `deinit` and never leaves this type.
@safe struct SQLiteStatement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let path: String

    @unsafe init(
        _ sql: String, on connection: OpaquePointer, path: String
    ) throws(LandReleaseError) {
        var made: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &made, nil)
        guard code == SQLITE_OK, let made = unsafe made else {
            let code = code == SQLITE_OK ? SQLITE_MISUSE : code
            throw unsafe Self.error(code, on: connection, path: path)
        }
        unsafe handle = made
        unsafe self.connection = connection
        self.path = path
    }

    deinit { unsafe sqlite3_finalize(handle) }

    /// Runs it with bound parameters; gives its rows.
    func rows(_ parameters: [SQLValue] = []) throws(LandReleaseError) -> [[SQLValue]] {
        try start(parameters)
        var rows: [[SQLValue]] = []
        while try step() { rows.append(values()) }
        return rows
    }

    /// Runs it with bound parameters, whatever rows it has.
    func run(_ parameters: [SQLValue]) throws(LandReleaseError) {
        try start(parameters)
        while try step() {}
    }

    /// Begins to run it with bound parameters.
    func start(_ parameters: [SQLValue] = []) throws(LandReleaseError) {
        unsafe sqlite3_reset(handle)
        for (index, value) in parameters.enumerated() {
            let code = bind(value, at: Int32(index + 1))
            guard code == SQLITE_OK else {
                throw unsafe Self.error(code, on: connection, path: path)
            }
        }
    }

    /// Goes on to the next row; false after the last one.
    func step() throws(LandReleaseError) -> Bool {
        let code = unsafe sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        let failure =
            code == SQLITE_DONE ? nil : unsafe Self.error(code, on: connection, path: path)
        unsafe sqlite3_reset(handle)
        if let failure { throw failure }
        return false
    }

    /// The cells of the row it stands at.
    func values() -> [SQLValue] {
        (0..<(unsafe sqlite3_column_count(handle))).map { value(at: $0) }
    }

    /// Whether it stands at a row of number, shape and cells as `row` has them.
    func stands(at row: Layer.Row, fid: Int64) -> Bool {
        guard unsafe Int(sqlite3_column_count(handle)) == row.cells.count + 2,
            holds(.integer(fid), at: 0), holds(blob: row.geometry, at: 1)
        else { return false }
        return row.cells.indices.allSatisfy { holds(row.cells[$0], at: Int32($0 + 2)) }
    }

    private func holds(_ expected: SQLValue, at column: Int32) -> Bool {
        let type = unsafe sqlite3_column_type(handle, column)
        return switch expected {
        case .null: type == SQLITE_NULL
        case .integer(let value):
            unsafe type == SQLITE_INTEGER && sqlite3_column_int64(handle, column) == value
        case .real(let value):
            unsafe type == SQLITE_FLOAT && sqlite3_column_double(handle, column) == value
        case .text(let bytes): type == SQLITE_TEXT && holds(bytes, at: column)
        case .blob(let bytes): type == SQLITE_BLOB && holds(bytes, at: column)
        }
    }

    private func holds(blob expected: [UInt8]?, at column: Int32) -> Bool {
        let type = unsafe sqlite3_column_type(handle, column)
        guard let expected else { return type == SQLITE_NULL }
        return type == SQLITE_BLOB && holds(expected, at: column)
    }

    private func holds(_ expected: [UInt8], at column: Int32) -> Bool {
        // Text is kept in UTF-8, so asking for bytes converts nothing.
        let start = unsafe sqlite3_column_blob(handle, column)
        guard unsafe Int(sqlite3_column_bytes(handle, column)) == expected.count else {
            return false
        }
        guard !expected.isEmpty, let start = unsafe start else { return expected.isEmpty }
        return unsafe expected.withUnsafeBytes {
            unsafe $0.elementsEqual(UnsafeRawBufferPointer(start: start, count: $0.count))
        }
    }

    /// What a result code of `connection` means.
    @unsafe static func error(
        _ code: Int32, on connection: OpaquePointer, path: String
    ) -> LandReleaseError {
        let reason = unsafe sqlite3_errmsg(connection).map { unsafe String(cString: $0) } ?? ""
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
