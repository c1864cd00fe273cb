/// Habits of makers of ground-penetrating radars that differ from the SEG-Y standard.
///
/// The trace headers of Prism2 (Radar Systems, Zond radars; user's manual 2.60, 2017, chapter 14) and
/// of the programs that follow it hold 32-bit floats at bytes 72 to 87, the kind of satellite fix at
/// 90, 64-bit floats at 182 and 190, and marks at 236; all times are in picoseconds.
enum SegyDialect: Sendable {
    case standard, prism, proceq, radarteam
    /// Seismic Unix has its own floats at bytes 180 to 195.
    case seismicUnix

    /// Words in the text header that only one maker's files have.
    private static let words: [(String, SegyDialect)] = [
        ("PROCEQ", .proceq), ("SCREENING EAGLE", .proceq), ("RADARTEAM", .radarteam),
        ("RADAR SYSTEMS", .prism), ("PRISM2", .prism), ("ZOND-", .prism), ("ZOND 12", .prism),
    ]

    /// The dialect the text header names; marks in the trace headers may tell later.
    init(text: String) {
        self = Self.words.first { text.contains($0.0) }?.1 ?? .standard
    }

    /// For the format in words.
    var name: String? {
        switch self {
        case .standard, .seismicUnix: nil
        case .prism: "Prism2 (Zond)"
        case .proceq: "Proceq"
        case .radarteam: "Radarteam"
        }
    }

    /// Unit of intervals and delays in the headers.
    var intervalUnit: SegyIntervalUnit? { hasFloatCoordinates ? .picoseconds : nil }

    /// Whether bytes 72 to 87 and 182 to 197 hold floats.
    var hasFloatCoordinates: Bool { self != .standard && self != .seismicUnix }
}
