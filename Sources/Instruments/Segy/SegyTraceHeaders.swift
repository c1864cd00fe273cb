internal import SurveyModel

/// The fields of all trace headers that matter to a sweep.
struct SegyTraceHeaders {
    var inlines: [Int32] = []
    var first: HeaderFields
    /// CDP coordinates as stored.
    var cdp = Pairs()
    /// Source coordinates as stored.
    var source = Pairs()
    /// Receiver coordinates as stored.
    var receiver = Pairs()
    var delaysDiffer = false
    var intervalsDiffer = false
    var scalarsDiffer = false
    var unitsDiffer = false

    /// A pair of stored whole numbers per trace.
    struct Pairs {
        var x: [Int32] = []
        var y: [Int32] = []

        /// Whether some value differs from zero.
        var isFilled: Bool { x.contains { $0 != 0 } || y.contains { $0 != 0 } }
    }

    /// Reads the 240 bytes before each trace.
    init(_ file: SourceFile, _ layout: SegyLayout) throws(InstrumentError) {
        let order = layout.fields.isLittleEndian
        let size = SegyLayout.traceHeaderByteCount
        first = HeaderFields(
            bytes: try file.bytes(at: layout.dataOffset, count: size), isLittleEndian: order)
        for trace in 0..<layout.traceCount {
            let bytes = try file.bytes(
                at: layout.dataOffset + trace * layout.traceByteCount, count: size)
            append(HeaderFields(bytes: bytes, isLittleEndian: order))
        }
    }

    private mutating func append(_ header: HeaderFields) {
        inlines.append(Int32(header.int32(188)))
        append(header, 180, to: &cdp)
        append(header, 72, to: &source)
        append(header, 80, to: &receiver)
        delaysDiffer = delaysDiffer || header.int16(108) != first.int16(108)
        intervalsDiffer = intervalsDiffer || header.uint16(116) != first.uint16(116)
        scalarsDiffer = scalarsDiffer || header.int16(70) != first.int16(70)
        unitsDiffer = unitsDiffer || header.int16(88) != first.int16(88)
    }

    private func append(_ header: HeaderFields, _ offset: Int, to pairs: inout Pairs) {
        pairs.x.append(Int32(header.int32(offset)))
        pairs.y.append(Int32(header.int32(offset + 4)))
    }

    /// Date and time of the first trace as ISO 8601, where the header says it is UTC.
    var acquiredAt: (text: String?, warning: SweepWarning?) {
        let year = first.uint16(156)
        let day = first.uint16(158)
        let clock = [first.uint16(160), first.uint16(162), first.uint16(164)]
        guard year != 0 || day != 0 else { return (nil, nil) }
        guard (1970...2200).contains(year), (1...366).contains(day), clock[0] < 24,
            clock[1] < 60, clock[2] < 61, let date = CalendarDay(year: year, dayOfYear: day)
        else {
            let warning = SweepWarning(
                code: "date-unreadable",
                text: "the first trace is dated year \(year), day \(day), which is no date")
            return (nil, warning)
        }
        let time = clock.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let text = "\(date.text)T\(time)"
        // 2 is GMT and 4 is UTC; anything else is a clock of unknown zone.
        guard [2, 4].contains(first.uint16(166)) else {
            let warning = SweepWarning(
                code: "time-zone-unknown",
                text: "the first trace is dated \(text), not said to be UTC; the date is not used")
            return (nil, warning)
        }
        return (text + "Z", nil)
    }
}

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
