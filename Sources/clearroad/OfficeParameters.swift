public import CommandLineKit
public import LandRelease
public import SurveyModel
import SurveyWorkflow

extension Role: EnumValue {}
extension AssetKind: EnumValue {}
extension WorkMethod: EnumValue {}
extension AccreditationHolder.Kind: EnumValue {}
extension CoverageClass: EnumValue {}

/// Parameters and answers of the commands for people, assets and tasks.
enum Office {
    static let reason = RequiredOption<String>("reason", valueName: "T", help: "why")
    static let from = Option<String>(
        "from", valueName: "YYYY-MM-DD", help: "the first day (default: today)")
    static let until = Option<String>("until", valueName: "YYYY-MM-DD", help: "the last day")
    static let on = Option<String>("on", valueName: "YYYY-MM-DD", help: "the day (default: today)")
    static let method = RequiredOption<WorkMethod>(
        "method", valueName: "METHOD", help: "what is done on the ground")
    static let depth = RequiredOption<Double>(
        "depth-cm", valueName: "N", help: "depth below the original surface",
        check: { $0 > 0 && $0 <= 500 ? nil : "is not above 0 and up to 500 cm" })

    static func desk(_ values: ParsedValues) throws -> OfficeDesk {
        OfficeDesk(survey: try SurveyFolder(values[Common.folder]))
    }

    /// Records `fact` and says `done`, or prints every objection.
    static func record(
        _ fact: Fact, _ what: String, _ values: ParsedValues, done: String
    ) throws -> ExitStatus {
        do {
            try desk(values).record(fact, what: what, by: values[Common.person])
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: false)
        }
        Output.console.print(done)
        return .done
    }

    static func record(_ values: ParsedValues) throws -> SurveyRecord {
        try SurveyViews.record(of: try SurveyFolder(values[Common.folder])).record
    }

    /// Prints `values` as JSON under `key`.
    static func print(_ key: String, _ values: [JSONValue]) {
        Output.console.print(JSONValue.object([.init(key, .array(values))]).text)
    }
}
