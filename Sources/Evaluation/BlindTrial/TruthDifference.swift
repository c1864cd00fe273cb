/// One place where a truth that is handed in differs from the one that was sealed.
public enum TruthDifference: Sendable, Hashable {
    /// A field; `line` is that of the file handed in.
    case field(line: Int, row: String, column: String, sealed: String, given: String)
    /// A row that was sealed is not there; `line` is that of the sealed file.
    case missingRow(line: Int, row: String)
    /// A row that was not sealed.
    case addedRow(line: Int, row: String)
    /// The rows are the same, in another order.
    case order(line: Int, sealed: String, given: String)
    /// The names of the columns.
    case columns(sealed: String, given: String)

    /// One clause, without the name of the file.
    public var words: String {
        switch self {
        case .field(let line, let row, let column, let sealed, let given):
            "line \(line), row \(row), column \(column): sealed \(Self.shown(sealed)), "
                + "given \(Self.shown(given))"
        case .missingRow(let line, let row):
            "row \(row), sealed on line \(line), is missing"
        case .addedRow(let line, let row): "line \(line): row \(row) was not sealed"
        case .order(let line, let sealed, let given):
            "line \(line): row \(given) stands where row \(sealed) was sealed"
        case .columns(let sealed, let given):
            "the columns: sealed \(Self.shown(sealed)), given \(Self.shown(given))"
        }
    }

    private static func shown(_ text: String) -> String {
        "`\(text.prefix(80))`" + (text.count > 80 ? "..." : "")
    }
}

extension TruthDifference {
    /// Everything in which `given` differs from `sealed`, in the order of its lines; rows are matched
    /// by their `id` where all have one of their own, else by their place.
    ///
    /// Empty where both say the same, even where their bytes differ.
    public static func all(
        between sealed: SealedTable, and given: SealedTable
    ) -> [TruthDifference] {
        guard sealed.columns == given.columns else {
            return [
                .columns(
                    sealed: sealed.columns.joined(separator: ","),
                    given: given.columns.joined(separator: ","))
            ]
        }
        guard let before = ids(of: sealed), let after = ids(of: given), before != after else {
            return byPlace(sealed, given)
        }
        return byName(sealed, given, before, after)
    }

    /// The ids of the rows in order; `nil` where one is empty or stands twice.
    private static func ids(of table: SealedTable) -> [String]? {
        guard let column = table.columns.firstIndex(of: "id") else { return nil }
        let ids = table.rows.map { column < $0.fields.count ? $0.fields[column] : "" }
        return ids.contains("") || Set(ids).count != ids.count ? nil : ids
    }

    private static func byPlace(
        _ sealed: SealedTable, _ given: SealedTable
    ) -> [TruthDifference] {
        var found: [TruthDifference] = []
        for (before, after) in zip(sealed.rows, given.rows) {
            found += fields(of: before, and: after, columns: sealed.columns)
        }
        found += sealed.rows.dropFirst(given.rows.count).map {
            .missingRow(line: $0.line, row: name(of: $0, columns: sealed.columns))
        }
        found += given.rows.dropFirst(sealed.rows.count).map {
            .addedRow(line: $0.line, row: name(of: $0, columns: sealed.columns))
        }
        return found
    }

    private static func byName(
        _ sealed: SealedTable, _ given: SealedTable, _ before: [String], _ after: [String]
    ) -> [TruthDifference] {
        let sealedRows = Dictionary(uniqueKeysWithValues: zip(before, sealed.rows))
        // One id changed in its place is a changed field, not a row gone and another come.
        if before.count == after.count {
            let changed = zip(before, after).filter { $0 != $1 }
            let isRenamed = changed.allSatisfy { old, new in
                !after.contains(old) && sealedRows[new] == nil
            }
            if isRenamed { return byPlace(sealed, given) }
        }
        var found: [TruthDifference] = []
        for (id, row) in zip(after, given.rows) {
            guard let old = sealedRows[id] else {
                found.append(.addedRow(line: row.line, row: id))
                continue
            }
            found += fields(of: old, and: row, columns: sealed.columns)
        }
        let present = Set(after)
        for (id, row) in zip(before, sealed.rows) where !present.contains(id) {
            found.append(.missingRow(line: row.line, row: id))
        }
        guard found.isEmpty,
            let moved = zip(before, after).enumerated().first(where: { $1.0 != $1.1 })
        else { return found }
        return [
            .order(
                line: given.rows[moved.offset].line, sealed: moved.element.0,
                given: moved.element.1)
        ]
    }

    private static func fields(
        of sealed: SealedTable.Row, and given: SealedTable.Row, columns: [String]
    ) -> [TruthDifference] {
        let count = max(sealed.fields.count, given.fields.count)
        return (0..<count).compactMap { place in
            let before = place < sealed.fields.count ? sealed.fields[place] : ""
            let after = place < given.fields.count ? given.fields[place] : ""
            guard before != after else { return nil }
            return .field(
                line: given.line, row: name(of: sealed, columns: columns),
                column: place < columns.count ? columns[place] : "\(place + 1)", sealed: before,
                given: after)
        }
    }

    /// Its id, else its first field.
    private static func name(of row: SealedTable.Row, columns: [String]) -> String {
        let place = columns.firstIndex(of: "id") ?? 0
        return place < row.fields.count ? row.fields[place] : "?"
    }
}
