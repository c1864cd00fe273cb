import CommandLineKit
import Evaluation
import Statistics
import SurveyWorkflow

/// What `compare` answers, as JSON and for people.
struct CompareReport {
    let lists: [AlarmListTrial]
    let loaded: [TrialFiles.Loaded]
    let table: ComparisonTable
    let plan: ResamplingPlan

    /// Prints the sentences for people.
    func print() {
        printGround()
        for entry in table.entries {
            let comparison = entry.comparison
            for verdict in entry.verdicts {
                line("")
                line("\(comparison.first) and \(comparison.second), \(words(verdict.point)):")
                line("  may be said: \(verdict.sentenceThatMayBeSaid)")
                line("  may not be said: \(verdict.sentenceThatMayNot)")
            }
            printPartialArea(comparison)
        }
    }

    private func printGround() {
        guard let trial = lists.first?.trial, let comparison = table.entries.first?.comparison
        else { return }
        line(
            "lanes: \(comparison.lanes.count), passes \(trial.lanes.count); "
                + "\(Output.metres(trial.areas.groundSquareMetres)) m2 outside all halos")
        for lane in loaded.first?.aborted ?? [] {
            line("not judged, declared aborted: \(lane)")
        }
        for (list, files) in zip(lists, loaded) {
            let choice =
                files.saysSelected ? "the rows it selects" : "all rows, as it does not select any"
            line("\(list.name): \(rows(list)) rows; its own choice are \(choice)")
        }
        if let remark = comparison.obstacle ?? comparison.caution { line("note: \(remark)") }
    }

    private func printPartialArea(_ comparison: Comparison) {
        guard let area = comparison.partialArea, let limit = area.rate else { return }
        let interval = area.interval.map {
            " (\(Output.fixed(plan.confidence * 100, 0)) % interval "
                + "\(Output.fixed($0.low, 3)) to \(Output.fixed($0.high, 3)))"
        }
        line("")
        line(
            "\(comparison.first) and \(comparison.second), mean Pd over ground rates up to "
                + "\(limit.commandLineText) per m2: \(Output.fixed(area.first, 3)) and "
                + "\(Output.fixed(area.second, 3)), a difference of "
                + Output.fixed(area.difference, 3) + (interval ?? " without an interval"))
    }

    private func words(_ point: OperatingPoint) -> String {
        switch point {
        case .ownChoice: "own choice of alarms"
        case .groundRate(let rate): "ground rate \(rate.commandLineText) per m2"
        }
    }

    private func rows(_ list: AlarmListTrial) -> Int {
        list.trial.pool.count + list.trial.outsideCount
    }

    private func line(_ text: String) { Output.console.line(text) }
}

extension CompareReport {
    var json: JSONValue {
        let comparison = table.entries.first?.comparison
        return .object([
            .init(
                "lists",
                .array(
                    zip(lists, loaded).map { list, files in
                        .object([
                            .init("name", .string(list.name)), .init("rows", .integer(rows(list))),
                            .init("saysSelected", .boolean(files.saysSelected)),
                            .init(
                                "missingLists",
                                .array(files.missingLists.map { .string($0) })),
                        ])
                    })),
            .init("lanes", .array((comparison?.lanes ?? []).map { .string($0) })),
            .init("abortedLanes", .array((loaded.first?.aborted ?? []).map { .string($0) })),
            .init("haloMarginMetres", .number(orNull: lists.first?.trial.haloMarginMetres)),
            .init(
                "groundAreaSquareMetres",
                .number(orNull: lists.first?.trial.areas.groundSquareMetres)),
            .init("resamples", .integer(plan.resamples)),
            .init("seed", .integer(Int(clamping: plan.seed))),
            .init("confidence", .number(plan.confidence)),
            .init("note", .text(comparison.flatMap { $0.obstacle ?? $0.caution })),
            .init("pairs", .array(table.entries.map(value))),
        ])
    }

    private func value(_ entry: ComparisonTable.Entry) -> JSONValue {
        let comparison = entry.comparison
        let points = zip(
            entry.verdicts,
            zip(
                [comparison.ownChoice] + comparison.atRates,
                [comparison.ownDifference]
                    + comparison.atRates.indices.map {
                        comparison.differences.indices.contains($0)
                            ? comparison.differences[$0] : nil
                    }))
        return .object([
            .init("first", .string(comparison.first)), .init("second", .string(comparison.second)),
            .init("points", .array(points.map { value($0, $1.0, $1.1) })),
            .init("partialArea", comparison.partialArea.map(value) ?? .null),
        ])
    }

    private func value(
        _ verdict: ComparisonVerdict, _ outcome: PairedOutcome, _ difference: PairedDifference?
    ) -> JSONValue {
        let targets = outcome.targets
        var rate: Double?
        if case .groundRate(let asked) = outcome.point { rate = asked }
        return .object([
            .init("groundRate", .number(orNull: rate)), .init("targets", .integer(targets.count)),
            .init("both", .integer(targets.both)), .init("firstOnly", .integer(targets.firstOnly)),
            .init("secondOnly", .integer(targets.secondOnly)),
            .init("neither", .integer(targets.neither)),
            .init("mcnemarP", .number(targets.test.pValue)),
            .init("adjustedP", .number(verdict.pValue)),
            .init("firstThreshold", .number(orNull: outcome.firstThreshold)),
            .init("secondThreshold", .number(orNull: outcome.secondThreshold)),
            .init("firstGroundAlarms", count(outcome.groundAlarms?.first)),
            .init("secondGroundAlarms", count(outcome.groundAlarms?.second)),
            .init("groundAlarmsP", .number(orNull: outcome.groundAlarms?.pValue)),
            .init("pd", difference.map(value) ?? .null),
            .init("finding", .string(verdict.finding.rawValue)),
            .init("mayBeSaid", .string(verdict.sentenceThatMayBeSaid)),
            .init("mayNotBeSaid", .string(verdict.sentenceThatMayNot)),
        ])
    }

    private func count(_ rate: EventRate?) -> JSONValue {
        rate.map { .integer($0.events) } ?? .null
    }

    private func value(_ difference: PairedDifference) -> JSONValue {
        let method: String? =
            switch difference.method {
            case .biasCorrected: "BCa"
            case .percentile(let reason): "percentile: \(reason)"
            case nil: nil
            }
        return .object([
            .init("groundRate", .number(orNull: difference.rate)),
            .init("first", .number(difference.first)), .init("second", .number(difference.second)),
            .init("difference", .number(difference.difference)),
            .init("low", .number(orNull: difference.interval?.low)),
            .init("high", .number(orNull: difference.interval?.high)),
            .init("method", .text(method)),
        ])
    }
}
