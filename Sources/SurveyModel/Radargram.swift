/// The time axis of a trace.
public struct TimeAxis: Sendable, Hashable, Codable {
    /// Time from one sample to the next (ns).
    public var sampleIntervalNanoseconds: Double
    /// Time zero measured from the first sample (ns); negative where the window starts after it.
    public var timeZeroNanoseconds: Double

    /// An axis with `sampleIntervalNanoseconds` between samples.
    public init(sampleIntervalNanoseconds: Double, timeZeroNanoseconds: Double = 0) {
        self.sampleIntervalNanoseconds = sampleIntervalNanoseconds
        self.timeZeroNanoseconds = timeZeroNanoseconds
    }
}

/// A B-scan: samples as Float32 in stored units, traces x samples, row-major, so that one trace is
/// contiguous, with its two axes.
public struct Radargram: Sendable, Equatable {
    /// traces x samples, row-major.
    public var samples: [Float]
    /// Number of samples in each trace.
    public let samplesPerTrace: Int
    /// Distance of each trace from the start of the lane along travel (m); one value per trace.
    public var distancesMetres: [Double]
    /// The time axis all traces share.
    public var timeAxis: TimeAxis

    /// Leading samples of each trace that are flags of the recorder and no amplitudes.
    public var flagSampleCount = 0

    /// Number of traces.
    public var traceCount: Int { distancesMetres.count }

    /// Takes `samples` of shape (`distancesMetres.count`, `samplesPerTrace`); a different number of
    /// samples is a broken caller contract.
    public init(
        samples: [Float], samplesPerTrace: Int, distancesMetres: [Double], timeAxis: TimeAxis
    ) {
        precondition(samples.count == samplesPerTrace * distancesMetres.count)
        self.samples = samples
        self.samplesPerTrace = samplesPerTrace
        self.distancesMetres = distancesMetres
        self.timeAxis = timeAxis
    }

    /// The samples of one trace.
    public func trace(_ index: Int) -> ArraySlice<Float> {
        samples[index * samplesPerTrace..<(index + 1) * samplesPerTrace]
    }

    /// Puts the first amplitude of each trace in place of the recorder's flags, so that none is taken
    /// for an amplitude.
    public mutating func coverFlags() {
        let flags = min(flagSampleCount, samplesPerTrace - 1)
        guard flags > 0 else { return }
        for start in stride(from: 0, to: samples.count, by: samplesPerTrace) {
            for index in start..<start + flags { samples[index] = samples[start + flags] }
        }
        flagSampleCount = 0
    }

    /// Median step between traces (m), `nil` with fewer than two traces.
    public var traceSpacingMetres: Double? {
        guard traceCount > 1 else { return nil }
        let steps = (1..<traceCount).map { abs(distancesMetres[$0] - distancesMetres[$0 - 1]) }
        return steps.sorted()[steps.count / 2]
    }
}
