internal import Evaluation
internal import Reporting
internal import SurveyModel

extension TrialPage {
    /// Shares found by class, model, depth, soil and lane.
    var groups: Page.Section {
        Page.Section(
            "By class, model, depth, soil and lane",
            [
                .paragraph(
                    "Alarms as each detector selects them. Lines in the figures are Wilson intervals; "
                        + "those in the tables are Clopper-Pearson, the ones a claim may rest on.")
            ]
                + report.detectors.enumerated().flatMap { place, judged -> [Block] in
                    let blocks = Self.groupBlocks(judged, look(place))
                    return place == 0 ? blocks : [.details(summary: judged.name, blocks)]
                })
    }

    private static func groupBlocks(_ judged: TrialReport.Judged, _ look: Look) -> [Block] {
        let groupings: [(String, Grouping)] = [
            ("Class", .targetClass), ("Model", .model), ("Depth of the top", .depthBand),
            ("Soil group", .soilGroup), ("Lane", .lane),
        ]
        let all = groupings.map { title, grouping in
            (title: title, groups: (try? judged.score.groups(by: grouping)) ?? [])
        }
        let chart = ForestChart(
            title: "Pd by group, \(judged.name)",
            description:
                "Pd with its interval for each class, model, depth band, soil group and lane; "
                + "the figures stand in the table below.",
            axisTitle: "Pd",
            groups: all.map { title, groups in
                ForestChart.Group(
                    title: title,
                    rows: groups.map {
                        ForestChart.Row(
                            $0.name, counts: TrialWords.count($0.pd), point: $0.pd.pd,
                            interval: $0.pd.drawn,
                            look: Look(look.colour, dash: look.dash, marker: .square))
                    })
            })
        let table = DataTable(
            caption: "Mines found by group, \(judged.name)",
            columns: [
                .init("Group", .words), .init("Found"), .init("Pd"), .init("95 %"),
            ],
            groups: all.map { title, groups in
                DataTable.Group(
                    title: title,
                    rows: groups.map {
                        [
                            .init($0.name), .init(TrialWords.count($0.pd)),
                            .init(TrialWords.share($0.pd.pd)),
                            .init(TrialWords.interval($0.pd.claim)),
                        ]
                    })
            })
        return [
            .figure(Figure(caption: "Pd by group, \(judged.name)", [chart.illustration])),
            .details(summary: "The figures, \(judged.name)", [.table(table)]),
        ]
    }
}
