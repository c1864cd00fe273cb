internal import SignalKit
public import SurveyModel

/// Zero-phase FIR band-pass, by the window method (Hamming).
///
/// Local in traces.
public struct ZeroPhaseBandPass: Sendable, Hashable, LineStep {
    /// Lower corner (MHz).
    public var lowMHz: Double
    /// Upper corner (MHz).
    public var highMHz: Double
    /// Number of taps, odd.
    public var tapCount: Int

    /// From 0.25 to 2.2 times `centreFrequencyMHz`.
    public init(centreFrequencyMHz: Double, tapCount: Int = 65) {
        self.init(
            lowMHz: 0.25 * centreFrequencyMHz, highMHz: 2.2 * centreFrequencyMHz,
            tapCount: tapCount)
    }

    /// From `lowMHz` to `highMHz` with an odd number of taps.
    public init(lowMHz: Double, highMHz: Double, tapCount: Int = 65) {
        self.lowMHz = lowMHz
        self.highMHz = highMHz
        self.tapCount = tapCount | 1
    }

    /// Highest corner, in cycles per sample, that a filter of this length can still shape.
    static let highestCorner = 0.45

    /// The band of a radar of `centreFrequencyMHz`, its upper corner brought down to what samples
    /// every `intervalNanoseconds` hold.
    public static func holding(
        centreFrequencyMHz: Double, intervalNanoseconds: Double
    ) -> ZeroPhaseBandPass {
        var band = ZeroPhaseBandPass(centreFrequencyMHz: centreFrequencyMHz)
        band.highMHz = min(band.highMHz, 1000 * highestCorner / intervalNanoseconds)
        return band
    }

    /// Corners and taps.
    public var settings: [String: StepValue] {
        [
            "lowMHz": .number(lowMHz), "highMHz": .number(highMHz),
            "taps": .number(Double(tapCount)),
        ]
    }

    /// Filters up to this length are taken on any trace.
    private static let standardTaps = 65

    /// The line unchanged; the band must lie below what its samples hold, and the taps must shape it and
    /// fit the trace; the standard's 65 are extended beyond a shorter one.
    ///
    /// - Throws: `ProcessingError.bandAboveSampling`, `.windowTooLong`, `.badStepValue`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        _ = try corners(line.timeAxis.sampleIntervalNanoseconds)
        guard tapCount <= max(line.samplesPerTrace, Self.standardTaps) else {
            throw .windowTooLong(
                step: "bandpass", window: "\(tapCount) taps",
                available: "\(line.samplesPerTrace) samples")
        }
        try FrequencyBand.checkShape(
            lowMHz: lowMHz, highMHz: highMHz, tapCount: tapCount, step: "bandpass",
            intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds)
        return line
    }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        try apply(to: &section.radargram)
    }

    /// Changes every trace of `radargram` in place; traces are extended by their end values.
    ///
    /// - Throws: as `line(after:)`.
    public func apply(to radargram: inout Radargram) throws(ProcessingError) {
        let (low, high) = try corners(radargram.timeAxis.sampleIntervalNanoseconds)
        let taps = BandPass.taps(count: tapCount, low: low, high: high)
        let count = radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(count + 2 * taps.count))
        let response = BandPass.response(of: taps, count: transform.count)
        radargram.changeSamples { samples, width in
            transform.filterRows(
                &samples, columns: width, leading: taps.count, response: response.span)
        }
    }

    /// The corners in cycles per sample.
    private func corners(_ interval: Double) throws(ProcessingError) -> (Double, Double) {
        let low = lowMHz * interval / 1000
        let high = highMHz * interval / 1000
        guard high <= Self.highestCorner * (1 + 1e-12) else {
            throw .bandAboveSampling(
                step: "bandpass", highMHz: highMHz,
                limitMHz: 1000 * Self.highestCorner / interval)
        }
        guard low > 0, low < 0.9 * high else {
            throw .badStepValue(
                step: "bandpass",
                reason: "a band from \(lowMHz) to \(highMHz) MHz is too narrow or upside down")
        }
        return (low, high)
    }
}
