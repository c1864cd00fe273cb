import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad survey account`.
enum SurveyAccountCommand {
    static let week = Option<String>(
        "week", valueName: "YYYY-Www", help: "figures of one week, Monday to Sunday",
        check: { ReportingPeriod(week: $0) == nil ? "is not a week such as 2026-W09" : nil })
    static let month = Option<String>(
        "month", valueName: "YYYY-MM", help: "figures of one month",
        check: { ReportingPeriod(month: $0) == nil ? "is not a month such as 2026-03" : nil })

    static let account = Command(
        "account", summary: "how the ground adds up, and the figures of a week or a month",
        discussion: """
            original = cancelled + reduced + cleared + remaining. Ground that several segments hold
            counts once, by road and depth; it remains until all of them are released. An event
            belongs to the day on which it was recorded (UTC), a sweep to its own. Released ground is
            told by product and method: that of the task order in force on the last day of its work,
            else what the product stands for, and which of the two it is.
            """, parameters: [Common.folder, week, month, Common.json]
    ) { values in
        guard values[week] == nil || values[month] == nil else {
            throw UsageError.badValue(
                parameter: "--month", text: values[month] ?? "",
                reason: "cannot be given beside --week")
        }
        let period =
            values[week].flatMap { ReportingPeriod(week: $0) }
            ?? values[month].flatMap { ReportingPeriod(month: $0) }
        let (figures, head) = try SurveyFigures.of(
            try SurveyFolder(values[Common.folder]), period: period)
        values[Common.json]
            ? Output.console.print(value(figures, head).text) : show(figures, head)
        return figures.account.isBalanced ? .done : .partial
    }

    private static func show(_ figures: SurveyFigures, _ head: String) {
        func line(_ name: String, _ value: String) {
            Output.console.print(
                name + String(repeating: " ", count: max(1, 22 - name.count)) + value)
        }
        func area(_ value: Double) -> String { "\(Output.fixed(value, 1)) m2" }
        let account = figures.account
        line(
            "period",
            figures.period.map { "\($0.name), from \($0.firstDay) to before \($0.dayAfter)" }
                ?? "the whole record")
        line("original", area(account.originalSquareMetres))
        line("cancelled", area(account.cancelledSquareMetres))
        line("reduced", area(account.reducedSquareMetres))
        line("cleared", area(account.clearedSquareMetres))
        line("remaining", area(account.remainingSquareMetres))
        line("account", account.isBalanced ? "closes" : "DOES NOT CLOSE")
        line("under review", area(account.underReviewSquareMetres))
        line("shared, counted once", area(figures.sharedSquareMetres))
        for release in figures.releases {
            line(
                "released",
                "\(area(release.squareMetres)) \(release.product.rawValue) by \(release.method) ("
                    + (release.source == .taskOrder
                        ? "by task order" : "by product: no task order was in force") + ")")
        }
        line("swept", "\(Output.fixed(figures.laneKilometres, 3)) lane-km")
        line("alarms opened", "\(figures.alarmsOpened)")
        line("alarms closed", "\(figures.alarmsClosed)")
        line("alarms open", "\(figures.alarmsOpen)")
        line(
            "alarms overdue",
            "\(figures.alarmsOverdue) (open for more than \(figures.overdueDays) days)")
        line("coverage debt", area(figures.coverageDebtSquareMetres))
        let seeds = figures.seeds
        line(
            "blind seeds",
            "\(seeds.laid) laid, \(seeds.unsealed) unsealed: \(seeds.found) found, "
                + "\(seeds.missed) missed; \(seeds.sealed) still sealed")
        line(
            "items found",
            "\(figures.finds.explosive) explosive, \(figures.finds.other) other")
        line("approvals", "\(figures.approvals)")
        line("returns", "\(figures.returns)")
        line("reopenings", "\(figures.reopenings)")
        line("head", head)
    }

    private static func value(_ figures: SurveyFigures, _ head: String) -> JSONValue {
        let account = figures.account
        return .object([
            .init("period", .text(figures.period?.name)),
            .init("from", .text(figures.period?.firstDay)),
            .init("before", .text(figures.period?.dayAfter)),
            .init(
                "areaSquareMetres",
                .object([
                    .init("original", .number(account.originalSquareMetres)),
                    .init("cancelled", .number(account.cancelledSquareMetres)),
                    .init("reduced", .number(account.reducedSquareMetres)),
                    .init("cleared", .number(account.clearedSquareMetres)),
                    .init("remaining", .number(account.remainingSquareMetres)),
                    .init("underReview", .number(account.underReviewSquareMetres)),
                    .init("shared", .number(figures.sharedSquareMetres)),
                ])),
            .init("closes", .boolean(account.isBalanced)),
            .init(
                "released",
                .array(
                    figures.releases.map {
                        .object([
                            .init("product", .string($0.product.rawValue)),
                            .init("method", .string($0.method)),
                            .init("methodFrom", .string($0.source.rawValue)),
                            .init("squareMetres", .number($0.squareMetres)),
                        ])
                    })), .init("laneKilometres", .number(figures.laneKilometres)),
            .init("alarmsOpened", .integer(figures.alarmsOpened)),
            .init("alarmsClosed", .integer(figures.alarmsClosed)),
            .init("alarmsOpen", .integer(figures.alarmsOpen)),
            .init("alarmsOverdue", .integer(figures.alarmsOverdue)),
            .init("overdueDays", .integer(figures.overdueDays)),
            .init("coverageDebtSquareMetres", .number(figures.coverageDebtSquareMetres)),
            .init(
                "seeds",
                .object([
                    .init("laid", .integer(figures.seeds.laid)),
                    .init("unsealed", .integer(figures.seeds.unsealed)),
                    .init("found", .integer(figures.seeds.found)),
                    .init("missed", .integer(figures.seeds.missed)),
                    .init("sealed", .integer(figures.seeds.sealed)),
                ])),
            .init(
                "finds",
                .object([
                    .init("explosive", .integer(figures.finds.explosive)),
                    .init("other", .integer(figures.finds.other)),
                ])),
            .init("approvals", .integer(figures.approvals)),
            .init("returns", .integer(figures.returns)),
            .init("reopenings", .integer(figures.reopenings)), .init("head", .string(head)),
        ])
    }
}
