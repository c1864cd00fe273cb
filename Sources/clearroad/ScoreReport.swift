import CommandLineKit
import Evaluation
import Statistics
import SurveyWorkflow

/// What `score` answers, as JSON and for people.
struct ScoreReport {
    let score: TrialScore
    let trial: TrialFiles.Loaded
    let bands: DepthBands
    let rates: [Double]
    let halos: HaloSensitivity
    let precision: LocalisationPrecision
    let plan: ResamplingPlan
    var showsBands = false

    /// Rows of the tables at rates, as the total rate first, then the ground rate.
    var rateRows: [RateRow] {
        [RateKind.total, .ground].flatMap { kind in
            rates.map { score.whole.row(at: $0, kind) }
        }
    }

    /// The rows judged, in words.
    var operatingPoint: String {
        switch score.choice {
        case .selected: trial.saysSelected ? "the rows the detector selected" : "all rows"
        case .everything: "all rows"
        case .threshold(let limit): "rows of score \(limit.commandLineText) and more"
        case .rate(let rate, let kind):
            "as many rows as keep the \(kind.rawValue) rate at or below \(rate.commandLineText) "
                + "per m2"
        }
    }
}

extension ScoreReport {
    func json() throws -> JSONValue {
        let interval = score.pd.clopperPearson
        let ground = score.rate(.ground)
        let total = score.rate(.total)
        let groundInterval = try ground?.garwood()
        return .object(
            [
                .init("targets", .integer(score.pd.targets)), .init("detected", count(score.pd)),
                .init("pd", .number(orNull: score.pd.pd)),
                .init("pdLow", .number(orNull: interval?.low)),
                .init("pdHigh", .number(orNull: interval?.high)),
                .init("groundAlarms", .integer(score.tally.groundAlarms)),
                .init(
                    "groundAreaSquareMetres", .number(score.headline.areas.groundSquareMetres)),
                .init("groundRate", .number(orNull: ground?.estimate)),
                .init("groundRateLow", .number(orNull: groundInterval?.low)),
                .init("groundRateHigh", .number(orNull: groundInterval?.high)),
                .init("objectAlarms", .integer(score.tally.objectAlarms)),
                .init("objects", .integer(score.headline.objectRecords.count)),
                .init("totalRate", .number(orNull: total?.estimate)),
                .init("duplicates", .integer(score.tally.duplicates)),
                .init("localisation", localisation), .init("byClass", try groups(.targetClass)),
                .init("roc", roc),
            ] + (try details(total)) + (try curveMembers()))
    }

    private func details(_ total: EventRate?) throws -> [JSONValue.Member] {
        let totalInterval = try total?.garwood()
        return [
            .init("operatingPoint", .string(operatingPoint)),
            .init("haloMarginMetres", .number(score.headline.haloMarginMetres)),
            .init("rows", .integer(score.whole.pool.count + score.whole.outsideCount)),
            .init("alarms", .integer(score.headline.pool.count)),
            .init("alarmsOutside", .integer(score.headline.outsideCount)),
            .init("alarmsOnUncountedObjects", .integer(score.tally.uncounted)),
            .init("sweptSquareMetres", .number(score.headline.areas.sweptSquareMetres)),
            .init(
                "totalAreaSquareMetres",
                .number(score.headline.areas.outsideMinesSquareMetres)),
            .init("totalRateLow", .number(orNull: totalInterval?.low)),
            .init("totalRateHigh", .number(orNull: totalInterval?.high)),
            .init("encounters", encounters), .init("byModel", try groups(.model)),
            .init("byDepthBand", try groups(.depthBand)),
            .init("bySoilGroup", try groups(.soilGroup)), .init("byLane", try groups(.lane)),
            .init("objectsByKind", objectsByKind),
            .init("atRates", .array(rateRows.map(value))), .init("halos", haloRows),
            .init("missed", .array(score.missedMines.map(value))),
            .init("uncountedTargets", uncounted),
            .init("missingLists", .array(trial.missingLists.map { .string($0) })),
            .init("abortedLanes", .array(trial.aborted.map { .string($0) })),
        ]
    }

    /// Whole where every mine was passed once.
    private func count(_ pd: PdEstimate) -> JSONValue {
        pd.encounters == pd.targets ? .integer(pd.hits) : .number(pd.detected)
    }

    private func value(_ pd: PdEstimate) -> JSONValue {
        .object([
            .init("targets", .integer(pd.targets)), .init("detected", count(pd)),
            .init("pd", .number(orNull: pd.pd)),
            .init("pdLow", .number(orNull: pd.clopperPearson?.low)),
            .init("pdHigh", .number(orNull: pd.clopperPearson?.high)),
        ])
    }

    private func groups(_ grouping: Grouping) throws -> JSONValue {
        .object(
            try score.groups(by: grouping, bands: bands).map { .init($0.name, value($0.pd)) })
    }

    private var encounters: JSONValue {
        .object([
            .init("encounters", .integer(score.pd.encounters)),
            .init("hits", .integer(score.pd.hits)),
            .init("pd", .number(orNull: score.pd.encounterPd)),
            .init("pdLow", .number(orNull: score.pd.clustered?.low)),
            .init("pdHigh", .number(orNull: score.pd.clustered?.high)),
        ])
    }

    private var localisation: JSONValue {
        let errors = score.localisation
        return .object([
            .init("cep50Metres", .number(orNull: precision.cep50?.metres)),
            .init("cep95Metres", .number(orNull: precision.cep95?.metres)),
            .init("biasAlongMetres", .number(orNull: errors.biasAlongMetres)),
            .init("biasAcrossMetres", .number(orNull: errors.biasAcrossMetres)),
            .init("rmseMetres", .number(orNull: errors.rmseMetres)),
            .init("depthBiasMetres", .number(orNull: errors.depthBiasMetres)),
            .init("depthRMSEMetres", .number(orNull: errors.depthRMSEMetres)),
            .init("cep50LowMetres", .number(orNull: precision.cep50?.interval?.low)),
            .init("cep50HighMetres", .number(orNull: precision.cep50?.interval?.high)),
            .init("cep95LowMetres", .number(orNull: precision.cep95?.interval?.low)),
            .init("cep95HighMetres", .number(orNull: precision.cep95?.interval?.high)),
            .init("biasPValue", .number(orNull: precision.bias?.pValue)),
            .init("alarms", .integer(errors.misses.count)),
            .init("alarmsWithDepth", .integer(errors.depthErrors.count)),
        ])
    }

    private var roc: JSONValue {
        .array(
            score.curve.points.map { point in
                .object([
                    .init("threshold", .number(point.threshold)), .init("pd", .number(point.pd)),
                    .init("groundRate", .number(point.groundRate)),
                    .init("totalRate", .number(point.totalRate)),
                ])
            })
    }

    private var objectsByKind: JSONValue {
        let kinds = Dictionary(grouping: score.headline.objectRecords, by: \.target.model)
        return .object(
            kinds.sorted { $0.key < $1.key }.map { kind, records in
                .init(
                    kind,
                    .object([
                        .init("objects", .integer(records.count)),
                        .init("alarmed", .integer(records.count { $0.alarmed > 0 })),
                    ]))
            })
    }

    private func value(_ row: RateRow) -> JSONValue {
        .object([
            .init("kind", .string(row.kind.rawValue)), .init("rate", .number(row.rate)),
            .init(
                "classes",
                .object(
                    row.classes.map {
                        .init(
                            $0.targetClass.rawValue,
                            .object([
                                .init("detected", .integer($0.found)),
                                .init("targets", .integer($0.of)),
                            ]))
                    })), .init("groundAlarms", .integer(row.tally.groundAlarms)),
            .init("objectAlarms", .integer(row.tally.objectAlarms)),
            .init("threshold", .number(orNull: row.threshold)),
        ])
    }

    private var haloRows: JSONValue {
        .array(
            halos.rows.map { row in
                .object([
                    .init("marginMetres", .number(row.marginMetres)),
                    .init("encounters", .integer(Int(row.found.trials))),
                    .init("hits", .integer(Int(row.found.successes))),
                    .init("pd", .number(orNull: row.pd)),
                    .init("chancePd", .number(row.chancePd)),
                    .init("groundRate", .number(orNull: row.groundRate)),
                ])
            })
    }

    private func value(_ missed: MissedMine) -> JSONValue {
        let target = missed.record.target
        return .object([
            .init("lane", .string(missed.record.lane)), .init("id", .string(target.id)),
            .init("model", .string(target.model)),
            .init("class", .string(target.targetClass.rawValue)),
            .init("xMetres", .number(target.xMetres)), .init("yMetres", .number(target.yMetres)),
            .init("depthMetres", .number(target.depthMetres)),
            .init("passes", .integer(missed.record.passes)),
            .init("hits", .integer(missed.record.hits)),
            .init("bestScore", .number(orNull: missed.bestScore)),
            .init("groundRateNeeded", .number(orNull: missed.groundRateNeeded)),
        ])
    }

    private var uncounted: JSONValue {
        .array(
            score.headline.uncountedMines.map { lane, target in
                .object([.init("lane", .string(lane)), .init("id", .string(target.id))])
            })
    }
}
