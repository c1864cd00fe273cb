import CommandLineKit
import Evaluation
import SurveyWorkflow

/// The options of `clearroad plan` that lay targets out, and the folder they write.
enum PlanLayout {
    static let layout = Option<String>(
        "layout", valueName: "DIR", help: "lay the targets out and write the lanes here")
    static let targets = Option<Int>(
        "targets", valueName: "N", help: "targets to lay out (default: those the plan needs)",
        check: { (1...100_000).contains($0) ? nil : "is not from 1 to 100000" })
    static let lanes = Option<Int>(
        "lanes", valueName: "N", help: "number of lanes",
        check: { (1...1000).contains($0) ? nil : "is not from 1 to 1000" })
    static let length = Option<Double>(
        "lane-length", valueName: "METRES", help: "length of a lane",
        check: { $0 >= 0.1 && $0 <= 100_000 ? nil : "is not from 0.1 to 100000 m" })
    static let width = Option<Double>(
        "lane-width", valueName: "METRES", help: "width of a lane",
        check: { $0 >= 0.1 && $0 <= 1000 ? nil : "is not from 0.1 to 1000 m" })
    static let models = Option<ModelList>(
        "models", valueName: "LIST", help: "NAME:CLASS:DIAMETER:HEIGHT,... (m)")
    static let depths = Option<DepthList>(
        "depths", valueName: "M,M,...", help: "depths of the tops of the targets")
    static let blankShare = Option<Double>(
        "blank-share", valueName: "SHARE",
        help: "of each lane's length, one stretch without objects (default 0.3)",
        check: { $0 >= 0 && $0 < 1 ? nil : "is not from 0 and less than 1" })
    static let separation = Option<Double>(
        "separation", valueName: "METRES",
        help: "least distance between the edges of objects (default 0.5)",
        check: { $0 >= 0 && $0 <= 100 ? nil : "is not from 0 to 100 m" })
    static let clutter = Option<Int>(
        "clutter", valueName: "N", help: "objects that are no mines (default 0)",
        check: { (0...100_000).contains($0) ? nil : "is not from 0 to 100000" })
    static let seed = Option<Int>(
        "seed", valueName: "N", help: "what all random numbers come from",
        check: { $0 >= 0 ? nil : "is negative" })

    static let parameters: [any CommandParameter] = [
        layout, targets, lanes, length, width, models, depths, blankShare, separation, clutter,
        seed,
    ]

    /// A lay-out that was written.
    struct Written {
        let layout: LaneLayout
        let files: [String]

        var json: JSONValue {
            .object([
                .init("targets", .integer(layout.request.targets)),
                .init("cells", .integer(layout.cells)),
                .init("fewestPerCell", .integer(layout.fewestPerCell)),
                .init("groundAreaSquareMetres", .number(layout.groundAreaSquareMetres)),
                .init("files", .array(files.map { .string($0) })),
            ])
        }

        /// What the lay-out is worth, then its files.
        func sentences(for plan: PlanAnswer) throws -> [String] {
            let (fewest, area) = (layout.fewestPerCell, layout.groundAreaSquareMetres)
            var lines = [
                "Lay-out: \(layout.request.targets) targets over \(layout.cells) cells (model at "
                    + "depth), at least \(fewest) in each; \(Output.fixed(area, 1)) m2 lie outside "
                    + "all halos."
            ]
            if fewest > 0, fewest < plan.detection.targets {
                let shown = try DetectionPlan.shownWithoutMiss(
                    targets: fewest, confidence: plan.detection.confidence)
                lines.append(
                    "  Alone, a cell of \(fewest) without a miss shows with \(plan.sure) confidence "
                        + "a Pd of at least \(Output.fixed((shown * 1000).rounded(.down) / 1000, 3))."
                )
            }
            if layout.request.targets < plan.detection.targets {
                lines.append(
                    "  Warning: even pooled, these are fewer than the \(plan.detection.targets) "
                        + "targets of the plan.")
            }
            if area < plan.ground.areaSquareMetres {
                lines.append(
                    "  Warning: one pass over these lanes does not have the blank ground of the plan; "
                        + "sweep other blank ground for the rest.")
            }
            return lines + files
        }
    }

    /// Writes the lay-out where one is asked for.
    static func write(_ values: ParsedValues, plan: PlanAnswer) throws -> Written? {
        guard let folder = values[layout] else {
            guard isNothingElseGiven(values) else {
                throw UsageError.conflict("options of a lay-out need --layout DIR")
            }
            return nil
        }
        guard !folder.isEmpty else { throw UsageError.conflict("--layout has an empty name") }
        let layout = try LaneLayout(try request(values, plan.detection.targets))
        return Written(
            layout: layout, files: try LayoutStory(layout: layout, folder: folder).run())
    }

    private static func request(_ values: ParsedValues, _ needed: Int) throws -> LayoutRequest {
        guard let models = values[models] else { throw UsageError.missingOption("--models") }
        guard let depths = values[depths] else { throw UsageError.missingOption("--depths") }
        guard let lanes = values[lanes] else { throw UsageError.missingOption("--lanes") }
        guard let length = values[length] else { throw UsageError.missingOption("--lane-length") }
        guard let width = values[width] else { throw UsageError.missingOption("--lane-width") }
        // Without a seed of one's own everybody would bury by the same secret plan.
        guard let seed = values[seed] else { throw UsageError.missingOption("--seed") }
        return LayoutRequest(
            targets: values[targets] ?? needed, clutter: values[clutter] ?? 0,
            models: models.models, depthsMetres: depths.metres, lanes: lanes,
            laneLengthMetres: length, laneWidthMetres: width,
            blankShare: values[blankShare] ?? 0.3, separationMetres: values[separation] ?? 0.5,
            seed: UInt64(seed))
    }

    private static func isNothingElseGiven(_ values: ParsedValues) -> Bool {
        values[targets] == nil && values[lanes] == nil && values[length] == nil
            && values[width] == nil && values[models] == nil && values[depths] == nil
            && values[blankShare] == nil && values[separation] == nil && values[clutter] == nil
            && values[seed] == nil
    }
}
