import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad alarm import`.
enum AlarmImportCommand {
    static let file = Argument<String>("FILE.csv", help: "the day's sheet")
    static let check = Flag("check", help: "say what would be recorded, and record nothing")

    static let command = Command(
        "import", summary: "a day's sheet of digs: all rows are recorded, or none",
        discussion: """
            One row for each visit to an alarm. Columns, in any order, parted by commas, semicolons or
            tabs; UTF-8, line ends LF or CRLF, text with separators in quotation marks:

            alarm       the id, as `alarm list` prints it
            result      item, no-item, infrastructure, or not-found: then the alarm stays open
            depth_cm    depth dug
            chainage    of the dig, such as 12+310.25, or metres
            offset      of the dig in metres, positive to the left of increasing chainage
            closed_on   day, such as 2026-03-01
            method      excavation (where it is empty), metal-detector, or another instrument
            closed_by   who did it; where it is empty, the person of --by
            note        kept as it is typed, also where it looks like a formula
            not_explosive   yes or no

            For an item, what it is: category, subcategory, model, condition, quantity, sensor,
            find_depth_cm, position_method, accuracy_m, disposal, disposed_on. `find codes` prints the
            codes; their English and Arabic labels may stand in their place.

            Digits may be Arabic. Where semicolons or tabs part the columns, numbers may have a decimal
            comma. Every refusal comes with line and column, all of them at once. Rows that are on
            record word for word are left alone, so a sheet taken in twice changes nothing.
            """,
        parameters: [Common.folder, file, check, Common.person, Common.json]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let outcome = try AlarmSheet(survey: survey).take(
            values[file], by: values[Common.person], isCheckOnly: values[check])
        if values[Common.json] {
            Output.console.print(value(outcome).text)
        } else {
            show(outcome, values[file], isCheckOnly: values[check])
        }
        return outcome.faults.isEmpty ? .done : .partial
    }

    private static func show(_ outcome: SheetOutcome, _ file: String, isCheckOnly: Bool) {
        if !outcome.otherColumns.isEmpty {
            Output.console.warning(
                "\(file): columns that were not read: "
                    + outcome.otherColumns.joined(separator: ", "))
        }
        guard outcome.faults.isEmpty else {
            SheetText.refuse(file, outcome.faults)
            return
        }
        if outcome.known > 0 {
            Output.console.print(
                "\(outcome.known) of \(outcome.rows) rows are on record already")
        }
        let verb = isCheckOnly ? "would be " : ""
        Output.console.print(
            "\(outcome.closed.count) alarms \(verb)closed, \(outcome.inspected.count) need a second "
                + "sensor, \(outcome.finds) finds \(verb)recorded")
        if !outcome.isRecorded { Output.console.print("nothing was recorded") }
    }

    private static func value(_ outcome: SheetOutcome) -> JSONValue {
        .object([
            .init("recorded", .boolean(outcome.isRecorded)),
            .init("rows", .integer(outcome.rows)), .init("known", .integer(outcome.known)),
            .init("closed", .array(outcome.closed.map { .string($0) })),
            .init("needSecondSensor", .array(outcome.inspected.map { .string($0) })),
            .init("finds", .integer(outcome.finds)),
            .init("refusals", .array(outcome.faults.map(SheetText.value))), Output.clockWarnings,
        ])
    }
}

/// What is wrong in a sheet, as lines and as JSON.
enum SheetText {
    static func refuse(_ file: String, _ faults: [SheetFault]) {
        Output.console.print(
            "refused: \(file), \(faults.count) \(faults.count == 1 ? "fault" : "faults"), nothing "
                + "was recorded")
        for fault in faults {
            Output.console.print(
                "  line \(fault.line), column \(fault.column): \(fault.objection.text)")
            Output.console.print("       cure: \(fault.objection.cure)")
        }
    }

    static func value(_ fault: SheetFault) -> JSONValue {
        .object([
            .init("line", .integer(fault.line)), .init("column", .string(fault.column)),
            .init("code", .string(fault.objection.code)),
            .init("text", .string(fault.objection.text)),
            .init("cure", .string(fault.objection.cure)),
        ])
    }
}
