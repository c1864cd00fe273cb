internal import Evaluation
internal import Reporting
internal import SurveyModel

extension TrialPage {
    /// What the words mean and how figures were made.
    var method: Page.Section {
        let margin = NumberText.fixed(
            first.score.headline.haloMarginMetres * 100, decimals: 0)
        return Page.Section(
            "How it was judged",
            [
                .definitions(
                    [
                        Definition(
                            "Halo",
                            "Half the object's largest horizontal extent and \(margin) cm, and the "
                                + "error of its place where the truth gives one."),
                        Definition(
                            "Found",
                            "Alarms are taken by falling score over all lanes with one threshold. Each "
                                + "goes to the nearest mine not found yet whose halo holds it; a "
                                + "further one on a found mine counts nothing."),
                        Definition(
                            "Ground rate",
                            "Alarms outside the halos of all buried objects, per m² of swept ground "
                                + "outside those halos, counted in cells of 1 cm."),
                        Definition(
                            "Total rate",
                            "Alarms on anything but mines, per m² of swept ground outside the mines' "
                                + "halos."),
                        Definition(
                            "Score",
                            "A mine counts only where its centre was swept. Lanes without a list of "
                                + "alarms count as missed unless declared aborted before."),
                        Definition(
                            "Folds",
                            "Thresholds are set on the other soil groups; nothing else of the "
                                + "detectors judged here was trained on these lanes by this run."),
                    ]
                        + report.detectors.map {
                            Definition("Detector \($0.name)", $0.result.detector.words)
                        })
            ])
    }

    /// What was read, with its digests.
    var files: Page.Section {
        Page.Section(
            "Files",
            [
                .details(
                    summary: "SHA-256 of the truths, sweeps and lists of alarms",
                    [
                        .table(
                            DataTable(
                                caption: "What was judged",
                                columns: [.init("File", .words), .init("SHA-256", .words)],
                                rows: digests.map { [.init($0.name), .init("\($0.digest)")] }))
                    ])
            ])
    }
}
