/// How the scans of a DZT file follow one another: of each scan, one channel after the other.
struct DztFrames {
    let file: SourceFile
    /// Where the first scan begins (bytes).
    var dataOffset: Int
    var samplesPerTrace: Int
    let channelCount: Int
    let bytesPerSample: Int

    /// Bytes of one scan of all channels; all factors are at most 65535, 64 and 4.
    var frameByteCount: Int { samplesPerTrace * channelCount * bytesPerSample }
    var dataByteCount: Int { max(0, file.byteCount - dataOffset) }
    var traceCount: Int { frameByteCount > 0 ? dataByteCount / frameByteCount : 0 }
    var trailingByteCount: Int {
        frameByteCount > 0 ? dataByteCount % frameByteCount : dataByteCount
    }

    /// Value of zero amplitude as stored, unsigned.
    var zeroWord: Int { bytesPerSample == 4 ? 0 : 1 << (8 * bytesPerSample - 1) }
    /// One above the largest word.
    var wordLimit: Int { 1 << (8 * bytesPerSample) }

    /// Whether a word as stored is no amplitude of a quiet start.
    func isFarFromZero(_ word: Int) -> Bool {
        !isNear(word, zeroWord)
    }

    /// Whether two words as stored may be amplitudes that differ by noise; of 32 bits, whose range is
    /// hardly used, only equal ones.
    func isNear(_ one: Int, _ other: Int) -> Bool {
        bytesPerSample == 4 ? one == other : abs(one - other) <= 1 << (8 * bytesPerSample - 5)
    }

    /// Whether a word as stored is that of a clipped amplitude.
    func isEndOfRange(_ word: Int) -> Bool {
        bytesPerSample == 4
            ? word == wordLimit / 2 || word == wordLimit / 2 - 1
            : word == 0 || word == wordLimit - 1
    }

    /// Where a channel's trace begins (bytes).
    func byte(ofTrace trace: Int, channel: Int) -> Int {
        dataOffset + trace * frameByteCount + channel * samplesPerTrace * bytesPerSample
    }

    /// The first `count` samples of a trace as they are stored, unsigned.
    func words(trace: Int, channel: Int, count: Int) throws(InstrumentError) -> [Int] {
        let count = min(count, samplesPerTrace)
        let bytes = try file.bytes(
            at: byte(ofTrace: trace, channel: channel), count: count * bytesPerSample)
        return (0..<count).map { sample in
            (0..<bytesPerSample).reduce(0) { word, place in
                word | Int(bytes[sample * bytesPerSample + place]) << (8 * place)
            }
        }
    }
}
