import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad segment`.
enum SegmentCommand {
    static let command = Command(
        "segment", summary: "chainage intervals with band and depth",
        subcommands: [
            add, list, show, classify, noEvidence, split, merge, reversion,
        ])

    static let id = RequiredOption<String>("id", valueName: "ID", help: "name of the segment")
    static let road = RequiredOption<String>("road", valueName: "ROAD", help: "road id")
    static let from = RequiredOption<Chainage>(
        "from", valueName: "CHAINAGE", help: "where it begins, such as 12+300")
    static let to = RequiredOption<Chainage>("to", valueName: "CHAINAGE", help: "where it ends")
    static let band = RequiredOption<LateralBand>(
        "band", valueName: "BAND", help: "seen along increasing chainage")
    static let depth = RequiredOption<Double>(
        "depth-cm", valueName: "N", help: "depth below the original surface",
        check: { $0 > 0 && $0 <= 200 ? nil : "is not above 0 and up to 200 cm" })
    static let classification = DefaultedOption<Classification>(
        "classification", valueName: "CLASS", help: "what is known of it", default: .suspected)
    static let target = Argument<String>("ID", help: "the segment")

    static let add = Command(
        "add", summary: "add a segment",
        parameters: [
            Common.folder, id, road, from, to, band, depth, classification, Common.recorder,
        ]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let warnings = try SegmentDesk.add(
            SegmentPlan(
                id: values[id], road: values[road],
                chainage: MetreRange(low: values[from].metres, high: values[to].metres),
                band: values[band], depthMetres: values[depth] / 100,
                classification: values[classification]), to: survey, by: values[Common.recorder])
        for warning in warnings { Output.console.warning(warning) }
        Output.console.print("segment \(values[id]) added")
        return .done
    }

    static let list = Command(
        "list", summary: "all segments", parameters: [Common.folder, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([.init("segments", .array(record.segments.map(value)))]).text)
        } else {
            record.segments.forEach(line)
        }
        return .done
    }

    static let show = Command(
        "show", summary: "one segment: coverage, gaps, alarms",
        parameters: [Common.folder, target, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        guard let segment = record.segment(values[target]) else {
            throw WorkflowError.unknown(
                kind: "segment", name: values[target], known: record.segments.map(\.id))
        }
        let coverage = try SurveyViews.coverage(of: segment, in: record)
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("segment", value(segment)),
                    .init("coverage", .array(coverage.map(value))),
                ]).text)
        } else {
            line(segment)
            coverage.forEach(print)
            for waiver in record.shownWaivers(on: segment.id) {
                Output.console.print("  WAIVED \(waiver)")
            }
            let open = record.alarms(on: segment.fact).filter(\.isOpen).count
            Output.console.print("  open alarms: \(open)")
        }
        return .done
    }

    private static func line(_ segment: SegmentRecord) {
        let fact = segment.fact
        Output.console.print(
            "\(fact.id)  \(fact.road) \(Chainage(metres: fact.chainage.low)) to "
                + "\(Chainage(metres: fact.chainage.high)) \(fact.band.rawValue), "
                + "\(Output.fixed(fact.depthMetres * 100, 0)) cm, "
                + "\(Output.fixed(fact.areaSquareMetres, 1)) m2: \(segment.classification.rawValue), "
                + "\(segment.workStatus.rawValue), product \(segment.product.rawValue)"
                + (segment.isUnderReview ? ", UNDER REVIEW" : ""))
    }

    private static func print(_ account: CoverageAccount) {
        Output.console.print(
            "  \(account.coverageClass.rawValue): \(Output.fixed(account.percent, 2)) % covered, "
                + "\(account.gaps.count) gaps")
        for gap in account.gaps.prefix(5) {
            Output.console.print(
                "    gap \(Output.metres(gap.widthMetres)) m wide, "
                    + "\(Output.fixed(gap.areaSquareMetres, 2)) m2 at "
                    + "\(Chainage(metres: gap.chainage.low)) to "
                    + "\(Chainage(metres: gap.chainage.high)), offset "
                    + "\(Output.metres(gap.offset.low)) to \(Output.metres(gap.offset.high)) m "
                    + "(\(gap.side.rawValue))")
        }
    }

    private static func value(_ segment: SegmentRecord) -> JSONValue {
        let fact = segment.fact
        return .object([
            .init("id", .string(fact.id)), .init("road", .string(fact.road)),
            .init("fromMetres", .number(fact.chainage.low)),
            .init("toMetres", .number(fact.chainage.high)),
            .init("band", .string(fact.band.rawValue)),
            .init("depthMetres", .number(fact.depthMetres)),
            .init("areaSquareMetres", .number(fact.areaSquareMetres)),
            .init("classification", .string(segment.classification.rawValue)),
            .init("workStatus", .string(segment.workStatus.rawValue)),
            .init("product", .string(segment.product.rawValue)),
            .init("underReview", .boolean(segment.isUnderReview)),
            .init("stage", .string(segment.stage.rawValue)),
            .init("version", .integer(segment.version)),
            .init("predecessors", .array(segment.predecessors.map { .string($0) })),
        ])
    }

    private static func value(_ account: CoverageAccount) -> JSONValue {
        let gaps = account.gaps.map { gap -> JSONValue in
            .object([
                .init("widthMetres", .number(gap.widthMetres)),
                .init("areaSquareMetres", .number(gap.areaSquareMetres)),
                .init("fromMetres", .number(gap.chainage.low)),
                .init("toMetres", .number(gap.chainage.high)),
                .init("offsetLowMetres", .number(gap.offset.low)),
                .init("offsetHighMetres", .number(gap.offset.high)),
                .init("side", .string(gap.side.rawValue)),
            ])
        }
        return .object([
            .init("class", .string(account.coverageClass.rawValue)),
            .init("depthMetres", .number(account.depthMetres)),
            .init("percent", .number(account.percent)),
            .init("coveredSquareMetres", .number(account.coveredSquareMetres)),
            .init("gaps", .array(gaps)),
        ])
    }
}
