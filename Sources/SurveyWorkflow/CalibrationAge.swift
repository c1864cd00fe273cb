internal import FoundationEssentials

/// How far apart two recordings are.
enum CalibrationAge {
    /// Hours between two times (ISO 8601, UTC).
    ///
    /// Of a date without a time the nearest hour of that day; nil for what is no time.
    static func hours(from: String, to: String) -> Double? {
        guard let first = span(from), let second = span(to) else { return nil }
        let gap = max(second.lowerBound - first.upperBound, first.lowerBound - second.upperBound)
        return max(0, gap) / 3600
    }

    /// Whether `text` is a time that can be read.
    static func isTime(_ text: String) -> Bool { span(text) != nil }

    private static func span(_ text: String) -> ClosedRange<Double>? {
        if let time = try? Date(text, strategy: .iso8601) {
            return time.timeIntervalSince1970...time.timeIntervalSince1970
        }
        guard text.count == 10, let day = try? Date(text + "T00:00:00Z", strategy: .iso8601) else {
            return nil
        }
        return day.timeIntervalSince1970...day.timeIntervalSince1970 + 86_400
    }
}
