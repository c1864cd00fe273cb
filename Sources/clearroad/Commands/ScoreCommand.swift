import CommandLineKit
import Evaluation
import Statistics
import SurveyModel
import SurveyWorkflow

/// The command `clearroad score`.
enum ScoreCommand {
    static let alarms = Option<String>(
        "alarms", valueName: "FILE", help: "the list of alarms of the lane")
    static let lanes = RepeatedOption<String>(
        "lane", valueName: "NAME:TRUTH:ALARMS",
        help: "one of several lanes; the same name again is another pass over it")
    static let rates = RepeatedOption<Double>(
        "at", valueName: "RATE",
        help: "rates per m2 to tell the mines found at (0.2, 0.5, 1 and 2 unless given)",
        check: { $0 >= 0 && $0 <= 1000 ? nil : "is not from 0 to 1000 per m2" })
    static let threshold = Option<Double>(
        "threshold", valueName: "SCORE", help: "judge the alarms of this score and more")
    static let groundRate = Option<Double>(
        "at-ground-rate", valueName: "RATE",
        help: "judge as many alarms as keep the ground rate at or below this",
        check: { $0 >= 0 && $0 <= 1000 ? nil : "is not from 0 to 1000 per m2" })
    static let everything = Flag("all", help: "judge every row, also those not selected")
    static let showBands = Flag(
        "bands", help: "with --json: what other lanes of the same kind could have given")
    static let bands = DefaultedOption<DepthEdges>(
        "depth-bands", valueName: "M,M,...", help: "depths at which bands end", default: .standard)

    static let command = Command(
        "score", summary: "judge alarms against what lies in the lanes",
        discussion: """
            Every figure names its rate. Ground rate: alarms outside the halos of all buried objects
            per m2 outside those halos. Total rate: also alarms on objects that are no mines, per m2
            outside the mines' halos. A halo is half the object's largest extent, --halo, and the
            error of its place where the truth has a column position_error_m.

            Alarms are taken by falling score over all lanes with one threshold. Each goes to the
            nearest mine not found yet whose halo holds it; a further one on a found mine is a
            duplicate and counts nothing. Alarms outside the swept ground are ignored. A mine counts
            only where its centre was swept; the others are listed. A list of alarms that is missing
            counts as no alarms: all its mines are missed, and the exit code is 2.

            Where a list has a column `selected`, the rows selected there are judged; --all,
            --threshold or --at-ground-rate judge others. Curves and --at use every row.
            """,
        parameters: [
            TrialParameters.truth, alarms, lanes, rates, threshold, groundRate, everything, bands,
            showBands,
        ] + TrialParameters.files + [
            TrialParameters.resamples, TrialParameters.seed, Common.json,
        ]
    ) { values in
        let files = try TrialParameters.trial(try laneFiles(values), values)
        let trial = try files.load()
        guard !trial.lanes.isEmpty else {
            throw WorkflowError.impossible(
                reason: "every lane was declared aborted: nothing is left to judge", hint: nil)
        }
        for path in trial.missingLists {
            Output.console.warning(
                "\(path): this list of alarms is not there; all mines of its lane count as missed")
        }
        let score = try TrialScore(
            lanes: trial.lanes, haloMarginMetres: values[TrialParameters.halo],
            choice: try choice(values))
        let plan = try ResamplingPlan(
            resamples: values[TrialParameters.resamples],
            seed: UInt64(values[TrialParameters.seed]))
        let report = ScoreReport(
            score: score, trial: trial, bands: values[bands].bands,
            rates: values[rates].isEmpty ? [0.2, 0.5, 1, 2] : values[rates],
            halos: try HaloSensitivity(
                trial.lanes, known: score.whole, where: score.isTaken),
            precision: try LocalisationPrecision(score.localisation, plan: plan), plan: plan,
            showsBands: values[showBands])
        if values[Common.json] {
            Output.console.print(try report.json().text)
        } else {
            try report.print()
        }
        return trial.missingLists.isEmpty ? .done : .partial
    }

    private static func laneFiles(_ values: ParsedValues) throws -> [LaneFiles] {
        switch (values[TrialParameters.truth], values[alarms], values[lanes].isEmpty) {
        case (let truth?, let alarms?, true):
            return [
                LaneFiles(
                    name: LaneFiles.laneName(ofTruth: truth), truth: truth, alarms: [alarms])
            ]
        case (nil, nil, false):
            return try values[lanes].map { text in try LaneFiles(text, lists: 1) }
        default:
            throw UsageError.conflict("give either --truth and --alarms, or --lane for each lane")
        }
    }

    private static func choice(_ values: ParsedValues) throws -> OperatingChoice {
        var choices: [OperatingChoice] = []
        if values[everything] { choices.append(.everything) }
        if let limit = values[threshold] { choices.append(.threshold(limit)) }
        if let rate = values[groundRate] { choices.append(.rate(rate, .ground)) }
        guard choices.count <= 1 else {
            throw UsageError.conflict("give only one of --all, --threshold and --at-ground-rate")
        }
        return choices.first ?? .selected
    }
}

/// Depths with commas between them, rising.
struct DepthEdges: OptionValue {
    let bands: DepthBands

    static let standard = DepthEdges(bands: .standard)
    static var kindInWords: String { "a rising list of depths in metres such as 0.03,0.08,0.13" }

    private init(bands: DepthBands) { self.bands = bands }

    init?(commandLineText text: String) {
        guard let metres = MetreList(commandLineText: text)?.metres, let first = metres.first,
            first > 0, zip(metres, metres.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        bands = DepthBands(edgesMetres: metres)
    }

    var commandLineText: String {
        bands.edgesMetres.map(\.commandLineText).joined(separator: ",")
    }
}
