internal import Foundation

/// The two-sample test of Kolmogorov and Smirnov, whether two samples come from one distribution.
///
/// D is the largest distance between the two empirical distributions. Its p-value counts the orders of the
/// pooled sample, all equally likely, in which the distance reaches D: exact up to four million pairs,
/// beyond them the limiting law 2 sum (-1)^(k-1) exp(-2 k^2 x^2) at x = D sqrt(m n / (m + n)). With ties
/// the exact p-value is too large, never too small.
///
/// Source: N. V. Smirnov (1939), Bulletin de l'Universite de Moscou 2 (2); the recursion after J. L. Hodges
/// (1958), Arkiv foer Matematik 3, 469-486.
public struct KolmogorovSmirnovTest: Sendable, Hashable {
    /// Values in the first sample.
    public let firstCount: Int
    /// Values in the second sample.
    public let secondCount: Int
    /// D, the larger of the next two.
    public let statistic: Double
    /// By how much the share of values up to a place is larger in the first sample, at most: the second's are
    /// larger.
    public let firstBelow: Double
    /// By how much it is larger in the second, at most: the first's are larger.
    public let secondBelow: Double
    /// Two-sided, for independent values.
    public let pValue: Double

    /// Most pairs counted one by one.
    private static let mostPairs = 4_000_000

    /// The test of two samples.
    ///
    /// - Throws: `StatisticsError` for an empty sample and values that are not finite.
    public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
        for sample in [first, second] {
            guard !sample.isEmpty else {
                throw .tooFew(quantity: "values", count: 0, needed: 1)
            }
            try StatisticsError.check(finite: sample, "a value")
        }
        firstCount = first.count
        secondCount = second.count
        let (most, least) = Self.distances(first.sorted(), second.sorted())
        let distance = max(most, -least)
        let pairs = Double(firstCount) * Double(secondCount)
        firstBelow = Double(most) / pairs
        secondBelow = Double(-least) / pairs
        statistic = Double(distance) / pairs
        if pairs <= Double(Self.mostPairs) {
            pValue = Self.exactSurvival(distance, firstCount, secondCount)
        } else {
            let worth = pairs / Double(firstCount + secondCount)
            pValue = Self.limitingSurvival(statistic * worth.squareRoot())
        }
    }

    /// The p-value where neighbours resemble each other, so that the samples are worth fewer independent
    /// values than they hold: the limiting law with these numbers.
    ///
    /// - Throws: `StatisticsError` for a number that is not above 0, or above that of the values.
    public func pValue(
        firstWorth: Double, secondWorth: Double
    ) throws(StatisticsError) -> Double {
        for (worth, count) in [(firstWorth, firstCount), (secondWorth, secondCount)] {
            guard worth > 0, worth <= Double(count) else {
                throw .outOfRange(
                    quantity: "the effective number", value: worth,
                    allowed: "more than 0, up to the \(count) values")
            }
        }
        if firstWorth == Double(firstCount) && secondWorth == Double(secondCount) {
            return pValue
        }
        let worth = firstWorth * secondWorth / (firstWorth + secondWorth)
        return Self.limitingSurvival(statistic * worth.squareRoot())
    }

    /// The probability that Kolmogorov's limiting variable exceeds `x`.
    public static func limitingSurvival(_ x: Double) -> Double {
        guard x > 0 else { return 1 }
        guard x < 1 else {
            var sum = 0.0
            for k in 1...20 {
                let term = exp(-2 * Double(k * k) * x * x)
                sum += k % 2 == 1 ? term : -term
                if term < 1e-18 { break }
            }
            return min(1, max(0, 2 * sum))
        }
        // Jacobi's other form of the same theta function, which converges where x is small.
        var sum = 0.0
        for k in stride(from: 1, through: 39, by: 2) {
            sum += exp(-Double(k * k) * Double.pi * Double.pi / (8 * x * x))
        }
        return min(1, max(0, 1 - (2 * Double.pi).squareRoot() / x * sum))
    }

    /// The largest and smallest i n - j m over the values, of which i of m and j of n do not exceed one.
    private static func distances(
        _ first: [Double], _ second: [Double]
    ) -> (most: Int, least: Int) {
        var (i, j, most, least) = (0, 0, 0, 0)
        while i < first.count && j < second.count {
            let value = min(first[i], second[j])
            while i < first.count && first[i] <= value { i += 1 }
            while j < second.count && second[j] <= value { j += 1 }
            let difference = i * second.count - j * first.count
            most = max(most, difference)
            least = min(least, difference)
        }
        return (most, least)
    }

    /// The share of the ways from (0, 0) to (m, n) that touch |i n - j m| >= `distance`.
    ///
    /// A way to (i, j) comes from (i - 1, j) with probability i / (i + j).
    private static func exactSurvival(_ distance: Int, _ m: Int, _ n: Int) -> Double {
        guard distance > 0 else { return 1 }
        var row = [Double](repeating: 0, count: n + 1)
        for i in 0...m {
            for j in 0...n {
                if abs(i * n - j * m) >= distance {
                    row[j] = 1
                } else if i == 0 {
                    row[j] = j == 0 ? 0 : row[j - 1]
                } else {
                    let left = j == 0 ? 0 : row[j - 1]
                    row[j] = (row[j] * Double(i) + left * Double(j)) / Double(i + j)
                }
            }
        }
        return min(1, row[n])
    }
}
