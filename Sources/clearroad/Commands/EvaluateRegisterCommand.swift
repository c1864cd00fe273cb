import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad evaluate register`.
enum EvaluateRegisterCommand {
    static let alarms = RepeatedOption<String>(
        "alarms", valueName: "NAME=FILE", help: "alarms on the lane NAME")
    static let configuration = Option<String>(
        "config", valueName: "FILE", help: "settings the detector ran with")
    static let configurationText = Option<String>(
        "config-text", valueName: "TEXT", help: "the settings in words, in place of a file")
    static let detector = DefaultedOption<String>(
        "detector", valueName: "NAME", help: "name of the radar and detector", default: "detector")
    static let aborted = RepeatedOption<String>(
        "aborted", valueName: "NAME", help: "lanes that shall not count")
    static let reason = Option<String>(
        "reason", valueName: "TEXT", help: "why lanes are aborted")

    static let command = Command(
        "register", summary: "hand in alarms of a blind trial before it is opened",
        discussion: """
            Alarms and settings are copied into DIR and tied to all that was registered before. What
            is registered is never replaced: each lane once for each detector, each detector with one
            configuration. A lane without alarms counts as missed unless it is declared aborted now.
            """,
        parameters: [
            EvaluateCommand.folder, alarms, configuration, configurationText, Common.person,
            detector, aborted, reason, EvaluateCommand.sealDigest,
        ]
    ) { values in
        let receipt = try RegistrationStory.register(
            try request(values), in: values[EvaluateCommand.folder],
            sealDigest: values[EvaluateCommand.sealDigest]?.digest)
        for alarms in receipt.registration.alarms {
            Output.console.line("\(alarms.file.digest)  alarms of \(alarms.lane)")
        }
        Output.console.line("\(receipt.registration.configuration.digest)  configuration")
        for lane in receipt.registration.aborted {
            Output.console.line("aborted: \(lane.lane) (\(lane.reason))")
        }
        if !receipt.openLanes.isEmpty {
            Output.console.line("not handed in yet: \(receipt.openLanes.joined(separator: ", "))")
        }
        Output.console.print("seal digest: \(receipt.seal)")
        Output.console.print("registration \(receipt.number) digest: \(receipt.digest)")
        EvaluateCommand.sayPaper()
        return .done
    }

    private static func request(
        _ values: ParsedValues
    ) throws(UsageError) -> RegistrationStory.Request {
        if values[configuration] != nil && values[configurationText] != nil {
            throw .conflict("--config and --config-text cannot both be given")
        }
        if values[aborted].isEmpty != (values[reason] == nil) {
            throw .conflict("--aborted and --reason belong together")
        }
        let settings =
            values[configuration].map { RegistrationStory.Configuration.file($0) }
            ?? values[configurationText].map { .text($0) }
        return RegistrationStory.Request(
            detector: values[detector], alarms: values[alarms].map { NamedFile(lane: $0) },
            aborted: values[aborted], reason: values[reason], configuration: settings,
            by: values[Common.person])
    }
}
