import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad release bundle`.
enum ReleaseBundleCommand {
    static let bundle = Command(
        "bundle", summary: "a report with all it rests on in one zip file, for the authority",
        discussion: """
            A page for people, maps, the events with their hashes, evidence, settings and the digest of
            each. `clearroad verify FILE.zip` checks it without the survey. Its bytes depend on the
            record alone. Keep the digest printed: it finds a bundle made anew.
            """,
        parameters: [Common.folder, ReleaseCommand.report, SurveyBundleCommand.out]
    ) { values in
        let digest = try ReleaseBundle.write(
            values[ReleaseCommand.report], of: try SurveyFolder(values[Common.folder]),
            to: values[SurveyBundleCommand.out])
        Output.console.print("\(values[SurveyBundleCommand.out]): written")
        Output.console.print("bundle digest: \(digest)")
        return .done
    }
}
