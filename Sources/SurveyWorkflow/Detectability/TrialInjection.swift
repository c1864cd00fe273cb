internal import Foundation
internal import RadarProcessing
internal import SurveyModel
internal import SyntheticGround

/// Adds simulated echoes to the samples of a sweep as they were recorded.
///
/// Each channel's echoes are scaled so that the simulated early arrival is as strong as the channel's
/// recorded one, and come as late in each trace as its own early arrival does.
struct TrialInjection: Sendable {
    let sweep: Sweep
    let trial: TrialRadar
    /// One-way loss by permittivity (dB/m).
    let loss: @Sendable (Double) -> Double

    private struct Line: Sendable {
        var place: Int
        var offset: Double
        var peak: Double
        var peakTimes: [Double]
    }
    private let lines: [Line]
    private let traceCount: Int

    /// Farther from an item's centre nothing is added (m).
    static let reachMetres = 0.8

    init(
        _ sweep: Sweep, _ trial: TrialRadar, loss: @escaping @Sendable (Double) -> Double
    ) {
        self.sweep = sweep
        self.trial = trial
        self.loss = loss
        let cycle = 1000 / trial.radar.wavelet.centreFrequencyMHz
        lines = sweep.channels.enumerated().filter { $1.kind == .radar }.map { place, channel in
            let arrival = EarlyArrival(in: channel.radargram)
            let width = channel.radargram.samplesPerTrace
            let peaks = stride(
                from: arrival.peakSample, to: channel.radargram.samples.count, by: width
            )
            .map { channel.radargram.samples[$0] }.filter(\.isFinite).sorted()
            let peak = peaks.isEmpty ? 0 : peaks[peaks.count / 2]
            return Line(
                place: place, offset: channel.lateralOffsetMetres, peak: Double(peak),
                peakTimes: Self.peakTimes(
                    channel.radargram, around: arrival.peakSample, sign: peak,
                    halfCycle: cycle / 2))
        }
        traceCount = sweep.channels.map(\.radargram.traceCount).min() ?? 0
    }

    /// The sweep with the echoes of `pass` added.
    func sweep(with pass: TrialPass) throws -> Sweep {
        var result = sweep
        let traces = ranges(of: pass)
        for group in groups {
            let middle =
                (group.lines.first.map(\.offset) ?? 0) / 2
                + (group.lines.last.map(\.offset) ?? 0) / 2
            var scene = trial.scene(
                permittivity: pass.permittivity, lossDecibelsPerMetre: loss(pass.permittivity),
                length: trial.radar.traceSpacingMetres * Double(traceCount),
                channels: group.lines.count, channelSpacing: group.spacing)
            scene.objects = try pass.echoes.enumerated().map { number, echo in
                try ReferenceItem.object(
                    echo.item, id: "\(number)",
                    x: Double(echo.trace) * trial.radar.traceSpacingMetres,
                    y: echo.yMetres - middle, depth: echo.depthMetres, tilt: echo.tiltDegrees,
                    yaw: echo.yawDegrees)
            }
            let simulator = try GroundSimulator(scene, usesLegTable: true)
            let (empty, peak, peakTime) = TrialRadar.empty(simulator)
            for (channel, line) in group.lines.enumerated() {
                var samples = result.channels[line.place].radargram.samples
                let scale = Float(line.peak / peak)
                for range in traces where range.upperBound <= line.peakTimes.count {
                    let made = simulator.traces(channel: channel, range: range)
                    for (row, trace) in range.enumerated() {
                        let start = row * empty.count
                        let echo = empty.indices.map { made[start + $0] - empty[$0] }
                        let shift =
                            (line.peakTimes[trace] - peakTime)
                            / trial.radar.sampleIntervalNanoseconds
                        Self.add(
                            echo, shift: shift, scale: scale, to: &samples,
                            start: trace * empty.count)
                    }
                }
                result.channels[line.place].radargram.samples = samples
            }
        }
        return result
    }

    /// Channels side by side at one spacing, or each alone where they are not.
    private var groups: [(lines: [Line], spacing: Double)] {
        let sorted = lines.sorted { $0.offset < $1.offset }
        guard sorted.count > 1, let first = sorted.first, let last = sorted.last else {
            return sorted.map { ([$0], 0.1) }
        }
        let spacing = (last.offset - first.offset) / Double(sorted.count - 1)
        let isEven = sorted.enumerated().allSatisfy {
            abs($1.offset - first.offset - Double($0) * spacing) < 0.001
        }
        return isEven && spacing >= 0.001 ? [(sorted, spacing)] : sorted.map { ([$0], 0.1) }
    }

    /// The traces that see anything of `pass`.
    private func ranges(of pass: TrialPass) -> [Range<Int>] {
        let half = Int((Self.reachMetres / trial.radar.traceSpacingMetres).rounded(.up))
        var found: [Range<Int>] = []
        for echo in pass.echoes.sorted(by: { $0.trace < $1.trace }) {
            let own = max(0, echo.trace - half)..<min(traceCount, echo.trace + half + 1)
            if let last = found.last, last.upperBound >= own.lowerBound {
                found[found.count - 1] =
                    last.lowerBound..<max(last.upperBound, own.upperBound)
            } else {
                found.append(own)
            }
        }
        return found
    }

    /// Adds `row`, `scale` times and `shift` samples later, by the cubic through four values.
    private static func add(
        _ row: [Float], shift: Double, scale: Float, to samples: inout [Float], start: Int
    ) {
        let whole = Int(shift.rounded(.down))
        let x = Float(shift - shift.rounded(.down))
        // Weights of the values 2, 1, 0 and -1 places before.
        let weights = [
            x * (x * x - 1) / 6, -x * (x + 1) * (x - 2) / 2, (x * x - 1) * (x - 2) / 2,
            -x * (x - 1) * (x - 2) / 6,
        ]
        for place in row.indices {
            var value: Float = 0
            for (number, weight) in weights.enumerated() {
                let source = place - whole - 2 + number
                if row.indices.contains(source) { value += weight * row[source] }
            }
            samples[start + place] += scale * value
        }
    }

    /// Time of the early arrival of each trace (ns from the first sample), steadied over five traces.
    private static func peakTimes(
        _ radargram: Radargram, around sample: Int, sign: Float, halfCycle: Double
    ) -> [Double] {
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let half = max(1, Int((halfCycle / interval).rounded()))
        let width = radargram.samplesPerTrace
        let turn: Float = sign < 0 ? -1 : 1
        let raw = (0..<radargram.traceCount).map { trace -> Double in
            let start = trace * width
            let window = max(1, sample - half)..<max(2, min(width - 1, sample + half + 1))
            let peak =
                window.max {
                    turn * radargram.samples[start + $0] < turn * radargram.samples[start + $1]
                } ?? sample
            let (a, b, c) = (
                Double(turn * radargram.samples[start + peak - 1]),
                Double(turn * radargram.samples[start + peak]),
                Double(turn * radargram.samples[start + peak + 1])
            )
            let bend = a - 2 * b + c
            let part = bend < 0 ? min(0.5, max(-0.5, 0.5 * (a - c) / bend)) : 0
            return (Double(peak) + part) * interval
        }
        return raw.indices.map { place in
            let near = raw[max(0, place - 2)...min(raw.count - 1, place + 2)].sorted()
            return near[near.count / 2]
        }
    }
}
