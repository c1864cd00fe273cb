import CommandLineKit
import Evaluation
import Statistics
import SurveyModel
import SurveyWorkflow

/// The command `clearroad compare`.
enum CompareCommand {
    static let alarms = RepeatedArgument<String>(
        "ALARMS", help: "lists of alarms of one lane, at least two, with --truth",
        isRequired: false)
    static let lanes = RepeatedOption<String>(
        "lane", valueName: "NAME:TRUTH:ALARMS:ALARMS...",
        help: "one of several lanes; the same name again is another pass over it")
    static let names = RepeatedOption<String>(
        "name", valueName: "NAME", help: "what a list is called, in the order of the lists")
    static let rates = RepeatedOption<Double>(
        "at", valueName: "RATE",
        help: "ground rates per m2 to compare at (0.2, 0.5 and 1 unless given)",
        check: { $0 > 0 && $0 <= 1000 ? nil : "is not above 0 and up to 1000 per m2" })
    static let allPairs = Flag("all-pairs", help: "compare each list with each, not with the first")

    static let command = Command(
        "compare", summary: "compare lists of alarms on the same lanes, mine by mine",
        discussion: """
            Each list is compared with the first at its own choice of alarms (the rows selected in a
            column `selected`, else all) and at ground rates, each with its own threshold over all
            lanes; alarms of one score are taken together. Mines are compared one by one (exact
            McNemar test; of several passes more than half must find a mine), ground alarms by their
            counts (conditional binomial test), and Pd by drawing whole lanes, the same for both lists
            (BCa intervals of 95 %). With several pairs p-values are adjusted after Holm.

            For each point the sentence that may be said is printed, and the one that may not. A
            difference is claimed only where the test and the interval over lanes both show it.
            """,
        parameters: [
            alarms, TrialParameters.truth, lanes.oneWordEach, names.oneWordEach,
            rates.oneWordEach, allPairs,
        ]
            + TrialParameters.files.map { parameter in
                // The lists of alarms may follow any option.
                (parameter as? RepeatedOption<String>)?.oneWordEach ?? parameter
            } + [
                TrialParameters.resamples, TrialParameters.seed, Common.json,
            ]
    ) { values in
        let laneFiles = try laneFiles(values)
        let files = try TrialParameters.trial(laneFiles, values)
        let names = try listNames(laneFiles, values)
        let loaded = try names.indices.map { try files.load(list: $0) }
        guard loaded.allSatisfy({ !$0.lanes.isEmpty }) else {
            throw WorkflowError.impossible(
                reason: "every lane was declared aborted: nothing is left to compare", hint: nil)
        }
        let missing = loaded.flatMap(\.missingLists)
        for path in missing {
            Output.console.warning(
                "\(path): this list of alarms is not there; all mines of its lane count as missed")
        }
        let lists = try zip(names, loaded).map { name, trial in
            AlarmListTrial(
                name: name,
                trial: try JudgedTrial(
                    lanes: trial.lanes, haloMarginMetres: values[TrialParameters.halo]))
        }
        let plan = try ResamplingPlan(
            resamples: values[TrialParameters.resamples],
            seed: UInt64(values[TrialParameters.seed]))
        let table = try ComparisonTable(
            lists, pairing: values[allPairs] ? .all : .againstFirst,
            at: values[rates].isEmpty ? Comparison.standardRates : values[rates], plan: plan)
        let report = CompareReport(
            lists: lists, loaded: loaded, table: table, plan: plan)
        if values[Common.json] {
            Output.console.print(report.json.text)
        } else {
            report.print()
        }
        return missing.isEmpty ? .done : .partial
    }

    private static func laneFiles(_ values: ParsedValues) throws -> [LaneFiles] {
        switch (values[TrialParameters.truth], values[alarms].isEmpty, values[lanes].isEmpty) {
        case (let truth?, false, true):
            guard values[alarms].count > 1 else {
                throw UsageError.conflict("give at least two lists of alarms")
            }
            return [
                LaneFiles(
                    name: LaneFiles.laneName(ofTruth: truth), truth: truth, alarms: values[alarms])
            ]
        case (nil, true, false):
            let files = try values[lanes].map { text in try LaneFiles(text, lists: nil) }
            let counts = Set(files.map(\.alarms.count))
            guard counts.count == 1 else {
                throw UsageError.conflict("give as many lists of alarms for each --lane")
            }
            return files
        default:
            throw UsageError.conflict(
                "give either --truth and the lists of alarms, or --lane for each lane")
        }
    }

    /// As given by --name; else the files of one lane, or numbers.
    private static func listNames(
        _ files: [LaneFiles], _ values: ParsedValues
    ) throws -> [String] {
        let paths = files.first?.alarms ?? []
        guard values[names].isEmpty else {
            guard values[names].count == paths.count else {
                throw UsageError.conflict("give --name once for each of the \(paths.count) lists")
            }
            return values[names]
        }
        return values[lanes].isEmpty ? paths : paths.indices.map { "list \($0 + 1)" }
    }
}
