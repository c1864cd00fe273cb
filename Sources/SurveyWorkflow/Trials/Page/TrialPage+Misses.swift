internal import Evaluation
internal import Reporting
internal import SurveyModel

extension TrialPage {
    /// The mines that were missed, the worst first.
    var misses: Page.Section {
        Page.Section(
            "Missed mines, the worst first",
            [
                .paragraph(
                    "First the mines that no row of the list points to, then by the ground rate it "
                        + "would take to find them; of equal ones the shallower first.")
            ]
                + report.detectors.enumerated().flatMap { place, judged -> [Block] in
                    let table = Block.table(Self.table(judged))
                    return place == 0
                        ? [table] + sections
                        : [.details(summary: judged.name, [table])]
                } + uncounted)
    }

    private static func table(_ judged: TrialReport.Judged) -> DataTable {
        DataTable(
            caption: "Missed by \(judged.name)",
            columns: [
                .init("Lane", .words), .init("Mine", .words), .init("Model", .words),
                .init("Depth", unit: "cm"), .init("x", unit: "m"), .init("y", unit: "m"),
                .init("best score"), .init("found at a ground rate of", unit: "1/m²"),
            ],
            rows: judged.score.missedMines.map { miss in
                let target = miss.record.target
                return [
                    .init(miss.record.lane), .init(target.id), .init(target.model),
                    .init(TrialWords.centimetres(target.depthMetres)),
                    .init(NumberText.fixed(target.xMetres, decimals: 2)),
                    .init(NumberText.fixed(target.yMetres, decimals: 2)),
                    .init(miss.bestScore.map { NumberText.significant($0) } ?? "none"),
                    miss.groundRateNeeded.map {
                        .init(NumberText.fixed($0, decimals: 2))
                    } ?? .init("never: no row in its halo", .warning),
                ]
            })
    }

    /// Sections of the radar over the mines that the first detector missed.
    private var sections: [Block] {
        let drawn = first.score.missedMines.compactMap { miss -> Illustration? in
            let target = miss.record.target
            guard let picture = views[miss.record.lane]?.sections[target.id] else { return nil }
            return PictureFigure(
                picture,
                alternativeText: "Prepared radar section over \(target.model) \(target.id) in lane "
                    + "\(miss.record.lane), \(TrialWords.centimetres(target.depthMetres)) cm deep; "
                    + "its true place is marked"
            ).illustration
        }
        guard !drawn.isEmpty else { return [] }
        return [
            .figure(
                Figure(
                    caption:
                        "What the radar saw where \(first.name) missed a mine: prepared sections "
                        + "of the nearest channel, the true place marked; worst first, at most "
                        + "\(TrialRun.mostSections)", drawn))
        ]
    }

    private var uncounted: [Block] {
        let mines = first.score.headline.uncountedMines
        guard !mines.isEmpty else { return [] }
        return [
            .note(
                Note(
                    .information, title: "Mines that do not count",
                    paragraphs: ["Their place was not swept or is excluded."],
                    points: mines.map { "\($0.lane) \($0.target.id), \($0.target.model)" }))
        ]
    }
}
