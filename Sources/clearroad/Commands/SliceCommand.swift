import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

/// The command `clearroad slice`.
enum SliceCommand {
    static let files = RepeatedArgument<String>("SWEEP", help: "radar files or *.sweep.json")
    static let output = RequiredOption<String>(
        "out", valueName: "FILE", help: "where the slices go: a picture (.png) or values (.npy)")
    static let depths = Option<RangeList>(
        "depths", valueName: "M-M,...", help: "depths of the slices, such as 0.05-0.10,0.10-0.15")
    static let times = Option<RangeList>(
        "times", valueName: "NS-NS,...", help: "two-way times after the surface, in place of depths"
    )
    static let permittivity = DefaultedOption<Double>(
        "permittivity", valueName: "EPS", help: "assumed to turn time into depth", default: 4,
        check: { $0 >= 1.5 && $0 <= 40 ? nil : "is not between 1.5 and 40" })
    static let cell = Option<Double>(
        "cell", valueName: "METRES",
        help: "width of a cell; standard up to a fourth of the footprint's radius",
        check: { $0 >= 0.001 && $0 <= 10 ? nil : "is not from 0.001 to 10 m" })
    static let steps = Option<String>(
        "steps", valueName: "LIST", help: "steps before the envelope, see `clearroad process`")
    static let offsets = Option<MetreList>(
        "offsets", valueName: "M,M,...", help: "offset of each file, positive to the left of travel"
    )
    static let spacing = Option<Double>(
        "line-spacing", valueName: "METRES",
        help: "each file so far left of the one before; negative to the right",
        check: { $0 != 0 && abs($0) <= 20 ? nil : "is not a distance up to 20 m" })
    static let alternate = Flag(
        "alternate", help: "every second file was driven back from where the one before ended")
    static let alarms = Option<String>(
        "alarms", valueName: "FILE", help: "mark the selected alarms of an alarms.csv")
    static let surface = Option<Double>(
        "surface", valueName: "NS", help: "time of the surface from the first sample",
        check: { $0 >= 0 && $0 <= 1e6 ? nil : "is not from 0 to 1000000 ns" })
    static let maximum = Flag("maximum", help: "show the largest envelope, not its rms")
    static let keepLevels = Flag(
        "keep-levels", help: "do not divide each line by its median: weak channels stay weak")
    static let from = Option<Double>(
        "from", valueName: "METRES", help: "only from this distance on")
    static let end = Option<Double>("to", valueName: "METRES", help: "only up to this distance")

    static let command = Command(
        "slice", summary: "what lies at a depth, seen from above",
        discussion: """
            The channels of an array, or several lines, become slices of the ground (C-scans). Ground
            further from a trace than the footprint's radius (first Fresnel zone) is not measured and
            hatched, never filled. The strength is shown in dB above the median of the slice.
            An .npy holds slices x rows (to the left) x columns (along travel), with a card beside it.
            """,
        parameters: [
            files, output, depths, times, permittivity, cell, steps, offsets, spacing, alternate,
            alarms, surface, maximum, keepLevels, from, end, Common.frequency, Common.threads,
        ] + Common.reading
    ) { values in
        let result = try story(values).run(monitor: Output.monitor)
        for (file, warning) in result.warnings { Output.warn([warning], about: file) }
        for slice in result.slices {
            let share = Output.fixed(slice.measuredShare * 100, 0)
            Output.console.print("\(slice.words), \(share) % of the area measured")
        }
        let lost = InspectCommand.losses.union(["traces-left-out"])
        return result.warnings.contains { lost.contains($0.warning.code) } ? .partial : .done
    }

    private static func story(_ values: ParsedValues) throws -> SliceStory {
        var story = SliceStory(files: values[files], target: values[output])
        switch (values[depths], values[times]) {
        case (.some, .some): throw UsageError.conflict("give --depths or --times, not both")
        case (let depths?, nil): story.extents = .depths(depths.ranges)
        case (nil, let times?): story.extents = .times(times.ranges)
        case (nil, nil): break
        }
        switch (values[offsets], values[spacing]) {
        case (.some, .some):
            throw UsageError.conflict("give --offsets or --line-spacing, not both")
        case (let offsets?, nil): story.placement = .offsets(offsets.metres)
        case (nil, let spacing?): story.placement = .spacing(spacing)
        case (nil, nil):
            guard !values[alternate] else {
                throw UsageError.conflict("--alternate needs --line-spacing or --offsets")
            }
        }
        story.alternates = values[alternate]
        story.permittivity = values[permittivity]
        story.cellMetres = values[cell]
        story.steps = values[steps]
        story.alarms = values[alarms]
        story.surfaceNanoseconds = values[surface]
        story.showsMaximum = values[maximum]
        story.keepsLevels = values[keepLevels]
        if values[from] != nil || values[end] != nil {
            let low = values[from] ?? -.infinity
            let high = values[end] ?? .infinity
            guard low <= high else { throw UsageError.conflict("--from lies beyond --to") }
            story.metres = low...high
        }
        story.centreFrequencyMHz = values[Common.frequency]
        story.options = Common.options(values)
        story.workers = values[Common.threads]
        return story
    }
}

/// Ranges such as 0.05-0.10 with commas between them.
struct RangeList: OptionValue {
    let ranges: [ClosedRange<Double>]

    static var kindInWords: String { "a list of ranges such as 0.05-0.10,0.10-0.15" }

    init?(commandLineText text: String) {
        var ranges: [ClosedRange<Double>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let low = Double(commandLineText: String(ends[0])),
                let high = Double(commandLineText: String(ends[1])), low < high
            else { return nil }
            ranges.append(low...high)
        }
        guard ranges.count <= 16 else { return nil }
        self.ranges = ranges
    }

    var commandLineText: String {
        ranges.map { "\($0.lowerBound.commandLineText)-\($0.upperBound.commandLineText)" }
            .joined(separator: ",")
    }
}
