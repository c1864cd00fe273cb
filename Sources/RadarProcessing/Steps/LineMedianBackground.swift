internal import SignalKit
public import SurveyModel

/// Subtracts the median trace of the whole line: for pictures and for filters that weigh a trial lane as
/// a whole, never for the detector.
public struct LineMedianBackground: Sendable, Hashable {
    /// The step.
    public init() {}

    /// Changes `radargram` in place; samples that are not finite stay as they are.
    public func apply(to radargram: inout Radargram) {
        let width = radargram.samplesPerTrace
        guard width > 0 else { return }
        let median =
            RowExtent(of: radargram.samples.span).isFinite
            ? radargram.medianTrace() : Self.medianOfFinite(radargram)
        for start in stride(from: 0, to: radargram.samples.count, by: width) {
            for sample in 0..<width { radargram.samples[start + sample] -= median[sample] }
        }
    }

    private static func medianOfFinite(_ radargram: Radargram) -> [Float] {
        (0..<radargram.samplesPerTrace).map { sample in
            let column = stride(
                from: sample, to: radargram.samples.count, by: radargram.samplesPerTrace)
            return RobustStatistics.median(
                of: column.lazy.map { radargram.samples[$0] }.filter(\.isFinite))
        }
    }
}
