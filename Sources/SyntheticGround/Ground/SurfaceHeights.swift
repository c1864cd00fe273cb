internal import Glibc

/// The heights of an uneven surface or interface at any place.
struct SurfaceHeights: Sendable {
    private let octaves: [(hash: SeededHash, knotSpacing: Double, scale: Float)]

    private static let octaveCount = 5

    init(_ roughness: SurfaceRoughness, _ hash: SeededHash) {
        let shares = (0..<Self.octaveCount).map {
            pow(2, -2 * roughness.hurstExponent * Double($0))
        }
        let total = shares.reduce(0, +)
        let spacing = Self.knotSpacing(
            correlationLength: roughness.correlationLengthMetres, shares.map { $0 / total })
        octaves = shares.enumerated().map { number, share in
            (
                hash.child(number), spacing * pow(0.5, Double(number)),
                Float(roughness.rootMeanSquareMetres * (share / total).squareRoot())
            )
        }
    }

    /// Height at (`x`, `y`) (m).
    func height(_ x: Double, _ y: Double) -> Double {
        Double(heights(y: y, firstX: x, step: 1, count: 1)[0])
    }

    /// Heights along a line of constant `y` (m).
    func heights(y: Double, firstX: Double, step: Double, count: Int) -> [Float] {
        var sum = [Float](repeating: 0, count: count)
        for octave in octaves where octave.scale != 0 {
            let across = y / octave.knotSpacing
            let row = Int(across.rounded(.down))
            let acrossWeights = BSplineWeights(across - Double(row)).values
            let rows = (0..<4).map { octave.hash.child(row - 1 + $0) }
            // Knot values along the line, joined across it, are kept while the line runs past them.
            var knots = SIMD4<Float>()
            var known = Int.min
            for place in 0..<count {
                let along = (firstX + Double(place) * step) / octave.knotSpacing
                let knot = Int(along.rounded(.down))
                if knot != known {
                    for tap in 0..<4 {
                        var value: Float = 0
                        for line in 0..<4 {
                            value += acrossWeights[line] * rows[line].normal(knot - 1 + tap)
                        }
                        knots[tap] = value
                    }
                    known = knot
                }
                let weights = BSplineWeights(along - Double(knot)).values
                sum[place] += octave.scale * (weights * knots).sum()
            }
        }
        return sum
    }

    /// Knot spacing of the coarsest octave for which the correlation of the sum is 1/e at a length.
    private static func knotSpacing(correlationLength: Double, _ shares: [Double]) -> Double {
        var low = 0.1
        var high = 4.0
        for _ in 0..<40 {
            let lag = (low + high) / 2
            let correlation = shares.enumerated().reduce(0) { sum, share in
                sum + share.element * splineCorrelation(lag * pow(2, Double(share.offset)))
            }
            if correlation > exp(-1) { low = lag } else { high = lag }
        }
        return correlationLength / low
    }

    /// Correlation of one octave at `lag` knots, over all places of the lattice.
    private static func splineCorrelation(_ lag: Double) -> Double {
        let places = 16
        return (0..<places).reduce(0) { sum, number in
            let place = (Double(number) + 0.5) / Double(places)
            let other = place + lag
            let apart = Int(other.rounded(.down))
            let first = BSplineWeights(place).values
            let second = BSplineWeights(other - Double(apart)).values
            let product = (0..<4).reduce(Float(0)) { value, tap in
                let match = tap - apart
                return value + ((0..<4).contains(match) ? first[tap] * second[match] : 0)
            }
            return sum + Double(product) / Double(places)
        }
    }
}
