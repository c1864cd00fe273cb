import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad verify`.
enum VerifyCommand {
    static let head = Option<String>(
        "head", valueName: "W:N:HASH", help: "a head printed earlier; finds a tail cut off since")

    static let command = Command(
        "verify", summary: "check the record against itself and the raw files",
        discussion: """
            Chain of events, rules, layers, raw files, evidence, areas and the signatures of approvals.
            Every finding is named; with any, the exit code is 2. A record rewritten as a whole is found
            only with --head and a head kept on paper. Of each approval it says by whose key it was
            signed, or that the identity is asserted, not proven.
            """, parameters: [Common.folder, head, Common.json]
    ) { values in
        let result = try SurveyViews.verify(values[Common.folder], expectedHead: values[head])
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("ok", .boolean(result.isSound)),
                    .init("events", .integer(result.eventCount)),
                    .init("findings", .array(result.findings.map { .string($0) })),
                    .init("head", .text(result.head?.description)),
                    .init("approvals", .array(result.approvals.map { .string($0) })),
                ]).text)
        } else {
            for approval in result.approvals { Output.console.print(approval) }
            for finding in result.findings { Output.console.print("finding: \(finding)") }
            Output.console.print(
                result.isSound
                    ? "sound: \(result.eventCount) events"
                    : "NOT SOUND: \(result.findings.count) findings")
            if let head = result.head { Output.console.print("record head: \(head)") }
        }
        return result.isSound ? .done : .partial
    }
}
