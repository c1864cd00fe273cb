import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SweepOnDemandTests {
    private let folder: TemporaryFolder
    private let file: String
    private let sweep: Sweep

    init() throws {
        folder = try TemporaryFolder()
        file = folder.file("lane.sgy")
        var made = TinySweep.sweep(
            seed: 9, targets: [TinySweep.Target(x: 1, y: 0.1), TinySweep.Target(x: 2, y: -0.2)])
        // A dead trace, so that stretches end and the channel says so.
        let width = made.channels[2].radargram.samplesPerTrace
        for sample in 0..<width { made.channels[2].radargram.samples[20 * width + sample] = 0 }
        try SweepWriter.write(made, to: file)
        sweep = try SweepReader.readAmplitudes(file)
    }

    @Test func `channels read when they are asked for are those of the sweep in memory`() throws {
        let onDemand = try SweepReader.open(file).onDemand()
        #expect(try onDemand.whole() == sweep)
        let part = try onDemand.section(10..<25)
        for (place, channel) in part.channels.enumerated() {
            #expect(channel.radargram == sweep.channels[place].radargram.traces(10..<25))
        }
        #expect(onDemand.outline.channels.allSatisfy { $0.radargram.samples.isEmpty })
        #expect(onDemand.largestChannelByteCount == 61 * 64 * 4)
        #expect(throws: InstrumentError.self) { try SweepReader.open(file).onDemand(limit: 100) }
    }

    @Test func `they give the same alarms, stretches and warnings`() async throws {
        let settings = SurveySettings(name: "T", crs: TinyRoad.crs).detection
        for pipeline in [
            DetectionPipeline(ground: settings),
            DetectionPipeline(ground: settings, joinsChannels: true),
        ] {
            let whole = try await pipeline.scored(sweep)
            let one = try await pipeline.scored(try SweepReader.open(file).onDemand())
            #expect(whole.candidates.count >= 2 && one.candidates == whole.candidates)
            #expect(one.stretches == whole.stretches && one.channelScores == whole.channelScores)
            #expect(one.warnings == whole.warnings && !one.warnings.isEmpty)
            #expect(one.sweptSquareMetres == whole.sweptSquareMetres)
        }
    }

    @Test func `as many channels are worked on at once as memory has room for`() async throws {
        let sizes = [64 << 20, 1 << 20]
        let widths = sizes.map { bytes in
            ChannelQueue(
                SweepOnDemand(
                    outline: sweep,
                    traceCounts: sweep.channels.map { _ in
                        bytes / (64 * 4)
                    }
                ) { _, _ in sweep.channels[0] }, copies: 6
            ).width
        }
        #expect(widths[0] == 1 && widths[1] >= 1)
        let queue = ChannelQueue(SweepOnDemand(sweep), copies: 6)
        let results = try await queue.results(of: 3..<9, .silent, "") { $0 * $0 }
        #expect(results == [9, 16, 25, 36, 49, 64])
        await #expect(throws: Cancelled.self) {
            try await queue.results(
                of: 0..<3, WorkMonitor(progress: { _, _ in }, isCancelled: { true }), ""
            ) { $0 }
        }
    }
}
