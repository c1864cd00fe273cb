internal import SignalKit
public import SurveyModel

/// Subtracts the median trace of the whole line: for pictures, never for the detector.
public struct LineMedianBackground: Sendable, Hashable {
    /// The step.
    public init() {}

    /// Changes `radargram` in place; samples that are not finite stay as they are.
    public func apply(to radargram: inout Radargram) {
        let median = radargram.medianTrace { column in
            RobustStatistics.median(of: column.filter(\.isFinite))
        }
        guard radargram.samplesPerTrace > 0 else { return }
        for i in radargram.samples.indices {
            radargram.samples[i] -= median[i % radargram.samplesPerTrace]
        }
    }
}
