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
    static let frame = RepeatedOption<String>(
        "frame", valueName: "CRS,E0,N0,E1,N1",
        help: "start and end of the lane in a projected CRS; LANE=CRS,... for one lane")
    static let alarmsCRS = Option<String>(
        "alarms-crs", valueName: "CRS", help: "CRS of the places in the lists of alarms")
    static let truthCRS = Option<String>(
        "truth-crs", valueName: "CRS", help: "CRS of the places in the truths")
    static let groundCRS = Option<String>(
        "ground-crs", valueName: "CRS", help: "CRS of swept areas and excluded zones")
    static let laneMetres = Flag(
        "lane-metres", help: "shapes in map files are in metres of the lane")
    static let layer = Option<String>(
        "alarms-layer", valueName: "NAME", help: "layer of the alarms in a GeoPackage of several")
    static let resamples = DefaultedOption<Int>(
        "resamples", valueName: "N", help: "resamples of the lanes for intervals of the curves",
        default: 2_000, check: { (200...100_000).contains($0) ? nil : "is not from 200 to 100000" })
    static let seed = DefaultedOption<Int>(
        "seed", valueName: "N", help: "seed of the resamples; the same seed gives the same figures",
        default: 1, check: { $0 >= 0 ? nil : "is negative" })

    static let files: [any CommandParameter] = [
        swept, exclude, soil, aborted, halo, columns, truthColumns, frame, alarmsCRS, truthCRS,
        groundCRS, laneMetres, layer,
    ]

    /// The trial that the options describe.
    static func trial(_ lanes: [LaneFiles], _ values: ParsedValues) throws -> TrialFiles {
        var trial = TrialFiles(lanes: lanes)
        trial.swept = try LaneSettings(values[swept], option: swept.declaration.spelling)
        trial.exclusions = try LaneSettings(values[exclude], option: exclude.declaration.spelling)
        trial.soilGroups = try LaneSettings(values[soil], option: soil.declaration.spelling)
        trial.frames = try LaneSettings(values[frame], option: frame.declaration.spelling)
        trial.crs.alarms = values[alarmsCRS]
        trial.crs.truth = values[truthCRS]
        trial.crs.ground = values[groundCRS]
        trial.isInLaneMetres = values[laneMetres]
        trial.alarmLayer = values[layer]
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
