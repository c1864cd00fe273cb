import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// Whether an asset found over the test box what it has to find.
enum BoxResult: String, CaseIterable, EnumValue {
    case passed
    case failed
}

extension ReleaseCommand {
    static let asset = RequiredOption<String>(
        "asset", valueName: "A", help: "detector, machine or team that works")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "the day (default: today)")
    static let remark = DefaultedOption<String>(
        "note", valueName: "T", help: "remarks", default: "")
    static let activity = RequiredOption<WorkActivity>(
        "activity", valueName: "ACTIVITY", help: "what is done")
    static let supervisor = Option<String>(
        "supervisor", valueName: "PERSON", help: "who runs the site (default: --by)")
    static let task = Option<String>("task", valueName: "ID", help: "the task order")
    static let marked = Flag("marked", help: "the marking stands")
    static let moment = RequiredOption<BoxMoment>(
        "moment", valueName: "MOMENT", help: "when in the day")
    static let boxResult = RequiredOption<BoxResult>(
        "result", valueName: "RESULT", help: "whether it found what it has to find")
    static let clearing = DefaultedOption<String>(
        "method", valueName: "METHOD", help: "excavation, metal-detector or another instrument",
        default: "excavation")
    static let depth = RequiredOption<Double>(
        "depth-cm", valueName: "N", help: "depth reached below the original surface")
    static let area = RequiredOption<Double>("area-m2", valueName: "N", help: "area in m2")
    static let team = RequiredOption<String>("team", valueName: "T", help: "the clearing team")
    static let procedure = RequiredOption<String>(
        "procedure", valueName: "SOP", help: "the operating procedure")
    static let disposed = DefaultedOption<Int>(
        "disposed", valueName: "N", help: "explosive items found and disposed of", default: 0)
    static let control = RequiredOption<QualityKind>(
        "control", valueName: "KIND", help: "whose quality control")
    static let checkResult = RequiredOption<QualityResult>(
        "result", valueName: "RESULT", help: "what came of it")
    static let nonConformity = Option<NonConformity>(
        "non-conformity", valueName: "WHAT", help: "what is wrong, where something is")
    static let measures = DefaultedOption<String>(
        "measures", valueName: "T", help: "what has to be done about it", default: "")
    static let organisation = RequiredOption<String>(
        "organisation", valueName: "O", help: "for whom the inspector works")

    static let start = Command(
        "start", summary: "record that a day of work begins",
        discussion: """
            Marking has to stand. Where the authority's settings ask for it, the asset has to have
            passed the test box before work that day.
            """,
        parameters: [
            Common.folder, segment, activity, asset, marked, supervisor, task, date, remark,
            Common.person,
        ]
    ) { values in
        try recording("work starts", values) { desk in
            .workStarted(
                WorkStarted(
                    segment: values[segment], activity: values[activity], task: values[task],
                    supervisor: values[supervisor] ?? values[Common.person],
                    asset: values[asset], isMarked: values[marked],
                    date: values[date] ?? desk.today, note: values[remark]))
        }
    }

    static let box = Command(
        "box", summary: "record a check of an asset over the test box",
        parameters: [Common.folder, asset, moment, boxResult, date, remark, Common.person]
    ) { values in
        try recording("check recorded", values) { desk in
            .boxChecked(
                BoxChecked(
                    asset: values[asset], date: values[date] ?? desk.today, moment: values[moment],
                    isPassed: values[boxResult] == .passed, checkedBy: values[Common.person],
                    note: values[remark]))
        }
    }

    static let claim = Command(
        "claim", summary: "claim that the clearance of a segment is complete",
        discussion: """
            The area claimed has to be that of the segment, the depth at least its depth, every alarm
            closed, every item disposed of, every day of work with its test-box checks. GPR alone
            never clears: the method is the one of the team that cleared.
            """,
        parameters: [
            Common.folder, segment, clearing, depth, area, team, asset, procedure, disposed, task,
            date, remark, Common.person,
        ]
    ) { values in
        try recording("completion claimed", values) { desk in
            .clearanceClaimed(
                ClearanceClaimed(
                    segment: values[segment], task: values[task],
                    method: ClosingMethod(values[clearing]), depthMetres: values[depth] / 100,
                    areaSquareMetres: values[area], team: values[team], asset: values[asset],
                    procedure: values[procedure], itemsDisposed: values[disposed],
                    completedOn: values[date] ?? desk.today, author: values[Common.person],
                    note: values[remark]))
        }
    }

    static let qualityControl = Command(
        "qc", summary: "record quality control of finished work",
        discussion: """
            Internal control comes first, by somebody who took no part in the work; external control
            is the hold point before cleared. A critical non-conformity sends the segment to rework,
            also where it was released.
            """,
        parameters: [
            Common.folder, segment, control, area, checkResult, nonConformity, measures,
            organisation, asset, date, Common.person,
        ]
    ) { values in
        try recording("quality control recorded", values) { desk in
            .qualityChecked(
                QualityChecked(
                    segment: values[segment], control: values[control],
                    areaSquareMetres: values[area], result: values[checkResult],
                    nonConformity: values[nonConformity], measures: values[measures],
                    inspector: values[Common.person], organisation: values[organisation],
                    asset: values[asset], date: values[date] ?? desk.today))
        }
    }

    /// Records one fact and prints what it changed.
    static func recording(
        _ words: String, _ values: ParsedValues, _ fact: (WorkDesk) throws -> Fact
    ) throws -> ExitStatus {
        try answering(json: false) {
            let desk = WorkDesk(survey: try SurveyFolder(values[Common.folder]))
            say(words, try desk.record(try fact(desk), what: words, by: values[Common.person]))
        }
    }

    static func say(_ words: String, _ changes: [String]) {
        Output.console.print("\(words); identity asserted, not proven")
        for change in changes { Output.console.print("  \(change)") }
    }
}
