/// Builds small DZT files byte by byte.
struct DztBytes {
    var tag = 0x00FF
    var dataField = 1024
    var samplesField: Int?
    var samplesPerTrace = 16
    var bits = 16
    var scansPerSecond: Float = 100
    var scansPerMetre: Float = 50
    var metresPerMark: Float = 0
    var position: Float = 0
    var range: Float = 8
    var created = (2026 - 1980) << 25 | 3 << 21 | 4 << 16 | 7 << 11 | 30 << 5 | 5
    var channelField: Int?
    var channelCount = 1
    var permittivity: Float = 4
    var top: Float = 0
    var depth: Float = 0.599585
    var antennas = ["400MHz"]
    var versionAndSystem = 8 << 3 | 2
    var headerByteCount = 1024
    var traceCount = 20
    /// Flags in the first two samples, or amplitudes there.
    var firstWord: (Int) -> Int? = { $0 }
    var secondWord: (Int) -> Int? = { $0 % 5 == 2 ? 0x64 : 0 }

    /// A word in place of the third amplitude.
    var thirdWord: (Int) -> Int? = { _ in nil }

    /// The amplitude at a place, as a signed number that fits 8 bits.
    static func amplitude(_ trace: Int, _ channel: Int, _ sample: Int) -> Int {
        (trace * 37 + channel * 11 + sample * 5 + trace * sample) % 200 - 100
    }

    var dataOffset: Int {
        dataField < 1024 && dataField != 0 && dataField != 512
            ? dataField * 1024 : headerByteCount * channelCount
    }

    var bytes: [UInt8] {
        var all: [UInt8] = []
        for channel in 0..<channelCount { all += header(channel) }
        all += [UInt8](repeating: 0, count: max(0, dataOffset - all.count))
        for trace in 0..<traceCount {
            for channel in 0..<channelCount {
                for sample in 0..<samplesPerTrace { all += stored(trace, channel, sample) }
            }
        }
        return all
    }

    private func header(_ channel: Int) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: headerByteCount)
        func put(_ value: Int, _ offset: Int, _ count: Int) {
            for place in 0..<count {
                head[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * place))
            }
        }
        func put(_ value: Float, _ offset: Int) { put(Int(value.bitPattern), offset, 4) }
        put(tag, 0, 2)
        put(dataField, 2, 2)
        put(samplesField ?? samplesPerTrace, 4, 2)
        put(bits, 6, 2)
        put(scansPerSecond, 10)
        put(scansPerMetre, 14)
        put(metresPerMark, 18)
        put(position, 22)
        put(range * Float(channel + 1), 26)
        put(created, 32, 4)
        put(channelField ?? channelCount, 52, 2)
        put(permittivity, 54)
        put(top, 58)
        put(depth * Float(channel + 1), 62)
        for (place, letter) in antennas[min(channel, antennas.count - 1)].utf8.enumerated() {
            head[98 + place] = letter
        }
        head[113] = UInt8(versionAndSystem)
        return head
    }

    private func stored(_ trace: Int, _ channel: Int, _ sample: Int) -> [UInt8] {
        let words = [firstWord, secondWord, thirdWord]
        let flag = sample < words.count ? words[sample](trace) : nil
        let zero = bits == 32 ? 0 : 1 << (bits - 1)
        let word = flag ?? Self.amplitude(trace, channel, sample) + zero
        return (0..<bits / 8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
}
