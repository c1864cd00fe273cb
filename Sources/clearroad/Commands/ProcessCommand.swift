import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad process`.
enum ProcessCommand {
    static let input = Argument<String>("IN", help: "a radar file or a *.sweep.json")
    static let output = Option<String>(
        "out", valueName: "OUT.npy", help: "write the result (.npy, .sgy or .csv)")
    static let picture = Option<String>("png", valueName: "OUT", help: "draw the result")
    static let steps = DefaultedOption<String>(
        "steps", valueName: "LIST",
        help: "the steps in order with commas, or a .json file that lists them",
        default: ProcessStory.detectorSteps)

    static let command = Command(
        "process", summary: "apply processing steps to one file",
        discussion: ProcessStory.stepHelp,
        parameters: [
            input, output, picture, steps, Common.frequency, Common.threads,
        ] + Common.reading
    ) { values in
        guard values[output] != nil || values[picture] != nil else {
            throw UsageError.conflict("nothing to write: give --out or --png")
        }
        let warnings = try ProcessStory(
            file: values[input], steps: values[steps], target: values[output],
            picture: values[picture], centreFrequencyMHz: values[Common.frequency],
            options: Common.options(values), workers: values[Common.threads]
        ).run(monitor: Output.monitor)
        Output.warn(warnings, about: values[input])
        return warnings.contains { InspectCommand.losses.contains($0.code) } ? .partial : .done
    }
}
