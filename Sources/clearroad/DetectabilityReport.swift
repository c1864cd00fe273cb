import CommandLineKit
import Foundation
import MineDetection
import SurveyModel
import SurveyWorkflow

/// A figure with its standard error, such as 4.4,0.3.
struct MeasuredFigure: OptionValue {
    let value: Double
    let sigma: Double

    static var kindInWords: String { "a figure and its standard error such as 4.4,0.3" }

    init?(commandLineText text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double(commandLineText: String($0))
        }
        guard parts.count == 2, let value = parts[0], let sigma = parts[1],
            (1.5...40).contains(value), (0...10).contains(sigma)
        else { return nil }
        self.value = value
        self.sigma = sigma
    }

    var commandLineText: String { "\(value.commandLineText),\(sigma.commandLineText)" }
}

/// What `detect` tells of detectability.
enum DetectabilityReport {
    /// What is asked for, with the permittivity where it was measured.
    static func request(_ measured: MeasuredFigure?) -> DetectabilityRequest {
        measured.map { DetectabilityRequest(permittivity: $0.value, sigma: $0.sigma) }
            ?? DetectabilityRequest()
    }

    /// Writes the maps of all sweeps that have one.
    static func write(_ result: FileDetection.Result, to path: String?) throws {
        guard let path else { return }
        let mapped = result.files.filter { $0.detectability != nil }
        for file in mapped {
            guard let own = file.detectability else { continue }
            try FileDetection.writeMap(
                own, of: file,
                to: FileDetection.mapPath(path, sweep: file.name, count: mapped.count))
        }
    }

    /// Prints the depth of assured coverage of each sweep and why it is no more.
    static func print(_ result: FileDetection.Result) {
        for file in result.files {
            guard let own = file.detectability else { continue }
            let summary = DetectabilitySummary(own.detectability)
            Output.console.print("\(file.name): depth of assured coverage")
            Output.console.print("  \(own.basis.sentence)")
            for kind in DetectabilityClass.allCases {
                guard let depth = summary.assuredMetres[kind] else { continue }
                let rows = summary.rows.filter { $0.kind == kind }
                let open = rows.first {
                    ($0.shares[.green] ?? 0) < 0.5 && $0.depthMetres > depth.half
                }
                let reason = open?.reasons.first
                let centimetres = { (metres: Double) in "\((metres * 1000).rounded() / 10)" }
                Output.console.print(
                    "  \(kind.rawValue): half of the ground to \(centimetres(depth.half)) cm or more, "
                        + "nine tenths to \(centimetres(depth.most)) cm, the best tenth to "
                        + "\(centimetres(depth.best)) cm")
                if let open, let reason {
                    Output.console.print(
                        "    not to \(centimetres(open.depthMetres)) cm: "
                            + reason.reason.sentence)
                }
            }
        }
    }

    /// The same as JSON.
    static func value(_ result: DetectabilityAssessment.Result) -> JSONValue {
        let summary = DetectabilitySummary(result.detectability)
        let classes = DetectabilityClass.allCases.map { kind -> JSONValue in
            let depth = summary.assuredMetres[kind]
            return .object([
                .init("class", .string(kind.rawValue)),
                .init("assuredCentimetresNineTenths", .number(orNull: depth.map { 100 * $0.most })),
                .init("assuredCentimetresHalf", .number(orNull: depth.map { 100 * $0.half })),
                .init("assuredCentimetresBestTenth", .number(orNull: depth.map { 100 * $0.best })),
                .init("depths", .array(summary.rows.filter { $0.kind == kind }.map(row))),
            ])
        }
        let loss = result.lossDecibelsPerMetre
        return .object([
            .init("version", .string(result.detectability.version)),
            .init("threshold", .number(result.detectability.threshold)),
            .init("noise", .string(result.noise)),
            .init("amplitudeBasis", .string(result.basis.amplitude.rawValue)),
            .init("permittivityBasis", .string(result.basis.permittivity.rawValue)),
            .init("lossBasis", .string(result.basis.loss.rawValue)),
            .init("lossDecibelsPerMetre", .number(orNull: loss?.value)),
            .init("lossErrorDecibelsPerMetre", .number(orNull: loss?.error)),
            .init("permittivityLow", .number(result.permittivities.lowerBound)),
            .init("permittivityHigh", .number(result.permittivities.upperBound)),
            .init("classes", .array(classes)),
            .init(
                "trialEchoes",
                .array(
                    result.trials.map { tally in
                        .object([
                            .init("class", .string(tally.kind.rawValue)),
                            .init("depthMetres", .number(tally.depthMetres)),
                            .init("laid", .integer(tally.trials)),
                            .init("found", .integer(tally.hits)),
                        ])
                    })),
            .init("tiles", .array(result.detectability.tiles.map(tile))),
        ])
    }

    private static func row(_ row: DetectabilitySummary.Row) -> JSONValue {
        .object([
            .init("depthMetres", .number(row.depthMetres)),
            .init(
                "shares",
                .object(
                    DetectabilityState.allCases.map {
                        .init($0.rawValue, .number(row.shares[$0] ?? 0))
                    })),
            .init(
                "reasons",
                .array(
                    row.reasons.map { reason in
                        .object([
                            .init("code", .string(reason.reason.rawValue)),
                            .init("share", .number(reason.share)),
                            .init("text", .string(reason.reason.sentence)),
                        ])
                    })),
        ])
    }

    /// States by depth as words joined, so that a long sweep stays readable.
    private static func tile(_ tile: DetectabilityTile) -> JSONValue {
        .object(
            [
                .init("channel", .integer(tile.channel)),
                .init("yMetres", .number(tile.lateralOffsetMetres)),
                .init("fromMetres", .number(tile.fromMetres)),
                .init("toMetres", .number(tile.toMetres)),
            ]
                + DetectabilityClass.allCases.map { kind in
                    .init(
                        kind.rawValue,
                        .string(
                            tile.cells[kind, default: []].map(\.state.rawValue)
                                .joined(separator: " ")))
                })
    }
}
