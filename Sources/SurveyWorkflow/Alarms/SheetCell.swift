internal import FileAccess
internal import LandRelease
internal import SurveyModel

/// One row of a sheet: cells as people and spreadsheets write them.
///
/// Blanks and invisible direction marks round a code, number or date count for nothing, and digits may be
/// Arabic; a note is kept as it was typed.
struct SheetRow {
    let table: CSVTable
    let row: Int
    private(set) var faults: [SheetFault] = []

    init(table: CSVTable, row: Int) {
        self.table = table
        self.row = row
    }

    var line: Int { table.line(ofRow: row) }

    mutating func fault(_ column: String, _ code: String, _ text: String, _ cure: String) {
        faults.append(SheetFault(line, column, code, text, cure))
    }

    /// The cell as it was typed; empty where the sheet has no such column.
    func typed(_ column: String) -> String {
        guard let index = SheetHeader.index(of: column, in: table) else { return "" }
        return table.text(row: row, column: index)
    }

    /// The cell as a name: without blanks and direction marks round it.
    func word(_ column: String) -> String { Self.trimmed(typed(column)) }

    /// The cell as a date, with plain digits; checked where it is recorded.
    func date(_ column: String) -> String { Self.plainDigits(word(column)) }

    /// The cell as a number; nil where it is empty, or wrong and said so.
    mutating func number(_ column: String, isNeeded: Bool = false) -> Double? {
        let word = Self.plainDigits(word(column))
        guard !word.isEmpty else {
            if isNeeded { fault(column, "missing", "a number is missing", "fill it in") }
            return nil
        }
        // Where commas part the fields, a comma in a number may part thousands.
        let isCommaDecimal = table.delimiter != 0x2C
        guard let number = TextNumber.parse(word, decimalComma: isCommaDecimal) else {
            fault(
                column, "not-a-number", "\(Self.quoted(word)) is not a decimal number",
                "write digits and one decimal point, such as 12.5")
            return nil
        }
        return number
    }

    /// The cell as a chainage such as 12+310 or metres; nil where it is wrong, and said so.
    mutating func chainage(_ column: String) -> Double? {
        var word = Self.plainDigits(word(column))
        if table.delimiter != 0x2C, word.count(where: { $0 == "," }) == 1 {
            word = String(word.map { $0 == "," ? "." : $0 })
        }
        guard !word.isEmpty else {
            fault(column, "missing", "a chainage is missing", "say where it is")
            return nil
        }
        guard let chainage = Chainage(parsing: word) else {
            fault(
                column, "not-a-chainage", "\(Self.quoted(word)) is not a chainage",
                "write kilometres+metres such as 12+310.25, or metres")
            return nil
        }
        return chainage.metres
    }

    /// The cell as one of the words of `Choice`, by default `usual`; nil where it is wrong, and said so.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ column: String, usual: Choice? = nil
    ) -> Choice? where Choice.RawValue == String {
        let word = word(column).lowercased()
        if word.isEmpty, let usual { return usual }
        if let choice = Choice(rawValue: word) { return choice }
        fault(
            column, word.isEmpty ? "missing" : "unknown-word",
            word.isEmpty ? "nothing is said" : "\(Self.quoted(word)) is none of its words",
            "write one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    /// The cell as a code of a list, by code or label; empty where it is empty; as typed where there is no
    /// such code, which the record then names.
    func code(_ column: String, _ list: [OrdnanceCodes.Code]) -> String {
        let word = word(column)
        return OrdnanceCodes.current.code(word, in: list) ?? word
    }

    /// Whether the cell says yes; an empty one says no.
    mutating func flag(_ column: String) -> Bool {
        switch Self.plainDigits(word(column)).lowercased() {
        case "", "0", "no", "false", "لا": return false
        case "1", "yes", "true", "نعم": return true
        default:
            fault(
                column, "unknown-word", "\(Self.quoted(word(column))) is neither yes nor no",
                "write yes or no")
            return false
        }
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.prefix(40) + (text.count > 40 ? "..." : "") + "\""
    }

    private static func trimmed(_ text: String) -> String {
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.value == 0xFEFF
                || (0x200E...0x200F).contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isMark(first) { scalars.removeFirst() }
        while let last = scalars.last, isMark(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// Arabic and Persian digits, decimal mark and minus sign as plain ones.
    private static func plainDigits(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0660...0x0669: plain.append(Unicode.Scalar(UInt8(scalar.value - 0x0660 + 48)))
            case 0x06F0...0x06F9: plain.append(Unicode.Scalar(UInt8(scalar.value - 0x06F0 + 48)))
            case 0x066B: plain.append(".")
            case 0x2212: plain.append("-")
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}

/// The names of a sheet's columns, in whatever case.
enum SheetHeader {
    static func index(of column: String, in table: CSVTable) -> Int? {
        table.index(of: column) ?? table.columns.firstIndex { $0.lowercased() == column }
    }

    /// Columns that are missing or look like a slip of the pen, and those that are something else.
    static func check(
        _ table: CSVTable, needed: [String], known: [String]
    ) -> (faults: [SheetFault], others: [String]) {
        var faults = needed.filter { index(of: $0, in: table) == nil }.map { name in
            SheetFault(
                table.headerLine, name, "column-missing", "this column is missing",
                "the sheet needs the columns " + needed.joined(separator: ", "))
        }
        let others = table.columns.filter { !known.contains($0.lowercased()) && !$0.isEmpty }
        for other in others {
            let open = known.filter { index(of: $0, in: table) == nil }
            guard let near = NearMiss.suggestion(for: other, among: open) else { continue }
            faults.append(
                SheetFault(
                    table.headerLine, other, "column-unknown", "there is no such column",
                    "is `\(near)` meant?"))
        }
        return (faults, others)
    }
}
