import CommandLineKit
import Evaluation
import Instruments
import MineDetection
import SurveyModel
import SurveyWorkflow

/// The command `clearroad train`.
enum TrainCommand {
    private static let folders = RepeatedArgument<String>(
        "LANES", help: "folders of lanes with truth, as `evaluate` takes them")
    private static let output = RequiredOption<String>(
        "out", valueName: "MODEL.json", help: "where the discriminator goes")
    private static let table = Option<String>(
        "table", valueName: "FILE", help: "also write every echo with its features as CSV")
    private static let alarms = Option<String>(
        "alarms", valueName: "DIR",
        help: "also write the folds' alarms as LANE.csv, for `score` and `evaluate --alarms`")
    private static let name = DefaultedOption<String>(
        "name", valueName: "NAME", help: "name of the discriminator, shown with its alarms",
        default: "own")
    private static let trees = DefaultedOption<Int>(
        "trees", valueName: "N", help: "trees of the forest", default: 150,
        check: { (10...2000).contains($0) ? nil : "is not 10 to 2000" })
    private static let imaging = DefaultedOption<Double>(
        "imaging-weight", valueName: "W", help: "what is added of the plain imaging score",
        default: 0.2, check: { (0...100).contains($0) ? nil : "is not 0 to 100" })
    private static let seed = DefaultedOption<Int>(
        "seed", valueName: "N", help: "what all random numbers come from", default: 1,
        check: { $0 >= 0 ? nil : "is negative" })

    static let command = Command(
        "train", summary: "train the discriminator on lanes with known truth",
        discussion: """
            Measures every echo of the lanes, learns which are mines, and writes the discriminator as
            JSON for `detect --model`. What it prints is judged by folds: the alarms of each soil
            group are those of a judge that learnt from the other groups alone. Lanes marked as not
            detectable are left out; blank lanes are never learnt from, they tell what scores such
            ground reaches. The same lanes and seed give the same bytes.
            """,
        parameters: [folders, output, alarms, table, name, trees, imaging, seed, Common.json]
    ) { values in
        var growth = ForestGrowth()
        growth.treeCount = values[trees]
        growth.seed = UInt64(values[seed])
        let story = TrainingStory(
            folders: values[folders], options: SweepReadOptions(), name: values[name],
            growth: growth, imagingWeight: values[imaging])
        let result = try await story.run(monitor: Output.monitor)
        try DiscriminatorFile.write(result.discriminator, to: values[output])
        if let path = values[table] { try DiscriminatorFile.write(table: result.table, to: path) }
        if let folder = values[alarms] {
            try TrainingStory.writeFoldAlarms(result, to: folder)
        }
        report(result, to: values[output])
        return .done
    }

    private static func report(_ result: TrainingStory.Result, to path: String) {
        let lanes = result.discriminator.provenance.lanes
        Output.console.print(
            "\(path): learnt from \(lanes.count) lanes with "
                + "\(lanes.reduce(0) { $0 + $1.mines }) mines and "
                + "\(lanes.reduce(0) { $0 + $1.objects }) other objects")
        Output.console.print("Mines found, each soil group judged by what the others taught:")
        for (kind, rate) in [
            (RateKind.ground, 0.2), (.ground, 0.5), (.ground, 1.0), (.total, 0.2), (.total, 0.5),
            (.total, 1.0),
        ] {
            let row = result.folds.row(at: rate, kind)
            let counts = row.classes.map { "\($0.targetClass.rawValue) \($0.found)/\($0.of)" }
            Output.console.print(
                "  \(kind.rawValue) rate \(rate) per m2: " + counts.joined(separator: ", "))
        }
    }
}
