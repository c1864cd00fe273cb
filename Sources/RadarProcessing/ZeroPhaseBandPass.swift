internal import SignalKit
public import SurveyModel

/// Zero-phase FIR band-pass from 0.25 to 2.2 times the centre frequency.
///
/// Local in traces.
public struct ZeroPhaseBandPass: Sendable, Hashable {
    /// Lower corner (MHz).
    public var lowMHz: Double
    /// Upper corner (MHz).
    public var highMHz: Double
    /// Number of taps, odd.
    public var tapCount: Int

    /// The band of a radar of `centreFrequencyMHz`.
    public init(centreFrequencyMHz: Double, tapCount: Int = 65) {
        lowMHz = 0.25 * centreFrequencyMHz
        highMHz = 2.2 * centreFrequencyMHz
        self.tapCount = tapCount | 1
    }

    /// Changes every trace of `radargram` in place; traces are extended by their end values.
    ///
    /// - Throws: `ProcessingError.bandDoesNotFit` where the lower corner is not below 0.45 cycles per
    ///   sample; an upper corner above that is brought down to it, as the samples hold nothing there.
    public func apply(to radargram: inout Radargram) throws(ProcessingError) {
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let low = lowMHz * interval / 1000
        let high = min(highMHz * interval / 1000, 0.45)
        guard low > 0, low < 0.9 * high else {
            throw .bandDoesNotFit(
                centreFrequencyMHz: lowMHz / 0.25, sampleIntervalNanoseconds: interval)
        }
        let taps = BandPass.taps(count: tapCount, low: low, high: high)
        let count = radargram.samplesPerTrace
        var transform = RealFourierTransform(count: FastLength.atLeast(count + 2 * taps.count))
        let response = BandPass.response(of: taps, count: transform.count)
        var row = [Float](repeating: 0, count: count)
        for start in stride(from: 0, to: radargram.samples.count, by: max(count, 1)) {
            for i in 0..<count { row[i] = radargram.samples[start + i] }
            var span = row.mutableSpan
            transform.filter(&span, leading: taps.count, response: response.span)
            for i in 0..<count { radargram.samples[start + i] = row[i] }
        }
    }
}
