import SurveyModel
import Testing

@testable import Instruments

@Suite struct OverrideTests {
    private func open(
        _ header: KeyedBytes, _ options: SweepReadOptions
    ) throws -> SweepOutline {
        let files = ["l.iprh": header.header, "l.iprb": header.data]
        return try SweepReader.open("l.iprb", in: .recorded(files), options: options).outline
    }

    @Test("Another window moves a time zero that is told as a number of samples")
    func window() throws {
        let outline = try open(.impulse(), SweepReadOptions(windowNanoseconds: 5))
        #expect(outline.channels[0].timeAxis.sampleIntervalNanoseconds == 1.25)
        #expect(outline.channels[0].timeAxis.timeZeroNanoseconds == 2.5)
        let line = Dt1Bytes()
        let own = try line.open(options: SweepReadOptions(windowNanoseconds: 40)).outline
        #expect(own.channels[0].timeAxis.timeZeroNanoseconds == 15)
    }

    @Test(
        "What the file said stays in the audit beside what was given, and is contradicted by name")
    func audit() throws {
        let outline = try Dt1Bytes().open(options: SweepReadOptions(windowNanoseconds: 40)).outline
        let fact = try #require(outline.audit.first { $0.quantity == "time window" })
        #expect(fact.sources.map(\.name).prefix(2) == ["--window", "HD key TOTAL TIME WINDOW"])
        #expect(fact.sources.map(\.value).prefix(2) == [40, 80] && !fact.agrees)
        #expect(outline.audit.count { $0.quantity == "time window" } == 1)
        #expect(outline.warnings.contains { $0.code == "window-contradicted" })
        let spaced = try Dt1Bytes().open(options: SweepReadOptions(traceSpacingMetres: 0.1)).outline
        #expect(spaced.positionSource == .user)
        #expect(spaced.warnings.contains { $0.code == "trace-spacing-contradicted" })
    }

    @Test("Offsets must be as many as the channels, and each difference is named")
    func offsets() throws {
        let given = SweepReadOptions(channelOffsetsMetres: [-0.25])
        let outline = try open(.impulse(), given)
        #expect(outline.channels[0].lateralOffsetMetres == -0.25)
        #expect(outline.warnings.contains { $0.code == "channel-offset-contradicted" })
        #expect(
            throws: InstrumentError.badOption(
                name: "the channel offsets", reason: "are 2, the file holds 1 channels")
        ) { try open(.impulse(), SweepReadOptions(channelOffsetsMetres: [0, 1])) }
    }

    @Test(
        "Options no radar can have are refused",
        arguments: [
            SweepReadOptions(traceSpacingMetres: 0), SweepReadOptions(traceSpacingMetres: .nan),
            SweepReadOptions(windowNanoseconds: -1), SweepReadOptions(timeZeroNanoseconds: .nan),
            SweepReadOptions(channelOffsetsMetres: [.infinity]),
        ])
    func refused(options: SweepReadOptions) {
        #expect(throws: InstrumentError.self) { try open(.impulse(), options) }
    }

    @Test("A window in whole nanoseconds that hides a round interval is doubted")
    func rounded() throws {
        var line = Dt1Bytes(points: 232)
        line.set("TOTAL TIME WINDOW  ", "93")
        let outline = try line.open().outline
        let axis = outline.channels[0].timeAxis
        #expect(axis.sampleIntervalNanoseconds == 93.0 / 232)
        let doubt = try #require(outline.warnings.first { $0.code == "window-rounded" })
        #expect(doubt.text.contains("0.4 ns a sample would be 92.8 ns"))
        line.set("TOTAL TIME WINDOW  ", "116")
        #expect(try !line.open().outline.warnings.contains { $0.code == "window-rounded" })
    }

    @Test("A file of another format under the ending of bare samples is known by its content")
    func renamed() throws {
        var dzt = DztBytes()
        dzt.samplesPerTrace = 128
        let files = ["n.rd3": dzt.bytes]
        let outline = try SweepReader.open("n.rd3", in: .recorded(files)).outline
        #expect(outline.format == "GSSI DZT, 16 bit")
    }
}
