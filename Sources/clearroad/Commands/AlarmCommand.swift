import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad alarm`.
enum AlarmCommand {
    static let command = Command(
        "alarm", summary: "an alarm's life", subcommands: [list, close])

    static let all = Flag("all", help: "also those that are closed")
    static let segment = Option<String>("segment", valueName: "ID", help: "only on this segment")
    static let id = Argument<String>("ID", help: "the alarm, as `alarm list` names it")
    static let result = RequiredOption<ClosingResult>(
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
    static let note = DefaultedOption<String>("note", valueName: "T", help: "remarks", default: "")
    static let harmless = Flag(
        "not-explosive", help: "the item found is known not to be explosive (needs --note)")

    static let list = Command(
        "list", summary: "open alarms, with the side of the road in words",
        parameters: [Common.folder, all, segment, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        var alarms = record.alarms
        if let id = values[segment] {
            guard let segment = record.segment(id) else {
                throw WorkflowError.unknown(
                    kind: "segment", name: id, known: record.segments.map(\.id))
            }
            alarms = record.alarms(on: segment.fact)
        }
        if !values[all] { alarms = alarms.filter(\.isOpen) }
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([.init("alarms", .array(alarms.map(value)))]).text)
        } else {
            alarms.forEach(line)
            Output.console.print("\(alarms.count) alarms")
        }
        return .done
    }

    static let close = Command(
        "close", summary: "record what a dig at an alarm found",
        discussion: """
            The dig must lie within the alarm's position error and 10 cm, and reach the alarm's depth
            and its error. A metal detector closes no alarm that may be plastic. An item counts as
            explosive unless --not-explosive says otherwise. A refusal lists every reason and records
            nothing.
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
        Output.console.print("alarm \(values[id]) closed")
        return .done
    }

    private static func line(_ alarm: AlarmRecord) {
        let place = alarm.place
        Output.console.print(
            "\(alarm.id)  \(alarm.isOpen ? "open" : "closed")  \(place.road) "
                + "\(Chainage(metres: place.position.chainageMetres)), "
                + "\(Output.metres(abs(place.position.offsetMetres))) m "
                + "\(place.position.side.rawValue), depth "
                + "\(Output.fixed(alarm.alarm.depthMetres * 100, 0)) cm, dig to "
                + "\(Output.fixed((alarm.alarm.depthMetres + place.depthErrorMetres) * 100 + 0.5, 0))"
                + " cm, within \(Output.metres(place.alongErrorMetres)) m along and "
                + "\(Output.metres(place.acrossErrorMetres)) m across, score "
                + "\(Output.fixed(alarm.alarm.score, 2)), \(alarm.alarm.alarmClass.rawValue)")
    }

    private static func value(_ alarm: AlarmRecord) -> JSONValue {
        let place = alarm.place
        return .object([
            .init("id", .string(alarm.id)), .init("open", .boolean(alarm.isOpen)),
            .init("segment", .text(alarm.segment)), .init("road", .string(place.road)),
            .init("chainageMetres", .number(place.position.chainageMetres)),
            .init("offsetMetres", .number(place.position.offsetMetres)),
            .init("side", .string(place.position.side.rawValue)),
            .init("longitude", .number(place.geographic.longitude)),
            .init("latitude", .number(place.geographic.latitude)),
            .init("depthMetres", .number(alarm.alarm.depthMetres)),
            .init("alongErrorMetres", .number(place.alongErrorMetres)),
            .init("acrossErrorMetres", .number(place.acrossErrorMetres)),
            .init("depthErrorMetres", .number(place.depthErrorMetres)),
            .init("score", .number(alarm.alarm.score)),
            .init("class", .string(alarm.alarm.alarmClass.rawValue)),
            .init("linkedTo", .array(alarm.links.map { .string($0) })),
        ])
    }
}
