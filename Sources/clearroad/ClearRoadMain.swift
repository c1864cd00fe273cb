import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

@main
enum ClearRoadMain {
    static func main() async {
        // Before anything else: this process may be the one that reads a file for another.
        GprMaxWorker.answerIfAsked()
        await Notices.$current.withValue(Output.notices) { () async -> Void in
            await Program(
                root: root, version: ToolVersion.current, explain: explained
            ).main()
        }
    }

    static let root: Command = Command(
        "clearroad",
        summary: "GPR sweeps in; alarms, honest coverage and a land-release record out.",
        discussion: """
            A sweep is evidence; it never makes land cleared. No alarm does not mean no mine: ground
            the radar did not cover is shown as such. Start with `clearroad demo`.
            """,
        subcommands: [
            DemoCommand.command, InspectCommand.command, ConvertCommand.command,
            ProcessCommand.command, VelocityCommand.command, SliceCommand.command,
            DetectCommand.command, ScoreCommand.command, CompareCommand.command,
            PlanCommand.command, EvaluateCommand.command, TrainCommand.command,
            SimulateCommand.command, CalibrateCommand.command,
            SurveyCommand.command, RoadCommand.command, SegmentCommand.command,
            SweepCommand.command,
            PersonCommand.command, AssetCommand.command, TaskCommand.command,
            DayCommand.command, CoverageCommand.command, AlarmCommand.command,
            ReleaseCommand.command, MapCommand.command, SheetCommand.command,
            ExportCommand.command,
            VerifyCommand.command, RegistryCommand.command,
            AuditCommand.command,
            CompletionCommand.command,
            FindCommand.command, SeedCommand.command,
        ])

    static func explained(_ error: any Error) -> ErrorInWords {
        switch error {
        case is Cancelled:
            ErrorInWords("\(error)", hint: (error as? Cancelled)?.hint, status: .interrupted)
        case let error as any ExplainedError:
            ErrorInWords(
                error.description, hint: MissingFile.suggestion(for: error) ?? error.hint)
        default: ErrorInWords("\(error)")
        }
    }
}
