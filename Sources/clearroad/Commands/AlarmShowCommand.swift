import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad alarm show`.
enum AlarmShowCommand {
    static let show = Command(
        "show", summary: "everything about one alarm, and what would close it",
        parameters: [Common.folder, AlarmCommand.id, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        let alarm = try record.requiredAlarm(values[AlarmCommand.id])
        if values[Common.json] {
            Output.console.print(value(alarm, record).text)
        } else {
            lines(alarm, record).forEach { Output.console.print($0) }
        }
        return .done
    }

    private static func lines(_ alarm: AlarmRecord, _ record: SurveyRecord) -> [String] {
        let place = alarm.place
        var lines = [
            "alarm \(alarm.id): \(AlarmText.state(alarm, record))",
            "  place: \(AlarmText.place(alarm))",
            "  coordinates: \(place.geographic.latitude), \(place.geographic.longitude) "
                + "(latitude, longitude)",
            "  segment: \(alarm.segment ?? "none")",
            "  score: \(Output.fixed(alarm.alarm.score, 2)), \(alarm.alarm.alarmClass.rawValue)",
            "  raised: \(alarm.stamp.at) by \(alarm.stamp.by)",
        ]
        lines += runs(alarm, record).map { "  shown by: \($0)" }
        if !alarm.links.isEmpty {
            lines.append("  linked to: \(alarm.links.joined(separator: ", ")) within 0.25 m")
        }
        for id in record.masks(of: alarm) {
            let note = record.alarm(id)?.closing?.fact.note ?? ""
            lines.append("  within the position error of infrastructure: \(id), \(note)")
        }
        if let assignment = record.assignment(of: alarm) {
            let fact = assignment.fact
            lines.append(
                "  assigned: to \(fact.assignee) on \(fact.assignedOn) by \(assignment.stamp.by)"
                    + (fact.note.isEmpty ? "" : ", \(fact.note)"))
        }
        for look in record.looks(at: alarm) {
            lines.append("  looked at, not settled: \(visit(look.fact))")
        }
        if let closing = alarm.closing {
            lines.append("  closed: \(closing.fact.result.rawValue), \(visit(closing.fact))")
        }
        if let answer = alarm.answeredBy { lines.append("  answered by the dig at \(answer)") }
        if alarm.isSeed { lines.append("  closed: a blind seed, recognised") }
        for find in record.finds where find.alarmID == alarm.id {
            lines.append("  find: \(find.id)" + (find.isExplosive ? ", explosive" : ""))
        }
        lines += record.whatCloses(alarm).map { "  would close it: \($0)" }
        return lines
    }

    private static func visit(_ fact: AlarmClosed) -> String {
        "\(fact.method.text) to \(Output.fixed(fact.depthMetres * 100, 0)) cm at "
            + "\(Chainage(metres: fact.position.chainageMetres)), offset "
            + "\(Output.metres(fact.position.offsetMetres)) m, by \(fact.closedBy) on "
            + fact.closedOn + (fact.note.isEmpty ? "" : ", \(fact.note)")
    }

    private static func runs(_ alarm: AlarmRecord, _ record: SurveyRecord) -> [String] {
        alarm.sightings.map { key in
            let sweep = record.sweep(key.run.sweep)
            let number = record.runs(of: key.run.sweep).first { $0.fact.key == key.run }?.number
            let isEvidence =
                if case .evidence(let run) = record.standing(ofSweep: key.run.sweep) {
                    run == key.run
                } else {
                    false
                }
            return "run \(number ?? 0) over sweep \(sweep?.label ?? key.run.sweep.short) "
                + "(\(sweep?.fact.name ?? "")), \(key.run.algorithmVersion)"
                + (isEvidence ? ", evidence" : ", not evidence")
        }
    }

    private static func value(_ alarm: AlarmRecord, _ record: SurveyRecord) -> JSONValue {
        let closing = alarm.closing.map { value($0.fact) } ?? .null
        return .object([
            .init("alarm", AlarmText.value(alarm, record)),
            .init("runs", .array(runs(alarm, record).map { .string($0) })),
            .init("looks", .array(record.looks(at: alarm).map { value($0.fact) })),
            .init("closing", closing), .init("answeredBy", .text(alarm.answeredBy)),
            .init(
                "finds",
                .array(
                    record.finds.filter { $0.alarmID == alarm.id }.map { .string($0.id) })),
            .init("wouldClose", .array(record.whatCloses(alarm).map { .string($0) })),
        ])
    }

    private static func value(_ fact: AlarmClosed) -> JSONValue {
        .object([
            .init("result", .string(fact.result.rawValue)),
            .init("method", .string(fact.method.text)),
            .init("depthMetres", .number(fact.depthMetres)),
            .init("chainageMetres", .number(fact.position.chainageMetres)),
            .init("offsetMetres", .number(fact.position.offsetMetres)),
            .init("by", .string(fact.closedBy)), .init("on", .string(fact.closedOn)),
            .init("note", .string(fact.note)),
        ])
    }
}
