/// A day of the Gregorian calendar.
struct CalendarDay {
    let year: Int
    let month: Int
    let day: Int

    private static func monthLengths(_ year: Int) -> [Int] {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    /// The day `dayOfYear`, counted from 1; `nil` beyond the year's end.
    init?(year: Int, dayOfYear: Int) {
        var rest = dayOfYear
        for (month, length) in Self.monthLengths(year).enumerated() {
            if rest >= 1 && rest <= length {
                self.year = year
                self.month = month + 1
                day = rest
                return
            }
            rest -= length
        }
        return nil
    }

    /// `2026-03-04`; `nil` where it is no date.
    init?(text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...Self.monthLengths(year)[month - 1]).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Number of the day in its year, from 1.
    var dayOfYear: Int { Self.monthLengths(year).prefix(month - 1).reduce(0, +) + day }

    /// ISO 8601.
    var text: String {
        "\(year)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
    }
}
