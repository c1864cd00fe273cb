internal import Statistics

/// Several alarm lists on the same lanes, compared in pairs.
///
/// With more than one pair the p-values at each operating point are adjusted after Holm, so that the chance
/// of any false claim at that point stays below 5 %. The operating point is to be chosen before the trial:
/// looking at several and telling of the best one is not adjusted for.
public struct ComparisonTable: Sendable {
    /// Which pairs are compared.
    public enum Pairing: String, Sendable, Hashable, CaseIterable {
        /// The first list with each other.
        case againstFirst
        /// Each with each.
        case all
    }

    /// One pair.
    public struct Entry: Sendable {
        /// The comparison.
        public let comparison: Comparison
        /// What may be said and what may not: own choice of alarms, then each rate.
        public let verdicts: [ComparisonVerdict]
    }

    /// In the order of the lists.
    public let entries: [Entry]

    /// Compares `lists` at ground `rates`.
    ///
    /// - Throws: `EvaluationError.impossible` for less than two lists, two of one name, lists that were not
    ///   judged on the same lanes, and rates that are not above 0 or not finite.
    public init(
        _ lists: [AlarmListTrial], pairing: Pairing = .againstFirst,
        at rates: [Double] = Comparison.standardRates, plan: ResamplingPlan = .standard
    ) throws(EvaluationError) {
        try Self.check(lists)
        var comparisons: [Comparison] = []
        for (place, first) in lists.enumerated() where pairing == .all || place == 0 {
            for second in lists[(place + 1)...] {
                comparisons.append(try Comparison(first, second, at: rates, plan: plan))
            }
        }
        let adjusted = try Self.adjusted(comparisons.map(\.pValues))
        entries = zip(comparisons, adjusted).map { comparison, pValues in
            Entry(
                comparison: comparison,
                verdicts: comparison.verdicts(adjusted: pValues, pairs: comparisons.count))
        }
    }

    private static func check(_ lists: [AlarmListTrial]) throws(EvaluationError) {
        guard lists.count > 1 else {
            throw .impossible(
                "one list of alarms cannot be compared", hint: "give at least two lists")
        }
        var names: Set<String> = []
        for list in lists where !names.insert(list.name).inserted {
            throw .impossible(
                "two lists of alarms are called \(list.name)",
                hint: "give each list a name of its own")
        }
    }

    /// The p-values of all pairs, one row each, adjusted column by column.
    private static func adjusted(_ rows: [[Double]]) throws(EvaluationError) -> [[Double]] {
        var adjusted = rows
        do {
            for column in rows.first?.indices ?? 0..<0 {
                let values = try HolmAdjustment.adjusted(rows.map { $0[column] })
                for (row, value) in values.enumerated() { adjusted[row][column] = value }
            }
        } catch {
            throw .impossible(error.description, hint: error.hint)
        }
        return adjusted
    }
}
