internal import Foundation
internal import MineDetection
internal import RadarProcessing
internal import Statistics
internal import SurveyModel

/// What sweeps over ground without objects tell, before it is judged: the same figures for the strip a
/// calibration is made on and for the ground it is compared with.
struct CalibrationMeasure: Sendable {
    var directLevel: CalibrationFigure
    var noise: CalibrationFigure?
    var channels: [CalibratedChannel]
    var clutter: [ClutterLevel]
    var stretches: CalibrationSample
    var centreFrequencyMHz: Double
    var lengthMetres: Double

    /// Most figures kept of a sample: a difference that takes more to show is too small to matter.
    static let mostKept = 200

    /// Measures `sweeps`.
    ///
    /// - Throws: `WorkflowError` naming the file where a sweep cannot be used at all.
    init(
        _ sweeps: [(file: String, sweep: Sweep)], centreFrequencyMHz given: Double?,
        monitor: WorkMonitor
    ) throws {
        var levels: [Double] = []
        var noises: [NoiseFloor.Level] = []
        var measures: [ClutterMeasure] = []
        var channels: [[CalibratedChannel]] = []
        var frequency = 0.0
        var length = 0.0
        for (file, sweep) in sweeps {
            try monitor.check()
            do {
                let preparation = try DetectionPreparation(
                    sweep: sweep, centreFrequencyMHz: given)
                frequency = preparation.centreFrequencyMHz
                let radar = sweep.channels.filter { $0.kind == .radar }
                let aligned = try radar.map { try preparation.align($0) }
                try Self.checkEvidence(aligned)
                let usable = zip(radar, aligned).filter { $1.faults.contains(nil) }
                for (channel, prepared) in usable {
                    let peak = Self.peak(channel.radargram, prepared.faults)
                    if peak > 0 { levels.append(20 * log10(peak)) }
                    if let noise = NoiseFloor.level(
                        of: channel.radargram, faults: prepared.faults,
                        centreFrequencyMHz: frequency)
                    {
                        noises.append(noise)
                    }
                }
                measures.append(ClutterMeasure(aligned, centreFrequencyMHz: frequency))
                channels.append(
                    ChannelBalance.channels(
                        of: sweep,
                        faults: Dictionary(
                            aligned.map { ($0.index, $0.faults) }, uniquingKeysWith: { a, _ in a }),
                        centreFrequencyMHz: frequency))
                let places = radar.flatMap(\.radargram.distancesMetres)
                length += (places.max() ?? 0) - (places.min() ?? 0)
            } catch let stop as Cancelled {
                throw stop
            } catch {
                throw WorkflowError(file: file, error)
            }
        }
        self.centreFrequencyMHz = frequency
        lengthMetres = length
        directLevel = Self.figure(levels, unit: "dB re stored unit")
        noise = Self.noise(noises)
        clutter = Self.joined(measures.map(\.levels))
        stretches = try Self.sample(measures.map(\.stretches))
        self.channels = Self.joined(channels)
    }

    /// A kept part of `series`, evenly taken, with what it is worth.
    static func sample(_ series: [[Double]]) throws -> CalibrationSample {
        let finite = series.map { $0.filter(\.isFinite) }
        let all = finite.flatMap(\.self)
        guard !all.isEmpty else { return CalibrationSample(values: [], effectiveCount: 0) }
        let worth = try EffectiveCount.of(finite)
        let step = max(1, Double(all.count) / Double(mostKept))
        let kept = (0..<min(all.count, mostKept)).map { place in
            rounded(all[min(all.count - 1, Int((Double(place) + 0.5) * step))], 4)
        }
        return CalibrationSample(
            values: kept, effectiveCount: rounded(min(worth, Double(kept.count)), 2))
    }

    static func rounded(_ value: Double, _ places: Int) -> Double {
        let scale = pow(10, Double(places))
        return (value * scale).rounded() / scale
    }

    /// Throws where no trace of any channel can be believed, with what is wrong with them.
    private static func checkEvidence(_ channels: [AlignedChannel]) throws(ProcessingError) {
        guard !channels.contains(where: { $0.faults.contains(nil) }) else { return }
        var counts: [String: Int] = [:]
        for fault in channels.flatMap(\.faults).compactMap(\.self) {
            counts[fault.rawValue, default: 0] += 1
        }
        let words = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        throw .noEstimate(step: "calibration", reason: "no trace can be believed: \(words)")
    }

    private static func peak(
        _ radargram: Radargram, _ faults: [ChannelQuality.Fault?]
    ) -> Double {
        let peaks = faults.indices.filter { faults[$0] == nil }.map { index in
            Double(radargram.trace(index).prefix(radargram.samplesPerTrace / 2).map(abs).max() ?? 0)
        }
        return peaks.sorted().isEmpty ? 0 : peaks.sorted()[peaks.count / 2]
    }

    private static func figure(_ values: [Double], unit: String) -> CalibrationFigure {
        let sorted = values.sorted()
        let middle = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        return CalibrationFigure(
            rounded(middle, 3), sigma: standardError(values).map { rounded($0, 3) }, unit: unit)
    }

    private static func standardError(_ values: [Double]) -> Double? {
        guard values.count > 1 else { return nil }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let power = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (power / (count - 1) / count).squareRoot()
    }

    private static func noise(_ levels: [NoiseFloor.Level]) -> CalibrationFigure? {
        guard !levels.isEmpty else { return nil }
        let known = levels.filter { !$0.isUpperBound }
        // A bound says less than a level: it counts only where there is nothing else.
        var result = figure(
            (known.isEmpty ? levels : known).map(\.decibels), unit: "dB re early arrival")
        result.isUpperBound = known.isEmpty
        return result
    }

    private static func joined(_ files: [[ClutterLevel]]) -> [ClutterLevel] {
        let count = files.map(\.count).min() ?? 0
        return (0..<count).map { window in
            let own = files.map { $0[window] }
            let sigmas = own.compactMap(\.sigma)
            let power = sigmas.reduce(0) { $0 + $1 * $1 }
            return ClutterLevel(
                nanoseconds: rounded(own[0].nanoseconds, 4),
                decibels: rounded(
                    own.map(\.decibels).reduce(0, +) / Double(own.count), 3),
                sigma: sigmas.count == own.count
                    ? rounded(power.squareRoot() / Double(own.count), 3) : nil)
        }
    }

    /// Means over the files; sigma by the files' own, or their scatter where that is larger.
    private static func joined(_ files: [[CalibratedChannel]]) -> [CalibratedChannel] {
        func mean(_ figures: [CalibrationFigure?], _ places: Int) -> CalibrationFigure? {
            let known = figures.compactMap(\.self)
            guard let first = known.first else { return nil }
            let count = Double(known.count)
            let own = known.compactMap(\.sigma)
            let inner =
                own.count == known.count
                ? own.reduce(0) { $0 + $1 * $1 }.squareRoot() / count : nil
            let outer = standardError(known.map(\.value))
            let sigma = [inner, outer].compactMap(\.self).max()
            return CalibrationFigure(
                rounded(known.map(\.value).reduce(0, +) / count, places),
                sigma: sigma.map { rounded($0, places) }, unit: first.unit)
        }
        let indices = files.first?.map(\.index) ?? []
        return indices.map { index in
            let own = files.compactMap { $0.first { $0.index == index } }
            var channel = CalibratedChannel(index: index)
            channel.gain = mean(own.map(\.gain), 3)
            channel.timeOffset = mean(own.map(\.timeOffset), 5)
            channel.waveletDifference = mean(own.map(\.waveletDifference), 2)
            return channel
        }
    }
}
