import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// A pair of numbers with a comma between them.
struct NumberPair: OptionValue {
    let first: Double
    let second: Double

    static var kindInWords: String { "two numbers such as 23.95,32.07" }

    init?(commandLineText text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = Double(commandLineText: String(parts[0])),
            let second = Double(commandLineText: String(parts[1]))
        else { return nil }
        self.first = first
        self.second = second
    }

    var commandLineText: String { "\(first),\(second)" }
}

/// A kilometre post and metres past it.
struct PostText: OptionValue {
    let reading: PostReading

    static var kindInWords: String { "a post and the metres past it such as 12+310" }

    init?(commandLineText text: String) {
        guard let plus = text.lastIndex(of: "+"), plus > text.startIndex,
            let metres = Double(commandLineText: String(text[text.index(after: plus)...]))
        else { return nil }
        reading = PostReading(post: String(text[..<plus]), metres: metres)
    }

    var commandLineText: String { "\(reading.post)+\(reading.metres)" }
}

/// The command `clearroad road locate`.
enum RoadLocateCommand {
    static let point = Option<NumberPair>(
        "point", valueName: "LON,LAT", help: "a place; east,north where --crs names a projected CRS"
    )
    static let chainage = Option<Chainage>(
        "chainage", valueName: "CHAINAGE", help: "a place by chainage, such as 12+310")
    static let offset = DefaultedOption<Double>(
        "offset", valueName: "METRES", help: "positive to the left of increasing chainage",
        default: 0,
        check: { abs($0) <= 100 ? nil : "is more than 100 m from the centreline" })
    static let post = Option<PostText>(
        "post", valueName: "POST+M", help: "a place by metres past a kilometre post")
    static let version = Option<Int>(
        "calibration", valueName: "N", help: "version of the posts, in place of the newest")
    static let crs = Option<String>(
        "crs", valueName: "EPSG:CODE", help: "CRS of --point, and one more way to say the place")

    static let command = Command(
        "locate", summary: "where a place lies: chainage, offset, posts, coordinates",
        discussion: """
            Give the place by --point, by --chainage and --offset, or by --post and --offset.
            """,
        parameters: [
            Common.folder, RoadCommand.road, point, chainage, offset, post, version, crs,
            Common.json,
        ]
    ) { values in
        var places: [RoadDesk.Place] = []
        if let point = values[point] { places.append(.point(x: point.first, y: point.second)) }
        if let chainage = values[chainage] {
            places.append(
                .road(
                    RoadPosition(chainageMetres: chainage.metres, offsetMetres: values[offset])))
        }
        if let post = values[post] {
            places.append(.post(post.reading, offsetMetres: values[offset]))
        }
        guard places.count == 1 else {
            throw WorkflowError.impossible(
                reason: "the place is given \(places.count == 0 ? "not at all" : "twice")",
                hint: "give one of --point, --chainage and --post")
        }
        let found = try RoadDesk.locate(
            places[0], on: values[RoadCommand.road], of: try SurveyFolder(values[Common.folder]),
            crs: values[crs], version: values[version])
        if values[Common.json] { Output.console.print(value(found).text) } else { show(found) }
        return .done
    }

    private static func show(_ place: RoadPlace) {
        Output.console.print(
            "road \(place.road), chainage \(Chainage(metres: place.position.chainageMetres)), offset "
                + "\(Output.metres(place.position.offsetMetres)) m, \(place.side)")
        if let posts = place.posts {
            Output.console.print("\(posts.reading) (posts of version \(posts.version))")
        }
        Output.console.print(
            "longitude \(Output.fixed(place.geographic.longitude, 8)), latitude "
                + "\(Output.fixed(place.geographic.latitude, 8)) (WGS 84)")
        if let other = place.other {
            let places = abs(other.x) <= 360 ? 8 : 3
            Output.console.print(
                "\(Output.fixed(other.x, places)), \(Output.fixed(other.y, places)) (\(other.crs), "
                    + "good to \(other.accuracyMetres) m)")
        }
    }

    private static func value(_ place: RoadPlace) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("road", .string(place.road)),
            .init("chainageMetres", .number(place.position.chainageMetres)),
            .init("offsetMetres", .number(place.position.offsetMetres)),
            .init("side", .string(place.side)),
            .init("longitude", .number(place.geographic.longitude)),
            .init("latitude", .number(place.geographic.latitude)),
        ]
        if let posts = place.posts {
            members += [
                .init("post", .string(posts.reading.post)),
                .init("metresPastPost", .number(posts.reading.metres)),
                .init("calibration", .integer(posts.version)),
            ]
        }
        if let other = place.other {
            members += [
                .init("crs", .string(other.crs)), .init("x", .number(other.x)),
                .init("y", .number(other.y)),
                .init("accuracyMetres", .number(other.accuracyMetres)),
            ]
        }
        return .object(members)
    }
}
