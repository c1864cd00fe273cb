internal import SignalKit
public import SurveyModel

/// The strongest early arrival of a channel: direct wave and, for antennas held just above the ground,
/// the surface echo merged with it.
public struct EarlyArrival: Sendable, Hashable {
    /// Time of its peak on the median trace, from the first sample (ns), to a fraction of a sample.
    public var peakNanoseconds: Double
    /// Sample nearest the peak.
    public var peakSample: Int

    /// Finds it on the median trace, in the first half of the window.
    public init(in radargram: Radargram) {
        self.init(
            medianTrace: radargram.medianTrace(),
            interval: radargram.timeAxis.sampleIntervalNanoseconds)
    }

    /// Finds it on a median trace sampled every `interval` ns.
    init(medianTrace: [Float], interval: Double) {
        let early = medianTrace.prefix(max(1, medianTrace.count / 2)).map(abs)
        let peak = early.indices.max { early[$0] < early[$1] } ?? 0
        peakSample = peak
        var offset = 0.0
        if peak > 0 && peak + 1 < medianTrace.count {
            offset = parabolicPeak(
                Double(abs(medianTrace[peak - 1])), Double(abs(medianTrace[peak])),
                Double(abs(medianTrace[peak + 1])))
        }
        peakNanoseconds = (Double(peak) + offset) * interval
    }

    /// Time of the ground surface's echo peak (ns from the first sample).
    ///
    /// With antenna height h and Tx-Rx distance s known and possible, the echo follows the direct wave by
    /// (2 sqrt(h^2 + (s/2)^2) - s) / c; otherwise the two are taken as one.
    ///
    /// Never more than a quarter of a cycle after the arrival: a wrong height must not move the search
    /// below what lies shallow.
    public func surfaceNanoseconds(
        of instrument: Instrument, centreFrequencyMHz: Double
    ) -> Double {
        guard let height = instrument.antennaHeightMetres, (0...5).contains(height),
            let separation = instrument.antennaSeparationMetres, (0...10).contains(separation)
        else { return peakNanoseconds }
        let path = 2 * (height * height + separation * separation / 4).squareRoot()
        let delay = (path - separation) / speedOfLightMetresPerNanosecond
        return peakNanoseconds + min(max(delay, 0), 250 / centreFrequencyMHz)
    }
}

/// Where between -0.5 and 0.5 samples a parabola through three values peaks.
func parabolicPeak(_ before: Double, _ at: Double, _ after: Double) -> Double {
    let curvature = before - 2 * at + after
    guard curvature < 0 else { return 0 }
    return min(0.5, max(-0.5, 0.5 * (before - after) / curvature))
}
