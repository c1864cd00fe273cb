import CommandLineKit
import Evaluation

/// What `clearroad plan` answers, as numbers and as sentences.
struct PlanAnswer {
    let detection: DetectionPlan
    let truePd: Double
    let power: Double
    let ground: BlankGroundPlan
    let trueGroundRate: Double
    let groundPower: Double
    let paired: PairedPlan?
    let pairedExactPower: Double?
    /// The same claim without a miss: what it saves, and what it costs.
    private let strict: (targets: Int, power: Double)

    init(_ values: ParsedValues) throws {
        let (pd, confidence) = (values[PlanCommand.pd], values[PlanCommand.confidence])
        detection = try DetectionPlan(
            pd: pd, missesAllowed: values[PlanCommand.misses], confidence: confidence)
        truePd = values[PlanCommand.truePd] ?? DetectionPlan.comfortablePd(toShow: pd)
        power = try detection.power(truePd: truePd)
        let withoutMiss = try DetectionPlan(pd: pd, missesAllowed: 0, confidence: confidence)
        strict = (withoutMiss.targets, try withoutMiss.power(truePd: truePd))
        ground = try BlankGroundPlan(
            groundRate: values[PlanCommand.groundRate],
            alarmsAllowed: values[PlanCommand.groundAlarms], confidence: confidence)
        trueGroundRate = values[PlanCommand.trueGroundRate] ?? ground.groundRate / 5
        groundPower = try ground.power(trueRate: trueGroundRate)
        guard let shares = values[PlanCommand.paired] else {
            guard values[PlanCommand.power] == nil else {
                throw UsageError.conflict("--power needs --paired P10,P01")
            }
            (paired, pairedExactPower) = (nil, nil)
            return
        }
        let plan = try PairedPlan(
            firstOnly: shares.first, secondOnly: shares.second,
            power: values[PlanCommand.power] ?? 0.8, confidence: confidence)
        (paired, pairedExactPower) = (plan, try plan.exactPower())
    }

    var members: [JSONValue.Member] {
        [
            .init("targets", .integer(detection.targets)),
            .init("missesAllowed", .integer(detection.missesAllowed)),
            .init("confidence", .number(detection.confidence)),
            .init("power", .number(power)),
            .init("blankAreaSquareMetres", .number(ground.areaSquareMetres)),
            .init("pd", .number(detection.pd)),
            .init("truePd", .number(truePd)),
            .init("groundRate", .number(ground.groundRate)),
            .init("groundAlarmsAllowed", .integer(ground.alarmsAllowed)),
            .init("trueGroundRate", .number(trueGroundRate)),
            .init("groundPower", .number(groundPower)),
            .init("pairedTargets", paired.map { .integer($0.targets) } ?? .null),
            .init("pairedExactPower", .number(orNull: pairedExactPower)),
        ]
    }

    var sentences: [String] { detectionSentences + groundSentences + pairedSentences }

    private var detectionSentences: [String] {
        let (targets, misses) = (detection.targets, detection.missesAllowed)
        let claim = "with \(sure) confidence the Pd is at least \(detection.pd)"
        var lines = [
            "Targets: bury \(targets) for each cell (one class in one soil and one band of depths); "
                + (misses == 0 ? "none" : "at most \(misses)") + " may be missed.",
            "  If it passes, this may be said: of \(targets) targets "
                + (misses == 0 ? "none was" : "at most \(misses) \(misses == 1 ? "was" : "were")")
                + " missed; \(claim), for this class, soil and depth. Targets pooled over cells "
                + "support a claim for that mix alone.",
            "  A detector whose true Pd is \(number(truePd)) passes with a chance of "
                + "\(percent(power)).",
        ]
        if misses == 0 {
            lines.append(
                "  Warning: one miss fails this trial, by bad luck too; allow some, for example "
                    + "--misses 3.")
        } else {
            lines.append(
                "  Without a miss \(strict.targets) targets were enough, but such a detector then "
                    + "passes with \(percent(strict.power)).")
        }
        if truePd <= detection.pd {
            lines.append(
                "  Warning: the true Pd stated is not above the Pd to be shown, so passing would be "
                    + "an error.")
        } else if power < 0.8 {
            lines.append(
                "  Warning: that is less than 80 %; more misses allowed (and more targets) make it "
                    + "likelier.")
        }
        return lines
    }

    private var groundSentences: [String] {
        let alarms = ground.alarmsAllowed
        return [
            "Blank ground: sweep \(Output.fixed(areaRoundedUp, 1)) m2 outside all halos; "
                + (alarms == 0
                    ? "no alarm" : "at most \(alarms) \(alarms == 1 ? "alarm" : "alarms")")
                + " may be raised on it.",
            "  If it passes, this may be said: with \(sure) confidence the ground rate is at most "
                + "\(number(ground.groundRate)) alarms per m2 on such ground.",
            "  A detector whose true ground rate is \(number(trueGroundRate)) per m2 passes with "
                + "a chance of \(percent(groundPower)).",
        ]
    }

    private var pairedSentences: [String] {
        guard let paired else { return [] }
        let exact =
            pairedExactPower.map { "; the exact test then has \(percent($0))" } ?? ""
        return [
            "Comparison of two detectors on the same targets: \(paired.targets) targets show the "
                + "difference, where one alone finds \(number(paired.firstOnly)) of them and the "
                + "other alone \(number(paired.secondOnly)), with a chance of about "
                + "\(percent(paired.power)) (McNemar, two-sided)\(exact)."
        ]
    }

    /// Confidence as a percentage.
    var sure: String { "\(number(detection.confidence * 100)) %" }

    /// To the next 0.1 m2, as less would not do.
    private var areaRoundedUp: Double { (ground.areaSquareMetres * 10).rounded(.up) / 10 }

    private func percent(_ share: Double) -> String {
        share > 0.999 && share < 1 ? "more than 99.9 %" : "\(Output.fixed(share * 100, 1)) %"
    }

    /// Without the digits that only rounding made.
    private func number(_ value: Double) -> String {
        guard value != 0, abs(value) >= 1e-6, abs(value) < 1e6 else { return value.commandLineText }
        var text = Output.fixed(value, 9)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
