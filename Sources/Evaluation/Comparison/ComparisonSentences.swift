internal import Statistics

extension Comparison {
    /// The counts and the test of the targets.
    func facts(_ outcome: PairedOutcome, _ pValue: Double, _ pairs: Int) -> String {
        let targets = outcome.targets
        let adjustment = pairs > 1 ? ", adjusted for \(pairs) comparisons after Holm" : ""
        return "On the same \(targets.count) mines in \(Self.lanes(lanes.count)), "
            + "\(outcome.point.words), \(first) found \(targets.foundByFirst) and \(second) "
            + "\(targets.foundBySecond): \(targets.both) by both, \(targets.firstOnly) by \(first) "
            + "alone, \(targets.secondOnly) by \(second) alone, \(targets.neither) by neither "
            + "(exact McNemar test, \(Figure.pValue(pValue))\(adjustment))."
    }

    /// The difference of Pd over lanes; empty without mines.
    func interval(_ spread: PairedDifference?) -> String {
        guard let spread else { return "" }
        let difference =
            " Pd over all passes is \(Figure.decimals(spread.first, 3)) and "
            + "\(Figure.decimals(spread.second, 3)), a difference of "
            + Figure.decimals(spread.difference, 3)
        guard let interval = spread.interval else {
            return difference + " without an interval: \(obstacle ?? "no lanes could be drawn")."
        }
        let range =
            "\(Figure.percent(plan.confidence)) interval "
            + "\(Figure.decimals(interval.low, 3)) to \(Figure.decimals(interval.high, 3)), "
            + "\(plan.resamples) resamples of \(Self.lanes(lanes.count))"
        let remarks = [
            spread.isWithoutSpread ? "no resample differs, so it says nothing" : nil, caution,
        ].compactMap(\.self)
        return difference + " (" + ([range] + remarks).joined(separator: "; ") + ")."
    }

    /// The ground alarms of both and their test.
    func alarms(_ outcome: PairedOutcome) -> String {
        guard let rates = outcome.groundAlarms else { return "" }
        return " Ground alarms: \(rates.first.events) and \(rates.second.events) on "
            + "\(Figure.decimals(rates.first.area, 1)) m2 "
            + "(conditional binomial test, \(Figure.pValue(rates.pValue)))."
    }

    func conclusion(
        _ finding: ComparisonVerdict.Finding, _ outcome: PairedOutcome, _ spread: PairedDifference?
    ) -> String {
        switch finding {
        case .firstFindsMore: " On these lanes \(first) found more mines than \(second)."
        case .secondFindsMore: " On these lanes \(second) found more mines than \(first)."
        case .notBorneOut:
            spread?.interval == nil
                ? " The difference is that of one lane: whether other lanes show it is not known."
                : " The lanes do not bear out a difference: it may hang on a few of them."
        case .nothingShown:
            " No difference was shown"
                + (spread?.interval.map { interval in
                    interval.width > 0
                        ? ", and a true difference of Pd from \(Figure.decimals(interval.low, 3)) to "
                            + "\(Figure.decimals(interval.high, 3)) fits these lanes." : "."
                } ?? ".")
        }
    }

    func forbidden(_ finding: ComparisonVerdict.Finding, _ outcome: PairedOutcome) -> String {
        let choice = outcome.point == .ownChoice ? confounded(outcome) : ""
        switch finding {
        case .firstFindsMore:
            return
                "\"\(first) is better than \(second)\": that holds for these mines, this ground and "
                + "this operating point, and for no others.\(choice)"
        case .secondFindsMore:
            return
                "\"\(second) is better than \(first)\": that holds for these mines, this ground and "
                + "this operating point, and for no others.\(choice)"
        case .notBorneOut:
            return "\"One of \(first) and \(second) finds more mines\": the test takes mines as "
                + "independent, and the lanes do not bear it out.\(choice)"
        case .nothingShown:
            return
                "\"\(first) and \(second) are equally good\", or \"there is no difference\": not "
                + "having shown one on \(outcome.targets.count) mines is not having shown that there "
                + "is none.\(choice)"
        }
    }

    /// At their own choice of alarms a list that alarms more also finds more.
    private func confounded(_ outcome: PairedOutcome) -> String {
        guard let rates = outcome.groundAlarms, rates.first.events != rates.second.events else {
            return ""
        }
        return " The lists also differ in ground alarms here; only the comparison at one rate sets "
            + "that apart."
    }

    static func lanes(_ count: Int) -> String { count == 1 ? "1 lane" : "\(count) lanes" }
}
