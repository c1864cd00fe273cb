import CommandLineKit
import Glibc
import SurveyModel
import SurveyWorkflow

/// The command `clearroad demo`.
enum DemoCommand {
    static let folder = OptionalArgument<String>(
        "DIR", help: "folder to make (default ./clearroad-demo)")

    static let command = Command(
        "demo", summary: "run the day of the bundled survey and say what to open",
        discussion: """
            Copies the bundled demonstration survey (simulated sweeps, no field data) into a new
            folder, does the day's work on it and says what to open next. Run again on the same
            folder, it finishes what was interrupted and changes nothing else. The survey is looked
            for in ./Surveys, below the folder named by CLEARROAD_SHARE, then in
            /usr/share/clearroad.
            """, parameters: [folder]
    ) { values in
        let target = values[folder] ?? "./clearroad-demo"
        let program = CommandLine.arguments.first ?? "clearroad"
        let share = unsafe getenv("CLEARROAD_SHARE").map { unsafe String(cString: $0) }
        let source = try DemoSurvey.find(share: share)
        let report = try await DemoSurvey.run(
            from: source, into: target, monitor: Output.monitor)
        let status = DayCommand.show(report, json: false)
        Output.console.print(
            """

            This was simulated data, not a clearance record. What to open next:
              \(target)/products/status.tif      the clearance map, in any GIS
              \(target)/products/coverage.tif    passes by class of item
              \(target)/products/detectability.tif  depth of assured coverage, cm
              \(target)/products/alarms.csv      every candidate; alarms have selected = 1
              \(target)/products/alarms.geojson  the same for a map
              \(target)/registry.gpkg            the record
            Then try:
              \(program) release status \(target)
              \(program) alarm list \(target)
              \(program) verify \(target)
            """)
        return status
    }
}
