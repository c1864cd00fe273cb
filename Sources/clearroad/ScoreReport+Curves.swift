import CommandLineKit
import Evaluation
import Statistics

extension ScoreReport {
    /// What the alarms tell beyond counts: depth, spread, probabilities, curves.
    func curveMembers() throws -> [JSONValue.Member] {
        [
            .init(
                "partialAreas",
                .array(
                    [0.1, 0.5, 1].map { limit in
                        .object([
                            .init("groundRateUpTo", .number(limit)),
                            .init("meanPd", .number(score.curve.partialArea(upTo: limit, .ground))),
                        ])
                    })),
            .init(
                "depth", .array(try DepthAnalysis.analyses(of: score.headline).map(Self.value))),
            .init("depthLimits", depthLimitValue),
            .init("dispersion", .text(dispersion?.sentence)),
            .init("dispersionPValue", .number(orNull: dispersion?.test?.pValue)),
            .init("reliability", reliability.map(value) ?? .null),
            .init("bands", try bandValue()),
        ]
    }

    /// How ground alarms are spread; `nil` without ground.
    var dispersion: LaneDispersion? { try? LaneDispersion(score.headline, plan: plan) }

    /// How good probabilities are; `nil` where there are too few.
    var reliability: Reliability? {
        try? Reliability(score.whole.calibrationPairs, plan: plan)
    }

    /// Prints the depth limits and the sentences on spread and probabilities.
    func printCurves() throws {
        Output.console.line("")
        for analysis in try DepthAnalysis.analyses(of: score.headline) {
            let name = analysis.targetClass?.rawValue ?? "all mines"
            Output.console.line("depth, \(name): \(analysis.d90.sentence(of: "Pd"))")
        }
        if let dispersion { Output.console.line(dispersion.sentence) }
        if let reliability { Output.console.line(reliability.sentence) }
    }

    static func value(_ analysis: DepthAnalysis) -> JSONValue {
        .object([
            .init("class", .text(analysis.targetClass?.rawValue)),
            .init("d90Metres", .number(orNull: metres(analysis.d90))),
            .init("d90Lower95Metres", .number(orNull: metres(analysis.d90Lower95))),
            .init("d90", .string(analysis.d90.sentence(of: "Pd"))),
            .init("d90Lower95", .string(analysis.d90Lower95.sentence(of: "the bound"))),
            .init("intercept", .number(orNull: analysis.curve?.intercept)),
            .init("slopePer10cm", .number(orNull: analysis.curve?.slope)),
            .init(
                "bins",
                .array(
                    analysis.bins.map { bin in
                        .object([
                            .init("fromMetres", .number(bin.depthsMetres.lowerBound)),
                            .init("toMetres", .number(bin.depthsMetres.upperBound)),
                            .init("encounters", .number(bin.encounters.trials)),
                            .init("hits", .number(bin.encounters.successes)),
                            .init("pdLow", .number(bin.interval.low)),
                            .init("pdHigh", .number(bin.interval.high)),
                        ])
                    })),
        ])
    }

    private static func metres(_ depth: AssuredDepth) -> Double? {
        if case .metres(let metres) = depth { metres } else { nil }
    }

    private func value(_ reliability: Reliability) -> JSONValue {
        .object([
            .init("alarms", .integer(reliability.count)),
            .init("brier", .number(reliability.brier.score)),
            .init("logLoss", .number(reliability.logLoss)),
            .init("ece", .number(reliability.error.value)),
            .init("eceExpectedByChance", .number(reliability.error.expectedByChance)),
            .init("eceUpper95ByChance", .number(reliability.error.upper95ByChance)),
            .init("slope", .number(orNull: reliability.recalibration?.slope)),
            .init("intercept", .number(orNull: reliability.recalibration?.intercept)),
            .init("sentence", .string(reliability.sentence)),
        ])
    }

    /// The bands of the curve, where they were asked for.
    private func bandValue() throws -> JSONValue {
        guard showsBands else { return .null }
        let bootstrap = LaneBootstrap(score.whole, plan: plan)
        let grid = RocBand.grid(upTo: max(2, rates.max() ?? 0), steps: 40)
        return .object([
            .init("obstacle", .text(bootstrap.obstacle)),
            .init("caution", .text(bootstrap.caution)),
            .init("ground", try value(bootstrap.band(at: grid, .ground))),
            .init("total", try value(bootstrap.band(at: grid, .total))),
        ])
    }

    private func value(_ band: RocBand?) throws -> JSONValue {
        guard let band else { return .null }
        return .array(
            band.points.map { point in
                .object([
                    .init("rate", .number(point.rate)), .init("pd", .number(point.pd)),
                    .init("pdLow", .number(point.interval.low)),
                    .init("pdHigh", .number(point.interval.high)),
                ])
            })
    }
}
