internal import Glibc
internal import SurveyModel

/// Loss of the ground from echoes of equal objects at several depths.
///
/// Level = constant - 20 q log10 R - 2 a d with R = h + d / sqrt(eps); q is 2 for points, 1 for plates, half of
/// that for waves of lines. The constant holds the object's own strength, so that only objects of one kind
/// and model may be joined.
public enum EchoDecay: Sendable {
    static let step = "loss by echoes"
    /// What the strength of one echo is uncertain by at least (dB): how the object lies, and what of the
    /// clutter comes at the same time.
    static let leastSigmaDecibels = 1.0

    /// The loss (dB/m, one way), which may come out below zero.
    ///
    /// - Throws: `ProcessingError.noEstimate` for fewer than two depths 4 cm apart.
    public static func loss(
        _ echoes: [CalibrationEcho], kind: CalibrationEcho.Kind, permittivity: Double,
        antennaHeightMetres: Double, isTwoDimensional: Bool
    ) throws(ProcessingError) -> (decibelsPerMetre: Double, sigma: Double) {
        let depths = echoes.map(\.depthMetres)
        guard let low = depths.min(), let high = depths.max(), high - low >= 0.04 else {
            throw .noEstimate(
                step: step, reason: "equal objects at two depths 4 cm apart are needed")
        }
        let exponent = (kind == .plate ? 1.0 : 2.0) / (isTwoDimensional ? 2 : 1)
        let levels = echoes.map { echo in
            echo.decibels + 20 * exponent
                * log10(antennaHeightMetres + echo.depthMetres / permittivity.squareRoot())
        }
        let fit = StraightLine(depths, levels)
        let count = Double(depths.count)
        let mean = depths.reduce(0, +) / count
        let spread = depths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let least = leastSigmaDecibels / spread.squareRoot()
        return (-fit.slope / 2, max(least, echoes.count > 2 ? fit.slopeSigma : 0) / 2)
    }
}
