internal import FileAccess

/// What the tagged records of an IDS .dt file tell.
struct IdsHeader: Sendable {
    /// Traces and samples by the record H.
    private(set) var traceCount: Int?
    private(set) var sampleCount: Int?
    private(set) var hasWheel = false
    private(set) var radarFrequency: Double?
    /// Time from the first sample to the end of the last (ns).
    private(set) var windowNanoseconds: Double?
    /// From a trace to the next (m).
    private(set) var sweepStep: Double?
    private(set) var wheelStep: Double?
    /// Steps that are told but known to be wrong.
    private(set) var cellX: Double?
    private(set) var cellY: Double?
    /// Number of transmitter and receiver of each channel.
    private(set) var antennas: [(transmitter: Int, receiver: Int)] = []
    /// Number of channels by the record S.
    private(set) var channelCount: Int?
    /// Place along travel, across it and frequency of each transmitter and receiver.
    private(set) var transmitters: [IdsAntenna] = []
    private(set) var receivers: [IdsAntenna] = []
    /// Date as written.
    private(set) var dateText: String?

    private static let numbersOffset = 48
    private static let numberWidth = 16

    init(_ records: IdsRecords) throws(InstrumentError) {
        dateText = try records.text("C")
        for record in try records.records("AC") where record.count >= 24 {
            antennas.append((record.int32(4), record.int32(12)))
        }
        transmitters = try records.records("ATX").map(IdsAntenna.init)
        receivers = try records.records("ARX").map(IdsAntenna.init)
        channelCount = try records.records("S").lazy
            .compactMap { Self.channels(in: $0.text(4, count: $0.count - 4)) }.first
        if let record = try records.records("H").first { take(record) }
    }

    private mutating func take(_ record: HeaderFields) {
        guard record.count >= Self.numbersOffset else { return }
        traceCount = record.int32(16)
        sampleCount = record.int32(20)
        hasWheel = record.int32(36) > 0
        radarFrequency = Self.number(record, 0)
        windowNanoseconds = Self.number(record, 2).map { $0 * 1e9 }
        sweepStep = Self.number(record, 6)
        wheelStep = Self.number(record, 7)
        cellX = Self.number(record, 8)
        cellY = Self.number(record, 9)
    }

    /// The number at `place` of those written as 16 letters each.
    private static func number(_ record: HeaderFields, _ place: Int) -> Double? {
        let start = numbersOffset + place * numberWidth
        guard record.count >= start + numberWidth else { return nil }
        return TextNumber.parse(record.text(start, count: numberWidth), decimalComma: true)
    }

    /// The number after `N_CHANNEL=`.
    private static func channels(in text: String) -> Int? {
        let plain = text.uppercased().filter { $0 != " " }
        guard let key = plain.firstRange(of: "N_CHANNEL=") else { return nil }
        return TextNumber.whole(plain[key.upperBound...].prefix { $0.isNumber })
    }

    /// What the date says, which is no UTC: in the order month, day, year.
    var dateSentence: String? {
        guard let text = dateText else { return nil }
        let parts = text.prefix { $0 != " " }.split(separator: "/").compactMap { Int($0) }
        let reason = "by a clock of unknown zone; the date is not used"
        guard parts.count == 3, parts.allSatisfy({ (0...9999).contains($0) }) else {
            return "the file is dated \(text.prefix(40)) \(reason)"
        }
        let year = parts[2] < 80 ? 2000 + parts[2] : parts[2] < 100 ? 1900 + parts[2] : parts[2]
        func iso(_ month: Int, _ day: Int) -> String? {
            let two = [month, day].map { ($0 < 10 ? "0" : "") + "\($0)" }
            return CalendarDay(text: "\(year)-\(two[0])-\(two[1])")?.text
        }
        let american = iso(parts[0], parts[1])
        let european = iso(parts[1], parts[0])
        switch (american, european) {
        case (let first?, let second?) where first != second:
            return "the file is dated \(text.prefix(40)), in the order these radars use \(first) "
                + "and perhaps \(second), \(reason)"
        case (let day?, _), (nil, let day?):
            return "the file is dated \(day) \(reason)"
        default:
            return "the file is dated \(text.prefix(40)) \(reason)"
        }
    }
}

/// One antenna by a record ATX or ARX.
struct IdsAntenna: Sendable, Equatable {
    private(set) var x: Double?
    private(set) var y: Double?
    private(set) var frequencyMHz: Double?
    /// The frequency as written.
    private(set) var frequencyText = ""

    init(_ record: HeaderFields) {
        func text(_ offset: Int, _ count: Int) -> String {
            record.count >= offset + count ? record.text(offset, count: count) : ""
        }
        x = TextNumber.parse(text(4, 16), decimalComma: true)
        y = TextNumber.parse(text(20, 16), decimalComma: true)
        frequencyText = text(52, 5)
        frequencyMHz = TextNumber.parse(frequencyText, decimalComma: true)
            .flatMap { $0 > 0 && $0 < 100_000 ? $0 : nil }
    }

    /// From `other` to this across the antenna (m), where it can be.
    func separation(from other: IdsAntenna) -> Double? {
        guard let here = y, let there = other.y else { return nil }
        let length = abs(here - there)
        return length > 0 && length <= 20 ? (length * 1e6).rounded() / 1e6 : nil
    }
}
