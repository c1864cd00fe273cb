import Instruments
import SurveyModel

/// Builds small Sensors & Software lines byte by byte.
struct Dt1Bytes {
    /// What one trace header and its samples hold.
    struct Trace {
        var number: Float
        var position: Float
        var points: Float
        var size: Float = 2
        var window: Float = 80
        var elevation: Float = 0
        var adjustment: Float = 0
        var easting = 0.0
        var flag: Float = 0
        var comment = ""
        var samples: [UInt8] = []
    }

    var traces: [Trace]
    /// The lines of the HD file in order; nil where there is none.
    var header: [(key: String, value: String)]?
    var preamble = ["1234", "Data Collected with pE PRO (2011-00114-00) ", "2017-04-10 "]
    var lineEnd = "\r\r\n"
    var companions: [String: [UInt8]] = [:]

    /// A line of `count` traces of four 16-bit samples, 0.5 m apart: trace number times ten plus the
    /// sample's place.
    init(count: Int = 3, points: Int = 4) {
        traces = (0..<count).map { trace in
            var made = Trace(
                number: Float(trace + 1), position: Float(trace) * 0.5, points: Float(points))
            made.samples = (0..<points).flatMap { place in
                Self.bytes(UInt16(bitPattern: Int16(truncatingIfNeeded: trace * 10 + place)))
            }
            return made
        }
        header = [
            ("NUMBER OF TRACES   ", "\(count)"), ("NUMBER OF PTS/TRC  ", "\(points)"),
            ("TIMEZERO AT POINT  ", "1.50"), ("TOTAL TIME WINDOW  ", "80.000"),
            ("STARTING POSITION  ", "0.0000"),
            ("FINAL POSITION     ", "\(Double(count - 1) * 0.5)"),
            ("STEP SIZE USED     ", "0.5000"), ("POSITION UNITS     ", "m"),
            ("NOMINAL FREQUENCY  ", "500.00"), ("ANTENNA SEPARATION ", "0.2500"),
            ("SURVEY MODE        ", "Reflection"), ("ODOMETER CAL (t/m) ", "1000.000000"),
        ]
    }

    /// The same line with 32-bit floats: 0.25 more in each sample.
    static func floats(count: Int = 3) -> Dt1Bytes {
        var line = Dt1Bytes(count: count)
        for trace in line.traces.indices {
            line.traces[trace].size = 4
            line.traces[trace].samples = (0..<4).flatMap {
                bytes((Float(trace * 10 + $0) + 0.25).bitPattern)
            }
        }
        return line
    }

    mutating func set(_ key: String, _ value: String?) {
        let place = header?.firstIndex { $0.key.hasPrefix(key) }
        if let place { header?.remove(at: place) }
        if let value { header?.append((key, value)) }
    }

    static func bytes<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
        (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
    }

    var dt1: [UInt8] {
        traces.flatMap { trace in
            var head = [UInt8](repeating: 0, count: 128)
            func put(_ offset: Int, _ value: Float) {
                head.replaceSubrange(offset..<offset + 4, with: Self.bytes(value.bitPattern))
            }
            put(0, trace.number)
            put(4, trace.position)
            put(8, trace.points)
            put(12, trace.elevation)
            put(20, trace.size)
            put(24, trace.window)
            put(28, 8)
            head.replaceSubrange(32..<40, with: Self.bytes(trace.easting.bitPattern))
            put(80, trace.adjustment)
            put(96, trace.flag)
            head.replaceSubrange(100..<100 + trace.comment.utf8.count, with: trace.comment.utf8)
            return head + trace.samples
        }
    }

    var hd: [UInt8]? {
        header.map { pairs in
            let lines = preamble + pairs.map { "\($0.key)= \($0.value) " }
            return Array((lines.joined(separator: lineEnd) + lineEnd).utf8)
        }
    }

    var source: FileSource {
        var files = companions
        files["A.DT1"] = dt1
        if let hd { files["A.HD"] = hd }
        return .memory(files)
    }

    func read(
        _ name: String = "A.DT1", options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        try open(name, options: options).load(limit: 1 << 24)
    }

    func open(
        _ name: String = "A.DT1", options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        try SweepReader.open(name, in: source, options: options)
    }
}

extension Sweep {
    /// Text of the warning `code`; empty where there is none.
    func warning(_ code: String) -> String { warnings.first { $0.code == code }?.text ?? "" }
}
