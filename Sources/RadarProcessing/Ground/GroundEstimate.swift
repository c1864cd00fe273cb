internal import Foundation
public import SurveyModel

/// What a sweep alone tells of its ground: clutter, noise and loss by time, and what is wrong with its
/// traces.
///
/// Levels are in dB re the peak of the early arrival (direct wave and surface echo). Nothing a file says of
/// its soil is read.
public struct GroundEstimate: Sendable, Equatable {
    /// The permittivity the ground may have, from elsewhere.
    public struct Permittivity: Sendable, Hashable, Codable {
        /// Lowest value taken into account.
        public var low: Double
        /// Highest value taken into account.
        public var high: Double

        /// From `low` to `high`.
        public init(low: Double, high: Double) {
            self.low = min(low, high)
            self.high = max(low, high)
        }

        /// A value known to within `sigma` (two standard deviations either way).
        public init(value: Double, sigma: Double) {
            self.init(low: max(1.5, value - 2 * sigma), high: value + 2 * sigma)
        }

        /// Dry to damp sand: what is taken where nothing is known.
        public static let dryToDamp = Permittivity(low: 2.6, high: 7)

        /// The middle, by travel time.
        public var middle: Double {
            let index = (low.squareRoot() + high.squareRoot()) / 2
            return index * index
        }
    }

    /// The channels.
    public var channels: [ChannelGround]
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double
    /// The loss; `nil` where the ground's echoes are not seen over enough delay.
    public var loss: GroundLoss?
    /// The permittivity taken into account.
    public var permittivity: Permittivity

    /// Clutter counts as seen where clutter and noise together exceed the noise by this (dB).
    ///
    /// The clutter itself then exceeds it by 6 dB. The loss is fitted to what is seen.
    public static let visibleDecibels = 7.0
    /// The loss is fitted from this delay on, past the surface's own echoes (cycles).
    static let fitFromCycles = 1.0

    /// The ground under all radar channels of `sweep`, to `depthMetres` of the slowest ground taken into
    /// account.
    ///
    /// - Throws: `ProcessingError`, as `DetectionPreparation`, or `Cancelled`.
    public init(
        _ sweep: Sweep, centreFrequencyMHz: Double? = nil,
        permittivity: Permittivity = .dryToDamp, depthMetres: Double = 0.25,
        tileMetres: Double = 1, monitor: WorkMonitor = .silent
    ) throws {
        try self.init(
            SweepOnDemand(sweep), centreFrequencyMHz: centreFrequencyMHz,
            permittivity: permittivity, depthMetres: depthMetres, tileMetres: tileMetres,
            monitor: monitor)
    }

    /// The same, one channel in memory at a time.
    ///
    /// - Throws: what reading throws, too.
    public init(
        _ sweep: SweepOnDemand, centreFrequencyMHz: Double? = nil,
        permittivity: Permittivity = .dryToDamp, depthMetres: Double = 0.25,
        tileMetres: Double = 1, monitor: WorkMonitor = .silent
    ) throws {
        let preparation = try DetectionPreparation(
            sweep: sweep, centreFrequencyMHz: centreFrequencyMHz)
        self.centreFrequencyMHz = preparation.centreFrequencyMHz
        self.permittivity = permittivity
        // Lossy ground is wet, and slow.
        let slowest = max(31, permittivity.high).squareRoot()
        let longest = 2 * depthMetres * slowest / speedOfLightMetresPerNanosecond
        channels = []
        for place in sweep.radarPlaces {
            try monitor.check()
            channels.append(
                try ChannelGround(
                    try sweep.channel(at: place), preparation, longestDelayNanoseconds: longest,
                    tileMetres: tileMetres))
        }
        let height = sweep.outline.instrument.antennaHeightMetres ?? Self.usualHeightMetres
        loss = Self.loss(
            channels, centreFrequencyMHz: preparation.centreFrequencyMHz,
            permittivity: permittivity.middle, height: height)
    }

    /// Height of antennas where none is known (m).
    public static let usualHeightMetres = 0.04

    /// The loss from the median over tiles and channels of the clutter, its noise taken off.
    static func loss(
        _ channels: [ChannelGround], centreFrequencyMHz: Double, permittivity: Double,
        height: Double
    ) -> GroundLoss? {
        let first = fitFromCycles * 1000 / centreFrequencyMHz
        var delays: [Double] = []
        var levels: [Double] = []
        for bin in 0..<(channels.map(\.delaysNanoseconds.count).min() ?? 0) {
            let found = channels.flatMap { channel -> [Double] in
                guard let noise = channel.bandNoiseDecibels else { return [] }
                return channel.tiles.map { $0.levelsDecibels[bin] - noise }.filter(\.isFinite)
            }.sorted()
            let noises = channels.compactMap(\.bandNoiseDecibels)
            guard !found.isEmpty, !noises.isEmpty else { return nil }
            let delay = channels[0].delaysNanoseconds[bin]
            guard delay >= first else { continue }
            let excess = found[found.count / 2]
            guard excess >= visibleDecibels else { break }
            delays.append(delay)
            levels.append(10 * log10(pow(10, excess / 10) - 1))
        }
        return GroundLoss(
            delaysNanoseconds: delays, levelsDecibels: levels, permittivity: permittivity,
            antennaHeightMetres: height)
    }

    /// The noise verdict that holds for the sweep: the worst of its channels.
    public var noiseVerdict: ReceiverNoise.Verdict {
        let verdicts = Set(channels.map(\.noise.verdict))
        if verdicts.contains(.changing) { return .changing }
        return verdicts.contains(.notMeasurable) || verdicts.isEmpty ? .notMeasurable : .steady
    }

    /// Median over tiles and channels of the level at `delayNanoseconds` after the surface less the noise in
    /// band (dB), `nil` beyond the window or without a measured noise.
    public func clutterOverNoiseDecibels(atDelay delayNanoseconds: Double) -> Double? {
        let found = channels.flatMap { channel -> [Double] in
            guard let noise = channel.bandNoiseDecibels else { return [] }
            return channel.tiles.compactMap {
                channel.level(of: $0, atDelay: delayNanoseconds).map { $0 - noise }
            }
        }.sorted()
        return found.isEmpty ? nil : found[found.count / 2]
    }
}

extension ChannelGround {
    /// Level of `tile` in the bin that holds `delayNanoseconds` (dB); `nil` beyond the bins.
    public func level(of tile: Tile, atDelay delayNanoseconds: Double) -> Double? {
        guard delaysNanoseconds.count > 1 else { return nil }
        let bin = Int(delayNanoseconds / (delaysNanoseconds[1] - delaysNanoseconds[0]))
        guard delayNanoseconds >= 0, tile.levelsDecibels.indices.contains(bin),
            tile.levelsDecibels[bin].isFinite
        else { return nil }
        return tile.levelsDecibels[bin]
    }
}
