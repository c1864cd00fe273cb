internal import SurveyModel

/// The samples of a trace and as many before and after them as a wavelet needs, so that what lies just
/// outside still adds its tail.
struct TraceWindow: Sendable {
    /// Samples before the first.
    let margin: Int
    /// Samples of a trace with both margins.
    let sampleCount: Int
    private let interval: Double
    private let timeZero: Double

    init(_ radar: SimulatedRadar) {
        let longest = 2.5 / (radar.wavelet.centreFrequencyMHz / 1000)
        interval = radar.sampleIntervalNanoseconds
        timeZero = radar.timeZeroNanoseconds
        margin = Int((longest / interval).rounded(.up)) + 4
        sampleCount = radar.samplesPerTrace + 2 * margin
    }

    /// The place of an echo of the given delay (ns), in samples.
    @inline(__always)
    func place(_ delay: Double) -> Double { (delay + timeZero) / interval + Double(margin) }

    /// A time (ns) in samples.
    func samples(_ time: Double) -> Double { time / interval }
}
