import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad audit`.
enum AuditCommand {
    static let segment = OptionalArgument<String>("SEGMENT", help: "only this segment's story")

    static let command = Command(
        "audit", summary: "what was done to a segment or a survey, in order, in sentences",
        discussion: """
            Who, when, what, on what evidence, and what it changed; events without effect with the
            reason, conflicts and how they were settled, and the head of every installation at the
            end. The same events give the same bytes on every machine.
            """, parameters: [Common.folder, segment]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        for line in try RecordDesk.story(of: survey, segment: values[segment]) {
            Output.console.print(line)
        }
        return .done
    }
}
