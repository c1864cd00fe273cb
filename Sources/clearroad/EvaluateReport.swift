import CommandLineKit
import Evaluation
import SurveyModel
import SurveyWorkflow

/// What `evaluate` answers: scores.json, and a few lines for people.
struct EvaluateReport {
    let json: JSONValue
    private let report: TrialReport

    init(report: TrialReport) throws {
        self.report = report
        json = .object([
            .init("trial", .string(report.folder.name)),
            .init("tool", .string("ClearRoad \(ToolVersion.current)")),
            .init("resamples", .integer(report.plan.resamples)),
            .init("seed", .string("\(report.plan.seed)")),
            .init("lanes", .array(report.folder.lanes.map(Self.value))),
            .init("oracle", report.oracle.map { Self.value($0, report.rates) } ?? .null),
            .init(
                "detectors", .array(try report.detectors.map { try Self.value($0, report) })),
        ])
    }

    private static func value(_ lane: TrialFolder.Lane) -> JSONValue {
        .object([
            .init("name", .string(lane.name)), .init("role", .string(lane.role.rawValue)),
            .init("soilGroup", .text(lane.soilGroup)),
            .init("aborted", .text(lane.aborted?.reason)),
        ])
    }

    private static func value(
        _ judged: TrialReport.Judged, _ report: TrialReport
    ) throws -> JSONValue {
        var loaded = TrialFiles.Loaded()
        loaded.lanes = judged.score.whole.lanes
        loaded.saysSelected = true
        let score = ScoreReport(
            score: judged.score, trial: loaded, bands: .standard, rates: report.rates,
            halos: judged.halos, precision: judged.precision, plan: report.plan,
            showsBands: true)
        return .object([
            .init("name", .string(judged.name)),
            .init("detector", .string(judged.result.detector.words)),
            .init("rateIsVerified", judged.result.isRateVerified.map { .boolean($0) } ?? .null),
            .init("missingLists", .array(judged.result.missingLists.map { .string($0) })),
            .init("score", try score.json()),
            .init("folds", .array(judged.folds.map(value))),
        ])
    }

    private static func value(_ oracle: OracleScore, _ rates: [Double]) -> JSONValue {
        .object([
            .init("groundAreaSquareMetres", .number(oracle.groundSquareMetres)),
            .init(
                "atRates",
                .array(
                    rates.map { rate in
                        let row = oracle.row(groundRate: rate)
                        return .object([
                            .init("rate", .number(rate)),
                            .init("threshold", .number(row.threshold)),
                            .init("classes", classes(oracle.classCounts(row))),
                        ])
                    })),
        ])
    }

    private static func value(_ folds: SoilFolds) -> JSONValue {
        .object([
            .init("kind", .string(folds.kind.rawValue)), .init("rate", .number(folds.rate)),
            .init("realisedRate", .number(orNull: folds.realisedRate)),
            .init("classes", classes(folds.classes)),
            .init(
                "groups",
                .array(
                    folds.folds.map { fold in
                        .object([
                            .init("soilGroup", .string(fold.soilGroup)),
                            .init("threshold", .number(orNull: fold.threshold)),
                            .init("classes", classes(fold.classes)),
                            .init(
                                "falseAlarms", .integer(fold.tally.falseAlarms(folds.kind))),
                            .init("areaSquareMetres", .number(fold.areaSquareMetres)),
                        ])
                    })),
        ])
    }

    private static func classes(_ counts: [RateRow.ClassCount]) -> JSONValue {
        .object(
            counts.map {
                .init(
                    $0.targetClass.rawValue,
                    .object([
                        .init("detected", .integer($0.found)), .init("targets", .integer($0.of)),
                    ]))
            })
    }

    /// A few lines with what to open.
    func print(page: String) {
        for judged in report.detectors {
            Output.console.line("\(judged.name): \(judged.result.detector.words)")
            for row in judged.rows {
                let found = row.classes.map { "\($0.targetClass.rawValue) \($0.found) of \($0.of)" }
                Output.console.line(
                    "  \(row.kind.rawValue) \(Output.fixed(row.rate, 2)) per m2: "
                        + found.joined(separator: ", "))
            }
        }
        if let oracle = report.oracle {
            Output.console.line("oracle, a filter made for each mine and told its place:")
            for rate in report.rates {
                let counts = oracle.classCounts(oracle.row(groundRate: rate))
                let found = counts.map { "\($0.targetClass.rawValue) \($0.found) of \($0.of)" }
                Output.console.line(
                    "  ground \(Output.fixed(rate, 2)) per m2: " + found.joined(separator: ", "))
            }
        }
        Output.console.line("open \(page)")
    }
}
