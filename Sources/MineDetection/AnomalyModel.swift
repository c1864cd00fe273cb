internal import Foundation
internal import SignalKit

/// What echoes of blank ground are like, without any mine: mean and covariance of a few features.
///
/// The covariance is shrunk towards its mean variance by the share of Ledoit and Wolf (2004), so that few
/// echoes are enough. Distance: Mahalanobis'.
public struct AnomalyModel: Sendable {
    /// Features that are compared.
    static let features: [EchoFeature] = [
        .energy, .energyContrast, .smallDiscTop, .largeDiscTop, .smallDiscCoherence,
        .phaseAgreement, .widthShort, .symmetry,
    ]
    /// Fewest echoes it may rest on.
    static let fewest = 50

    private let means: [Double]
    private let scales: [Double]
    private let precision: [Double]

    /// Learns from the features of blank echoes; `nil` below 50 of them or where they do not vary.
    init?(_ echoes: [EchoFeatures]) {
        let rows = echoes.map { echo in Self.features.map { echo[$0] } }
            .filter { $0.allSatisfy(\.isFinite) }
        guard rows.count >= Self.fewest else { return nil }
        let (count, width) = (Double(rows.count), Self.features.count)
        let means = (0..<width).map { f in rows.reduce(0) { $0 + $1[f] } / count }
        let scales = (0..<width).map { f in
            (rows.reduce(0) { $0 + ($1[f] - means[f]) * ($1[f] - means[f]) } / count).squareRoot()
        }
        guard scales.allSatisfy({ $0 > 0 }) else { return nil }
        let standard = rows.map { row in (0..<width).map { (row[$0] - means[$0]) / scales[$0] } }
        var covariance = [Double](repeating: 0, count: width * width)
        for row in standard {
            for i in 0..<width {
                for j in 0..<width { covariance[i * width + j] += row[i] * row[j] / count }
            }
        }
        let share = Self.shrinkage(standard, covariance)
        for i in 0..<width {
            for j in 0..<width {
                covariance[i * width + j] *= 1 - share
                if i == j { covariance[i * width + j] += share }
            }
        }
        guard let inverse = SymmetricInverse.inverse(of: covariance, order: width) else {
            return nil
        }
        self.means = means
        self.scales = scales
        precision = inverse
    }

    /// Ledoit and Wolf's share for standardised rows, whose mean variance is 1.
    private static func shrinkage(_ rows: [[Double]], _ covariance: [Double]) -> Double {
        let width = features.count
        let count = Double(rows.count)
        var (spread, noise) = (0.0, 0.0)
        for i in 0..<width {
            for j in 0..<width {
                let value = covariance[i * width + j]
                spread += pow(value - (i == j ? 1 : 0), 2)
                noise += rows.reduce(0) { $0 + pow($1[i] * $1[j] - value, 2) } / (count * count)
            }
        }
        return spread > 0 ? min(1, noise / spread) : 1
    }

    /// The distance of an echo from blank ground's, 0 in their middle.
    public func distance(of echo: EchoFeatures) -> Double {
        let width = Self.features.count
        let values = (0..<width).map { (echo[Self.features[$0]] - means[$0]) / scales[$0] }
        var sum = 0.0
        for i in 0..<width {
            for j in 0..<width { sum += values[i] * precision[i * width + j] * values[j] }
        }
        return max(0, sum).squareRoot()
    }
}
