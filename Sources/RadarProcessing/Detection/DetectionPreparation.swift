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
        guard let first = radar.first?.radargram else { throw .noRadarChannel }
        guard sweep.positionSource != .none else { throw .unknownTraceSpacing }
        for channel in radar {
            guard channel.radargram.traceCount >= Self.fewestTraces else {
                throw .tooFewTraces(
                    step: "detection", traces: channel.radargram.traceCount,
                    needed: Self.fewestTraces)
            }
            try SweepFitness.checkSpacing(of: channel.radargram)
            try SweepFitness.checkFlags(of: channel)
            guard abs(channel.lateralOffsetMetres) <= 20 else {
                throw .impossibleOffset(
                    channel: channel.index, metres: channel.lateralOffsetMetres)
            }
        }
        guard first.samplesPerTrace >= Self.fewestSamples else {
            throw .tooFewSamples(
                step: "detection", samples: first.samplesPerTrace, needed: Self.fewestSamples)
        }
        let frequency = try CentreFrequency.megahertz(of: sweep, given: given)
        for channel in radar {
            try SweepFitness.checkFrequency(
                frequency,
                intervalNanoseconds: channel.radargram.timeAxis.sampleIntervalNanoseconds,
                samplesPerTrace: channel.radargram.samplesPerTrace)
        }
        centreFrequencyMHz = frequency
        instrument = sweep.instrument
        var qualities: [Int: ChannelQuality] = [:]
        for channel in radar {
            qualities[channel.index] = QualityControl.assess(
                channel.radargram, centreFrequencyMHz: frequency)
        }
        self.qualities = qualities
        gains = ChannelGain.factors(qualities.mapValues(\.earlyStrength))
    }

    /// Fewest traces a channel must have.
    public static let fewestTraces = 25
    /// Fewest samples a trace must have.
    public static let fewestSamples = 32

    /// The two whitened sections of one channel, ready for detection.
    ///
    /// - Throws: `ProcessingError.bandDoesNotFit`.
    public func prepare(_ channel: Channel) throws(ProcessingError) -> PreparedChannel {
        let aligned = try align(channel)
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

/// One channel after steps 1-3: good traces of unit strength, their early arrivals at one time.
public struct AlignedChannel: Sendable {
    /// Channel number.
    public let index: Int
    /// Offset across travel (m), positive to the left.
    public let lateralOffsetMetres: Double
    /// The section, its background still in it.
    public let section: Radargram
    /// Time of the ground surface's echo from the first sample (ns).
    public let surfaceNanoseconds: Double
    /// Time of the early arrival's peak from the first sample (ns).
    public let arrivalNanoseconds: Double
    /// Time from the first sample up to which all good traces hold signal (ns).
    public let liveNanoseconds: Double
    /// Fault of each trace, `nil` for a good one.
    public let faults: [ChannelQuality.Fault?]
    /// What time-zero alignment took off each trace (ns).
    public let timeZeroShiftsNanoseconds: [Double]
}

/// One channel after steps 1-5.
public struct PreparedChannel: Sendable {
    /// Channel number.
    public let index: Int
    /// Offset across travel (m), positive to the left.
    public let lateralOffsetMetres: Double
    /// Whitened section with the anti-personnel background window.
    public let short: Radargram
    /// Whitened section with the anti-vehicle background window.
    public let long: Radargram
    /// `short` before neighbouring traces were added in phase.
    public let shortUnsmoothed: Radargram
    /// `long` before neighbouring traces were added in phase.
    public let longUnsmoothed: Radargram
    /// Time of the ground surface's echo from the first sample (ns).
    public let surfaceNanoseconds: Double
    /// Time of the early arrival's peak from the first sample (ns).
    public let arrivalNanoseconds: Double
    /// Phase of the early arrival's analytic signal at its peak (rad): what echoes are compared with.
    public let arrivalPhase: Double
    /// Time from the first sample up to which all good traces hold signal (ns).
    public let liveNanoseconds: Double
    /// Fault of each trace, `nil` for a good one.
    public let faults: [ChannelQuality.Fault?]
    /// What time-zero alignment took off each trace (ns).
    public let timeZeroShiftsNanoseconds: [Double]

    /// The stretches of good traces with the depth their window reaches at `permittivity`.
    ///
    /// A stretch ends at a faulty trace and where the step is more than one and a half times the usual.
    public func validStretches(permittivity: Double) -> [ValidStretch] {
        guard let step = short.traceSpacingMetres else { return [] }
        let reach =
            max(0, liveNanoseconds - surfaceNanoseconds) * speedOfLightMetresPerNanosecond
            / (2 * permittivity.squareRoot())
        var stretches: [ValidStretch] = []
        var start: Int?
        func close(_ end: Int) {
            guard let first = start else { return }
            let ends = [short.distancesMetres[first], short.distancesMetres[end]]
            stretches.append(
                ValidStretch(
                    channel: index, lateralOffsetMetres: lateralOffsetMetres,
                    fromMetres: (ends.min() ?? 0) - step / 2,
                    toMetres: (ends.max() ?? 0) + step / 2,
                    depthReachMetres: reach, traceStepMetres: step))
            start = nil
        }
        for trace in faults.indices {
            if trace > 0 {
                let gap = abs(short.distancesMetres[trace] - short.distancesMetres[trace - 1])
                if gap > 1.5 * step { close(trace - 1) }
            }
            if faults[trace] != nil {
                close(trace - 1)
            } else if start == nil {
                start = trace
            }
        }
        close(faults.count - 1)
        return stretches
    }
}
