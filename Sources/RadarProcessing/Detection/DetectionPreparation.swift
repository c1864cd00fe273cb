internal import SignalKit
public import SurveyModel

/// Steps 1-5 of the detector: quality and line gain, dewow and band-pass, time zero, two-scale moving
/// median, robust whitening.
public struct DetectionPreparation: Sendable {
    /// Centre frequency (MHz).
    public let centreFrequencyMHz: Double
    /// Background window for anti-personnel targets (m).
    public static let shortWindowMetres = 0.30
    /// Background window for anti-vehicle targets (m).
    public static let longWindowMetres = 0.90

    private let instrument: Instrument
    private let gains: [Int: Float]
    private let qualities: [Int: ChannelQuality]

    /// Judges all radar channels of `sweep` and fixes their gains.
    ///
    /// - Throws: `ProcessingError` where the sweep has no radar channel, too few traces or samples, or no
    ///   known trace spacing or frequency.
    public init(sweep: Sweep, centreFrequencyMHz given: Double? = nil) throws(ProcessingError) {
        let radar = sweep.channels.filter { $0.kind == .radar }
        guard let first = radar.first else { throw .noRadarChannel }
        let frequency = try Self.centreFrequency(of: sweep, first: first, given: given)
        var judged: [ChannelJudgement] = []
        for channel in radar {
            judged.append(try ChannelJudgement(channel, centreFrequencyMHz: frequency))
        }
        self.init(sweep.instrument, centreFrequencyMHz: frequency, judged)
    }

    /// The same, one channel in memory at a time.
    ///
    /// - Throws: what reading throws, too.
    public init(sweep: SweepOnDemand, centreFrequencyMHz given: Double? = nil) throws {
        guard let first = sweep.radarPlaces.first else { throw ProcessingError.noRadarChannel }
        let frequency = try Self.centreFrequency(
            of: sweep.outline, first: try sweep.channel(at: first), given: given)
        let judged = try sweep.radarPlaces.map {
            try ChannelJudgement(try sweep.channel(at: $0), centreFrequencyMHz: frequency)
        }
        self.init(sweep.outline.instrument, centreFrequencyMHz: frequency, judged)
    }

    /// A preparation of channels judged one by one at `centreFrequencyMHz`.
    public init(
        _ instrument: Instrument, centreFrequencyMHz: Double, _ judged: [ChannelJudgement]
    ) {
        self.centreFrequencyMHz = centreFrequencyMHz
        self.instrument = instrument
        qualities = Dictionary(
            judged.map { ($0.index, $0.quality) }, uniquingKeysWith: { _, last in last })
        gains = ChannelGain.factors(qualities.mapValues(\.earlyStrength))
    }

    /// The centre frequency that a sweep's channels are judged at (MHz), whose radar channel `first` is.
    ///
    /// - Throws: `ProcessingError` where its traces have no distances or its frequency is not known.
    public static func centreFrequency(
        of sweep: Sweep, first: Channel, given: Double?
    ) throws(ProcessingError) -> Double {
        guard sweep.positionSource != .none else { throw .unknownTraceSpacing }
        try ChannelJudgement.check(first)
        guard
            let frequency = given ?? sweep.instrument.centreFrequencyMHz
                ?? CentreFrequency.measureMHz(in: first.radargram),
            frequency > 0
        else { throw .unknownCentreFrequency }
        return frequency
    }

    /// Fewest traces a channel must have.
    public static let fewestTraces = 25
    /// Fewest samples a trace must have.
    public static let fewestSamples = 32

    /// The two whitened sections of one channel, ready for detection.
    ///
    /// - Throws: `ProcessingError.bandDoesNotFit`.
    public func prepare(_ channel: Channel) throws(ProcessingError) -> PreparedChannel {
        prepared(try align(channel))
    }

    /// Steps 4 and 5 on a channel after steps 1-3.
    public func prepared(_ aligned: AlignedChannel) -> PreparedChannel {
        let short = whitened(aligned.section, Self.shortWindowMetres)
        let long = whitened(aligned.section, Self.longWindowMetres)
        return PreparedChannel(
            index: aligned.index, lateralOffsetMetres: aligned.lateralOffsetMetres,
            short: smoothed(short), long: smoothed(long), shortUnsmoothed: short,
            longUnsmoothed: long, surfaceNanoseconds: aligned.surfaceNanoseconds,
            arrivalNanoseconds: aligned.arrivalNanoseconds,
            arrivalPhase: AnalyticSignal.phase(
                of: aligned.section.medianTrace(),
                at: aligned.arrivalNanoseconds / aligned.section.timeAxis.sampleIntervalNanoseconds
            ),
            liveNanoseconds: aligned.liveNanoseconds, faults: aligned.faults,
            timeZeroShiftsNanoseconds: aligned.timeZeroShiftsNanoseconds)
    }

    /// One channel after steps 1-3: the background still in it.
    ///
    /// - Throws: `ProcessingError.bandDoesNotFit`.
    public func align(_ channel: Channel) throws(ProcessingError) -> AlignedChannel {
        guard let quality = qualities[channel.index], let gain = gains[channel.index] else {
            throw .noRadarChannel
        }
        var section = channel.radargram
        replaceFaultyTraces(&section, quality.faults)
        // To unit strength, so that no stored unit overflows on the way.
        let scale = gain > 0 ? 1 / quality.earlyStrength : 0
        section.changeSamples { samples, _ in RowArithmetic.scale(&samples, by: scale) }
        Dewow(centreFrequencyMHz: centreFrequencyMHz).apply(to: &section)
        try ZeroPhaseBandPass.holding(
            centreFrequencyMHz: centreFrequencyMHz,
            intervalNanoseconds: section.timeAxis.sampleIntervalNanoseconds
        ).apply(to: &section)
        let shifts = TimeZeroAlignment(centreFrequencyMHz: centreFrequencyMHz).apply(to: &section)
        return AlignedChannel(
            index: channel.index, lateralOffsetMetres: channel.lateralOffsetMetres,
            section: section,
            surfaceNanoseconds: quality.arrival.surfaceNanoseconds(
                of: instrument, centreFrequencyMHz: centreFrequencyMHz),
            arrivalNanoseconds: quality.arrival.peakNanoseconds,
            liveNanoseconds: Double(quality.liveSamples)
                * section.timeAxis.sampleIntervalNanoseconds,
            faults: gain == 0 ? quality.faults.map { $0 ?? .weakOrStrong } : quality.faults,
            timeZeroShiftsNanoseconds: shifts)
    }

    private func whitened(_ section: Radargram, _ window: Double) -> Radargram {
        var result = section
        MovingMedianBackground(windowMetres: window).apply(to: &result)
        RobustWhitening().apply(to: &result)
        return result
    }

    private func smoothed(_ whitened: Radargram) -> Radargram {
        var result = whitened
        AlongTrackSmoothing().apply(to: &result)
        RobustWhitening().apply(to: &result)
        return result
    }

    /// Puts the nearest good trace in the place of each faulty one, for the filters only: no alarm is
    /// raised there and the ground is not counted as covered.
    private func replaceFaultyTraces(_ section: inout Radargram, _ faults: [ChannelQuality.Fault?])
    {
        guard faults.contains(where: { $0 != nil }) else { return }
        let good = faults.indices.filter { faults[$0] == nil }
        let width = section.samplesPerTrace
        for index in faults.indices where faults[index] != nil {
            let nearest = good.min { abs($0 - index) < abs($1 - index) }
            let source = nearest.map { Array(section.trace($0)) }
            section.samples.replaceSubrange(
                index * width..<(index + 1) * width,
                with: source ?? [Float](repeating: 0, count: width))
        }
    }
}
