internal import SurveyModel

/// A band within what samples can hold, in cycles per sample.
struct FrequencyBand: Sendable {
    let low: Double
    let high: Double

    /// The band from `lowMHz` to `highMHz` of samples every `intervalNanoseconds`.
    ///
    /// - Throws: `ProcessingError.bandAboveSampling`, and `.badStepValue` where it is upside down or
    ///   reaches to zero.
    init(
        lowMHz: Double, highMHz: Double, step: String, intervalNanoseconds interval: Double
    ) throws(ProcessingError) {
        low = lowMHz * interval / 1000
        high = highMHz * interval / 1000
        guard high <= ZeroPhaseBandPass.highestCorner * (1 + 1e-12) else {
            throw .bandAboveSampling(
                step: step, highMHz: highMHz,
                limitMHz: 1000 * ZeroPhaseBandPass.highestCorner / interval)
        }
        guard low > 0, low < high else {
            throw .badStepValue(
                step: step, reason: "there is no band from \(lowMHz) to \(highMHz) MHz")
        }
    }

    /// Half-power width of a Hamming window's own band in cycles over its length (Harris, 1978): what is
    /// narrower comes out this wide.
    private static let cyclesInBand = 1.3

    /// Throws where a filter of `tapCount` taps is too short for a band from `lowMHz` to `highMHz`.
    static func checkShape(
        lowMHz: Double, highMHz: Double, tapCount: Int, step: String,
        intervalNanoseconds interval: Double
    ) throws(ProcessingError) {
        let needed = (cyclesInBand / ((highMHz - lowMHz) * interval / 1000)).rounded(.up)
        guard Double(tapCount) >= needed else {
            throw .badStepValue(
                step: step,
                reason: "\(tapCount) taps cannot shape a band from \(lowMHz) to \(highMHz) MHz, "
                    + "\(Int(min(needed, 1e9))) can")
        }
    }
}
