import CommandLineKit
import LandRelease
import Statistics
import SurveyModel
import SurveyWorkflow

/// The command `clearroad seed`.
enum SeedCommand {
    static let command = Command(
        "seed", summary: "blind seeds: sealed before a sweep, shown after it",
        subcommands: [seal, unseal, list])

    static let segment = Argument<String>("SEGMENT", help: "the lot they are buried in")
    static let table = RequiredOption<String>(
        "seeds", valueName: "FILE.csv",
        help: "chainage,offset,depth_cm,model,class,size_cm; not in the survey folder")
    static let keeper = RequiredOption<String>(
        "out", valueName: "KEEPER.json",
        help: "secret file that shows them; not in the survey folder")
    static let file = Argument<String>("KEEPER.json", help: "the file `seed seal` wrote")
    static let buriedOn = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day they were buried (default: today)")

    static let seal = Command(
        "seal", summary: "commit to where seeds are buried without telling it",
        discussion: """
            The record gets the number of seeds and the SHA-256 of a random nonce's 64 digits followed
            by the sheet of seeds; the places and the nonce go to KEEPER.json alone, which only its
            owner may read. Classes: plastic_AP, plastic_AT, metal_AP, metal_AT. Who seals must not
            have swept the segment. Sealed seeds keep a report from being approved.
            """,
        parameters: [Common.folder, segment, table, keeper, buriedOn, Common.person]
    ) { values in
        let desk = SeedDesk(survey: try SurveyFolder(values[Common.folder]))
        let receipt = try desk.seal(
            values[table], in: values[segment], keeper: values[keeper],
            buriedOn: values[buriedOn], by: values[Common.person])
        guard receipt.faults.isEmpty else {
            SheetText.refuse(values[table], receipt.faults)
            return .partial
        }
        Output.console.print("\(receipt.count) seeds sealed in segment \(values[segment])")
        Output.console.print("commitment: \(receipt.commitment)")
        Output.console.print(
            "secret: \(values[keeper]) tells where they lie; without it they cannot be shown")
        Output.console.print("identity asserted, not proven: \(values[Common.person])")
        if !receipt.isPrivate {
            Output.console.warning(
                "\(values[keeper]): its disk knows no rights, everybody on this machine can read it"
            )
        }
        return .done
    }

    static let unseal = Command(
        "unseal", summary: "show sealed seeds and compare them with the alarms",
        discussion: """
            Each seed is compared with the alarms of evidence swept after the sealing: one within its
            position error, 10 cm and half the seed's size has found it. Found seeds close their
            alarms. A missed one takes the sweeps of the lot back to the last test that was passed,
            keeps the lot from being released until new seeds are all found, and puts under review what
            the same operators released since.
            """,
        parameters: [Common.folder, file, Common.person, Common.json]
    ) { values in
        let desk = SeedDesk(survey: try SurveyFolder(values[Common.folder]))
        do {
            let lot = try desk.unseal(values[file], by: values[Common.person])
            if values[Common.json] {
                Output.console.print(Output.withClock(value(lot)).text)
            } else {
                show(lot)
            }
            return lot.isPassed == true ? .done : .partial
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: values[Common.json])
        }
    }

    static let list = Command(
        "list", summary: "sealed and shown seeds, and how many were found",
        parameters: [Common.folder, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        let scores = try SeedScore.scores(record)
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("lots", .array(record.seeds.lots.map(value))),
                    .init("scores", .array(scores.map(value))),
                ]).text)
            return .done
        }
        record.seeds.lots.forEach(show)
        for score in scores {
            Output.console.print(
                "\(score.name): \(score.found) of \(score.shown) found, Pd "
                    + "\(Output.fixed(Double(score.found) / Double(max(1, score.shown)), 2)), 95 % "
                    + "\(Output.fixed(score.interval.low, 2)) to "
                    + "\(Output.fixed(score.interval.high, 2)) (Clopper-Pearson)")
        }
        return .done
    }

    private static func show(_ lot: SeedLot) {
        Output.console.print(
            "\(lot.sealed.commitment.short)  segment \(lot.segment), \(lot.sealed.count) seeds buried "
                + "\(lot.sealed.buriedOn), sealed by \(lot.stamp.by): "
                + (lot.found.map { "\($0) found" } ?? "sealed"))
        for result in lot.opening?.results ?? [] {
            let seed = result.seed
            Output.console.print(
                "  \(result.id)  \(result.isFound ? "found" : "MISSED")  "
                    + "\(Chainage(metres: seed.position.chainageMetres)), offset "
                    + "\(Output.metres(seed.position.offsetMetres)) m, "
                    + "\(Output.fixed(seed.depthMetres * 100, 0)) cm deep, \(seed.model), "
                    + seed.itemClass
                    + (result.isFound ? ", alarm \(result.alarms.joined(separator: " "))" : ""))
        }
    }

    private static func value(_ lot: SeedLot) -> JSONValue {
        .object([
            .init("commitment", .string(lot.sealed.commitment.hexadecimal)),
            .init("segment", .string(lot.segment)), .init("count", .integer(lot.sealed.count)),
            .init("buriedOn", .string(lot.sealed.buriedOn)), .init("by", .string(lot.stamp.by)),
            .init("sealed", .boolean(lot.opening == nil)),
            .init("found", lot.found.map { .integer($0) } ?? .null),
            .init(
                "seeds",
                .array(
                    (lot.opening?.results ?? []).map { result in
                        .object([
                            .init("id", .string(result.id)),
                            .init("found", .boolean(result.isFound)),
                            .init(
                                "chainageMetres", .number(result.seed.position.chainageMetres)),
                            .init("offsetMetres", .number(result.seed.position.offsetMetres)),
                            .init("depthMetres", .number(result.seed.depthMetres)),
                            .init("model", .string(result.seed.model)),
                            .init("class", .string(result.seed.itemClass)),
                            .init("alarms", .array(result.alarms.map { .string($0) })),
                        ])
                    })),
        ])
    }

    private static func value(_ score: SeedScore) -> JSONValue {
        .object([
            .init("class", .string(score.name)), .init("found", .integer(score.found)),
            .init("seeds", .integer(score.shown)), .init("pdLow", .number(score.interval.low)),
            .init("pdHigh", .number(score.interval.high)),
        ])
    }
}
