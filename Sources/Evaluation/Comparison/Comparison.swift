internal import Statistics

/// Two alarm lists, of two radars or two detectors, on the same lanes.
///
/// Targets are compared one by one (exact McNemar test), ground alarms by their counts (conditional binomial
/// test), and the curves by drawing lanes, the same for both lists. The tests take targets and alarms as
/// independent; the intervals over lanes do not. A claim needs both.
public struct Comparison: Sendable {
    /// Name of the first list.
    public let first: String
    /// Name of the second list.
    public let second: String
    /// Each at its own choice of alarms.
    public let ownChoice: PairedOutcome
    /// First less second at their own choice: Pd; `nil` without mines or ground.
    public let ownDifference: PairedDifference?
    /// Each at the same ground rate, in the order of `differences`.
    public let atRates: [PairedOutcome]
    /// First less second: Pd at each rate, rising; empty without mines or ground.
    public let differences: [PairedDifference]
    /// First less second: mean Pd over ground rates up to the largest (normalised partial area).
    public let partialArea: PairedDifference?
    /// The lanes, by name.
    public let lanes: [String]
    /// How they were drawn.
    public let plan: ResamplingPlan

    /// Ground rates unless told otherwise (1/m2).
    public static let standardRates = [0.2, 0.5, 1.0]

    /// Compares `first` and `second` at ground `rates`.
    ///
    /// - Throws: `EvaluationError.impossible` where they were not judged on the same lanes, and for rates that
    ///   are not above 0 or not finite.
    public init(
        _ first: AlarmListTrial, _ second: AlarmListTrial, at rates: [Double] = standardRates,
        plan: ResamplingPlan = .standard
    ) throws(EvaluationError) {
        try first.check(comparableWith: second)
        for rate in rates where !(rate > 0 && rate.isFinite) {
            throw .impossible(
                "lists cannot be compared at \(rate) ground alarms per m2",
                hint: "give rates above 0")
        }
        let rising = Set(rates).sorted()
        self.first = first.name
        self.second = second.name
        self.plan = plan
        let bootstrap = PairedLaneBootstrap(first.trial, second.trial, plan: plan)
        lanes = bootstrap.lanes
        do {
            ownChoice = try PairedOutcome(.ownChoice, first, second)
            ownDifference = try PairedLaneBootstrap(
                first.taken(at: .ownChoice), second.taken(at: .ownChoice), plan: plan
            ).differenceOfAll()
            var outcomes: [PairedOutcome] = []
            for rate in rising {
                outcomes.append(try PairedOutcome(.groundRate(rate), first, second))
            }
            atRates = outcomes
            let all =
                try rising.last.map { limit throws(StatisticsError) in
                    try bootstrap.differences(at: rising, meanUpTo: limit)
                } ?? []
            differences = Array(all.dropLast())
            partialArea = all.last
        } catch {
            throw .impossible(error.description, hint: error.hint)
        }
    }

    /// Why there are no intervals over lanes; `nil` where there are.
    public var obstacle: String? { ResamplingPlan.obstacle(lanes: lanes.count) }
    /// What is to be said beside the intervals; `nil` where nothing is.
    public var caution: String? { ResamplingPlan.caution(lanes: lanes.count) }
}
