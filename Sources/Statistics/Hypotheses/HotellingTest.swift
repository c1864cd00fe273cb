/// Whether the mean of points in the plane may be (0, 0): a bias of places along and across.
///
/// T^2 = n m' S^-1 m with the covariance S (divisor n - 1); (n - 2) / (2 (n - 1)) T^2 follows F(2, n - 2)
/// for normal errors.
///
/// Source: H. Hotelling (1931), Annals of Mathematical Statistics 2, 360-378.
public struct HotellingTest: Sendable, Hashable {
    /// Mean of the first coordinate.
    public let meanX: Double
    /// Mean of the second coordinate.
    public let meanY: Double
    /// T^2.
    public let statistic: Double
    /// The probability of a mean at least this far off where there is no bias.
    public let pValue: Double

    /// The test of the points (`x`, `y`).
    ///
    /// - Throws: `StatisticsError` for lists of unequal length, fewer than 3 points, values that are not
    ///   finite, and points on one line.
    public init(x: [Double], y: [Double]) throws(StatisticsError) {
        guard x.count == y.count else {
            throw .unequalLengths(
                first: "x", firstCount: x.count, second: "y", secondCount: y.count)
        }
        guard x.count > 2 else { throw .tooFew(quantity: "points", count: x.count, needed: 3) }
        try StatisticsError.check(finite: x, "an x")
        try StatisticsError.check(finite: y, "a y")
        let count = Double(x.count)
        meanX = x.reduce(0, +) / count
        meanY = y.reduce(0, +) / count
        let (xx, yy, xy) = Self.moments(x, y, meanX, meanY)
        // Of a spread along one line only rounding is left across it.
        let determinant = xx * yy - xy * xy
        guard determinant > 1e-12 * xx * yy else {
            throw .undefined(
                "the points lie on one line, so their spread across it is unknown",
                hint: "test the distances along the line alone")
        }
        let form = (meanX * meanX * yy - 2 * meanX * meanY * xy + meanY * meanY * xx) / determinant
        statistic = count * (count - 1) * form
        pValue = try FDistribution(numeratorDegrees: 2, denominatorDegrees: count - 2)
            .survival((count - 2) / (2 * (count - 1)) * statistic)
    }

    /// Sums of squares and products about the means.
    private static func moments(
        _ x: [Double], _ y: [Double], _ meanX: Double, _ meanY: Double
    ) -> (xx: Double, yy: Double, xy: Double) {
        zip(x, y).reduce(into: (xx: 0, yy: 0, xy: 0)) { sums, point in
            let (dx, dy) = (point.0 - meanX, point.1 - meanY)
            sums.xx += dx * dx
            sums.yy += dy * dy
            sums.xy += dx * dy
        }
    }
}
