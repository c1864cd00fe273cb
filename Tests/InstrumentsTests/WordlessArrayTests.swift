import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct WordlessArrayTests {
    private func sweep(_ offsets: [Double]) -> Sweep {
        Sweep(
            format: "test", instrument: Instrument(),
            channels: offsets.enumerated().map {
                Channel(
                    index: $0.offset + 1, lateralOffsetMetres: $0.element,
                    radargram: SyntheticSection.section(
                        traces: 30, samples: 64, seed: UInt64($0.offset)))
            }, positionSource: .traceHeaders)
    }

    @Test func `An array whose text header says nothing is still an array, and that is said`()
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.file("a.sgy")
        let written = sweep([-0.15, -0.075, 0, 0.075])
        try SweepWriter.write(written, to: path)
        var bytes = try RegularFile(path: path).allBytes()
        bytes.replaceSubrange(0..<3200, with: [UInt8](repeating: 0x20, count: 3200))
        try DurableFile.write(bytes, to: path)
        let read = try SweepReader.read(path)
        #expect(read.channels.map(\.lateralOffsetMetres) == [-0.15, -0.075, 0, 0.075])
        #expect(read.channels.map(\.radargram.samples) == written.channels.map(\.radargram.samples))
        #expect(read.warnings.contains { $0.code == "lane-frame-assumed" })
    }
}
