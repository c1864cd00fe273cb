internal import FileAccess

/// The header file (.HD) of a line by Sensors & Software: lines of `KEY = value`.
///
/// Keys are compared by their letters alone, so that case, blanks and units in brackets do not
/// matter; of a key that stands twice the first is used.
struct Dt1Header: Sendable {
    /// Where it was read.
    let path: String
    /// Day of recording on the instrument's clock (ISO 8601), where told.
    let date: String?
    /// The instrument, as written.
    let model: String?
    private let pairs: [(key: String, value: String)]

    /// Largest header file (bytes).
    static let byteLimit = 1 << 20

    /// Words of a key that only these headers have.
    static func isHeader(_ bytes: [UInt8]) -> Bool {
        let header = Dt1Header(bytes, path: "")
        return header.text("NUMBEROFTRACES") != nil || header.text("NUMBEROFPTSTRC") != nil
    }

    init(_ bytes: [UInt8], path: String) {
        self.path = path
        var pairs: [(key: String, value: String)] = []
        var date: String?
        var model: String?
        for line in TextLines(bytes) {
            if pairs.isEmpty, date == nil, let day = Self.day(line) {
                date = day
            } else if let pair = Self.pair(line) {
                pairs.append(pair)
            } else if model == nil {
                model = Self.model(line)
            }
        }
        self.pairs = pairs
        self.date = date
        self.model = model
    }

    private static func pair(_ line: String) -> (key: String, value: String)? {
        guard let sign = line.firstIndex(of: "=") ?? line.firstIndex(of: ":") else { return nil }
        let key = line[..<sign].uppercased().filter { ("A"..."Z").contains($0) }
        let value = String(line[line.index(after: sign)...].map { $0 == "\t" ? " " : $0 })
        return key.isEmpty ? nil : (key, value.trimmingBlanks)
    }

    private static func model(_ line: String) -> String? {
        let lead = "data collected with"
        let text = line.trimmingBlanks
        guard text.lowercased().hasPrefix(lead) else { return nil }
        let name = String(text.dropFirst(lead.count)).trimmingBlanks
        return name.isEmpty ? nil : name
    }

    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]

    /// `2022/07/21`, `2017-04-10` and `2025-Apr-04` as ISO 8601.
    private static func day(_ line: String) -> String? {
        guard let word = line.split(separator: " ").first else { return nil }
        let parts = word.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
        guard parts.count == 3 else { return nil }
        let named = months.firstIndex(of: parts[1].uppercased()).map { $0 + 1 }
        guard let month = named ?? Int(parts[1]) else { return nil }
        let written = (month < 10 ? "0" : "") + "\(month)"
        let day = (parts[2].utf8.count == 1 ? "0" : "") + parts[2]
        return CalendarDay(text: "\(parts[0])-\(written)-\(day)")?.text
    }

    /// The value of the key whose letters begin with `key`.
    func text(_ key: String) -> String? {
        pairs.first { $0.key.hasPrefix(key) && !$0.value.isEmpty }?.value
    }

    /// The number that the value of `key` begins with.
    func number(_ key: String) -> Double? {
        guard let word = text(key)?.split(separator: " ").first else { return nil }
        return TextNumber.parse(word, decimalComma: true)
    }

    /// The number of `key` where it is positive.
    func positive(_ key: String) -> Double? { number(key).flatMap { $0 > 0 ? $0 : nil } }

    /// Metres one unit of position stands for; `nil` where none or an unknown one is named.
    var metresPerUnit: Double? {
        switch text("POSITIONUNIT")?.lowercased() {
        case "m", "metre", "metres", "meter", "meters": 1
        case "ft", "feet", "foot": 0.3048
        case "cm": 0.01
        default: nil
        }
    }

    /// What the samples are by `DATA TYPE`.
    var sampleKind: SampleEncoding.Kind? {
        let type = text("DATATYPE")?.uppercased().filter { $0.isLetter || $0.isNumber }
        return switch type {
        case "I2", "INT16": .int16
        case "I4", "INT32": .int32
        case "F4", "FLOAT", "FLOAT32", "R4": .float32
        default: nil
        }
    }

    /// Keys this program needs whose values are no numbers.
    var unreadableKeys: [String] {
        [
            "NUMBEROFTRACES": "NUMBER OF TRACES", "NUMBEROFPTSTRC": "NUMBER OF PTS/TRC",
            "TIMEZEROATPOINT": "TIMEZERO AT POINT", "TOTALTIMEWINDOW": "TOTAL TIME WINDOW",
            "STARTINGPOSITION": "STARTING POSITION", "FINALPOSITION": "FINAL POSITION",
            "STEPSIZE": "STEP SIZE USED", "ANTENNASEPARATION": "ANTENNA SEPARATION",
        ]
        .filter { text($0.key) != nil && number($0.key) == nil }.map(\.value).sorted()
    }

    /// Warnings on what cannot be understood.
    func warn(_ ledger: inout FactLedger) {
        let keys = unreadableKeys
        if !keys.isEmpty {
            ledger.warn(
                "header-unreadable",
                "the HD file gives no number for \(keys.joined(separator: ", "))")
        }
        let mode = (text("SURVEYMODE") ?? "").uppercased()
        if ["CMP", "WARR", "COMMON MID"].contains(where: { mode.contains($0) }) {
            ledger.warn(
                "not-a-lane",
                "the survey mode is \(mode): the antennas were moved apart to measure the speed "
                    + "of waves; this is no lane to look for objects in")
        }
        let seen = Dictionary(grouping: pairs, by: \.key)
        let twice = seen.filter { Set($0.value.map(\.value)).count > 1 }.keys.sorted()
        if !twice.isEmpty {
            ledger.warn(
                "header-key-twice",
                "the HD file gives two values for \(twice.prefix(5).joined(separator: ", ")); the "
                    + "first is used")
        }
    }
}
