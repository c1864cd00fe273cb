internal import SignalKit
public import SurveyModel

/// The centre frequency of a radar, from its file or measured on its early arrival.
public enum CentreFrequency: Sendable {
    /// The one given, else the file's, else the one measured on the first radar channel (MHz).
    ///
    /// - Throws: `ProcessingError.noRadarChannel`, `.unknownCentreFrequency`.
    public static func megahertz(
        of sweep: Sweep, given: Double?
    ) throws(ProcessingError) -> Double {
        guard let first = sweep.channels.first(where: { $0.kind == .radar })?.radargram else {
            throw .noRadarChannel
        }
        guard let frequency = given ?? sweep.instrument.centreFrequencyMHz ?? measureMHz(in: first),
            frequency > 0
        else { throw .unknownCentreFrequency }
        return frequency
    }

    /// Centroid of the power spectrum of the median trace's early part (MHz), 0 frequency left out.
    ///
    /// `nil` where the trace is empty or constant.
    public static func measureMHz(in radargram: Radargram) -> Double? {
        let median = radargram.medianTrace()
        guard median.count >= 8 else { return nil }
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let peak = EarlyArrival(medianTrace: median, interval: interval).peakSample
        let early = Array(median.prefix(max(8, min(median.count, 2 * peak + 8))))
        let mean = early.reduce(0, +) / Float(early.count)
        let centred = early.map { $0 - mean }
        var transform = RealFourierTransform(count: FastLength.atLeast(4 * centred.count))
        let spectrum = transform.spectrum(of: centred.span)
        var power = 0.0
        var moment = 0.0
        for (k, value) in spectrum.enumerated().dropFirst() {
            let weight = Double(value.squaredMagnitude)
            power += weight
            moment += weight * Double(k)
        }
        guard power > 0, (moment / power).isFinite else { return nil }
        return moment / power / Double(transform.count) / interval * 1000
    }
}
