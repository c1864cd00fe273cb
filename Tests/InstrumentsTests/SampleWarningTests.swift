import SurveyModel
import Testing

@testable import Instruments

@Suite struct SampleWarningTests {
    @Test("Interleaved channels give the same warnings in blocks as when they are loaded")
    func interleaved() throws {
        var segy = SegyBytes()
        segy.text = "C 1 GPR LINE, PICOSECONDS CDP_Y=LATERAL"
        segy.traces = (0..<7).map { (1 + $0 % 2, $0 / 2 * 20, $0 % 2 * 100) }
        segy.samples = { trace in
            (0..<4).flatMap { sample in
                let value = (trace * 4 + sample) % 5 == 0 ? Float.nan : 1
                return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value.bitPattern >> $0) }
            }
        }
        let file = try SweepReader.open("a.sgy", in: .recorded(["a.sgy": segy.bytes]))
        #expect(file.outline.channels.map(\.traceCount) == [4, 3])
        let found = try file.sampleWarnings()
        #expect(found.map(\.text) == ["6 samples are not finite numbers; they are kept as read"])
        let loaded = try file.load()
        #expect(Array(loaded.warnings.suffix(1)) == found)
        #expect(try SweepFile(loaded).sampleWarnings() == found)
    }
}
