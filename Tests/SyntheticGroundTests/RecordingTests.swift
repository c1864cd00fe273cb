import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct RecordingTests {
    /// A scene whose clean traces are all alike.
    private func scene(channels: Int = 1, length: Double = 2) -> GroundScene {
        var scene = plainScene(length: length)
        scene.radar.channelCount = channels
        scene.radar.samplesPerTrace = 64
        scene.radar.sampleIntervalNanoseconds = 0.05
        scene.radar.directWaveAmplitude = 1.28
        return scene
    }

    /// Flaws of which only what is set after this acts.
    private var none: RecordingFlaws {
        var flaws = RecordingFlaws()
        flaws.receiverNoiseDecibels = -300
        flaws.timeZeroDriftNanoseconds = 0
        flaws.timeZeroJitterNanoseconds = 0
        flaws.channelTimeOffsetNanoseconds = 0
        flaws.channelGainDecibels = 0
        flaws.gainDriftDecibels = 0
        flaws.heightWobbleMetres = 0
        flaws.rollDegrees = 0
        flaws.ringingDecibels = -300
        flaws.ringingDrift = 0
        flaws.interferenceTraceFraction = 0
        return flaws
    }

    private func difference(_ scene: GroundScene, _ flaws: RecordingFlaws) throws -> [Double] {
        var flawed = scene
        flawed.flaws = flaws
        let range = 0..<scene.traceCount
        let clean = try GroundSimulator(scene).traces(channel: 0, range: range)
        let bad = try GroundSimulator(flawed).traces(channel: 0, range: range)
        return zip(bad, clean).map { Double($0 - $1) }
    }

    @Test("Flaws that are all 0 change nothing")
    func nothing() throws {
        #expect(try difference(scene(), none).allSatisfy { $0 == 0 })
    }

    @Test("Receiver noise has the level asked for")
    func noise() throws {
        var flaws = none
        flaws.receiverNoiseDecibels = -40
        let noise = try difference(scene(), flaws)
        let level = (noise.reduce(0) { $0 + $1 * $1 } / Double(noise.count)).squareRoot()
        // 12,864 numbers: 2 % is three standard errors.
        #expect(abs(level / 0.0128 - 1) < 0.02)
    }

    @Test("Bursts hit the share of traces asked for, at most at their peak")
    func interference() throws {
        var flaws = none
        flaws.interferenceTraceFraction = 0.25
        flaws.interferenceDecibels = -20
        let added = try difference(scene(), flaws)
        let hit = (0..<201).filter { trace in
            added[trace * 64..<trace * 64 + 64].contains { abs($0) > 0.01 }
        }.count
        // 201 traces at 1 in 4: three standard deviations are 18; some bursts fall off the window.
        #expect((30...68).contains(hit))
        #expect(added.allSatisfy { abs($0) < 0.129 })
    }

    @Test("Time zero drifts as far as asked and takes the direct wave with it")
    func drift() throws {
        var flawed = scene(length: 60)
        flawed.radar.traceSpacingMetres = 0.5
        var flaws = none
        flaws.timeZeroDriftNanoseconds = 0.05
        flawed.flaws = flaws
        let samples = try GroundSimulator(flawed).traces(channel: 0, range: 0..<121)
        let times = (0..<121).map { trace in
            peak(ArraySlice(Array(samples[trace * 64..<trace * 64 + 64])), in: 18..<31).sample
                * 0.05
        }
        let mean = times.reduce(0, +) / 121
        let spread = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 121).squareRoot()
        // Some 25 independent values.
        #expect(spread > 0.025 && spread < 0.08)
    }

    @Test("A higher antenna hears the surface later and the direct wave in time")
    func height() throws {
        var flaws = none
        flaws.heightWobbleMetres = 0.005
        let scene = scene()
        var flawed = scene
        flawed.flaws = flaws
        let own = ChannelFlaws(
            flaws, seed: flawed.seed, radar: flawed.radar, channel: 0)
        let trace =
            (0..<201).max {
                own.rise(distance: Double($0) * 0.01) < own.rise(distance: Double($1) * 0.01)
            } ?? 0
        let rise = own.rise(distance: Double(trace) * 0.01)
        var silent = flawed
        silent.radar.directWaveAmplitude = 0
        let found = peak(
            try GroundSimulator(silent).traces(channel: 0, range: trace..<trace + 1)[...])
        let delay = hypot(2 * (0.04 + rise), 0.06) / speedOfLightMetresPerNanosecond
        #expect(rise > 0.003)
        #expect(abs(found.sample * 0.05 - 1 - delay) < 0.005)
    }

    @Test("Channels differ in gain and time by what is asked")
    func channels() throws {
        var flaws = none
        flaws.channelGainDecibels = 1
        flaws.channelTimeOffsetNanoseconds = 0.03
        var flawed = scene(channels: 40, length: 0)
        flawed.flaws = flaws
        let simulator = try GroundSimulator(flawed)
        let peaks = (0..<40).map { peak(simulator.traces(channel: $0, range: 0..<1)[...]) }
        func spread(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / 40
            return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40).squareRoot()
        }
        // 40 values: a third is three standard errors.
        #expect(abs(spread(peaks.map { 20 * log10(abs($0.value)) }) - 1) < 0.33)
        #expect(abs(spread(peaks.map { $0.sample * 0.05 }) / 0.03 - 1) < 0.33)
    }
}
