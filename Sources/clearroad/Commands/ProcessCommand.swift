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
        "steps", valueName: "LIST", help: "the steps in order, with commas",
        default: FileStories.detectorSteps)

    static let command = Command(
        "process", summary: "apply processing steps to one file",
        discussion: FileStories.stepHelp,
        parameters: [
            input, output, picture, steps, Common.frequency,
        ] + Common.reading
    ) { values in
        guard values[output] != nil || values[picture] != nil else {
            throw UsageError.conflict("nothing to write: give --out or --png")
        }
        let warnings = try FileStories.process(
            values[input], steps: values[steps], to: values[output], picture: values[picture],
            centreFrequencyMHz: values[Common.frequency], options: Common.options(values),
            monitor: Output.monitor)
        Output.warn(warnings, about: values[input])
        return warnings.contains { InspectCommand.losses.contains($0.code) } ? .partial : .done
    }
}
