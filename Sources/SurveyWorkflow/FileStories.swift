internal import FileAccess
public import Instruments
internal import Pictures
internal import RadarProcessing
public import SurveyModel

/// What can be done with one radar file without a survey: read, draw, convert, process.
public enum FileStories: Sendable {
    /// Reads a sweep and adds what its samples tell: NaN, frequency.
    public static func inspect(_ file: String, options: SweepReadOptions) throws -> Sweep {
        do {
            return try SweepReader.read(file, options: options)
        } catch {
            throw WorkflowError(file: file, error)
        }
    }

    /// Draws a radargram as PNG; `background` takes the line's median trace off first, so that weak
    /// echoes show beside the direct wave.
    public static func draw(
        _ sweep: Sweep, title: String, channel: Int?, removingBackground: Bool, to path: String
    ) throws {
        try OutputGuard.check(path)
        var shown = sweep
        if let channel {
            shown.channels = sweep.channels.filter { $0.index == channel }
            guard !shown.channels.isEmpty else {
                throw InstrumentError.noSuchChannel(
                    number: channel, available: sweep.channels.map(\.index))
            }
        }
        if removingBackground {
            for index in shown.channels.indices {
                LineMedianBackground().apply(to: &shown.channels[index].radargram)
            }
        }
        try RadargramPicture(sweep: shown, title: title, channel: channel).write(to: path)
    }

    /// Writes a sweep in the format of the target's ending.
    public static func convert(
        _ file: String, to target: String, channel: Int?, options: SweepReadOptions
    ) throws -> [SweepWarning] {
        var sweep = try SweepReader.open(file, options: options)
        for source in sweep.outline.files { try refuseOverwriting(source, target) }
        if let channel { sweep = try sweep.selecting(channel: channel) }
        return sweep.outline.warnings + (try SweepWriter.write(sweep, to: target))
    }

    /// Applies processing steps and writes the result.
    public static func process(
        _ file: String, steps: String, to target: String?, picture: String?,
        centreFrequencyMHz: Double?, options: SweepReadOptions
    ) throws -> [SweepWarning] {
        let recipe = try ProcessingRecipe(steps)
        guard target == nil || target != picture else {
            throw WorkflowError.impossible(
                reason: "\(target ?? ""): result and picture cannot be one file",
                hint: "give --png another name")
        }
        var sweep = try inspect(file, options: options)
        for path in [target, picture].compactMap(\.self) { try refuseOverwriting(file, path) }
        do {
            try recipe.apply(to: &sweep, centreFrequencyMHz: centreFrequencyMHz)
        } catch {
            throw WorkflowError(file: file, error)
        }
        var warnings = sweep.warnings
        if let target { warnings += try SweepWriter.write(sweep, to: target) }
        if let picture {
            try RadargramPicture(
                sweep: sweep, title: "\(SweepRegistration.name(of: file)): \(steps)"
            ).write(to: picture)
        }
        return warnings
    }

    /// What `process` does where no steps are given.
    public static var detectorSteps: String { ProcessingRecipe.detectorText }
    /// What each step is.
    public static var stepHelp: String { ProcessingRecipe.help }

    /// A source must never be its own target.
    private static func refuseOverwriting(_ source: String, _ target: String) throws {
        try OutputGuard.check(target)
        guard !Folder.isSameFile(source, target) else {
            throw WorkflowError.impossible(
                reason: "\(target): this is the file that is read, it is not overwritten",
                hint: "give another name")
        }
    }
}
