internal import FileAccess
internal import SurveyModel

/// Satellite fixes beside a radar file, one line each: trace from 1, date, time, latitude N or S,
/// longitude E or W, elevation M, quality figures.
///
/// Fields are separated by tabs, semicolons, commas or blanks; angles are degrees or dd:mm:ss. A
/// line without a position is a fix without a place. Date and time are left out: no writer tells
/// their zone.
struct CorFile: Sendable {
    let path: String
    /// The fixes in the order written, traces counted from 0.
    private(set) var fixes: [TrackFix] = []
    /// Lines that have a trace number.
    private(set) var count = 0
    /// Says that fixes were left out, where some were.
    private(set) var warnings: [SweepWarning] = []
    /// Lines that have a trace number but no position.
    private(set) var unplacedCount = 0
    /// Lines that have no trace number.
    private(set) var unreadCount = 0

    static let largestByteCount = TrackReader.largestCompanionByteCount
    private static let longestLine = 1000

    /// Reads the file whole.
    ///
    /// - Throws: `InstrumentError` where it is too large or the disk fails.
    init(_ file: SourceFile) throws(InstrumentError) {
        self.init(bytes: try file.allBytes(limit: Self.largestByteCount), path: file.path)
    }

    /// Reads lines in memory.
    init(bytes: [UInt8], path: String) {
        self.path = path
        var isFirst = true
        var keeper = FixKeeper()
        for text in TextLines(bytes) {
            let line = text.trimmingBlanks
            guard !line.isEmpty else { continue }
            if let fix = Self.fix(line) {
                keeper.append(fix)
            } else if !isFirst || line.first?.isASCII == true && line.first?.isNumber == true {
                // The first line may name the columns.
                unreadCount += 1
            }
            isFirst = false
        }
        keeper.finish()
        fixes = keeper.fixes
        count = keeper.count
        unplacedCount = keeper.unplacedCount
        warnings = keeper.warnings
    }

    private static func fix(_ line: String) -> TrackFix? {
        guard line.utf8.count <= longestLine else { return nil }
        let fields = fields(line)
        guard let number = fields.first.flatMap({ TextNumber.parse($0) }), number >= 1,
            number <= 1e12
        else { return nil }
        return TrackFix(trace: number - 1, place: place(fields))
    }

    /// The fields; tabs and semicolons leave empty ones, which are no values.
    private static func fields(_ line: String) -> [String] {
        if let separator = ["\t", ";"].first(where: { line.contains($0) }) as Character? {
            return line.split(separator: separator, omittingEmptySubsequences: false)
                .map { String($0).trimmingBlanks }
        }
        // Five or fewer commas may be decimal signs.
        guard line.count(where: { $0 == "," }) > 5 else {
            return line.split(separator: " ").map(String.init)
        }
        return line.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0).trimmingBlanks }
    }

    private static func place(_ fields: [String]) -> TrackFix.Place? {
        // Trace, date and time come first: the time must never be taken for an angle.
        guard let latitude = angle(fields, from: 3, letters: ("N", "S")),
            let longitude = angle(fields, from: latitude.next, letters: ("E", "W"))
        else { return nil }
        return TrackFix.Place.checked(
            latitude: latitude.degrees, longitude: longitude.degrees,
            elevationMetres: elevation(fields, at: longitude.next))
    }

    /// The first angle from the field number `start` on that a letter of `letters` follows, in its
    /// own field or the same, and the number of the field after it.
    private static func angle(
        _ fields: [String], from start: Int, letters: (String, String)
    ) -> (degrees: Double, next: Int)? {
        for place in fields.indices.dropFirst(start) {
            let field = fields[place].uppercased()
            let letter = String(field.suffix(1))
            guard letter == letters.0 || letter == letters.1 else { continue }
            let alone = field.count == 1
            guard !alone || place > start else { return nil }
            let written = alone ? fields[place - 1] : String(field.dropLast())
            guard let degrees = degrees(written) else { continue }
            let isNegative = letter == letters.1
            // A sign may double a letter, it must not contradict it.
            guard isNegative || degrees.sign == .plus else { return nil }
            return (isNegative ? -degrees.magnitude : degrees, place + 1)
        }
        return nil
    }

    /// Degrees, or degrees, minutes and seconds.
    private static func degrees(_ text: String) -> Double? {
        let parts = text.split(omittingEmptySubsequences: false) { ":°'\"".contains($0) }
        // A closing sign of seconds leaves an empty part.
        let written = parts.last == "" ? parts.dropLast() : parts[...]
        let numbers = written.compactMap { TextNumber.parse($0, decimalComma: true) }
        guard numbers.count == written.count, let whole = numbers.first, numbers.count <= 3,
            numbers.dropFirst().allSatisfy({ $0 >= 0 && $0 < 60 })
        else { return nil }
        var share = 0.0
        for part in numbers.dropFirst().reversed() { share = (share + part) / 60 }
        return whole.sign == .minus ? whole - share : whole + share
    }

    /// "2663.650" with its "M" in the next field or the same.
    private static func elevation(_ fields: [String], at place: Int) -> Double? {
        guard place < fields.count else { return nil }
        let field = fields[place].uppercased()
        let follows = place + 1 < fields.count && fields[place + 1].uppercased() == "M"
        guard field.hasSuffix("M") || follows else { return nil }
        let number = field.hasSuffix("M") ? String(field.dropLast()) : field
        return TextNumber.parse(number, decimalComma: true)
    }
}
