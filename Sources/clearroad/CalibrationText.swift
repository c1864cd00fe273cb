import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// Calibrations and what became of them, as text and JSON.
enum CalibrationText {
    /// The figures of a calibration.
    static func lines(_ calibration: RadarCalibration) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ figure: CalibrationFigure?, _ places: Int, _ after: String = "")
        {
            let text = figure.map { words($0, places) + after } ?? "not known"
            lines.append("\(name): \(text)")
        }
        add("amplitude reference, plate", calibration.amplitudeReference, 2)
        add("early arrival", calibration.directLevel, 2)
        add("permittivity", calibration.permittivity, 2)
        for one in calibration.permittivityEstimates {
            lines.append(
                "  by \(one.method): \(Output.fixed(one.value, 2)) +- "
                    + "\(Output.fixed(one.sigma, 2)) (\(one.count))")
        }
        add("loss", calibration.loss, 1, calibration.lossMethod.map { ", by \($0)" } ?? "")
        add("noise floor", calibration.noiseFloor, 1)
        for channel in calibration.channels {
            guard let gain = channel.gain, let time = channel.timeOffset else { continue }
            let rest = channel.waveletDifference.map { ", wavelet \(words($0, 1))" } ?? ""
            lines.append(
                "  channel \(channel.index): gain \(words(gain, 2)), time \(words(time, 4))\(rest)")
        }
        for level in calibration.clutter.enumerated().filter({ $0.offset % 3 == 0 }) {
            lines.append(
                "  clutter \(Output.fixed(level.element.nanoseconds, 2)) ns after the surface: "
                    + "\(Output.fixed(level.element.decibels, 1)) dB re early arrival")
        }
        let maxima = calibration.maxima
        let rate = maxima.ratePerSquareMetre.map { ", \(Output.fixed($0, 1)) per m2" } ?? ""
        lines.append(
            "maxima of the detector: \(maxima.count) on "
                + "\(Output.fixed(maxima.areaSquareMetres, 1)) m2\(rate)"
                + (maxima.quantiles.first { $0.share == 0.95 }.map {
                    ", 95 % below a score of \(Output.fixed($0.score, 2))"
                } ?? ""))
        return lines
    }

    private static func words(_ figure: CalibrationFigure, _ places: Int) -> String {
        let unit = figure.unit == "1" ? "" : " \(figure.unit)"
        let sigma = figure.sigma.map { " +- \(Output.fixed($0, places))" } ?? ""
        return (figure.isUpperBound ? "at most " : "") + Output.fixed(figure.value, places) + sigma
            + unit
    }

    /// Prints what became of a calibration; the exit code is the answer.
    static func print(_ results: [CalibrationCheck.FileResult], json: Bool) -> ExitStatus {
        for result in results {
            Output.warn(result.verdict?.warnings ?? [], about: result.file)
            if let failure = result.failure { Output.report(failure) }
        }
        if json {
            Output.console.print(
                JSONValue.object([
                    .init("sweeps", .array(results.map(value)))
                ]).text)
        } else {
            for result in results {
                guard let verdict = result.verdict else { continue }
                Output.console.print(
                    "\(result.file): calibration "
                        + (verdict.isValid
                            ? "valid" + (verdict.warnings.isEmpty ? "" : " as far as compared")
                            : "expired"))
                for reason in verdict.reasons { Output.console.print("  \(reason)") }
                for line in compared(verdict) { Output.console.print("  \(line)") }
            }
        }
        guard results.contains(where: { $0.verdict != nil }) else { return .failed }
        return results.allSatisfy { $0.verdict?.isValid == true } ? .done : .partial
    }

    private static func compared(_ verdict: CalibrationGuard.Verdict) -> [String] {
        func line(_ what: String, _ one: CalibrationGuard.SampleComparison?) -> String? {
            one.map {
                "compared \(what): D \(Output.fixed($0.distance, 2)), p "
                    + "\(Output.fixed($0.pValue, 4)), \(Output.fixed($0.calibrationWorth, 0)) and "
                    + "\(Output.fixed($0.sweepWorth, 0)) independent values"
            }
        }
        return [
            line("maxima", verdict.maxima), line("clutter along the track", verdict.stretches),
        ].compactMap(\.self)
    }

    private static func value(_ result: CalibrationCheck.FileResult) -> JSONValue {
        func sample(_ one: CalibrationGuard.SampleComparison?) -> JSONValue {
            one.map {
                .object([
                    .init("distance", .number($0.distance)), .init("pValue", .number($0.pValue)),
                    .init("calibrationWorth", .number($0.calibrationWorth)),
                    .init("sweepWorth", .number($0.sweepWorth)),
                ])
            } ?? .null
        }
        let verdict = result.verdict
        return .object([
            .init("file", .string(result.file)),
            .init("valid", verdict.map { .boolean($0.isValid) } ?? .null),
            .init("reasons", .array((verdict?.reasons ?? []).map { .string($0) })),
            .init("clutterChangeDecibels", .number(orNull: verdict?.clutterChangeDecibels)),
            .init("noiseChangeDecibels", .number(orNull: verdict?.noiseChangeDecibels)),
            .init("directChangeDecibels", .number(orNull: verdict?.directChangeDecibels)),
            .init("permittivity", .number(orNull: verdict?.permittivity?.value)),
            .init("permittivitySigma", .number(orNull: verdict?.permittivity?.sigma)),
            .init("maxima", sample(verdict?.maxima)),
            .init("clutterAlongTrack", sample(verdict?.stretches)),
            .init("ageHours", .number(orNull: verdict?.ageHours)),
            .init("warnings", Output.value(verdict?.warnings ?? [])),
            .init("error", .text(result.failure?.description)),
        ])
    }
}
