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

    private static let laid = DefaultedOption<Int>(
        "inject", valueName: "N",
        help: "learn also from N simulated objects in every other blank lane of a soil group",
        default: 0, check: { (0...10_000).contains($0) ? nil : "is not 0 to 10000" })
    private static let laidWeight = DefaultedOption<Double>(
        "inject-weight", valueName: "W",
        help: "weight of a laid object's echoes against those of a buried one", default: 0.2,
        check: { $0 > 0 && $0 <= 100 ? nil : "is not above 0 and up to 100" })
    private static let laidAlone = Flag(
        "inject-alone", help: "learn from laid objects alone: lanes with mines only judge")

    static let command = Command(
        "train", summary: "train the discriminator on lanes with known truth",
        discussion: """
            Measures every echo of the lanes, learns which are mines, and writes the discriminator as
            JSON for `detect --model`. What it prints is judged by folds: the alarms of each soil
            group are those of a judge that learnt from the other groups alone. Lanes marked as not
            detectable are left out; blank lanes are never learnt from, they tell what scores such
            ground reaches. The same lanes and seed give the same bytes.

            --inject lays echoes of mines, stones, cans, fragments, wood and burrows, simulated in
            flat, even ground as for a detectability map, into blank lanes: every other one of each
            soil group, whose ground is then learnt as well. The rest stay unseen and tell what
            scores blank ground reaches: give only those to `detect --blank` with this model. Roots
            are not simulated.
            """,
        parameters: [
            folders, output, alarms, table, name, trees, imaging, seed, laid, laidWeight,
            laidAlone, Common.json,
        ]
    ) { values in
        var growth = ForestGrowth()
        growth.treeCount = values[trees]
        growth.seed = UInt64(values[seed])
        guard values[laid] > 0 || !values[laidAlone] else {
            throw UsageError.conflict("--inject-alone needs --inject")
        }
        var story = TrainingStory(
            folders: values[folders], options: SweepReadOptions(), name: values[name],
            growth: growth, imagingWeight: values[imaging])
        if values[laid] > 0 {
            story.laying = EchoLaying(
                perLane: values[laid], seed: UInt64(values[seed]), weight: values[laidWeight],
                isAlone: values[laidAlone])
        }
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
        if let laid = result.discriminator.provenance.laidEchoes {
            let taught = lanes.filter { $0.laidMines != nil }
            Output.console.print(
                "and from \(laid.perLane) simulated objects laid into each of "
                    + taught.map(\.name).joined(separator: ", "))
        }
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
