import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

/// The command `clearroad inspect`.
enum InspectCommand {
    static let file = Argument<String>("FILE", help: "a radar file or a *.sweep.json")
    static let picture = Option<String>("png", valueName: "OUT", help: "draw a radargram")
    static let channel = Option<Int>("channel", valueName: "N", help: "draw only this channel")
    static let raw = Flag(
        "raw", help: "draw the samples as stored, without taking the line's median trace off")

    static let command = Command(
        "inspect", summary: "what a radar file holds, with its warnings",
        parameters: [
            file, picture, channel, raw, Common.json, Common.intervalUnit, Common.traceSpacing,
        ]
    ) { values in
        let path = values[file]
        let sweep = try FileStories.inspect(path, options: Common.options(values))
        if let target = values[picture] {
            try FileStories.draw(
                sweep, title: title(path, isRaw: values[raw]),
                channel: values[channel], removingBackground: !values[raw], to: target)
        }
        if values[Common.json] {
            Output.console.print(json(sweep).text)
        } else {
            print(sweep)
        }
        return sweep.warnings.contains { Self.losses.contains($0.code) } ? .partial : .done
    }

    /// Warnings that say that part of the file could not be used.
    static let losses: Set<String> = ["traces-lost"]

    private static func title(_ path: String, isRaw: Bool) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return isRaw ? name : "\(name), median trace of the line taken off"
    }

    private static func json(_ sweep: Sweep) -> JSONValue {
        let axis = sweep.channels.first?.radargram.timeAxis
        let interval = axis?.sampleIntervalNanoseconds
        let spacing =
            sweep.positionSource == .none
            ? nil : sweep.channels.first?.radargram.traceSpacingMetres
        return .object([
            .init("format", .string(sweep.format)),
            .init("channels", .array(sweep.channels.map(channelValue))),
            .init("traces", .integer(sweep.traceCount)),
            .init("samplesPerTrace", .integer(sweep.samplesPerTrace)),
            .init("sampleIntervalNanoseconds", .number(orNull: interval)),
            .init(
                "windowNanoseconds",
                .number(orNull: interval.map { $0 * Double(sweep.samplesPerTrace) })),
            .init("timeZeroNanoseconds", .number(orNull: axis?.timeZeroNanoseconds)),
            .init("traceSpacingMetres", .number(orNull: spacing)),
            .init(
                "positions",
                .object([
                    .init("source", .string(sweep.positionSource.rawValue)),
                    .init(
                        "count",
                        .integer(sweep.positionSource == .none ? 0 : sweep.traceCount)),
                ])),
            .init("instrument", instrumentValue(sweep.instrument)),
            .init("acquiredAt", .text(sweep.acquiredAt)),
            .init("warnings", Output.value(sweep.warnings)),
        ])
    }

    private static func channelValue(_ channel: Channel) -> JSONValue {
        .object([
            .init("index", .integer(channel.index)),
            .init("lateralOffsetMetres", .number(channel.lateralOffsetMetres)),
            .init("kind", .string(channel.kind.rawValue)),
            .init("traces", .integer(channel.radargram.traceCount)),
        ])
    }

    private static func instrumentValue(_ instrument: Instrument) -> JSONValue {
        .object([
            .init("maker", .text(instrument.maker)), .init("model", .text(instrument.model)),
            .init("centreFrequencyMHz", .number(orNull: instrument.centreFrequencyMHz)),
            .init("antennaSeparationMetres", .number(orNull: instrument.antennaSeparationMetres)),
            .init("antennaHeightMetres", .number(orNull: instrument.antennaHeightMetres)),
        ])
    }

    private static func print(_ sweep: Sweep) {
        let console = Output.console
        console.print("format       \(sweep.format)")
        console.print("traces       \(sweep.traceCount) of \(sweep.samplesPerTrace) samples")
        for channel in sweep.channels {
            let offset = Output.metres(channel.lateralOffsetMetres)
            console.print(
                "channel \(channel.index)    offset \(offset) m, \(channel.kind.rawValue)")
        }
        if let radargram = sweep.channels.first?.radargram {
            let interval = radargram.timeAxis.sampleIntervalNanoseconds
            let window = Output.fixed(interval * Double(sweep.samplesPerTrace), 3)
            console.print("interval     \(interval) ns, window \(window) ns")
            console.print("time zero    \(radargram.timeAxis.timeZeroNanoseconds) ns")
            let spacing = sweep.positionSource == .none ? nil : radargram.traceSpacingMetres
            console.print(
                "positions    \(sweep.positionSource.rawValue)"
                    + (spacing.map { ", \(Output.fixed($0, 4)) m apart" } ?? ""))
        }
        let instrument = sweep.instrument
        let frequency = instrument.centreFrequencyMHz.map { "\(Output.fixed($0, 0)) MHz" }
        console.print(
            "instrument   "
                + ([instrument.maker, instrument.model, frequency].compactMap(\.self)
                    .joined(separator: " ")))
        for warning in sweep.warnings { console.print("warning      \(warning.text)") }
    }
}
