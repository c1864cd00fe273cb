import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// Commands of `clearroad survey` about what several installations recorded.
enum SurveyConflictCommand {
    static let all = Flag("all", help: "also those that are settled")
    static let conflict = Argument<String>("CONFLICT", help: "as `survey conflicts` names it")
    static let stands = RequiredOption<String>(
        "stands", valueName: "EVENT", help: "the event that stands, such as 1a2b3c4d:17")
    static let reason = RequiredOption<String>("reason", valueName: "T", help: "why")

    static let conflicts = Command(
        "conflicts", summary: "what a person has to settle after a merge",
        discussion: """
            One segment changed by two who did not know of each other, two approvals, one id for two
            things, lots that share more than 0.9 % of their ground, decisions made without evidence
            another had, and events that break a rule. Until it is settled, a conflict on a segment
            keeps it from being released. Exit code 2 while there are any.
            """, parameters: [Common.folder, all, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        let listed = values[all] ? record.merging.conflicts : record.merging.unsettled
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([.init("conflicts", .array(listed.map(value)))]).text)
        } else {
            listed.forEach(show)
            Output.console.print(
                "\(record.merging.unsettled.count) unsettled conflicts")
        }
        return record.merging.unsettled.isEmpty ? .done : .partial
    }

    static let settle = Command(
        "settle", summary: "settle a conflict: which event stands, and why",
        discussion: """
            What has no effect in the record cannot stand: record again what it said, then say that
            the new event stands. Where two laptops each registered an authority, the one who gives
            way (or somebody he or she made an authority) says which registration stands; the other
            loses the role with whom he or she made one, and what those released stays under review.
            """, parameters: [Common.folder, conflict, stands, reason, Common.person]
    ) { values in
        do {
            try RecordDesk.settle(
                values[conflict], in: try SurveyFolder(values[Common.folder]),
                stands: values[stands], reason: values[reason], by: values[Common.person])
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: false)
        }
        Output.console.print("conflict \(values[conflict]) settled")
        return .done
    }

    static let changes = Command(
        "changes", summary: "what is new since a head, for systems that want only news",
        discussion: """
            Give a head for each installation (W:N:HASH, repeated or with commas); of an installation
            without one all events are new. The heads to ask with the next time come last. A head that
            is no event of this record is an error: the asker holds something else.
            """, parameters: [Common.folder, SurveyBundleCommand.since, Common.json]
    ) { values in
        let news = try RecordDesk.news(
            of: try SurveyFolder(values[Common.folder]),
            since: try SurveyBundleCommand.heads(values[SurveyBundleCommand.since]))
        if values[Common.json] {
            Output.console.print(try news.json())
        } else {
            for (event, hash) in news.events {
                Output.console.print(
                    "\(event.name)  \(hash)  \(event.at)  \(event.fact.kind.rawValue)  by "
                        + event.by)
            }
            SurveyBundleCommand.show(news.heads)
        }
        return .done
    }

    private static func show(_ conflict: RecordConflict) {
        let console = Output.console
        let state = conflict.settlement == nil ? "NOT SETTLED" : "settled"
        console.print("\(conflict.id)  \(conflict.kind.rawValue)  \(state)")
        console.print("    \(conflict.about)")
        for party in conflict.parties {
            console.print(
                "    event \(party.name.short)  \(party.kind.rawValue) by \(party.by), \(party.at)"
                    + (party.voidBecause.map { " - no effect: \($0)" } ?? ""))
        }
        if let settled = conflict.settlement {
            console.print("    event \(settled.stands.short) stands: \(settled.reason)")
        }
    }

    private static func value(_ conflict: RecordConflict) -> JSONValue {
        .object([
            .init("id", .string(conflict.id)), .init("kind", .string(conflict.kind.rawValue)),
            .init("text", .string(conflict.text)),
            .init("segments", .array(conflict.segments.map { .string($0) })),
            .init(
                "events",
                .array(
                    conflict.parties.map { party in
                        .object([
                            .init("event", .string(party.name.description)),
                            .init("kind", .string(party.kind.rawValue)),
                            .init("by", .string(party.by)), .init("at", .string(party.at)),
                            .init("noEffectBecause", .text(party.voidBecause)),
                        ])
                    })), .init("settled", .boolean(conflict.settlement != nil)),
            .init("stands", .text(conflict.settlement?.stands.description)),
            .init("reason", .text(conflict.settlement?.reason)),
        ])
    }
}
