import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad task`.
enum TaskCommand {
    static let command = Command(
        "task", summary: "work the authority orders on a segment",
        discussion: """
            Once a segment has a task, its release needs one of the right method (technical-survey for
            reduced, clearance for cleared) that every sweep counted and every dig lies in, with an
            accreditation valid on each of those days.
            """, subcommands: [add, list, show, close])

    static let id = RequiredOption<String>("id", valueName: "ID", help: "name of the task")
    static let target = Argument<String>("ID", help: "the task")
    static let segment = RequiredOption<String>("segment", valueName: "ID", help: "the segment")
    static let filter = Option<String>("segment", valueName: "ID", help: "only on this segment")
    static let team = RequiredOption<String>("team", valueName: "TEAM", help: "the team")
    static let asset = RequiredOption<String>(
        "asset", valueName: "ID", help: "the asset the work is done with")
    static let procedure = RequiredOption<String>(
        "sop", valueName: "NAME", help: "operating procedure, by name and edition")
    static let organisation = RequiredOption<String>(
        "organisation", valueName: "O", help: "who does the work")

    static let add = Command(
        "add", summary: "order work on a segment",
        parameters: [
            Common.folder, id, segment, Office.depth, Office.method, team, asset, procedure,
            organisation, Office.from, Office.until, Common.person,
        ]
    ) { values in
        let task = TaskOrdered(
            id: values[id], segment: values[segment], depthMetres: values[Office.depth] / 100,
            method: values[Office.method], team: values[team], asset: values[asset],
            procedure: values[procedure], organisation: values[organisation],
            from: try values[Office.from] ?? Office.desk(values).today,
            until: values[Office.until])
        return try Office.record(
            .taskOrdered(task), "task \(values[id])", values, done: "task \(values[id]) ordered")
    }

    static let close = Command(
        "close", summary: "end the work under a task",
        parameters: [Common.folder, target, Office.on, Office.reason, Common.person]
    ) { values in
        let day = try values[Office.on] ?? Office.desk(values).today
        return try Office.record(
            .taskClosed(
                TaskClosed(task: values[target], on: day, reason: values[Office.reason])),
            "closing task \(values[target])", values, done: "task \(values[target]) closed")
    }

    static let list = Command(
        "list", summary: "all tasks", parameters: [Common.folder, filter, Common.json]
    ) { values in
        let record = try Office.record(values)
        let tasks = values[filter].map { record.tasks.tasks(on: $0) } ?? record.tasks.tasks
        if values[Common.json] {
            Office.print("tasks", tasks.map(value))
        } else {
            tasks.forEach(line)
            Output.console.print(tasks.count == 1 ? "1 task" : "\(tasks.count) tasks")
        }
        return .done
    }

    static let show = Command(
        "show", summary: "one task", parameters: [Common.folder, target, Common.json]
    ) { values in
        let record = try Office.record(values)
        guard let task = record.tasks.task(values[target]) else {
            throw WorkflowError.unknown(
                kind: "task", name: values[target], known: record.tasks.tasks.map(\.id))
        }
        if values[Common.json] {
            Output.console.print(value(task).text)
        } else {
            line(task)
            Output.console.print("  ordered by \(task.stamp.by) at \(task.stamp.at)")
            if let closed = task.closed { Output.console.print("  closed: \(closed.reason)") }
            record.assets.accreditations(of: .init(.asset, task.fact.asset))
                .forEach(AssetCommand.line)
        }
        return .done
    }

    private static func line(_ task: TaskRecord) {
        let fact = task.fact
        Output.console.print(
            "\(fact.id)  \(fact.segment): \(fact.method.rawValue) to "
                + "\(Output.fixed(fact.depthMetres * 100, 0)) cm by \(fact.team) "
                + "(\(fact.organisation)) with \(fact.asset) after \(fact.procedure), from "
                + fact.from + (task.lastDay.map { " until \($0)" } ?? "")
                + (task.isOpen ? ", open" : ", closed"))
    }

    private static func value(_ task: TaskRecord) -> JSONValue {
        let fact = task.fact
        return .object([
            .init("id", .string(fact.id)), .init("segment", .string(fact.segment)),
            .init("depthMetres", .number(fact.depthMetres)),
            .init("method", .string(fact.method.rawValue)), .init("team", .string(fact.team)),
            .init("asset", .string(fact.asset)), .init("procedure", .string(fact.procedure)),
            .init("organisation", .string(fact.organisation)),
            .init("from", .string(fact.from)), .init("until", .text(fact.until)),
            .init("closedOn", .text(task.closed?.on)), .init("open", .boolean(task.isOpen)),
        ])
    }
}
