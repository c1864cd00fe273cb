public import CommandLineKit
internal import Foundation
internal import Glibc
public import Instruments
public import LandRelease
public import SurveyModel
public import SurveyWorkflow

extension TravelDirection: EnumValue {}
extension HeadingSource: EnumValue {}
extension Carriageway: EnumValue {}
extension LateralBand: EnumValue {}
extension SegyIntervalUnit: EnumValue {}
extension SurveySettings.Purpose: EnumValue {}
extension Classification: EnumValue {}
extension LandProduct: EnumValue {
    /// Products that can be asked for.
    public static var choices: [String] {
        allCases.filter { $0 != .none }.map(\.rawValue)
    }
}
extension MapLayer: EnumValue {}
extension SheetOptions.Language: EnumValue {}
extension SheetOptions.Paper: EnumValue {}

extension Chainage: OptionValue {
    /// What a value is.
    public static var kindInWords: String { "a chainage such as 12+310" }
    /// Reads a chainage.
    public init?(commandLineText text: String) { self.init(parsing: text) }
    /// Writes it.
    public var commandLineText: String { description }
}

/// Lengths in metres with commas between them.
struct MetreList: OptionValue {
    let metres: [Double]

    static var kindInWords: String { "a list of metres such as -0.1,0,0.1" }

    init?(commandLineText text: String) {
        var metres: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = Double(commandLineText: String(part)), abs(value) <= 20 else {
                return nil
            }
            metres.append(value)
        }
        self.metres = metres
    }

    var commandLineText: String {
        metres.map(\.commandLineText).joined(separator: ",")
    }
}

/// Parameters many commands share.
enum Common {
    static let folder = Argument<String>("DIR", help: "the survey folder")
    static let json = Flag("json", help: "print the result as JSON")
    static let person = RequiredOption<String>(
        "by", valueName: "PERSON", help: "who does this; the name goes into the record")
    static let recorder = DefaultedOption<String>(
        "by", valueName: "PERSON", help: "who does this; the name goes into the record",
        default: accountName)
    static let intervalUnit = Option<SegyIntervalUnit>(
        "segy-interval-unit", valueName: "UNIT",
        help: "unit of a SEG-Y file's sample interval, in place of the one found")
    static let traceSpacing = Option<Double>(
        "trace-spacing", valueName: "METRES",
        help: "distance between traces, in place of the file's",
        check: { $0 >= 1e-6 && $0 <= 100 ? nil : "is not from 0.000001 to 100 m" })
    static let window = Option<Double>(
        "window", valueName: "NS",
        help: "time window (samples times interval), in place of the file's",
        check: { $0 >= 1e-3 && $0 <= 1e6 ? nil : "is not from 0.001 to 1000000 ns" })
    static let timeZero = Option<Double>(
        "time-zero", valueName: "NS",
        help: "time zero from the first sample, in place of the file's",
        check: { abs($0) <= 1e6 ? nil : "is more than 1000000 ns" })
    static let channelOffsets = Option<MetreList>(
        "channel-offsets", valueName: "M,M,...",
        help: "lateral offset of each channel, positive to the left, in place of the file's")
    static let threads = DefaultedOption<Int>(
        "threads", valueName: "N", help: "parts worked on side by side; the result is the same",
        default: max(1, ProcessInfo.processInfo.activeProcessorCount),
        check: { (1...256).contains($0) ? nil : "is not from 1 to 256" })
    /// What a person may know better than a radar file.
    static let reading: [any CommandParameter] = [
        traceSpacing, window, timeZero, channelOffsets, intervalUnit,
    ]
    static let frequency = Option<Double>(
        "frequency", valueName: "MHZ", help: "centre frequency, in place of the file's",
        check: { $0 >= 10 && $0 <= 20_000 ? nil : "is not between 10 and 20000 MHz" })

    /// The name of the account the program runs under.
    private static var accountName: String {
        guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else {
            return "account \(getuid())"
        }
        return unsafe String(cString: name)
    }

    static func options(_ values: ParsedValues) -> SweepReadOptions {
        SweepReadOptions(
            segyIntervalUnit: values[intervalUnit], traceSpacingMetres: values[traceSpacing],
            windowNanoseconds: values[window], timeZeroNanoseconds: values[timeZero],
            channelOffsetsMetres: values[channelOffsets]?.metres)
    }
}

/// What commands print.
enum Output {
    static var console: Console { .standard }

    /// Long work shows its progress and stops at Ctrl-C.
    static let monitor = WorkMonitor(
        progress: { Console.standard.progress($0, $1) },
        isCancelled: { Interruption.isRequested })

    /// What is said once per command beside its answer: on standard error, and in answers in JSON.
    static let notices = Notices { console.warning($0.text) }

    /// What speaks against the clock of this machine, in answers of commands that record something.
    static var clockWarnings: JSONValue.Member {
        .init("clockWarnings", .array(notices.all.map { .string($0.text) }))
    }

    /// An answer with what speaks against the clock of this machine.
    static func withClock(_ answer: JSONValue) -> JSONValue {
        guard case .object(let members) = answer else { return answer }
        return .object(members + [clockWarnings])
    }

    static func warn(_ warnings: [SweepWarning], about file: String) {
        for warning in warnings { console.warning("\(file): \(warning.text)") }
    }

    static func report(_ failure: WorkflowError) {
        console.error(failure.description, hint: failure.hint)
    }

    /// Objections as lines; the question was answered "no".
    static func refuse(_ what: String, _ objections: [Objection], json: Bool) -> ExitStatus {
        if json {
            console.print(
                JSONValue.object([
                    .init("granted", false), .init("objections", .array(objections.map(value))),
                    clockWarnings,
                ]).text)
        } else {
            let count = objections.count
            console.print("refused: \(what), \(count) \(count == 1 ? "objection" : "objections")")
            for objection in objections {
                console.print("  objection: \(objection.text)")
                console.print("       cure: \(objection.cure)")
            }
        }
        return .partial
    }

    static func value(_ objection: Objection) -> JSONValue {
        .object([
            .init("code", .string(objection.code)), .init("text", .string(objection.text)),
            .init("cure", .string(objection.cure)),
        ])
    }

    static func value(_ warnings: [SweepWarning]) -> JSONValue {
        .array(warnings.map { .string($0.text) })
    }

    /// A number of metres to the centimetre.
    static func metres(_ value: Double) -> String { fixed(value, 2) }

    static func fixed(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let digits = String(scale + scaled % scale).dropFirst()
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return "\(sign)\(scaled / scale)" + (places > 0 ? ".\(digits)" : "")
    }
}
