import Instruments
import SurveyModel

/// Builds small .dt files record by record.
struct IdsBytes {
    var samplesPerTrace = 120
    /// The length that the first record states; the true one where nil.
    var statedLength: Int?
    var version: UInt8 = 3
    /// Type word of each trace.
    var types = [Int](repeating: 0x52, count: 5)
    /// The 11 whole numbers of the record H.
    var counts: [Int32] = [0, 5, 120, 5, 120, 0, 0, 0, 1, 0, 0]
    /// The ten written numbers of the record H.
    var numbers = [
        "2.0E+09", "1.0E+08", "1.2E-08", "1.2E-08", "100", "0.01", "0.004", "0.004", "0.05",
        "1.0E-09",
    ]
    var date = "05/03/22 10:11:12"
    var antennas: [[Int32]] = [[1, 0, 1, 0, 7]]
    var transmitter = ["0.0", "0.065", "0.0", "2000"]
    var receiver = ["0.0", "0.0", "0.0", "2000"]
    var channels = "RT N_CHANNEL= 1"
    var hasNumbers = true
    var tail: [UInt8] = []
    /// Bytes of each record beyond its samples.
    var padding = 0

    var length: Int { 4 + 2 * samplesPerTrace + padding }

    var bytes: [UInt8] {
        var first = record([0x56, version, 0, 0])
        first.replaceSubrange(
            4..<6, with: Dt1Bytes.bytes(Int16(truncatingIfNeeded: statedLength ?? length)))
        var all = first + text("I", "a lane") + text("C", date)
        for antenna in antennas { all += record(tag("AC") + antenna.flatMap(Dt1Bytes.bytes)) }
        all += text("ATX", fields(transmitter)) + text("ARX", fields(receiver))
        all += text("S", channels)
        if hasNumbers { all += head }
        for (trace, type) in types.enumerated() {
            let samples = (0..<samplesPerTrace).flatMap {
                Dt1Bytes.bytes(Int16(truncatingIfNeeded: trace * 1000 - $0))
            }
            all += record(Dt1Bytes.bytes(UInt16(type)) + [9, 9] + samples)
        }
        return all + tail
    }

    private var head: [UInt8] {
        let written = numbers.map { $0 + String(repeating: " ", count: 16 - $0.utf8.count) }
        return record(tag("H") + counts.flatMap(Dt1Bytes.bytes) + Array(written.joined().utf8))
    }

    private func fields(_ values: [String]) -> String {
        zip(values, [16, 16, 16, 5])
            .map { $0 + String(repeating: " ", count: $1 - $0.utf8.count) }.joined()
    }

    private func tag(_ name: String) -> [UInt8] {
        Array(name.utf8) + [UInt8](repeating: 0, count: 4 - name.utf8.count)
    }

    private func text(_ name: String, _ text: String) -> [UInt8] {
        record(tag(name) + Array(text.utf8))
    }

    private func record(_ content: [UInt8]) -> [UInt8] {
        content + [UInt8](repeating: 0, count: max(0, length - content.count))
    }

    func open(
        _ name: String = "LAA00001.dt", options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        try SweepReader.open(name, in: .memory([name: bytes]), options: options)
    }

    func read(options: SweepReadOptions = SweepReadOptions()) throws -> Sweep {
        try open(options: options).load(limit: 1 << 24)
    }
}
