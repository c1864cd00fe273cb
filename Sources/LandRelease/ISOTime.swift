/// Times as text: UTC timestamps `2026-03-01T17:30:00Z` and dates `2026-03-01`.
///
/// Both forms have a fixed width, so the order of the text is the order in time.
public enum ISOTime: Sendable {
    /// Whether `text` is a UTC timestamp to the second.
    public static func isTimestamp(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            isDate(bytes[0..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19])
        else { return false }
        return hour < 24 && minute < 60 && second < 60
    }

    /// Whether `text` is a calendar date.
    public static func isDate(_ text: String) -> Bool { isDate(Array(text.utf8)[...]) }

    /// The date part of a timestamp or date.
    public static func date(of text: String) -> String { String(text.prefix(10)) }

    /// Whether `time`, a date or a timestamp, lies after `limit`, a timestamp.
    ///
    /// A date lies after a timestamp only from the next day on.
    static func isAfter(_ time: String, _ limit: String) -> Bool {
        isTimestamp(time) ? time > limit : date(of: time) > date(of: limit)
    }

    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let all = Array(bytes)
        guard all.count == 10, all[4] == UInt8(ascii: "-"), all[7] == UInt8(ascii: "-"),
            let year = number(all[0..<4]), let month = number(all[5..<7]),
            let day = number(all[8..<10]), (1...12).contains(month), year >= 1900
        else { return false }
        return day >= 1 && day <= days(in: month, of: year)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        switch month {
        case 2: return isLeap ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        return value
    }
}
