import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad coverage`.
enum CoverageCommand {
    static let segment = Option<String>("segment", valueName: "ID", help: "only this segment")

    static let command = Command(
        "coverage",
        summary: "what is covered, which gaps remain and why, and what each day brought",
        discussion: """
            Ground counts as covered for a class of item where a sweep that is evidence surely saw it down
            to the segment's depth: valid traces, channels no further apart than the class allows, shrunk
            by the 95 % error of their places. Every gap of a millimetre or more is told with chainage,
            side, width, area and reason, largest first, and how many passes of the array close it.
            Exit code 0 also with gaps. Restricted: gaps show hazards that were not released.
            """, parameters: [Common.folder, segment, Common.json]
    ) { values in
        let desk = CoverageDesk(survey: try SurveyFolder(values[Common.folder]))
        let (rows, head) = try desk.rows(segment: values[segment])
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("coverage", .array(rows.map(value))), .init("head", .string(head)),
                ]).text)
        } else {
            rows.forEach(show)
            Output.console.print("record head: \(head)")
        }
        return .done
    }

    private static func show(_ row: CoverageDesk.Row) {
        let account = row.account
        Output.console.line(
            "\(row.segment)  \(account.coverageClass.rawValue), to "
                + "\(Output.fixed(account.depthMetres, 2)) m: "
                + "\(Output.fixed(account.coveredSquareMetres, 2)) of "
                + "\(Output.fixed(account.areaSquareMetres, 2)) m2, "
                + "\(Output.fixed(account.percent, 2)) %, "
                + "\(row.gaps.count) gap\(row.gaps.count == 1 ? "" : "s")")
        for day in row.days {
            Output.console.line(
                "    \(day.date): \(Output.fixed(day.newSquareMetres, 2)) m2 new, "
                    + "\(Output.fixed(day.coveredSquareMetres, 2)) m2 at its end, "
                    + "\(day.sweeps) sweep\(day.sweeps == 1 ? "" : "s")")
        }
        for gap in row.gaps { Output.console.line("    gap " + words(gap)) }
    }

    private static func words(_ row: CoverageDesk.Gap) -> String {
        let gap = row.gap
        let passes = row.passesNeeded.map { "; \($0) pass\($0 == 1 ? "" : "es")" } ?? ""
        return "\(Chainage(metres: gap.chainage.low)) to \(Chainage(metres: gap.chainage.high)), "
            + "\(gap.side.rawValue), offset \(Output.fixed(gap.offset.low, 3)) to "
            + "\(Output.fixed(gap.offset.high, 3)) m: \(Output.fixed(gap.widthMetres, 3)) m wide, "
            + "\(Output.fixed(gap.areaSquareMetres, 3)) m2, \(row.reason.words)\(passes)"
    }

    private static func value(_ row: CoverageDesk.Row) -> JSONValue {
        let account = row.account
        return .object([
            .init("segment", .string(row.segment)),
            .init("class", .string(account.coverageClass.rawValue)),
            .init("depthMetres", .number(account.depthMetres)),
            .init("areaSquareMetres", .number(account.areaSquareMetres)),
            .init("coveredSquareMetres", .number(account.coveredSquareMetres)),
            .init("coveragePercent", .number(account.percent)),
            .init("gaps", .array(row.gaps.map(value))),
            .init("days", .array(row.days.map(value))),
        ])
    }

    private static func value(_ row: CoverageDesk.Gap) -> JSONValue {
        let gap = row.gap
        return .object([
            .init("fromMetres", .number(gap.chainage.low)),
            .init("toMetres", .number(gap.chainage.high)),
            .init("offsetLowMetres", .number(gap.offset.low)),
            .init("offsetHighMetres", .number(gap.offset.high)),
            .init("side", .string(gap.side.rawValue)),
            .init("widthMetres", .number(gap.widthMetres)),
            .init("areaSquareMetres", .number(gap.areaSquareMetres)),
            .init("reason", .string(row.reason.rawValue)),
            .init("passesNeeded", row.passesNeeded.map { .integer($0) } ?? .null),
        ])
    }

    private static func value(_ day: CoverageDesk.Day) -> JSONValue {
        .object([
            .init("date", .string(day.date)),
            .init("newSquareMetres", .number(day.newSquareMetres)),
            .init("coveredSquareMetres", .number(day.coveredSquareMetres)),
            .init("sweeps", .integer(day.sweeps)),
        ])
    }
}
