internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

extension TrialPage {
    /// The result in a few lines, and what it does not say.
    var summary: [Block] {
        [
            .paragraph(ground), .table(headline),
        ] + promises.map { .paragraph($0) } + [.note(limits)]
    }

    private var ground: String {
        let areas = first.score.headline.areas
        let lanes = Set(first.score.whole.lanes.map(\.name)).count
        return "\(lanes) lanes with \(first.score.pd.targets) mines and "
            + "\(first.score.headline.objectRecords.count) other objects that count; "
            + "\(NumberText.fixed(areas.sweptSquareMetres, decimals: 2)) m² swept, of it "
            + "\(NumberText.fixed(areas.groundSquareMetres, decimals: 2)) m² outside all halos "
            + "(ground) and \(NumberText.fixed(areas.outsideMinesSquareMetres, decimals: 2)) m² "
            + "outside the halos of mines (total)."
    }

    private var headline: DataTable {
        DataTable(
            caption: "Alarms as each detector selects them",
            columns: [
                .init("Detector", .words), .init("Class", .words), .init("Found"),
                .init("Pd"), .init("95 %"), .init("Ground rate", unit: "1/m²"),
                .init("95 %"), .init("Total rate", unit: "1/m²"),
            ], groups: report.detectors.map(headlineGroup),
            remark: "Intervals: Clopper-Pearson for Pd, Garwood for rates. Every mine counts once.")
    }

    private func headlineGroup(_ judged: TrialReport.Judged) -> DataTable.Group {
        let ground = judged.score.rate(.ground)
        let bounds = (try? ground?.garwood()).map { Span($0.low, $0.high) }
        let total = judged.score.rate(.total)
        let classes = (try? judged.score.groups(by: .targetClass)) ?? []
        let rows = [("all mines", judged.score.pd)] + classes.map { ($0.name, $0.pd) }
        return DataTable.Group(
            rows: rows.enumerated().map { place, row -> [DataTable.Cell] in
                let rates: [DataTable.Cell] =
                    place > 0
                    ? ["", "", ""]
                    : [
                        .init(ground.map { NumberText.significant($0.estimate) } ?? "n/a"),
                        .init(TrialWords.interval(bounds, decimals: 2)),
                        .init(total.map { NumberText.significant($0.estimate) } ?? "n/a"),
                    ]
                return [
                    .init(place == 0 ? judged.name : "", .strong), .init(row.0),
                    .init(TrialWords.count(row.1)), .init(TrialWords.share(row.1.pd)),
                    .init(TrialWords.interval(row.1.claim)),
                ] + rates
            })
    }

    /// What each detector promised of its ground rate, and what came of it.
    private var promises: [String] {
        report.detectors.compactMap { judged in
            guard case .pipeline(_, let asked) = judged.result.detector.source,
                let isVerified = judged.result.isRateVerified,
                let rate = judged.score.rate(.ground), let bounds = try? rate.garwood()
            else { return nil }
            let basis =
                isVerified
                ? "fitted to the blank lanes" : "nominal, as no blank lanes support a figure"
            let verdict =
                bounds.contains(asked)
                ? "the rate asked for lies within the interval of what came out"
                : "the rate asked for lies outside the interval of what came out"
            return "\(judged.name): ground rate asked for \(NumberText.significant(asked)) per m² "
                + "(\(basis)); \(rate.events) ground alarms on "
                + "\(NumberText.fixed(rate.area, decimals: 2)) m², "
                + "\(NumberText.significant(rate.estimate)) per m²: \(verdict)."
        }
    }

    private var limits: Note {
        var points = [
            "The figures hold for the named lanes, radar, targets and soils, and no further; "
                + "other ground, radars and operators give others.",
            "“No alarm” does not mean “no mine”.",
        ]
        if stamp != nil {
            points.insert(
                "The data are simulated: no probability of detection in the field follows.", at: 0)
        }
        if first.score.pd.targets < 59 {
            points.append(
                "With \(first.score.pd.targets) mines even a trial without a miss does not show a "
                    + "Pd of 0.95 with 95 % confidence: that takes 59.")
        }
        if let caution = first.groundBand?.caution { points.append(caution) }
        for judged in report.detectors where !judged.result.missingLists.isEmpty {
            points.append(
                "\(judged.name): no list of alarms for "
                    + judged.result.missingLists.joined(separator: ", ")
                    + "; all mines there count as missed.")
        }
        for lane in report.folder.lanes {
            guard let aborted = lane.aborted else { continue }
            points.append(
                "Lane \(lane.name) is not judged: declared aborted \(aborted.declaredAt) "
                    + "(\(aborted.reason)).")
        }
        return Note(.warning, title: "Limits of the claim", points: points)
    }
}
