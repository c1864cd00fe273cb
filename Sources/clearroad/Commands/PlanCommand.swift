import CommandLineKit
import Evaluation
import SurveyWorkflow

/// The command `clearroad plan`.
enum PlanCommand {
    static let pd = RequiredOption<Double>(
        "pd", valueName: "PD", help: "the probability of detection the trial shall show",
        check: betweenZeroAndOne)
    static let misses = DefaultedOption<Int>(
        "misses", valueName: "N", help: "misses with which the trial still passes", default: 3,
        check: { (0...1_000_000).contains($0) ? nil : "is not from 0 to 1000000" })
    static let confidence = DefaultedOption<Double>(
        "confidence", valueName: "C", help: "of each claim (one-sided); two-sided for --paired",
        default: 0.95, check: betweenZeroAndOne)
    static let truePd = Option<Double>(
        "true-pd", valueName: "PD",
        help: "the true Pd for which the power is told (default: 1 - (1 - PD) / 5)",
        check: { (0...1).contains($0) ? nil : "is not from 0 to 1" })
    static let groundRate = DefaultedOption<Double>(
        "ground-rate", valueName: "PER-M2", help: "alarms per m2 the blank ground shall stay below",
        default: 0.01, check: { $0 >= 1e-9 && $0 <= 1000 ? nil : "is not from 1e-9 to 1000" })
    static let groundAlarms = DefaultedOption<Int>(
        "ground-alarms", valueName: "N", help: "alarms on blank ground with which it still passes",
        default: 0, check: { (0...1_000_000).contains($0) ? nil : "is not from 0 to 1000000" })
    static let trueGroundRate = Option<Double>(
        "true-ground-rate", valueName: "PER-M2",
        help: "the true rate for which the power is told (default: a fifth of --ground-rate)",
        check: { $0 >= 0 && $0 <= 1e6 ? nil : "is not from 0 to 1000000" })
    static let paired = Option<DiscordantShares>(
        "paired", valueName: "P10,P01",
        help: "shares of targets only the one, only the other of two detectors finds")
    static let power = Option<Double>(
        "power", valueName: "P", help: "chance to show that difference (default 0.8)",
        check: { $0 >= 0.5 && $0 < 1 ? nil : "is not from 0.5 and less than 1" })

    static let command = Command(
        "plan", summary: "how many targets and how much blank ground a trial needs",
        discussion: """
            Targets count for one cell: one class in one soil and one band of depths. With --layout
            the targets are laid out over lanes, seeded and balanced, into a folder with a truth table
            per lane and a sheet for the person who buries.
            """,
        parameters: [
            pd, misses, confidence, truePd, groundRate, groundAlarms, trueGroundRate, paired,
            power,
        ] + PlanLayout.parameters + [Common.json]
    ) { values in
        let answer = try PlanAnswer(values)
        let written = try PlanLayout.write(values, plan: answer)
        if values[Common.json] {
            Output.console.print(
                JSONValue.object(answer.members + [.init("layout", written?.json ?? .null)]).text)
        } else {
            for line in answer.sentences { Output.console.print(line) }
            for line in try written?.sentences(for: answer) ?? [] { Output.console.print(line) }
        }
        return .done
    }

    private static let betweenZeroAndOne: ValueCheck<Double> = {
        $0 > 0 && $0 < 1 ? nil : "is not more than 0 and less than 1"
    }
}
