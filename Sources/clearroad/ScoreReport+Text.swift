import CommandLineKit
import Evaluation
import Statistics
import SurveyWorkflow

extension ScoreReport {
    /// Prints the figures for people.
    func print() throws {
        printGround()
        try printHeadline()
        try printTable("class", .targetClass)
        try printTable("depth of the top", .depthBand)
        if score.records.contains(where: { $0.soilGroup != nil }) {
            try printTable("soil group", .soilGroup)
        }
        printRates()
        printHalos()
        printPlaces()
        try printCurves()
        printDepthLimits()
        printMissed()
    }

    private func printGround() {
        let areas = score.headline.areas
        line(
            "lanes: \(Set(score.whole.lanes.map(\.name)).count), passes \(score.whole.lanes.count); "
                + "swept \(Output.metres(areas.sweptSquareMetres)) m2, of it "
                + "\(Output.metres(areas.groundSquareMetres)) m2 outside all halos, "
                + "\(Output.metres(areas.outsideMinesSquareMetres)) m2 outside the mines' halos")
        for lane in trial.aborted { line("not judged, declared aborted: \(lane)") }
        line(
            "judged: \(operatingPoint), \(score.headline.pool.count) alarms"
                + (score.headline.outsideCount > 0
                    ? "; \(score.headline.outsideCount) outside the ground that counts" : ""))
    }

    private func printHeadline() throws {
        let pd = score.pd
        line("Pd " + words(pd) + " (95 %, Clopper-Pearson)")
        if let share = pd.encounterPd, let interval = pd.clustered {
            line(
                "   per pass: \(pd.hits) of \(pd.encounters) encounters, "
                    + "\(Output.fixed(share, 3)) \(words(interval, 3)) (95 %, clustered by mine)")
        }
        for kind in RateKind.allCases {
            guard let rate = score.rate(kind) else {
                line("\(kind.rawValue) rate: no ground is left to count alarms on")
                continue
            }
            line(
                "\(kind.rawValue) rate \(Output.fixed(rate.estimate, 3)) per m2 "
                    + "\(words(try rate.garwood(), 3)) (95 %, Garwood): \(rate.events) on "
                    + "\(Output.metres(rate.area)) m2")
        }
        let objects = score.headline.objectRecords
        line(
            "object alarms \(score.tally.objectAlarms), on \(objects.count { $0.alarmed > 0 }) of "
                + "\(objects.count) objects that are no mines; duplicates "
                + "\(score.tally.duplicates)")
    }

    private func printTable(_ title: String, _ grouping: Grouping) throws {
        let groups = try score.groups(by: grouping, bands: bands)
        guard !groups.isEmpty else { return }
        line("")
        let width = (groups.map(\.name.count) + [title.count]).max() ?? 0
        line(padded(title, width) + "  found")
        for group in groups { line(padded(group.name, width) + "  " + words(group.pd)) }
    }

    private func printRates() {
        line("")
        line("with one threshold over all lanes, all rows:")
        for row in rateRows {
            let found = row.classes.map { "\($0.targetClass.rawValue) \($0.found) of \($0.of)" }
            line(
                "\(padded(row.kind.rawValue, 6)) \(Output.fixed(row.rate, 2)) per m2: "
                    + (found.isEmpty ? "no mines" : found.joined(separator: ", "))
                    + "; ground alarms \(row.tally.groundAlarms), object alarms "
                    + "\(row.tally.objectAlarms)"
                    + (row.threshold.map { ", score \($0.commandLineText) and more" } ?? ""))
        }
    }

    private func printHalos() {
        let rows = halos.rows.map { row in
            "\(centimetres(row.marginMetres)) cm \(row.pd.map { Output.fixed($0, 3) } ?? "-")"
        }
        line("")
        line("Pd with halos reaching beyond the objects by: " + rows.joined(separator: ", "))
    }

    private func printPlaces() {
        let errors = score.localisation
        guard let along = errors.biasAlongMetres, let across = errors.biasAcrossMetres,
            let half = precision.cep50?.metres, let most = precision.cep95?.metres
        else { return }
        line("")
        line(
            "places: bias \(centimetres(along)) cm along, \(centimetres(across)) cm across; half the "
                + "alarms within \(centimetres(half)) cm, 95 % within \(centimetres(most)) cm")
        if let bias = errors.depthBiasMetres, let rmse = errors.depthRMSEMetres {
            line(
                "depths: bias \(centimetres(bias)) cm, RMS error \(centimetres(rmse)) cm, "
                    + "\(errors.depthErrors.count) alarms")
        }
    }

    private func printMissed() {
        let missed = score.missedMines
        if !missed.isEmpty {
            line("")
            line("missed, the worst first:")
        }
        for mine in missed {
            let target = mine.record.target
            let cure =
                mine.groundRateNeeded.map {
                    "found at a ground rate of \(Output.fixed($0, 2)) per m2"
                } ?? "no row of the list lies in its halo"
            line(
                "  \(mine.record.lane) \(target.id) \(target.model), "
                    + "\(centimetres(target.depthMetres)) cm deep: \(cure)")
        }
        for (lane, target) in score.headline.uncountedMines {
            line("not counted, not swept or excluded: \(lane) \(target.id) \(target.model)")
        }
    }

    private func words(_ pd: PdEstimate) -> String {
        guard let share = pd.pd, let interval = pd.clopperPearson else { return "no mines" }
        let found =
            pd.encounters == pd.targets ? "\(pd.hits)" : Output.fixed(pd.detected, 2)
        return "\(found) of \(pd.targets) = \(Output.fixed(share, 3)) \(words(interval, 3))"
    }

    private func words(_ interval: Interval, _ places: Int) -> String {
        "[\(Output.fixed(interval.low, places)), \(Output.fixed(interval.high, places))]"
    }

    private func centimetres(_ metres: Double) -> String { Output.fixed(metres * 100, 1) }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func line(_ text: String) { Output.console.line(text) }
}
