internal import Statistics

/// What may be said of two alarm lists at one operating point, and what may not.
public struct ComparisonVerdict: Sendable, Hashable {
    /// What the figures say.
    public enum Finding: String, Sendable, Hashable {
        /// Test and interval both show that the first finds more.
        case firstFindsMore
        /// Test and interval both show that the second finds more.
        case secondFindsMore
        /// The test shows a difference, the lanes do not bear it out.
        case notBorneOut
        /// No difference is shown; that is not equality.
        case nothingShown
    }

    /// The point.
    public let point: OperatingPoint
    /// What the figures say.
    public let finding: Finding
    /// P-value of the exact test, adjusted where several pairs of lists are compared.
    public let pValue: Double
    /// Pairs of lists that are compared at this point.
    public let pairs: Int
    /// The sentence that may be said.
    public let sentenceThatMayBeSaid: String
    /// The sentence that may not.
    public let sentenceThatMayNot: String

    /// Below this p-value a test shows a difference.
    public static let level = 0.05
}

extension Comparison {
    /// The verdict on each operating point: own choice of alarms, then each rate.
    ///
    /// `adjusted` are the p-values of the exact tests in this order, adjusted for `pairs` of lists.
    func verdicts(adjusted: [Double], pairs: Int) -> [ComparisonVerdict] {
        let spreads =
            [ownDifference]
            + atRates.indices.map {
                differences.indices.contains($0) ? differences[$0] : nil
            }
        return zip(zip([ownChoice] + atRates, spreads), adjusted).map { pair, pValue in
            verdict(pair.0, pair.1, pValue: pValue, pairs: pairs)
        }
    }

    /// The verdict on each operating point where these two lists are all that is compared.
    public var verdicts: [ComparisonVerdict] { verdicts(adjusted: pValues, pairs: 1) }

    /// P-values of the exact tests: own choice of alarms, then each rate.
    var pValues: [Double] { ([ownChoice] + atRates).map(\.targets.test.pValue) }

    private func verdict(
        _ outcome: PairedOutcome, _ spread: PairedDifference?, pValue: Double, pairs: Int
    ) -> ComparisonVerdict {
        let finding = finding(outcome, spread, pValue)
        return ComparisonVerdict(
            point: outcome.point, finding: finding, pValue: pValue, pairs: pairs,
            sentenceThatMayBeSaid: facts(outcome, pValue, pairs) + interval(spread)
                + alarms(outcome) + conclusion(finding, outcome, spread),
            sentenceThatMayNot: forbidden(finding, outcome))
    }

    /// A claim needs the test and an interval over lanes on the same side of 0.
    private func finding(
        _ outcome: PairedOutcome, _ spread: PairedDifference?, _ pValue: Double
    ) -> ComparisonVerdict.Finding {
        guard pValue <= ComparisonVerdict.level else { return .nothingShown }
        let isFirst = outcome.targets.firstOnly > outcome.targets.secondOnly
        guard let spread, let interval = spread.interval, !spread.isWithoutSpread else {
            return .notBorneOut
        }
        guard isFirst ? interval.low > 0 : interval.high < 0 else { return .notBorneOut }
        return isFirst ? .firstFindsMore : .secondFindsMore
    }
}
