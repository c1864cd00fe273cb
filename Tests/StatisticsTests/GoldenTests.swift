import Foundation
import Statistics
import Testing

/// One row of the golden table.
struct Golden: CustomStringConvertible {
    var statistic: String
    var arguments: [Double]
    var expected: [Double]
    var line: Int

    var description: String { "line \(line): \(statistic)" }

    /// The rows of Tests/StatisticsGoldens/goldens.csv.
    static let all: [Golden] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("StatisticsGoldens/goldens.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").enumerated().dropFirst().map { number, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return Golden(
                statistic: String(cells[0]), arguments: numbers(cells[1]),
                expected: numbers(cells[2]), line: number + 1)
        }
    }()

    private static func numbers(_ text: Substring) -> [Double] {
        text.split(separator: " ").map { Double($0) ?? .nan }
    }

    /// Whether `found` are the expected numbers within `tolerance`, relative where they are above 1.
    func matches(_ found: [Double], tolerance: Double = 1e-8) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { found, expected in
                found == expected || abs(found - expected) <= tolerance * max(1, abs(expected))
            }
    }
}

@Suite("Golden table")
struct GoldenTests {
    @Test("The table has its rows, and every statistic is compared")
    func complete() {
        #expect(Golden.all.count >= 500)
        #expect(Set(Golden.all.map(\.statistic)) == Set(Self.statistics.keys))
    }

    @Test("Every row is what SciPy, statsmodels and scikit-learn say", arguments: statistics.keys)
    func rows(statistic: String) throws {
        let compute = try #require(Self.statistics[statistic])
        let tolerance = statistic == "logistic" ? 1e-6 : 1e-8
        for row in Golden.all where row.statistic == statistic {
            let found = try compute(row.arguments)
            #expect(
                row.matches(found, tolerance: tolerance),
                "\(row): \(found), expected \(row.expected)")
        }
    }

    @Test("Small p-values and tails agree in their leading digits, not only near 0")
    func relative() throws {
        let tails: Set = [
            "binomial", "poisson", "chi-square", "normal", "f", "student", "kolmogorov",
        ]
        for row in Golden.all where tails.contains(row.statistic) {
            let compute = try #require(Self.statistics[row.statistic])
            for (found, expected) in zip(try compute(row.arguments), row.expected)
            where expected > 1e-290 {
                #expect(abs(found / expected - 1) < 1e-7, "\(row): \(found), expected \(expected)")
            }
        }
    }

    private static let statistics: [String: @Sendable ([Double]) throws -> [Double]] = [
        "clopper-pearson": { ends(try share($0).clopperPearson(confidence: $0[2])) },
        "clopper-pearson-one-sided": {
            [
                try share($0).clopperPearsonLower(confidence: $0[2]),
                try share($0).clopperPearsonUpper(confidence: $0[2]),
            ]
        },
        "wilson": { ends(try share($0).wilson(confidence: $0[2])) },
        "agresti-coull": { ends(try share($0).agrestiCoull(confidence: $0[2])) },
        "garwood": { ends(try rate($0[0], $0[1]).garwood(confidence: $0[2])) },
        "garwood-one-sided": {
            [
                try rate($0[0], $0[1]).garwoodLower(confidence: $0[2]),
                try rate($0[0], $0[1]).garwoodUpper(confidence: $0[2]),
            ]
        },
        "korn-graubard": kornGraubard,
        "mcnemar": { [try McNemarTest(firstOnly: Int($0[0]), secondOnly: Int($0[1])).pValue] },
        "rate-comparison": {
            let test = try RateComparison(rate($0[0], $0[1]), rate($0[2], $0[3]))
            return [test.pValue, test.doubledPValue]
        },
        "rate-ratio": {
            ends(
                try RateComparison(rate($0[0], $0[1]), rate($0[2], $0[3]))
                    .ratioInterval(confidence: $0[4]))
        },
        "dispersion": {
            let test = try DispersionTest(try pairs($0).map { try rate($0.0, $0.1) })
            return [test.statistic, try #require(test.index), test.pValue]
        },
        "hotelling": {
            let points = pairs($0)
            let test = try HotellingTest(x: points.map(\.0), y: points.map(\.1))
            return [test.meanX, test.meanY, test.statistic, test.pValue]
        },
        "binomial": {
            let binomial = try BinomialDistribution(trials: Int($0[1]), probability: $0[2])
            let count = Int($0[0])
            return [binomial.mass(count), binomial.cumulative(count), binomial.survival(count)]
        },
        "poisson": {
            let poisson = try PoissonDistribution(mean: $0[1])
            return [poisson.cumulative(Int($0[0])), poisson.survival(Int($0[0]))]
        },
        "chi-square": {
            let square = try ChiSquareDistribution(degreesOfFreedom: $0[1])
            return [square.cumulative($0[0]), square.survival($0[0])]
        },
        "chi-square-quantile": {
            [try ChiSquareDistribution(degreesOfFreedom: $0[1]).quantile($0[0])]
        },
        "normal": { [NormalDistribution.cumulative($0[0]), NormalDistribution.survival($0[0])] },
        "normal-quantile": { [try NormalDistribution.quantile($0[0])] },
        "f": {
            [
                try FDistribution(numeratorDegrees: $0[1], denominatorDegrees: $0[2])
                    .survival($0[0])
            ]
        },
        "student": { [try StudentDistribution(degreesOfFreedom: $0[1]).survival($0[0])] },
        "student-quantile": {
            [
                try StudentDistribution(degreesOfFreedom: $0[1])
                    .twoSidedQuantile(confidence: $0[0])
            ]
        },
        "quantile": { [try SortedSample(Array($0.dropFirst())).quantile($0[0])] },
        "kolmogorov-smirnov": kolmogorovSmirnov,
        "kolmogorov": { [KolmogorovSmirnovTest.limitingSurvival($0[0])] },
        "bootstrap": bootstrap,
        "logistic": logistic,
    ]

    @Sendable private static func kornGraubard(_ arguments: [Double]) throws -> [Double] {
        let clusters = ClusteredProportion(
            clusters: try pairs(arguments.dropFirst()).map {
                try Proportion(successes: $0.0, trials: $0.1)
            })
        let effective = try clusters.effective(confidence: arguments[0])
        return [effective.successes, effective.trials]
            + ends(try clusters.kornGraubard(confidence: arguments[0]))
    }

    @Sendable private static func kolmogorovSmirnov(_ arguments: [Double]) throws -> [Double] {
        let count = Int(arguments[0])
        let test = try KolmogorovSmirnovTest(
            Array(arguments[5..<5 + count]), Array(arguments[(5 + count)...]))
        return [test.statistic, test.pValue]
            + (try [1, 3].map { place in
                try test.pValue(
                    firstWorth: arguments[place], secondWorth: arguments[place + 1])
            }) + [test.firstBelow, test.secondBelow]
    }

    @Sendable private static func bootstrap(_ arguments: [Double]) throws -> [Double] {
        let count = Int(arguments[2])
        let sample = try BootstrapSample(Array(arguments.dropFirst(3 + count)))
        return ends(try sample.percentile(confidence: arguments[0]))
            + ends(
                try sample.biasCorrected(
                    estimate: arguments[1], jackknife: Array(arguments[3..<3 + count]),
                    confidence: arguments[0]))
    }

    @Sendable private static func logistic(_ arguments: [Double]) throws -> [Double] {
        let width = Int(arguments[1])
        let starts = stride(from: 2, to: arguments.count, by: width + 1)
        let fit = try LogisticRegression(
            predictors: starts.map { Array(arguments[$0..<$0 + width]) },
            outcomes: starts.map { arguments[$0 + width] == 1 }, ridge: arguments[0])
        return fit.coefficients + fit.covariance.flatMap { $0 }
    }

    private static func share(_ arguments: [Double]) throws -> Proportion {
        try Proportion(successes: arguments[0], trials: arguments[1])
    }

    private static func rate(_ events: Double, _ area: Double) throws -> EventRate {
        try EventRate(events: Int(events), area: area)
    }

    private static func ends(_ interval: Interval) -> [Double] { [interval.low, interval.high] }

    private static func pairs(_ values: some Sequence<Double>) -> [(Double, Double)] {
        let values = Array(values)
        return stride(from: 0, to: values.count - 1, by: 2).map { (values[$0], values[$0 + 1]) }
    }
}
