internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

extension TrialPage {
    /// Detection against false alarms.
    var curves: Page.Section {
        Page.Section(
            "Detection against false alarms",
            [
                .paragraph(
                    "One threshold holds for all lanes. The bands show what other lanes of the same "
                        + "kind could have given, at each rate by itself."),
                .figure(
                    Figure(
                        caption: "Share of the mines found against false alarms per m² (ROC)",
                        [chart(.ground).illustration, chart(.total).illustration])),
                .table(rateTable), .table(areaTable),
            ] + foldTables.map { .table($0) })
    }

    private func chart(_ kind: RateKind) -> LineChart {
        let limit = max(2, report.rates.max() ?? 0)
        let unit = TrialWords.name(kind)
        let chance = stride(from: 0.0, through: limit, by: limit / 50).map {
            LineChart.Point($0, first.score.whole.chancePd(at: $0))
        }
        return LineChart(
            title: "Pd against \(unit)",
            description:
                "Pd of each detector at \(unit)s from 0 to \(limit) per m²; the counts stand "
                + "in the table below.",
            x: .init("\(unit)", unit: "1/m²", range: Span(0, limit)),
            y: .init("Pd", range: Span(0, 1)),
            series: report.detectors.enumerated().map { place, judged in
                LineChart.Series(
                    judged.name, steps(judged.score.curve, kind, limit), form: .steps,
                    look: look(place))
            } + (kind == .ground ? oracleSeries(limit) : []),
            bands: report.detectors.enumerated().compactMap { place, judged in
                band(judged, kind).map { LineChart.Band(nil, $0, look: look(place)) }
            }, references: [.init("chance", .through(chance))])
    }

    private func steps(
        _ curve: RocCurve, _ kind: RateKind, _ limit: Double
    ) -> [LineChart.Point] {
        let inside = curve.points.filter { $0.rate(kind) <= limit }
        let last = inside.last?.pd ?? 0
        return [LineChart.Point(0, 0)] + inside.map { LineChart.Point($0.rate(kind), $0.pd) }
            + [LineChart.Point(limit, last)]
    }

    /// What filters made for each mine see at its true place.
    private func oracleSeries(_ limit: Double) -> [LineChart.Series] {
        guard let oracle = report.oracle else { return [] }
        let inside = oracle.curve().filter { $0.groundRate <= limit }
        let points = inside.map { LineChart.Point($0.groundRate, $0.detected) }
        return [
            LineChart.Series(
                "oracle (told every place)",
                [LineChart.Point(0, 0)] + points
                    + [LineChart.Point(limit, points.last?.y ?? 0)], form: .steps,
                look: Look(.black, dash: .dotted))
        ]
    }

    /// The rows of the oracle, which has ground rates alone.
    private var oracleGroup: [DataTable.Group] {
        guard let oracle = report.oracle else { return [] }
        return [
            DataTable.Group(
                title: "oracle: a filter made for each mine, told its place and depth",
                rows: report.rates.map { limit in
                    let counts = oracle.classCounts(oracle.row(groundRate: limit))
                    return ["", .init(TrialWords.name(.ground)), .init(rate(limit))]
                        + classes.map { .init(TrialWords.count($0, in: counts)) }
                })
        ]
    }

    private func band(
        _ judged: TrialReport.Judged, _ kind: RateKind
    ) -> [LineChart.Band.Point]? {
        let band = kind == .ground ? judged.groundBand : judged.totalBand
        return band?.points.map {
            LineChart.Band.Point($0.rate, low: $0.interval.low, high: $0.interval.high)
        }
    }

    private var classes: [TargetClass] {
        TargetClass.allCases.filter { name in
            first.rows.contains { $0.classes.contains { $0.targetClass == name } }
        }
    }

    private var rateTable: DataTable {
        DataTable(
            caption: "Mines found at rates of false alarms, one threshold over all lanes",
            columns: [
                .init("Detector", .words), .init("Rate", .words), .init("at most", unit: "1/m²"),
            ]
                + classes.map { .init(TrialWords.name($0)) } + [
                    .init("Ground alarms"), .init("Object alarms"), .init("Score from"),
                ],
            groups: report.detectors.map { judged in
                DataTable.Group(
                    title: judged.name,
                    rows: judged.rows.map { row in
                        ["", .init(TrialWords.name(row.kind)), .init(rate(row.rate))]
                            + classes.map { .init(TrialWords.count($0, in: row.classes)) } + [
                                .init("\(row.tally.groundAlarms)"),
                                .init("\(row.tally.objectAlarms)"),
                                .init(
                                    row.threshold.map { NumberText.significant($0, digits: 4) }
                                        ?? "none"),
                            ]
                    })
            } + oracleGroup,
            remark: "Ground rate: alarms outside the halos of all buried objects, per m² of that "
                + "ground. Total rate: also alarms on objects that are no mines, per m² outside the "
                + "mines' halos.")
    }

    private var areaTable: DataTable {
        DataTable(
            caption: "Mean Pd over ground rates from 0 to a limit (normalised partial area)",
            columns: [.init("Detector", .words)]
                + [0.1, 0.5, 1.0].map { .init("to \(rate($0)) per m²") },
            rows: report.detectors.map { judged in
                [.init(judged.name)]
                    + [0.1, 0.5, 1.0].map {
                        .init(TrialWords.share(judged.score.curve.partialArea(upTo: $0, .ground)))
                    }
            })
    }

    private var foldTables: [DataTable] {
        report.detectors.compactMap { judged in
            guard !judged.folds.isEmpty else { return nil }
            return DataTable(
                caption: "\(judged.name): thresholds set on the other soil groups",
                columns: [.init("Rate", .words), .init("set for", unit: "1/m²")]
                    + classes.map { .init(TrialWords.name($0)) } + [
                        .init("rate that came out", unit: "1/m²")
                    ],
                rows: judged.folds.map { folds in
                    [.init(TrialWords.name(folds.kind)), .init(rate(folds.rate))]
                        + classes.map { .init(TrialWords.count($0, in: folds.classes)) } + [
                            .init(
                                folds.realisedRate.map { NumberText.significant($0) } ?? "n/a")
                        ]
                },
                remark: "For each soil group the score is used that keeps the rate on the others: "
                    + judged.folds[0].folds.map(\.soilGroup).joined(separator: ", ") + ".")
        }
    }

    private func rate(_ value: Double) -> String { NumberText.fixed(value, decimals: 2) }
}
