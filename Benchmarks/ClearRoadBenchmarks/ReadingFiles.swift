import FileAccess
import Glibc
import Instruments
import SurveyModel

/// Files of at least 500 MB and the time it takes to read them, for `Benchmarks/reading.py`.
enum ReadingFiles {
    static let samplesPerTrace = 512
    static let traceCount = 260_000

    /// Writes `float.sgy` (530 MB of 32-bit floats) and `int16.DZT` (530 MB, twice the traces).
    static func write(to folder: String) throws {
        let samples = (0..<traceCount * samplesPerTrace).map {
            Float(($0 &* 7919) % 65_536 - 32_768)
        }
        let sweep = Sweep(
            format: "made up", instrument: Instrument(centreFrequencyMHz: 400),
            channels: [
                Channel(
                    index: 1, lateralOffsetMetres: 0,
                    radargram: Radargram(
                        samples: samples, samplesPerTrace: samplesPerTrace,
                        distancesMetres: (0..<traceCount).map { Double($0) * 0.02 },
                        timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.1)))
            ],
            positionSource: .wheel)
        try SweepWriter.write(sweep, to: folder + "/float.sgy")
        try writeDZT(to: folder + "/int16.DZT")
    }

    /// CPU seconds `file` takes to be read whole into 32-bit floats, and the sum of its samples.
    static func time(_ file: String) throws -> (seconds: Double, traces: Int) {
        let start = clock()
        let sweep = try SweepReader.read(file)
        return (Double(clock() - start) / Double(CLOCKS_PER_SEC), sweep.traceCount)
    }

    /// GSSI DZT: one channel, 16-bit offset binary, scan counter and zero as flag words.
    private static func writeDZT(to path: String) throws {
        var header = [UInt8](repeating: 0, count: 1024)
        func set(_ value: UInt64, _ offset: Int, _ count: Int) {
            for byte in 0..<count { header[offset + byte] = UInt8(value >> (8 * byte) & 255) }
        }
        func set(_ value: Float, _ offset: Int) { set(UInt64(value.bitPattern), offset, 4) }
        set(0x00FF, 0, 2)
        set(1, 2, 2)
        set(UInt64(samplesPerTrace), 4, 2)
        set(16, 6, 2)
        set(0x8000, 8, 2)
        set(Float(100), 10)
        set(Float(50), 14)
        set(Float(51.2), 26)
        set(1, 52, 2)
        set(Float(6), 54)
        set(Float(3), 62)
        for (place, letter) in "400MHz".utf8.enumerated() { header[98 + place] = letter }
        header[113] = 3 << 3 | 1
        var file = try DurableFile(path: path)
        try file.write(header.span)
        var scan = [UInt8](repeating: 0, count: samplesPerTrace * 2)
        for number in 0..<traceCount * 2 {
            for sample in 2..<samplesPerTrace {
                let value = UInt16(truncatingIfNeeded: (number &* 31 &+ sample) &* 7919)
                scan[sample * 2] = UInt8(value & 255)
                scan[sample * 2 + 1] = UInt8(value >> 8)
            }
            scan[0] = UInt8(number & 255)
            scan[1] = UInt8(number >> 8 & 255)
            try file.write(scan.span)
        }
        try file.commit()
    }
}
