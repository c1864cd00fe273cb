import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad evaluate open`.
enum EvaluateOpenCommand {
    static let keeper = RequiredOption<String>(
        "keeper", valueName: "KEEPER.json", help: "the secret file of the seal")
    static let truths = RepeatedOption<String>(
        "truth", valueName: "NAME=FILE", help: "files to score with, compared with those sealed")
    static let command = Command(
        "open", summary: "check that nothing was changed, then show the truth",
        discussion: """
            Checks the keeper's file against the seal, the chain of registrations and every
            registered file; with digests from paper also that none was made anew. With any finding
            nothing is opened and the exit code is 2. After opening nothing can be registered.
            """,
        parameters: [
            EvaluateCommand.folder, keeper, truths, EvaluateCommand.sealDigest,
            EvaluateCommand.registrations,
            Common.recorder,
        ]
    ) { values in
        let folder = values[EvaluateCommand.folder]
        let answer = try OpeningStory.open(
            OpeningStory.Request(
                folder: folder, keeper: values[keeper],
                truths: values[truths].map { NamedFile(lane: $0) },
                paper: EvaluateCommand.paper(values), by: values[Common.recorder]))
        for doubt in answer.doubts { Output.console.warning(doubt) }
        guard let trial = answer.trial else { return refuse(answer.findings) }
        show(trial, folder)
        return .done
    }

    private static func refuse(_ findings: [String]) -> ExitStatus {
        for finding in findings { Output.console.line("finding: \(finding)") }
        let count = findings.count
        Output.console.print("NOT OPENED: \(count) \(count == 1 ? "finding" : "findings")")
        return .partial
    }

    private static func show(_ trial: OpenedTrial, _ folder: String) {
        Output.console.line("opened: \(folder)/opened holds the truth as it was sealed")
        for detector in trial.detectors {
            Output.console.line("\(detector.name):")
            for lane in detector.lanes {
                let answer =
                    switch lane.answer {
                    case .alarms(let path): path
                    case .missing: "nothing handed in, all missed"
                    case .aborted(let reason): "aborted (\(reason))"
                    }
                Output.console.line("  \(lane.name): \(answer)")
            }
        }
        Output.console.print("seal digest: \(trial.sealDigest)")
        Output.console.print("opening digest: \(trial.openingDigest)")
        EvaluateCommand.sayPaper()
    }
}
