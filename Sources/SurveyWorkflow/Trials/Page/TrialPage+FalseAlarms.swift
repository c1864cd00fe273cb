internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

extension TrialPage {
    /// How false alarms are spread, what raised them, and what hangs on the halo.
    var falseAlarms: Page.Section {
        Page.Section(
            "False alarms",
            report.detectors.compactMap { judged in
                judged.dispersion.map { .paragraph("\(judged.name): \($0.sentence)") }
            } + [.table(objectTable), .table(haloTable)] + (blankTable.map { [.table($0)] } ?? []))
    }

    private var objectTable: DataTable {
        let kinds = Set(first.score.headline.objectRecords.map(\.target.model)).sorted()
        return DataTable(
            caption: "Buried objects that are no mines and raised an alarm",
            columns: [.init("Kind", .words)] + report.detectors.map { .init($0.name) },
            rows: kinds.map { kind in
                [.init(kind)]
                    + report.detectors.map { judged in
                        let records = judged.score.headline.objectRecords.filter {
                            $0.target.model == kind
                        }
                        return .init(
                            NumberText.count(
                                records.count { $0.alarmed > 0 }, of: records.count))
                    }
            })
    }

    private var haloTable: DataTable {
        DataTable(
            caption: "The same alarms with smaller and larger halos",
            columns: [
                .init("Detector", .words), .init("Halo beyond the object", unit: "cm"),
                .init("Found"), .init("Pd"), .init("Pd by chance"),
                .init("Ground rate", unit: "1/m²"),
            ],
            groups: report.detectors.map { judged in
                DataTable.Group(
                    title: judged.name,
                    rows: judged.halos.rows.map { row in
                        [
                            "", .init(TrialWords.centimetres(row.marginMetres)),
                            .init(
                                NumberText.count(
                                    Int(row.found.successes), of: Int(row.found.trials))),
                            .init(TrialWords.share(row.pd)), .init(TrialWords.share(row.chancePd)),
                            .init(row.groundRate.map { NumberText.significant($0) } ?? "n/a"),
                        ]
                    })
            },
            remark:
                "Chance: the share of the mines that as many alarms thrown at random would find.")
    }

    private var blankTable: DataTable? {
        let rows = report.detectors.compactMap { judged -> [DataTable.Cell]? in
            guard let rate = judged.blanks?.rate(.ground), let bounds = try? rate.garwood() else {
                return nil
            }
            return [
                .init(judged.name), .init("\(rate.events)"),
                .init(NumberText.fixed(rate.area, decimals: 2)),
                .init(NumberText.significant(rate.estimate)),
                .init(TrialWords.interval(Span(bounds.low, bounds.high), decimals: 2)),
            ]
        }
        guard !rows.isEmpty else { return nil }
        return DataTable(
            caption: "Alarms on the blank lanes, which count in nothing else",
            columns: [
                .init("Detector", .words), .init("Alarms"), .init("Ground", unit: "m²"),
                .init("Rate", unit: "1/m²"), .init("95 %"),
            ], rows: rows,
            remark: "Where a detector's rate was fitted to these lanes, the figure cannot judge it."
        )
    }

    /// How precise places and depths are.
    var places: Page.Section {
        Page.Section("Places and depths", [.table(placeTable)])
    }

    private var placeTable: DataTable {
        DataTable(
            caption: "Errors of the alarms that found mines, alarm less truth",
            columns: [
                .init("Detector", .words), .init("Alarms"), .init("Bias along", unit: "cm"),
                .init("Bias across", unit: "cm"), .init("p of no bias"),
                .init("CEP50", unit: "cm"), .init("95 %"), .init("CEP95", unit: "cm"),
                .init("95 %"), .init("Depth bias", unit: "cm"), .init("Depth RMSE", unit: "cm"),
            ],
            rows: report.detectors.map { judged in
                let errors = judged.score.localisation
                return [
                    .init(judged.name), .init("\(errors.misses.count)"),
                    .init(TrialWords.centimetres(errors.biasAlongMetres)),
                    .init(TrialWords.centimetres(errors.biasAcrossMetres)),
                    .init(
                        judged.precision.bias.map {
                            NumberText.significant($0.pValue, digits: 2)
                        } ?? "n/a"),
                ] + radius(judged.precision.cep50) + radius(judged.precision.cep95) + [
                    .init(TrialWords.centimetres(errors.depthBiasMetres)),
                    .init(TrialWords.centimetres(errors.depthRMSEMetres)),
                ]
            },
            remark: "CEP: radius round the mine that holds half (95 %) of the alarms. The alarm "
                + "credited with a mine counts, further ones on it do not.")
    }

    private func radius(_ radius: LocalisationPrecision.Radius?) -> [DataTable.Cell] {
        let span = radius?.interval.map { Span($0.low * 100, $0.high * 100) }
        return [
            .init(TrialWords.centimetres(radius?.metres)),
            .init(TrialWords.interval(span, decimals: 1)),
        ]
    }
}
