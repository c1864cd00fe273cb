internal import FileAccess
public import Instruments
internal import Pictures
internal import RadarProcessing
public import SurveyModel

/// What can be done with one radar file without a survey: read, draw, convert.
public enum FileStories: Sendable {
    /// Opens a radar file; `warnings` of its outline include what only its samples tell.
    ///
    /// All samples are read once, block by block.
    public static func inspect(
        _ file: String, options: SweepReadOptions, monitor: WorkMonitor = .silent
    ) throws -> SweepFile {
        do {
            let opened = try open(file, options, monitor)
            return opened.adding(warnings: try opened.sampleWarnings(monitor: monitor))
        } catch let stop as Cancelled {
            throw stop
        } catch {
            throw WorkflowError(file: file, error)
        }
    }

    /// Most traces of a channel a picture shows; longer ones are thinned.
    static let mostTracesDrawn = 16_000

    /// Draws a radargram as PNG; `removingBackground` takes the line's median trace off first, so that
    /// weak echoes show beside the direct wave.
    public static func draw(
        _ file: SweepFile, title: String, channel: Int?, removingBackground: Bool, to path: String,
        monitor: WorkMonitor = .silent
    ) throws {
        try OutputGuard.check(path)
        for source in file.outline.files { try refuseOverwriting(source, path) }
        let chosen = try channel.map { try file.selecting(channel: $0) } ?? file
        var shown = try chosen.overview(maximumTraces: mostTracesDrawn, monitor: monitor)
        if removingBackground {
            for index in shown.channels.indices {
                LineMedianBackground().apply(to: &shown.channels[index].radargram)
            }
        }
        try RadargramPicture(sweep: shown, title: title, channel: channel).write(to: path)
    }

    /// Writes a sweep, or one channel or stretch of it, in the format of the target's ending.
    public static func convert(
        _ file: String, to target: String, channel: Int?, from: Double? = nil,
        to end: Double? = nil,
        options: SweepReadOptions, monitor: WorkMonitor = .silent
    ) throws -> [SweepWarning] {
        var sweep: SweepFile
        do {
            sweep = try open(file, options, monitor)
        } catch let stop as Cancelled {
            throw stop
        } catch {
            throw WorkflowError(file: file, error)
        }
        for source in [file] + sweep.outline.files { try refuseOverwriting(source, target) }
        if let channel { sweep = try sweep.selecting(channel: channel) }
        if from != nil || end != nil {
            let low = from ?? -.infinity
            let high = end ?? .infinity
            guard low <= high else {
                throw WorkflowError.impossible(
                    reason: "--from \(low) lies beyond --to \(high)",
                    hint: "both are distances along the lane in metres")
            }
            let whole = sweep
            sweep = try Stoppable.run { () throws(InstrumentError) in
                try whole.selecting(metres: low...high, monitor: monitor)
            }
        }
        return sweep.outline.warnings
            + (try SweepWriter.write(sweep, to: target, monitor: monitor))
    }

    static func open(
        _ file: String, _ options: SweepReadOptions, _ monitor: WorkMonitor
    ) throws -> SweepFile {
        try Stoppable.run { () throws(InstrumentError) in
            try SweepReader.open(file, options: options, monitor: monitor)
        }
    }

    /// A source must never be its own target.
    static func refuseOverwriting(_ source: String, _ target: String) throws {
        try OutputGuard.check(target)
        guard !Folder.isSameFile(source, target) else {
            throw WorkflowError.impossible(
                reason: "\(target): this is the file that is read, it is not overwritten",
                hint: "give another name")
        }
    }
}
