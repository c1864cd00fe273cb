internal import Glibc
internal import SignalKit

/// What recording does to the traces of one channel: every number belongs to (seed, channel, trace).
struct ChannelFlaws: Sendable {
    private let flaws: RecordingFlaws
    private let channel: Int
    private let lateralOffset: Double
    private let timeOffset: Double
    private let gainOffset: Double
    private let timeDrift: SmoothSeries
    private let gainDrift: SmoothSeries
    private let height: SmoothSeries
    private let roll: SmoothSeries
    private let ringingDrift: SmoothSeries
    private let jitter: SeededHash
    private let interference: SeededHash
    private let noise: SeededHash
    private let ringing: [Float]
    private let directPeak: Double
    private let interval: Double
    private let centre: Double

    init(_ flaws: RecordingFlaws, seed: UInt64, radar: SimulatedRadar, channel: Int) {
        self.flaws = flaws
        self.channel = channel
        lateralOffset = radar.lateralOffsetMetres(ofChannel: channel)
        timeOffset =
            flaws.channelTimeOffsetNanoseconds
            * Double(SeededHash(seed: seed, .channelTime).normal(channel))
        gainOffset =
            flaws.channelGainDecibels * Double(SeededHash(seed: seed, .channelGain).normal(channel))
        timeDrift = SmoothSeries(
            SeededHash(seed: seed, .timeDrift), correlationLength: flaws.driftLengthMetres)
        gainDrift = SmoothSeries(
            SeededHash(seed: seed, .gainDrift, channel), correlationLength: flaws.driftLengthMetres)
        height = SmoothSeries(
            SeededHash(seed: seed, .height), correlationLength: flaws.wobbleLengthMetres)
        roll = SmoothSeries(
            SeededHash(seed: seed, .roll), correlationLength: flaws.wobbleLengthMetres)
        ringingDrift = SmoothSeries(
            SeededHash(seed: seed, .ringingDrift, channel),
            correlationLength: flaws.driftLengthMetres)
        jitter = SeededHash(seed: seed, .timeJitter, channel)
        interference = SeededHash(seed: seed, .interference, channel)
        noise = SeededHash(seed: seed, .receiver, channel)
        directPeak = radar.directWaveAmplitude
        interval = radar.sampleIntervalNanoseconds
        centre = radar.wavelet.centreFrequencyMHz / 1000
        ringing = Self.ringing(flaws, seed, radar, channel)
    }

    /// Lateness of time zero in a trace (ns).
    func lateness(trace: Int, distance: Double) -> Double {
        timeOffset + flaws.timeZeroDriftNanoseconds * timeDrift.value(at: distance)
            + flaws.timeZeroJitterNanoseconds * Double(jitter.normal(trace))
    }

    /// Rise of the antennas above their nominal height (m).
    func rise(distance: Double) -> Double {
        flaws.heightWobbleMetres * height.value(at: distance)
            + lateralOffset * tan(flaws.rollDegrees * .pi / 180 * roll.value(at: distance))
    }

    /// Multiplies by the channel's gain and adds ringing, interference and noise.
    func finish(_ row: inout MutableSpan<Float>, trace: Int, distance: Double) {
        let decibels = gainOffset + flaws.gainDriftDecibels * gainDrift.value(at: distance)
        let gain = Float(amplitude(decibels: decibels))
        let swell = Float(1 + flaws.ringingDrift * ringingDrift.value(at: distance))
        for sample in row.indices { row[sample] = gain * (row[sample] + swell * ringing[sample]) }
        addInterference(&row, trace)
        guard flaws.receiverNoiseDecibels > -300 else { return }
        let level = Float(directPeak * amplitude(decibels: flaws.receiverNoiseDecibels))
        let numbers = noise.child(trace)
        for sample in row.indices { row[sample] += level * numbers.normal(sample) }
    }

    /// A burst of a sine of 0.4 to 1.6 times the centre frequency under a bell.
    private func addInterference(_ row: inout MutableSpan<Float>, _ trace: Int) {
        let numbers = interference.child(trace)
        guard numbers.uniform(0) < flaws.interferenceTraceFraction else { return }
        let level = directPeak * amplitude(decibels: flaws.interferenceDecibels)
        let turn = 2 * Double.pi * centre * (0.4 + 1.2 * numbers.uniform(1)) * interval
        let phase = 2 * Double.pi * numbers.uniform(2)
        let middle = numbers.uniform(3) * Double(row.count)
        let width = (0.5 + 2 * numbers.uniform(4)) / interval
        for sample in row.indices {
            let away = (Double(sample) - middle) / width
            guard abs(away) < 4 else { continue }
            row[sample] += Float(
                level * exp(-away * away) * sin(turn * Double(sample) + phase))
        }
    }

    /// A decaying sine that starts with the direct wave, of a frequency and phase of the channel's own.
    private static func ringing(
        _ flaws: RecordingFlaws, _ seed: UInt64, _ radar: SimulatedRadar, _ channel: Int
    ) -> [Float] {
        let numbers = SeededHash(seed: seed, .ringing, channel)
        let level =
            flaws.ringingDecibels > -300
            ? radar.directWaveAmplitude * amplitude(decibels: flaws.ringingDecibels) : 0
        let centre = radar.wavelet.centreFrequencyMHz / 1000
        let frequency = centre * (0.5 + 0.6 * numbers.uniform(0))
        let phase = 2 * Double.pi * numbers.uniform(1)
        let decay = 4 / centre
        return (0..<radar.samplesPerTrace).map { sample in
            let time =
                Double(sample) * radar.sampleIntervalNanoseconds
                - radar.timeZeroNanoseconds - 0.3
            let onset = 0.5 + 0.5 * tanh(time * centre * 3)
            return Float(
                level * onset * exp(-max(0, time) / decay)
                    * sin(2 * .pi * frequency * time + phase))
        }
    }
}
