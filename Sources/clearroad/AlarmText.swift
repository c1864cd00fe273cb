import CommandLineKit
import LandRelease
import SurveyModel

/// Alarms as lines and as JSON.
enum AlarmText {
    static func line(_ alarm: AlarmRecord, _ record: SurveyRecord) -> String {
        "\(alarm.id)  \(state(alarm, record))  \(place(alarm)), score "
            + "\(Output.fixed(alarm.alarm.score, 2)), \(alarm.alarm.alarmClass.rawValue)"
    }

    /// `open` or `closed`, and who has it or what is needed.
    static func state(_ alarm: AlarmRecord, _ record: SurveyRecord) -> String {
        guard alarm.isOpen else { return alarm.isSeed ? "closed (seed)" : "closed" }
        var words = ["open"]
        if let assignment = record.assignment(of: alarm) {
            words.append("assigned to \(assignment.fact.assignee)")
        }
        if record.needsSecondSensor(alarm) { words.append("needs a second sensor") }
        let masks = record.masks(of: alarm)
        if !masks.isEmpty { words.append("by infrastructure \(masks.joined(separator: " "))") }
        return words.joined(separator: ", ")
    }

    static func place(_ alarm: AlarmRecord) -> String {
        let place = alarm.place
        return "\(place.road) \(Chainage(metres: place.position.chainageMetres)), "
            + "\(Output.metres(abs(place.position.offsetMetres))) m "
            + "\(place.position.side.rawValue), depth "
            + "\(Output.fixed(alarm.alarm.depthMetres * 100, 0)) cm, dig to "
            + "\(Output.fixed((alarm.alarm.depthMetres + place.depthErrorMetres) * 100 + 0.5, 0))"
            + " cm, within \(Output.metres(place.alongErrorMetres)) m along and "
            + "\(Output.metres(place.acrossErrorMetres)) m across"
    }

    static func line(_ alarm: NearAlarm) -> String {
        let state = [
            alarm.state, alarm.assignee.map { "assigned to \($0)" },
            alarm.needsSecondSensor ? "needs a second sensor" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
        let depth = (alarm.depthMetres + alarm.depthErrorMetres) * 100 + 0.5
        return "\(alarm.id)  \(state)  \(Output.metres(alarm.distanceMetres)) m away  "
            + "\(alarm.road) \(Chainage(metres: alarm.chainageMetres)), "
            + "\(Output.metres(abs(alarm.offsetMetres))) m \(alarm.side), depth "
            + "\(Output.fixed(alarm.depthMetres * 100, 0)) cm, dig to \(Output.fixed(depth, 0)) cm"
            + ", within \(Output.metres(alarm.alongErrorMetres)) m along and "
            + "\(Output.metres(alarm.acrossErrorMetres)) m across, score "
            + "\(Output.fixed(alarm.score, 2)), \(alarm.alarmClass)"
    }

    static func value(_ alarm: NearAlarm) -> JSONValue {
        .object([
            .init("id", .string(alarm.id)), .init("open", .boolean(alarm.state == "open")),
            .init("segment", .text(alarm.segment)), .init("road", .string(alarm.road)),
            .init("chainageMetres", .number(alarm.chainageMetres)),
            .init("offsetMetres", .number(alarm.offsetMetres)),
            .init("side", .string(alarm.side)), .init("depthMetres", .number(alarm.depthMetres)),
            .init("alongErrorMetres", .number(alarm.alongErrorMetres)),
            .init("acrossErrorMetres", .number(alarm.acrossErrorMetres)),
            .init("depthErrorMetres", .number(alarm.depthErrorMetres)),
            .init("score", .number(alarm.score)), .init("class", .string(alarm.alarmClass)),
            .init("assignedTo", .text(alarm.assignee)),
            .init("needsSecondSensor", .boolean(alarm.needsSecondSensor)),
            .init("distanceMetres", .number(alarm.distanceMetres)),
        ])
    }

    static func value(_ alarm: AlarmRecord, _ record: SurveyRecord) -> JSONValue {
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
            .init("state", .string(record.state(of: alarm).rawValue)),
            .init("raisedAt", .string(alarm.stamp.at)),
            .init("assignedTo", .text(record.assignment(of: alarm)?.fact.assignee)),
            .init("maskedBy", .array(record.masks(of: alarm).map { .string($0) })),
            .init(
                "result",
                .text(alarm.closing?.fact.result.rawValue ?? (alarm.isSeed ? "seed" : nil))),
        ])
    }
}
