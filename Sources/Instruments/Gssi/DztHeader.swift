internal import FileAccess

/// The header of one channel of a DZT file.
///
/// The fields read stand in its first 128 bytes, in old files (USGS Open-File Report 02-166) as in
/// new ones.
struct DztHeader {
    /// Bytes of the fields read here.
    static let byteCount = 128

    private let fields: HeaderFields

    /// The header in `bytes`, at least `byteCount` of them.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.byteCount else { return nil }
        fields = HeaderFields(bytes: bytes, isLittleEndian: true)
    }

    var tag: Int { fields.uint16(0) }
    /// Where the samples begin, after a rule of its own.
    var dataField: Int { fields.uint16(2) }
    var samplesPerTrace: Int { fields.uint16(4) }
    var bitsPerSample: Int { fields.uint16(6) }
    var scansPerSecond: Double? { positive(10, below: 1e6) }
    /// `nil` where the file was recorded by time or the number is none.
    var scansPerMetre: Double? { positive(14, below: 1e5) }
    /// Whether the header says that no wheel was used.
    var isRecordedByTime: Bool { fields.float32(14) == 0 }
    var metresPerMark: Double? { positive(18, below: 1e4) }
    /// Start of the window from time zero (ns).
    var position: Double? { number(22, within: 1e6) }
    /// Length of the window (ns).
    var range: Double? { positive(26, below: 1e6) }
    var created: DztDate? { DztDate(fields.uint32(32)) }
    var modified: DztDate? { DztDate(fields.uint32(36)) }
    var channelCount: Int { fields.uint16(52) }
    var permittivity: Double? { positive(54, below: 1000) }
    /// Depth of the start of the window (m).
    var top: Double? { number(58, within: 1e5) }
    /// Depth the window reaches (m).
    var depth: Double? { positive(62, below: 1e5) }
    var antenna: String { fields.text(98, count: 14) }
    private var versionAndSystem: Int { fields.uint8(113) }

    /// The recorder by its number, where that is known.
    var model: String? {
        switch versionAndSystem >> 3 {
        case 3: "SIR-3000"
        case 7: "StructureScan Mini"
        case 8: "SIR-4000"
        case 14: "StructureScan Mini XT"
        default: nil
        }
    }

    /// Whether the fields are those of a DZT file, for files that are not named as one.
    var isPlausible: Bool {
        let data = dataField <= 256 || (dataField % 512 == 0 && dataField <= 32_768)
        return [0x00, 0x01, 0xFF].contains(tag & 0xFF) && data
            && (64...32_768).contains(samplesPerTrace) && [8, 16, 32].contains(bitsPerSample)
            && (0...16).contains(channelCount) && range.map { $0 >= 0.5 && $0 <= 20_000 } == true
            && permittivity.map { $0 >= 1 && $0 <= 100 } == true && created != nil
    }

    /// Centre frequency by the antenna's name (MHz), where that is one number with its unit or an
    /// antenna model of GSSI's lists.
    var centreFrequencyMHz: Double? {
        let name = antenna.uppercased().filter { $0 != " " }
        for (unit, scale) in [("MHZ", 1.0), ("GHZ", 1000.0)] where name.hasSuffix(unit) {
            return TextNumber.parse(name.dropLast(3)).flatMap { number in
                let frequency = number * scale
                return (1...20_000).contains(frequency) ? frequency : nil
            }
        }
        return Self.antennas.first { name == $0.key || name == $0.key + "A" }?.value
    }

    private static let antennas: KeyValuePairs<String, Double> = [
        "3207": 100, "5106": 200, "50270": 270, "5103": 400, "50400": 400, "3101": 900,
        "51600": 1600, "52600": 2600, "62000": 2600,
    ]

    private func number(_ offset: Int, within limit: Double) -> Double? {
        let value = fields.float32(offset)
        return abs(value) <= limit ? value : nil
    }

    private func positive(_ offset: Int, below limit: Double) -> Double? {
        number(offset, within: limit).flatMap { $0 > 1e-9 ? $0 : nil }
    }
}

/// A date and time in 32 bits: seconds in twos, minutes, hours, day, month, year from 1980.
struct DztDate {
    /// Year, month, day, hour, minute and second as text; the time zone is not told.
    let text: String

    /// `nil` where the bits are no date.
    init?(_ bits: Int) {
        let second = (bits & 31) * 2
        let minute = bits >> 5 & 63
        let hour = bits >> 11 & 31
        let day = bits >> 16 & 31
        let month = bits >> 21 & 15
        guard (1...31).contains(day), (1...12).contains(month), hour < 24, minute < 60, second < 60
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        text =
            "\(1980 + (bits >> 25))-\(two(month))-\(two(day)) "
            + "\(two(hour)):\(two(minute)):\(two(second))"
    }
}
