/// A week or a month for which figures are asked.
public struct ReportingPeriod: Sendable, Hashable {
    /// Its name, `2026-W09` or `2026-03`.
    public let name: String
    /// Its first day, `YYYY-MM-DD`.
    public let firstDay: String
    /// The day after its last.
    public let dayAfter: String

    /// The ISO 8601 week `YYYY-Www` (Monday to Sunday); anything else is `nil`.
    public init?(week text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Self.number(parts[0], digits: 4), year >= 1900,
            parts[1].hasPrefix("W"), let week = Self.number(parts[1].dropFirst(), digits: 2),
            week >= 1
        else { return nil }
        // The week with the year's first Thursday, which is that of January 4, is its first.
        let fourth = CivilDay(year: year, month: 1, day: 4)
        let monday = fourth.number - fourth.weekday + (week - 1) * 7
        let thursday = CivilDay(number: monday + 3)
        guard thursday.year == year else { return nil }
        name = text
        firstDay = CivilDay(number: monday).text
        dayAfter = CivilDay(number: monday + 7).text
    }

    /// The month `YYYY-MM`; anything else is `nil`.
    public init?(month text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Self.number(parts[0], digits: 4), year >= 1900,
            let month = Self.number(parts[1], digits: 2), (1...12).contains(month)
        else { return nil }
        name = text
        firstDay = CivilDay(year: year, month: month, day: 1).text
        dayAfter =
            CivilDay(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1).text
    }

    /// Whether a date or UTC timestamp lies in it.
    func holds(_ time: String) -> Bool {
        let day = String(time.prefix(10))
        return day >= firstDay && day < dayAfter
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

/// A day of the Gregorian calendar by its number from 1970-01-01 (after Hinnant, 2014).
struct CivilDay: Hashable {
    let number: Int
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        number = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }

    init(number: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        month = part < 10 ? part + 3 : part - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * part + 2) / 5 + 1
        self.number = number
    }

    /// The day of a date `YYYY-MM-DD` or of a timestamp.
    init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...9999).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    /// Days after Monday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// `YYYY-MM-DD`.
    var text: String {
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }
}
