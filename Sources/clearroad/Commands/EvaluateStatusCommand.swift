import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad evaluate status`.
enum EvaluateStatusCommand {
    static let command = Command(
        "status", summary: "check a blind trial without the keeper's file",
        discussion: """
            Lists what was registered and checks the seal, the chain and every registered file; once
            the trial is opened also that the truth is what was sealed. With any finding the exit
            code is 2. A chain made anew as a whole is found only with digests from paper.
            """,
        parameters: [
            EvaluateCommand.folder, EvaluateCommand.sealDigest, EvaluateCommand.registrations,
        ]
    ) { values in
        let status = try BlindTrialStatus(
            folder: values[EvaluateCommand.folder], paper: EvaluateCommand.paper(values))
        for finding in status.findings { Output.console.line("finding: \(finding)") }
        if let seal = status.seal { Output.console.print("\(seal)  seal") }
        status.lines.forEach(show)
        let count = status.findings.count
        Output.console.print(
            status.findings.isEmpty
                ? "sound: \(status.lanes.count) lanes, \(status.isOpened ? "opened" : "not opened")"
                : "NOT SOUND: \(count) \(count == 1 ? "finding" : "findings")")
        return status.findings.isEmpty ? .done : .partial
    }

    private static func show(_ line: BlindTrialStatus.Line) {
        var words = "\(line.digest)  "
        if let registration = line.registration {
            let lanes =
                registration.alarms.map(\.lane) + registration.aborted.map { "\($0.lane) aborted" }
            words += "\(registration.detector): \(lanes.joined(separator: ", "))"
        } else {
            words += "opening"
        }
        Output.console.line(words + " (by \(line.by), who claims \(line.claimedAt))")
    }
}
