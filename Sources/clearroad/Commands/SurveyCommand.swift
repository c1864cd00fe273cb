import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad survey`.
enum SurveyCommand {
    static let command = Command(
        "survey",
        summary: "make a survey folder, approve its settings, look at it, merge it with others",
        subcommands: [
            initialise, approve, information, SurveyBundleCommand.bundle, SurveyBundleCommand.merge,
            SurveyBundleCommand.join, SurveyBundleCommand.adopt, SurveyConflictCommand.conflicts,
            SurveyConflictCommand.settle, SurveyConflictCommand.changes,
            SurveyBundleCommand.backup, SurveyAccountCommand.account,
        ])

    static let name = RequiredOption<String>("name", valueName: "NAME", help: "name of the survey")
    static let crs = RequiredOption<String>(
        "crs", valueName: "CRS", help: "projected CRS of its maps, such as EPSG:32634")
    static let road = RequiredOption<String>(
        "road", valueName: "FILE",
        help: "centreline, one line per road: GeoJSON on WGS 84, GeoPackage, KML, Shapefile")
    static let purpose = DefaultedOption<SurveySettings.Purpose>(
        "purpose", valueName: "PURPOSE",
        help: "demonstration stamps every product as simulated data", default: .operation)
    static let authority = Flag(
        "authority", help: "write the national authority's section too, with figures to start from")
    static let proposer = Option<String>(
        "proposed-by", valueName: "PERSON", help: "who changed survey.json, where it was changed")

    static let initialise = Command(
        "init", summary: "make a survey folder with its registry",
        discussion: """
            Writes survey.json with default settings, copies the road and starts the record. Edit
            survey.json where needed, then have another person approve the settings with
            `clearroad survey approve`: only sweeps registered after that can be evidence.
            """, parameters: [Common.folder, name, crs, road, purpose, authority, Common.recorder]
    ) { values in
        var settings = SurveySettings(
            name: values[name], crs: values[crs], purpose: values[purpose])
        if values[authority] { settings.authority = .standard }
        let doubts = try SurveyCreation.create(
            at: values[Common.folder], settings: settings,
            roadFile: values[road], by: values[Common.recorder])
        for doubt in doubts { Output.console.warning(doubt) }
        Output.console.print("\(values[Common.folder]): survey made; its settings are proposed")
        Output.console.print(
            "next: `clearroad survey approve \(values[Common.folder]) --by ANOTHER-PERSON`")
        return .done
    }

    static let approve = Command(
        "approve", summary: "approve what survey.json says now",
        discussion: """
            The approver is another person than the one who proposed the settings. A ground rate
            below 0.2 per m2, or below one approved earlier, is refused: lowering the alarm rate must
            never release land. Sweeps registered before keep the settings they were registered
            under.
            """, parameters: [Common.folder, Common.person, proposer]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        do {
            try SurveyCreation.approveSettings(
                of: survey, by: values[Common.person], proposedBy: values[proposer])
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: false)
        }
        Output.console.print("settings \(survey.settingsDigest.short) approved")
        return .done
    }

    static let information = Command(
        "info", summary: "what a survey holds", parameters: [Common.folder, Common.json]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let (record, head) = try SurveyViews.record(of: survey)
        values[Common.json]
            ? Output.console.print(value(survey, record, head).text)
            : show(survey, record, head)
        return .done
    }

    private static func isInForce(_ survey: SurveyFolder, _ record: SurveyRecord) -> Bool {
        record.settingsInForce?.digest == survey.settingsDigest
    }

    private static func show(_ survey: SurveyFolder, _ record: SurveyRecord, _ head: String) {
        let console = Output.console
        console.print("survey     \(survey.settings.name) (\(survey.settings.purpose.rawValue))")
        console.print("crs        \(survey.settings.crs)")
        for road in record.roads {
            console.print("road       \(road.id), \(Chainage(metres: road.lengthMetres)) long")
        }
        let rate = survey.settings.detection.groundRatePerSquareMetre
        let state = isInForce(survey, record) ? "approved" : "NOT APPROVED: runs are exploratory"
        console.print("settings   ground rate \(rate) per m2, \(state)")
        console.print(
            "record     \(record.eventCount) events, \(record.segments.count) segments, "
                + "\(record.sweeps.count) sweeps, \(record.alarms.count(where: \.isOpen)) open alarms"
        )
        let account = record.areaAccount
        console.print(
            "area       \(Output.fixed(account.originalSquareMetres, 1)) m2 = cancelled "
                + "\(Output.fixed(account.cancelledSquareMetres, 1)) + reduced "
                + "\(Output.fixed(account.reducedSquareMetres, 1)) + cleared "
                + "\(Output.fixed(account.clearedSquareMetres, 1)) + remaining "
                + "\(Output.fixed(account.remainingSquareMetres, 1))")
        console.print("head       \(head)")
    }

    private static func value(
        _ survey: SurveyFolder, _ record: SurveyRecord, _ head: String
    ) -> JSONValue {
        let account = record.areaAccount
        return .object([
            .init("name", .string(survey.settings.name)),
            .init("purpose", .string(survey.settings.purpose.rawValue)),
            .init("crs", .string(survey.settings.crs)),
            .init("settingsDigest", .string(survey.settingsDigest.hexadecimal)),
            .init("settingsApproved", .boolean(isInForce(survey, record))),
            .init("events", .integer(record.eventCount)),
            .init("segments", .integer(record.segments.count)),
            .init("sweeps", .integer(record.sweeps.count)),
            .init("openAlarms", .integer(record.alarms.count(where: \.isOpen))),
            .init(
                "areaSquareMetres",
                .object([
                    .init("original", .number(account.originalSquareMetres)),
                    .init("cancelled", .number(account.cancelledSquareMetres)),
                    .init("reduced", .number(account.reducedSquareMetres)),
                    .init("cleared", .number(account.clearedSquareMetres)),
                    .init("remaining", .number(account.remainingSquareMetres)),
                ])), .init("head", .string(head)),
        ])
    }
}
