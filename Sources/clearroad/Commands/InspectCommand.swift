import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

/// The command `clearroad inspect`.
enum InspectCommand {
    static let file = Argument<String>("FILE", help: "a radar file or a *.sweep.json")
    static let picture = Option<String>("png", valueName: "OUT", help: "draw a radargram")
    static let channel = Option<Int>("channel", valueName: "N", help: "draw only this channel")
    static let raw = Flag(
        "raw", help: "draw the samples as stored, without taking the line's median trace off")
    static let audit = Flag(
        "audit",
        help: "every fact with all its sources, and each contradiction with what was chosen and why"
    )

    static let command = Command(
        "inspect", summary: "what a radar file holds, with its warnings",
        discussion: """
            The format is found from the content. Headers, samples, sidecars and satellite fixes are
            weighed against each other; what contradicts is said, with what was chosen and why.
            Exit code 2 means that part of the file could not be used.
            """,
        parameters: [file, picture, channel, raw, audit, Common.json] + Common.reading
    ) { values in
        let path = values[file]
        let opened = try FileStories.inspect(
            path, options: Common.options(values), monitor: Output.monitor)
        if let target = values[picture] {
            try FileStories.draw(
                opened, title: title(path, isRaw: values[raw]), channel: values[channel],
                removingBackground: !values[raw], to: target, monitor: Output.monitor)
        }
        let spacing = try opened.traceSpacingMetres()
        if values[Common.json] {
            Output.console.print(
                OutlineJSON.value(opened.outline, spacing: spacing, audited: values[audit]).text)
        } else {
            OutlineText.print(opened.outline, spacing: spacing, audited: values[audit])
        }
        return opened.outline.warnings.contains { losses.contains($0.code) } ? .partial : .done
    }

    /// Warnings that say that part of the file could not be used.
    static let losses: Set<String> = [
        "traces-lost", "channel-unreadable", "channels-missing", "companion-unreadable",
        "companion-damaged", "header-unreadable",
    ]

    private static func title(_ path: String, isRaw: Bool) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return isRaw ? name : "\(name), median trace of the line taken off"
    }
}
