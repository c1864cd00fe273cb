import CommandLineKit
import Evaluation
import SurveyWorkflow

/// Parameters of the commands that judge lists of alarms.
enum TrialParameters {
    static let truth = Option<String>(
        "truth", valueName: "FILE", help: "what lies in the lane (truth.csv)")
    static let swept = RepeatedOption<String>(
        "swept", valueName: "AREA",
        help: "ground swept, X0,X1,Y0,Y1 in metres of the lane; LANE=AREA for one lane")
    static let exclude = RepeatedOption<String>(
        "exclude", valueName: "FILE",
        help: "zones that do not count (GeoJSON, GPKG); LANE=FILE for one lane")
    static let soil = RepeatedOption<String>(
        "soil", valueName: "LANE=GROUP", help: "soil group of a lane, such as T01=dry")
    static let aborted = RepeatedOption<String>(
        "aborted", valueName: "LANE",
        help: "lane declared aborted before the truth was opened; it is left out, and listed")
    static let halo = DefaultedOption<Double>(
        "halo", valueName: "METRES", help: "how far halos reach beyond the objects", default: 0.1,
        check: { $0 >= 0 && $0 <= 5 ? nil : "is not from 0 to 5 m" })
    static let columns = Option<String>(
        "columns", valueName: "NAME=COLUMN,...",
        help: "how the lists of alarms name their columns, such as x_m=along,score=conf")
    static let truthColumns = Option<String>(
        "truth-columns", valueName: "NAME=COLUMN,...", help: "how the truths name their columns")
    static let resamples = DefaultedOption<Int>(
        "resamples", valueName: "N", help: "resamples of the lanes for intervals of the curves",
        default: 2_000, check: { (200...100_000).contains($0) ? nil : "is not from 200 to 100000" })
    static let seed = DefaultedOption<Int>(
        "seed", valueName: "N", help: "seed of the resamples; the same seed gives the same figures",
        default: 1, check: { $0 >= 0 ? nil : "is negative" })

    static let files: [any CommandParameter] = [
        swept, exclude, soil, aborted, halo, columns, truthColumns,
    ]

    /// The trial that the options describe.
    static func trial(_ lanes: [LaneFiles], _ values: ParsedValues) throws -> TrialFiles {
        var trial = TrialFiles(lanes: lanes)
        trial.swept = try LaneSettings(values[swept], option: swept.declaration.spelling)
        trial.exclusions = try LaneSettings(values[exclude], option: exclude.declaration.spelling)
        trial.soilGroups = try LaneSettings(values[soil], option: soil.declaration.spelling)
        trial.aborted = Set(values[aborted])
        if let text = values[columns] {
            trial.alarmColumns = try ColumnNames(text, known: AlarmListFile.mappedColumns)
        }
        if let text = values[truthColumns] {
            trial.truthColumns = try ColumnNames(text, known: TruthTable.mappedColumns)
        }
        return trial
    }
}
