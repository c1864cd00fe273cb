import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad convert`.
enum ConvertCommand {
    static let input = Argument<String>("IN", help: "a radar file or a *.sweep.json")
    static let output = Argument<String>("OUT", help: "a file ending in .npy, .sgy or .csv")
    static let channel = Option<Int>("channel", valueName: "N", help: "only this channel")

    static let from = Option<Double>(
        "from", valueName: "METRES", help: "only from this distance along the lane on")
    static let end = Option<Double>(
        "to", valueName: "METRES", help: "only up to this distance along the lane")

    static let command = Command(
        "convert", summary: "write a sweep of any format as .npy, .sgy or .csv",
        discussion: """
            .npy holds float32 in stored units, channels x traces x samples. .sgy is SEG-Y rev 1 with
            the interval in picoseconds. .csv has one row per trace. With --from and --to the traces
            from the first to the last within these distances are written, at the distances they had.
            """,
        parameters: [input, output, channel, from, end] + Common.reading
    ) { values in
        let warnings = try FileStories.convert(
            values[input], to: values[output], channel: values[channel], from: values[from],
            to: values[end], options: Common.options(values), monitor: Output.monitor)
        Output.warn(warnings, about: values[input])
        return warnings.contains { InspectCommand.losses.contains($0.code) } ? .partial : .done
    }
}
