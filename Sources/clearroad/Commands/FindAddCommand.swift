import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad find add`.
enum FindAddCommand {
    static let alarm = Option<String>(
        "alarm", valueName: "ID", help: "the alarm it was found at; none for a surface find")
    static let category = Option<String>(
        "category", valueName: "CODE", help: "code or label (default: that of the subcategory)")
    static let subcategory = RequiredOption<String>(
        "subcategory", valueName: "CODE", help: "code or label, as `find codes` prints them")
    static let model = DefaultedOption<String>(
        "model", valueName: "CODE", help: "code or label", default: OrdnanceCodes.unknown)
    static let condition = DefaultedOption<String>(
        "condition", valueName: "CODE", help: "code or label", default: OrdnanceCodes.unknown)
    static let sensor = DefaultedOption<String>(
        "sensor", valueName: "CODE", help: "what found it", default: OrdnanceCodes.unknown)
    static let quantity = DefaultedOption<Int>(
        "quantity", valueName: "N", help: "items of one kind that lay together", default: 1)
    static let depth = RequiredOption<Double>(
        "depth-cm", valueName: "N", help: "depth of its top, 0 on the surface")
    static let road = Option<String>(
        "road", valueName: "ROAD", help: "road id, where there is more than one")
    static let chainage = Option<Chainage>("chainage", valueName: "C", help: "where it was found")
    static let offset = Option<Double>("offset", valueName: "O", help: "where it was found")
    static let at = Option<NearPlace>(
        "at", valueName: "LAT,LON", help: "where it was found, in place of chainage and offset")
    static let positionMethod = DefaultedOption<PositionMethod>(
        "position-method", valueName: "METHOD", help: "how the place is known",
        default: .chainageTyped)
    static let accuracy = Option<Double>(
        "accuracy", valueName: "M", help: "95 % error of the place (m)")
    static let segment = Option<String>(
        "segment", valueName: "ID", help: "the segment, where only a community's middle is given")
    static let disposal = DefaultedOption<DisposalMethod>(
        "disposal", valueName: "METHOD", help: "what became of it", default: .pending)
    static let disposedOn = Option<String>(
        "disposed-on", valueName: "YYYY-MM-DD", help: "on which day")
    static let photo = Option<String>("photo", valueName: "FILE", help: "a picture, kept by digest")
    static let foundBy = Option<String>(
        "found-by", valueName: "PERSON", help: "who found it (default: the person of --by)")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of the find (default: today)")

    static let command = Command(
        "add", summary: "record an item found, at an alarm or on the surface",
        discussion: """
            Explosive ordnance confirms the ground the same day, puts released ground under review and
            begins a search around the find (see `find close-search`). A model nobody can tell is
            `unknown`. Where the place is not safe to record, give the middle of the community with
            --at, --position-method community-centroid and --segment: it is never shown as the item's
            place, and the whole segment is searched.
            """,
        parameters: [
            Common.folder, alarm, category, subcategory, model, condition, quantity, depth, sensor,
            road, chainage, offset, at, positionMethod, accuracy, segment, disposal, disposedOn,
            photo, foundBy, date, FindCommand.note, Common.person, Common.json,
        ]
    ) { values in
        let desk = FindDesk(survey: try SurveyFolder(values[Common.folder]))
        let plan = FindPlan(
            alarm: values[alarm], item: item(values), spot: try spot(values),
            method: values[positionMethod], accuracyMetres: values[accuracy],
            depthMetres: values[depth] / 100,
            sensor: code(values[sensor], OrdnanceCodes.current.sensors),
            disposal: FindDisposal(values[disposal], on: values[disposedOn]),
            photoPath: values[photo], foundBy: values[foundBy], foundOn: values[date],
            note: values[FindCommand.note])
        do {
            let find = try desk.add(plan, by: values[Common.person])
            if values[Common.json] {
                Output.console.print(Output.withClock(FindText.value(find)).text)
            } else {
                FindText.lines(find).forEach { Output.console.print($0) }
            }
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: values[Common.json])
        }
        return .done
    }

    private static func code(_ text: String, _ list: [OrdnanceCodes.Code]) -> String {
        OrdnanceCodes.current.code(text, in: list) ?? text
    }

    private static func item(_ values: ParsedValues) -> FoundItem {
        let codes = OrdnanceCodes.current
        let sub = code(values[subcategory], codes.subcategories)
        let above = codes.subcategories.first { $0.code == sub }?.category
        return FoundItem(
            category: values[category].map { code($0, codes.categories) } ?? above ?? sub,
            subcategory: sub, model: code(values[model], codes.models),
            condition: code(values[condition], codes.conditions), quantity: values[quantity])
    }

    private static func spot(_ values: ParsedValues) throws -> FindSpot {
        switch (values[at], values[chainage], values[offset]) {
        case (.geographic(let place)?, nil, nil):
            return values[positionMethod] == .communityCentroid
                ? .community(place, segment: values[segment]) : .geographic(place)
        case (.road(let position)?, nil, nil): return .road(values[road], position)
        case (nil, let chainage?, let offset?):
            return .road(
                values[road],
                RoadPosition(chainageMetres: chainage.metres, offsetMetres: offset))
        default:
            throw WorkflowError.impossible(
                reason: "the place of the find is not told, or told twice",
                hint: "give --chainage and --offset, or --at LAT,LON")
        }
    }
}
