internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

extension TrialPage {
    /// Whether probabilities mean what they say; `nil` where alarms carry none.
    var probabilities: Page.Section? {
        let judged = report.detectors.filter { $0.reliability != nil }
        guard !judged.isEmpty else { return nil }
        return Page.Section(
            "Probabilities",
            judged.flatMap { judged -> [Block] in
                guard let reliability = judged.reliability else { return [] }
                return [
                    .paragraph("\(judged.name): \(reliability.sentence)"),
                    .figure(
                        Figure(
                            caption: "Share of mines against the probability stated, "
                                + "\(judged.name), bins of equal size",
                            [Self.chart(reliability).illustration])),
                ]
            })
    }

    private static func chart(_ reliability: Reliability) -> LineChart {
        LineChart(
            title: "Reliability", description: reliability.sentence,
            x: .init("probability stated", range: Span(0, 1)),
            y: .init("share of mines", range: Span(0, 1)),
            series: [
                LineChart.Series(
                    "alarms",
                    reliability.bins.map {
                        LineChart.Point(
                            $0.meanProbability, $0.share,
                            interval: Span($0.interval.low, $0.interval.high))
                    }, form: .markers, look: Look(.blue))
            ], references: [.init("as stated", .through([.init(0, 0), .init(1, 1)]))])
    }

    /// What may be said of one detector against another, and what may not.
    var comparison: Page.Section? {
        guard let table = report.comparison else { return nil }
        return Page.Section(
            "Comparison",
            [
                .paragraph(
                    "The operating point is to be chosen before the trial; with several pairs the "
                        + "p-values are adjusted after Holm.")
            ],
            sections: table.entries.map { entry in
                let pair = entry.comparison
                return Page.Section(
                    "\(pair.first) and \(pair.second)", id: "pair-\(pair.first)-\(pair.second)",
                    [.table(Self.pairs(pair))]
                        + entry.verdicts.flatMap { verdict -> [Block] in
                            [
                                .definitions([
                                    Definition("May be said", verdict.sentenceThatMayBeSaid),
                                    Definition("May not be said", verdict.sentenceThatMayNot),
                                ])
                            ]
                        })
            })
    }

    private static func pairs(_ pair: Comparison) -> DataTable {
        DataTable(
            caption: "Mines found by \(pair.first) and by \(pair.second)",
            columns: [
                .init("Operating point", .words), .init("both"), .init("only \(pair.first)"),
                .init("only \(pair.second)"), .init("neither"), .init("p (McNemar)"),
                .init("ground alarms"), .init("p (rates)"), .init("difference of Pd"),
                .init("95 %"),
            ],
            rows: zip(
                [pair.ownChoice] + pair.atRates,
                [pair.ownDifference] + pair.differences.map { Optional($0) }
            ).map { outcome, spread in
                [
                    .init(words(outcome.point)), .init("\(outcome.targets.both)"),
                    .init("\(outcome.targets.firstOnly)"), .init("\(outcome.targets.secondOnly)"),
                    .init("\(outcome.targets.neither)"),
                    .init(NumberText.significant(outcome.targets.test.pValue, digits: 2)),
                    .init(
                        outcome.groundAlarms.map { "\($0.first.events) : \($0.second.events)" }
                            ?? "n/a"),
                    .init(
                        outcome.groundAlarms.map {
                            NumberText.significant($0.pValue, digits: 2)
                        } ?? "n/a"),
                    .init(TrialWords.share(spread?.difference)),
                    .init(
                        TrialWords.interval(spread?.interval.map { Span($0.low, $0.high) })),
                ]
            })
    }

    private static func words(_ point: Evaluation.OperatingPoint) -> String {
        switch point {
        case .ownChoice: "own choice"
        case .groundRate(let rate): "ground rate \(NumberText.fixed(rate, decimals: 2)) per m²"
        }
    }
}
