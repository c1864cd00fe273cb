import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad export`.
enum ExportCommand {
    static let output = RequiredOption<String>(
        "out", valueName: "F", help: "a file ending in .gpkg or .geojson")
    static let isPublic = Flag(
        "public", help: "leave out alarms, finds, sweeps and the names of people")

    static let command = Command(
        "export", summary: "the record as vector layers",
        parameters: [Common.folder, output, isPublic]
    ) { values in
        try SurveyViews.export(
            try SurveyFolder(values[Common.folder]), to: values[output],
            isPublic: values[isPublic])
        Output.console.print(
            values[output] + (values[isPublic] ? "" : ": restricted, not for publication"))
        return .done
    }
}
