import SurveyModel
import TestSupport
import Testing

@testable import Instruments

@Suite struct ReadingDoubtTests {
    private static func dzt(channels: Int) -> DztBytes {
        var dzt = DztBytes()
        dzt.channelCount = channels
        return dzt
    }

    private func differences(_ outline: SweepOutline) -> [String] {
        outline.warnings.filter { $0.code == "channels-differ" }.map(\.text)
    }

    @Test("Channels that differ in time are named with their intervals, windows and zeros")
    func differ() throws {
        let two = Self.dzt(channels: 2)
        #expect(
            differences(try GssiReaderTests.open(two).outline) == [
                "the radar channels differ in time axis or samples per trace: channel 1: 16 samples "
                    + "of 0.5 ns, a window of 8 ns, time zero at 0 ns; channel 2: 16 samples of "
                    + "1 ns, a window of 16 ns, time zero at 0 ns; each keeps its own"
            ])
        let window = SweepReadOptions(windowNanoseconds: 8)
        #expect(differences(try GssiReaderTests.open(two, options: window).outline) == [])
        #expect(differences(try GssiReaderTests.open(Self.dzt(channels: 1)).outline) == [])
        let many = try GssiReaderTests.open(Self.dzt(channels: 8)).outline
        #expect(differences(many).first?.contains("; others differ too; each") == true)
    }

    @Test("A sidecar says once in what its channels differ")
    func sidecar() throws {
        let text = """
            {"channels": [{"file": "L.DZT", "index": 1, "lateralOffsetMetres": 0.1},
            {"file": "L.DZT", "index": 2, "lateralOffsetMetres": -0.1}]}
            """
        let files = ["d/L.DZT": Self.dzt(channels: 2).bytes, "d/L.sweep.json": Array(text.utf8)]
        let outline = try SweepReader.open("d/L.sweep.json", in: .recorded(files)).outline
        #expect(differences(outline).count == 1)
        #expect(differences(outline).first?.contains("channel 2: 16 samples of 1 ns") == true)
    }

    @Test("A unit of SEG-Y given for another file is said to have no effect")
    func unit() throws {
        let options = SweepReadOptions(segyIntervalUnit: .picoseconds)
        func codes(_ options: SweepReadOptions) throws -> [String] {
            try GssiReaderTests.open(DztBytes(), options: options).outline.warnings.map(\.code)
        }
        #expect(try codes(options).contains("option-without-effect"))
        #expect(try !codes(SweepReadOptions()).contains("option-without-effect"))
        let segy = try SweepReader.open(
            "a.sgy", in: .recorded(["a.sgy": SegyBytes().bytes]), options: options)
        #expect(!segy.outline.warnings.map(\.code).contains("option-without-effect"))
    }
}
