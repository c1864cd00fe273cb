import CommandLineKit
import Evaluation
import Statistics
import SurveyModel
import SurveyWorkflow

/// `clearroad evaluate LANES --out DIR`: detectors over the lanes of a trial.
extension EvaluateCommand {
    static let lanes = Argument<String>(
        "LANES", help: "folder of a trial: trial.json, or lanes/ and truth/")
    static let output = RequiredOption<String>(
        "out", valueName: "DIR", help: "folder for the page, the scores and the alarms")
    static let configurations = RepeatedOption<String>(
        "config", valueName: "FILE",
        help: "JSON with name, groundRate, permittivity, searchDepthMetres, frequencyMHz")
    static let lists = RepeatedOption<String>(
        "alarms", valueName: "NAME=DIR",
        help: "another detector: a folder with LANE.csv, .geojson or .gpkg for each lane")
    static let rate = DefaultedOption<Double>(
        "far", valueName: "RATE", help: "ground rate asked of the detector, per m2", default: 0.2,
        check: { $0 > 0 && $0 <= 5 ? nil : "is not above 0 and up to 5 per m2" })
    static let onlyGiven = Flag(
        "only-given", help: "leave the standard detector out: only --config and --alarms")
    static let showOracle = Flag(
        "oracle",
        help: "also what a filter made for each mine sees at its true place: what is possible")
    static let showDetectability = Flag(
        "detectability",
        help: "also what the ground of each lane lets the radar see; some seconds a lane")
    static let rates = RepeatedOption<Double>(
        "at", valueName: "RATE",
        help: "rates per m2 to tell the mines found at (0.2, 0.5 and 1 unless given)",
        check: { $0 > 0 && $0 <= 1000 ? nil : "is not above 0 and up to 1000 per m2" })

    static let trialParameters: [any CommandParameter] =
        [
            lanes, output, configurations, lists, rate, onlyGiven, rates, showOracle,
            showDetectability, TrialParameters.halo, TrialParameters.columns,
            TrialParameters.resamples, TrialParameters.seed, Common.json,
        ] + Common.reading

    static func runTrial(_ values: ParsedValues) async throws -> ExitStatus {
        if values[onlyGiven], values[configurations].isEmpty, values[lists].isEmpty {
            throw UsageError.conflict("--only-given: give a detector by --config or --alarms")
        }
        let folder = try TrialFolder.read(values[lanes])
        let target = try TrialOutput(folder: values[output])
        var run = try TrialRun(
            folder: folder, detectors: try detectors(values), options: Common.options(values))
        run.assessesDetectability = values[showDetectability]
        for lane in folder.lanesWithoutRadar {
            Output.console.warning("lane \(lane) has a truth but no radar file: it is left out")
        }
        let results = try await run.run(monitor: Output.monitor)
        let halo = values[TrialParameters.halo]
        let oracle =
            values[showOracle]
            ? try await run.oracle(haloMarginMetres: halo, monitor: Output.monitor) : nil
        let plan = try ResamplingPlan(
            resamples: values[TrialParameters.resamples],
            seed: UInt64(values[TrialParameters.seed]))
        let report = try TrialReport(
            folder: folder, results: results, oracle: oracle, haloMarginMetres: halo,
            rates: values[rates].isEmpty ? [0.2, 0.5, 1] : values[rates].sorted(), plan: plan,
            monitor: Output.monitor)
        let scores = try EvaluateReport(report: report)
        try target.write(run, report, scores: scores.json.text + "\n", monitor: Output.monitor)
        Output.console.endProgress()
        for result in results {
            for warning in result.warnings {
                Output.console.warning("\(result.detector.name), \(warning.lane): \(warning.text)")
            }
            for lane in result.missingLists {
                Output.console.warning(
                    "\(result.detector.name): no list for lane \(lane); all its mines are missed")
            }
        }
        if values[Common.json] {
            Output.console.print(scores.json.text)
        } else {
            scores.print(page: values[output] + "/" + TrialOutput.pageName)
        }
        let isWhole =
            folder.lanesWithoutRadar.isEmpty && results.allSatisfy(\.missingLists.isEmpty)
        return isWhole ? .done : .partial
    }

    private static func detectors(_ values: ParsedValues) throws -> [TrialDetector] {
        var detectors: [TrialDetector] = []
        if !values[onlyGiven] {
            detectors.append(try TrialDetector.standard(groundRate: values[rate]))
        }
        for path in values[configurations] {
            detectors.append(try TrialDetector.configuration(path, groundRate: values[rate]))
        }
        let columns = try values[TrialParameters.columns].map {
            try ColumnNames($0, known: AlarmListFile.mappedColumns)
        }
        for text in values[lists] {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw UsageError.conflict("--alarms: `\(text)` is not of the form NAME=DIR")
            }
            detectors.append(
                try TrialDetector(
                    name: parts[0], source: .lists(folder: parts[1], columns: columns ?? .own)))
        }
        return detectors
    }
}
