import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad verify`.
enum VerifyCommand {
    static let target = Argument<String>("DIR", help: "the survey folder, or a release's zip file")
    static let head = Option<String>(
        "head", valueName: "W:N:HASH",
        help: "a head printed earlier, or several with commas; finds a tail cut off since")
    static let files = Flag(
        "files", help: "read and hash every raw file and all evidence; goes on after Ctrl-C")
    static let digest = Option<String>(
        "digest", valueName: "HASH", help: "a release's digest printed when it was made")

    static let command = Command(
        "verify", summary: "check the record against itself and its files, or a release by itself",
        discussion: """
            Chain of events, rules, layers, areas and the signatures of approvals; of raw files and evidence only presence, sizes
            and times. With --files their contents are hashed too: stopped by Ctrl-C, it goes on where
            it stopped when run again. Every finding is named; with any, the exit code is 2. A record
            rewritten as a whole is found only with --head and a head kept on paper. A zip file made by
            `release bundle` is checked without the survey.
            """, parameters: [target, head, files, digest, Common.json]
    ) { values in
        if ReleaseCheck.isArchive(values[target]) {
            let check = try ReleaseCheck(
                path: values[target], expectedDigest: values[digest])
            values[Common.json] ? Output.console.print(value(check).text) : show(check)
            return check.isSound ? .done : .partial
        }
        let result = try SurveyViews.verify(
            values[target], expectedHead: values[head], hashesFiles: values[files],
            monitor: Output.monitor)
        Output.console.endProgress()
        values[Common.json] ? Output.console.print(value(result).text) : show(result)
        return result.isSound ? .done : .partial
    }

    private static func show(_ result: VerificationResult) {
        let console = Output.console
        for approval in result.approvals { console.print(approval) }
        for finding in result.findings { console.print("finding: \(finding)") }
        for note in result.notes { console.print("note: \(note)") }
        console.print(
            result.isSound
                ? "sound: \(result.eventCount) events"
                : "NOT SOUND: \(result.findings.count) findings")
        if let head = result.head { console.print("record head: \(head)") }
    }

    private static func value(_ result: VerificationResult) -> JSONValue {
        .object([
            .init("ok", .boolean(result.isSound)),
            .init("events", .integer(result.eventCount)),
            .init("findings", .array(result.findings.map { .string($0) })),
            .init("notes", .array(result.notes.map { .string($0) })),
            .init("head", .text(result.head?.description)),
            .init("approvals", .array(result.approvals.map { .string($0) })),
        ])
    }

    private static func show(_ check: ReleaseCheck) {
        let console = Output.console
        for finding in check.findings { console.print("finding: \(finding)") }
        console.print(
            check.isSound
                ? "sound: \(check.title)" : "NOT SOUND: \(check.findings.count) findings")
        console.print("events: \(check.events.included) of \(check.events.all) included")
        console.print("bundle digest: \(check.digest)")
        console.print("record head: \(check.heads)")
        guard check.isSound else { return }
        for sentence in ReleaseCheck.proves { console.print("it proves \(sentence)") }
        for sentence in ReleaseCheck.provesNot {
            console.print("it does not prove \(sentence)")
        }
    }

    private static func value(_ check: ReleaseCheck) -> JSONValue {
        .object([
            .init("ok", .boolean(check.isSound)), .init("release", .string(check.title)),
            .init("digest", .string(check.digest)),
            .init("eventsIncluded", .integer(check.events.included)),
            .init("events", .integer(check.events.all)), .init("head", .string(check.heads)),
            .init("findings", .array(check.findings.map { .string($0) })),
            .init("proves", .array(ReleaseCheck.proves.map { .string($0) })),
            .init("provesNot", .array(ReleaseCheck.provesNot.map { .string($0) })),
        ])
    }
}
