import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad registry`.
enum RegistryCommand {
    static let command = Command(
        "registry", summary: "the record's file", subcommands: [rebuild])

    static let rebuild = Command(
        "rebuild", summary: "make the layers of registry.gpkg anew from its events",
        parameters: [Common.folder]
    ) { values in
        try SurveyViews.rebuild(values[Common.folder])
        Output.console.print("layers rebuilt from the events")
        return .done
    }
}
