internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

extension TrialPage {
    /// Detection against depth, and its limits.
    var depths: Page.Section {
        Page.Section(
            "Depth",
            [
                .paragraph(
                    "Alarms as each detector selects them. The curve is a logistic fit to every "
                        + "encounter, drawn over the depths that were tested; the points are bins of "
                        + "2.5 cm. Depths are those of the tops.")
            ]
                + report.detectors.map { judged in
                    .figure(
                        Figure(
                            caption: "Pd against depth, \(judged.name)",
                            judged.depths.enumerated().map { Self.chart($1, $0).illustration }))
                } + [.table(limitTable)]
                + report.detectors.enumerated().map { place, judged in
                    let table = Self.censoredTable(judged)
                    return place == 0
                        ? .table(table) : .details(summary: judged.name, [.table(table)])
                })
    }

    private static func name(_ analysis: DepthAnalysis) -> String {
        analysis.targetClass.map(TrialWords.name) ?? "all mines"
    }

    private static func chart(_ analysis: DepthAnalysis, _ place: Int) -> LineChart {
        let look = Look.distinct(place)
        let points = (try? analysis.curve?.points()) ?? []
        let deepest = analysis.bins.map { $0.depthsMetres.upperBound * 100 }.max() ?? 1
        return LineChart(
            title: name(analysis),
            description: "Pd against depth, \(name(analysis)): "
                + analysis.d90.sentence(of: "Pd"),
            x: .init("depth of the top", unit: "cm", range: Span(0, max(1, deepest))),
            y: .init("Pd, \(name(analysis))", range: Span(0, 1)),
            series: (points.isEmpty
                ? []
                : [
                    LineChart.Series(
                        "fit", points.map { .init($0.depthMetres * 100, $0.pd) }, look: look)
                ]) + [
                    LineChart.Series(
                        "bins of 2.5 cm",
                        analysis.bins.map {
                            LineChart.Point(
                                ($0.depthsMetres.lowerBound + $0.depthsMetres.upperBound) * 50,
                                $0.encounters.estimate ?? 0,
                                interval: Span($0.interval.low, $0.interval.high))
                        }, form: .markers, look: Look(.black, marker: .square))
                ],
            bands: points.isEmpty
                ? []
                : [
                    LineChart.Band(
                        "95 %",
                        points.map {
                            .init(
                                $0.depthMetres * 100, low: $0.interval.low, high: $0.interval.high)
                        }, look: look)
                ], references: [.init("0.90", .horizontal(DepthCurve.assuredPd))])
    }

    private var limitTable: DataTable {
        DataTable(
            caption: "Depth down to which Pd is at least 0.90",
            columns: [
                .init("Detector", .words), .init("Mines", .words), .init("Pd (d90)", .words),
                .init("its lower 95 % bound (d90/95)", .words),
            ],
            groups: report.detectors.map { judged in
                DataTable.Group(
                    title: judged.name,
                    rows: judged.depths.map {
                        [
                            "", .init(Self.name($0)), .init($0.d90.sentence(of: "Pd")),
                            .init(Self.bound($0)),
                        ]
                    })
            })
    }

    private static func censoredTable(_ judged: TrialReport.Judged) -> DataTable {
        DataTable(
            caption: "Depths at which mines were found and missed, \(judged.name)",
            columns: [
                .init("Model", .words), .init("Soil group", .words), .init("Found"),
                .init("tested", unit: "cm"), .init("shallowest missed", unit: "cm"),
                .init("deepest found", unit: "cm"), .init("Limit", .words),
            ],
            rows: DepthLimits(judged.score.records).rows.map { row in
                [
                    .init(row.model), .init(row.soilGroup ?? "not stated"),
                    .init(NumberText.count(row.found, of: row.encounters)),
                    .init(tested(row.testedMetres)),
                    .init(row.shallowestMissedMetres.map { TrialWords.centimetres($0) } ?? ""),
                    .init(row.deepestFoundMetres.map { TrialWords.centimetres($0) } ?? ""),
                    .init(words(row.censoring)),
                ]
            },
            remark:
                "Never missed: the limit lies deeper than tested. Never seen: it lies shallower.")
    }

    private static func words(_ censoring: DepthLimits.Censoring) -> String {
        switch censoring {
        case .neverMissed: "never missed"
        case .neverSeen: "never seen"
        case .mixed: "within what was tested"
        }
    }

    /// What the lower bound does; a reason that holds for both is not told twice.
    private static func bound(_ analysis: DepthAnalysis) -> String {
        analysis.d90 == analysis.d90Lower95 && analysis.d90.isWithoutLimit
            ? "as beside" : analysis.d90Lower95.sentence(of: "the bound")
    }

    private static func tested(_ depths: ClosedRange<Double>) -> String {
        depths.lowerBound == depths.upperBound
            ? TrialWords.centimetres(depths.lowerBound)
            : NumberText.interval(
                depths.lowerBound * 100, depths.upperBound * 100, decimals: 1)
    }
}

extension AssuredDepth {
    /// Whether no curve tells a depth at all.
    fileprivate var isWithoutLimit: Bool {
        switch self {
        case .noCurve, .risesWithDepth: true
        default: false
        }
    }
}
