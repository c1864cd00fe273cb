import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad convert`.
enum ConvertCommand {
    static let input = Argument<String>("IN", help: "a radar file or a *.sweep.json")
    static let output = Argument<String>("OUT", help: "a file ending in .npy, .sgy or .csv")
    static let channel = Option<Int>("channel", valueName: "N", help: "only this channel")

    static let command = Command(
        "convert", summary: "write a sweep as .npy, .sgy or .csv",
        discussion: """
            .npy holds float32 in stored units, channels x traces x samples. .sgy is SEG-Y rev 1 with
            the interval in picoseconds. .csv has one row per trace.
            """,
        parameters: [input, output, channel, Common.intervalUnit, Common.traceSpacing]
    ) { values in
        let warnings = try FileStories.convert(
            values[input], to: values[output], channel: values[channel],
            options: Common.options(values))
        Output.warn(warnings, about: values[input])
        return warnings.contains { InspectCommand.losses.contains($0.code) } ? .partial : .done
    }
}
