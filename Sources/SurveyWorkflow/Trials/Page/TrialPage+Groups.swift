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
        return charts(all, judged.name, look) + [
            .details(summary: "The figures, \(judged.name)", [.table(table)])
        ]
    }

    /// Rows of one chart: so many fit a sheet.
    private static let rowsOfChart = 20

    /// One figure for class and model, depth and soil, and lanes, so that each fits a sheet.
    private static func charts(
        _ all: [(title: String, groups: [TrialScore.Group])], _ name: String, _ look: Look
    ) -> [Block] {
        var sheets: [[ForestChart.Group]] = [[]]
        var rows = 0
        for (title, groups) in all {
            for start in stride(from: 0, to: groups.count, by: rowsOfChart) {
                let part = groups[start..<min(start + rowsOfChart, groups.count)]
                if rows > 0, rows + part.count > rowsOfChart {
                    sheets.append([])
                    rows = 0
                }
                rows += part.count
                sheets[sheets.count - 1].append(
                    ForestChart.Group(title: title, rows: part.map { row($0, look) }))
            }
        }
        return sheets.map { groups in
            let titles = groups.compactMap { $0.title?.lowercased() }.joined(separator: ", ")
            let chart = ForestChart(
                title: "Pd by \(titles), \(name)",
                description: "Pd with its interval by \(titles); the figures stand in the table.",
                axisTitle: "Pd", groups: groups)
            return .figure(Figure(caption: "Pd by \(titles), \(name)", [chart.illustration]))
        }
    }

    private static func row(_ group: TrialScore.Group, _ look: Look) -> ForestChart.Row {
        ForestChart.Row(
            group.name, counts: TrialWords.count(group.pd), point: group.pd.pd,
            interval: group.pd.drawn, look: Look(look.colour, dash: look.dash, marker: .square))
    }
}
