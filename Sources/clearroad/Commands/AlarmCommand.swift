import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad alarm`.
enum AlarmCommand {
    static let command = Command(
        "alarm", summary: "an alarm's life",
        subcommands: [list, AlarmShowCommand.show, assign, close, AlarmImportCommand.command])

    static let all = Flag("all", help: "also those that are closed")
    static let segment = Option<String>("segment", valueName: "ID", help: "only on this segment")
    static let standing = Option<AlarmQuery.Standing>(
        "state", valueName: "STATE",
        help: "only those: overdue is open for more days than authority.alarmOverdueDays of the "
            + "settings in force says (\(SurveySettings.defaultAlarmOverdueDays) where it is not said)"
    )
    static let near = Option<NearPlace>(
        "near", valueName: "PLACE", help: "nearest first: LAT,LON or CHAINAGE,OFFSET")
    static let radius = DefaultedOption<Double>(
        "radius", valueName: "M", help: "how far from PLACE (m)", default: 10,
        check: { $0 > 0 && $0 <= 50_000 ? nil : "is not above 0 and up to 50000 m" })
    static let id = Argument<String>("ID", help: "the alarm, as `alarm list` names it")
    static let ids = RepeatedArgument<String>("ID", help: "alarms, as `alarm list` names them")
    static let assignee = RequiredOption<String>(
        "to", valueName: "WHO", help: "the person or team that shall look at them")
    static let result = RequiredOption<VisitOutcome>(
        "result", valueName: "RESULT", help: "what was there")
    static let depth = RequiredOption<Double>("depth-cm", valueName: "N", help: "depth dug")
    static let chainage = RequiredOption<Chainage>(
        "chainage", valueName: "C", help: "chainage of the dig")
    static let offset = RequiredOption<Double>("offset", valueName: "O", help: "offset of the dig")
    static let method = DefaultedOption<String>(
        "method", valueName: "METHOD", help: "excavation, metal-detector or another instrument",
        default: "excavation")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of the dig (default: today)")
    static let day = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of the assignment (default: today)")
    static let note = DefaultedOption<String>("note", valueName: "T", help: "remarks", default: "")
    static let harmless = Flag(
        "not-explosive", help: "the item found is known not to be explosive (needs --note)")

    static let list = Command(
        "list", summary: "open alarms, with the side of the road in words",
        discussion: """
            A PLACE is latitude and longitude in degrees, such as 32.1,23.9, or a chainage with a plus
            sign and an offset, such as 12+310,-4.7, positive to the left of increasing chainage.
            """,
        parameters: [
            Common.folder, all, segment, standing, near, radius, Common.json,
        ]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        if let place = values[near], values[segment] == nil, values[standing] != .overdue {
            let alarms = try AlarmsNear(survey: survey).alarms(
                place, radiusMetres: values[radius],
                standing: values[standing] ?? (values[all] ? nil : .open))
            show(alarms, json: values[Common.json])
            return .done
        }
        let (record, _) = try SurveyViews.record(of: survey)
        let query = AlarmQuery(
            segment: values[segment], standing: values[standing] ?? (values[all] ? nil : .open),
            near: values[near].map { AlarmQuery.Near($0, radiusMetres: values[radius]) })
        let alarms = try query.alarms(in: record, of: survey)
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("alarms", .array(alarms.map { AlarmText.value($0, record) }))
                ]).text)
        } else {
            alarms.forEach { Output.console.print(AlarmText.line($0, record)) }
            Output.console.print("\(alarms.count) alarms")
        }
        return .done
    }

    private static func show(_ alarms: [NearAlarm], json: Bool) {
        if json {
            Output.console.print(
                JSONValue.object([.init("alarms", .array(alarms.map(AlarmText.value)))]).text)
        } else {
            alarms.forEach { Output.console.print(AlarmText.line($0)) }
            Output.console.print("\(alarms.count) alarms")
        }
    }

    static let assign = Command(
        "assign", summary: "charge a person or a team with alarms, all or none",
        parameters: [Common.folder, ids, assignee, day, note, Common.person]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        try AlarmDesk.assign(
            values[ids], in: survey, to: values[assignee], date: values[day],
            note: values[note], by: values[Common.person])
        Output.console.print("\(values[ids].count) alarms assigned to \(values[assignee])")
        return .done
    }

    static let close = Command(
        "close", summary: "record what a dig at an alarm found",
        discussion: """
            The dig must lie within the alarm's position error and 10 cm, and reach the alarm's depth
            and its error. A metal detector closes no alarm that may be plastic. A look that settles
            nothing is recorded as not-found, at any depth and with any instrument: the alarm then
            stays open and needs a second sensor. An item counts as explosive unless --not-explosive
            says otherwise; `find add --alarm ID` says what it is. What comes up later within the
            position error of infrastructure is named after it, and is open. A refusal lists every
            reason and records nothing. `alarm import` takes a day's sheet by the same rules.
            """,
        parameters: [
            Common.folder, id, result, depth, chainage, offset, method, date, note, harmless,
            Common.person,
        ]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let plan = AlarmClosingPlan(
            result: values[result], method: ClosingMethod(values[method]),
            depthMetres: values[depth] / 100,
            position: RoadPosition(
                chainageMetres: values[chainage].metres, offsetMetres: values[offset]),
            date: values[date], note: values[note], isNotExplosive: values[harmless])
        try AlarmDesk.close(values[id], in: survey, plan: plan, by: values[Common.person])
        Output.console.print(
            values[result] == .notFound
                ? "alarm \(values[id]) stays open: it needs a second sensor"
                : "alarm \(values[id]) closed")
        return .done
    }
}
