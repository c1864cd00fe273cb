import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad day`.
enum DayCommand {
    static let date = OptionalArgument<String>("DATE", help: "only sweeps of this day, YYYY-MM-DD")

    static let command = Command(
        "day", summary: "the daily job: new sweeps, quality, alarms, coverage, maps",
        discussion: """
            Runs over every sweep that has no run at the present settings, records it, and writes
            products/alarms.csv, alarms.geojson, status.tif, coverage.tif, detectability.tif and
            alarm-density.tif; where the road is too long for one raster, one per kilometre in folders of
            these names.
            Run twice, it changes nothing. A broken sweep is named and the others are still done (exit 2), as is one
            of today, or of DATE, of which traces are lost or have no place: the rest of it counts. Stopped by
            Ctrl-C, it goes on where it stopped when run again: products/ then holds the same bytes.
            """, parameters: [Common.folder, date, Common.recorder, Common.json]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        if let day = values[date], !isDate(day) {
            throw UsageError.badValue(
                parameter: "DATE", text: day, reason: "is not a date such as 2026-03-01")
        }
        let report = try await DailyWork(
            survey: survey, date: values[date], author: values[Common.recorder]
        ).run(monitor: Output.monitor)
        return show(report, json: values[Common.json])
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2]
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    static func show(_ report: DailyWork.Report, json: Bool) -> ExitStatus {
        let failures = report.sweeps.compactMap(\.failure) + [report.brokenBlank].compactMap(\.self)
        for failure in failures { Output.report(failure) }
        for file in report.unregistered {
            Output.console.warning("\(file) is in the folder of sweeps but was never registered")
        }
        for problem in report.problems { Output.console.warning(problem) }
        json ? Output.console.print(value(report).text) : print(report)
        let isPartial = report.sweeps.contains(where: \.isPartial)
        return failures.isEmpty && !isPartial ? .done : .partial
    }

    private static func print(_ report: DailyWork.Report) {
        let console = Output.console
        for sweep in report.sweeps where sweep.failure == nil {
            console.print(
                "\(sweep.name)  \(sweep.segment ?? "")  \(sweep.candidates) candidates, "
                    + "\(sweep.alarms) alarms" + (sweep.isNew ? "" : " (on record already)"))
            for warning in sweep.registered + sweep.warnings {
                console.print("    warning: \(warning.text)")
            }
            if let objection = sweep.standing?.objection {
                console.print("    not evidence: \(objection.text)")
            }
        }
        console.print(
            report.isRateVerified
                ? "alarm rate: supported by the survey's blank ground"
                : "alarm rate: nominal, no blank ground supports it")
        console.print(
            report.written.isEmpty
                ? "products: up to date" : "products: \(report.written.joined(separator: ", "))")
        console.print("record head: \(report.head)")
    }

    private static func value(_ report: DailyWork.Report) -> JSONValue {
        let sweeps = report.sweeps.map { sweep -> JSONValue in
            .object([
                .init("name", .string(sweep.name)), .init("segment", .text(sweep.segment)),
                .init("candidates", .integer(sweep.candidates)),
                .init("alarms", .integer(sweep.alarms)), .init("new", .boolean(sweep.isNew)),
                .init("evidence", .boolean(sweep.standing?.isEvidence ?? false)),
                .init("whyNot", .text(sweep.standing?.objection?.text)),
                .init("warnings", Output.value(sweep.registered + sweep.warnings)),
                .init("partial", .boolean(sweep.isPartial)),
                .init("error", .text(sweep.failure?.description)),
            ])
        }
        return .object([
            .init("sweeps", .array(sweeps)),
            .init("unregistered", .array(report.unregistered.map { .string($0) })),
            .init("far", .string(report.isRateVerified ? "verified" : "unverified")),
            .init("written", .array(report.written.map { .string($0) })),
            .init("products", .array(report.products.map { .string($0) })),
            .init("head", .string(report.head)), Output.clockWarnings,
        ])
    }
}
