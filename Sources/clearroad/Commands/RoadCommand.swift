import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad road`.
enum RoadCommand {
    static let command = Command(
        "road", summary: "centrelines, kilometre posts, and where a place lies",
        discussion: """
            Chainage is the geodesic length along the centreline, offset is positive to the left of
            increasing chainage. Beside the road every place has one chainage and offset, and the way
            back ends within a millimetre. In the outer corner of a bend the chainage tells the
            direction in fractions of a millimetre: written to the centimetre it names the ground
            there only to within the offset times the turn.
            """,
        subcommands: [importing, calibrate, RoadLocateCommand.command, list, show])

    static let file = Argument<String>(
        "FILE", help: "GeoJSON, GeoPackage, KML, or Shapefile (.shp or zipped)")
    static let name = Option<String>(
        "id", valueName: "ROAD", help: "name of the road, in place of the file's id, road or name")
    static let carriageway = Option<Carriageway>(
        "carriageway", valueName: "WHICH",
        help: "carriageway of a divided road; its centreline is then called ROAD.WHICH")
    static let layer = Option<String>("layer", valueName: "NAME", help: "layer of the file")
    static let crs = Option<String>(
        "crs", valueName: "EPSG:CODE", help: "CRS of a file that does not say it")

    static let importing = Command(
        "import", summary: "register centrelines from a file",
        discussion: """
            The file's CRS is turned into WGS 84 by PROJ, and the accuracy of that is shown. Refused
            are an unknown CRS, transformations PROJ can only guess, and those whose accuracy is not
            stated or whose grid shift file is not installed. Lines of one name are joined, end to
            start. Both carriageways of a road get chainage the same way.
            """,
        parameters: [Common.folder, file, name, carriageway, layer, crs, Common.recorder]
    ) { values in
        let imported = try RoadDesk.importRoads(
            values[file], into: try SurveyFolder(values[Common.folder]), layer: values[layer],
            road: values[name], carriageway: values[carriageway], crs: values[crs],
            by: values[Common.recorder])
        for warning in imported.warnings { Output.console.warning(warning) }
        for road in imported.roads { line(road) }
        Output.console.print(
            imported.transformation.isEmpty
                ? "from \(imported.crsName)"
                : "from \(imported.crsName) by \(imported.transformation), good to "
                    + "\(imported.accuracyMetres) m")
        return .done
    }

    static let road = RequiredOption<String>("road", valueName: "ROAD", help: "road id")
    static let posts = RequiredOption<String>(
        "posts", valueName: "FILE",
        help: "CSV: post,km and chainage_m, or longitude,latitude of the post")
    static let measured = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of the measurement, in place of today")
    static let source = Option<String>(
        "source", valueName: "TEXT", help: "who or what measured, in place of --by")

    static let calibrate = Command(
        "calibrate", summary: "record measured kilometre posts as a new version",
        discussion: """
            Posts are not 1,000 m apart: a place is said as a post and the true metres past it. Posts
            that do not rise or fall along the whole road are refused; one more than 15 % or 150 m off
            its neighbours is a warning. Earlier versions stay on record.
            """,
        parameters: [Common.folder, road, posts, measured, source, Common.person]
    ) { values in
        let result = try RoadDesk.calibrate(
            values[road], posts: values[posts], of: try SurveyFolder(values[Common.folder]),
            measuredOn: values[measured], source: values[source], by: values[Common.person])
        for warning in result.warnings { Output.console.warning(warning) }
        Output.console.print(
            "road \(values[road]): \(result.fact.calibration.posts.count) posts, version "
                + "\(result.fact.version)")
        return .done
    }

    static let list = Command(
        "list", summary: "all roads", parameters: [Common.folder, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        if values[Common.json] {
            let roads = record.roads.map { value($0, record) }
            Output.console.print(JSONValue.object([.init("roads", .array(roads))]).text)
        } else {
            record.roads.forEach(line)
        }
        return .done
    }

    static let target = Argument<String>("ROAD", help: "road id")

    static let show = Command(
        "show", summary: "one road with its kilometre posts",
        parameters: [Common.folder, target, Common.json]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let (record, _) = try SurveyViews.record(of: survey)
        guard let road = record.roads.first(where: { $0.id == values[target] }) else {
            throw WorkflowError.unknown(
                kind: "road", name: values[target], known: record.roads.map(\.id))
        }
        if values[Common.json] {
            Output.console.print(value(road, record).text)
            return .done
        }
        line(road)
        if let lie = try RoadDesk.lie(of: road.id, survey, record) {
            Output.console.print("  the \(lie.rawValue) carriageway of \(road.partOf ?? "")")
        }
        for version in record.calibrations(ofRoad: road.id) {
            Output.console.print(
                "  posts, version \(version.version) of \(version.measuredOn) by \(version.source):"
            )
            for post in version.calibration.posts {
                Output.console.print(
                    "    \(post.name)  km \(post.kilometres)  at "
                        + "\(Chainage(metres: post.chainageMetres))")
            }
        }
        return .done
    }

    private static func line(_ road: RoadRegistered) {
        Output.console.print(
            "\(road.id)  \(Chainage(metres: road.lengthMetres)) long, \(road.vertices.count) vertices"
                + (road.isReversed == true ? ", turned round" : ""))
    }

    private static func value(_ road: RoadRegistered, _ record: SurveyRecord) -> JSONValue {
        let versions = record.calibrations(ofRoad: road.id).map { version -> JSONValue in
            .object([
                .init("version", .integer(version.version)),
                .init("measuredOn", .string(version.measuredOn)),
                .init("source", .string(version.source)),
                .init(
                    "posts",
                    .array(
                        version.calibration.posts.map {
                            .object([
                                .init("post", .string($0.name)),
                                .init("km", .number($0.kilometres)),
                                .init("chainageMetres", .number($0.chainageMetres)),
                            ])
                        })),
            ])
        }
        return .object([
            .init("id", .string(road.id)), .init("lengthMetres", .number(road.lengthMetres)),
            .init("vertices", .integer(road.vertices.count)), .init("road", .text(road.partOf)),
            .init("carriageway", .text(road.carriageway?.rawValue)),
            .init("sourceCRS", .text(road.sourceCRS)),
            .init("transformation", .text(road.transformation)),
            .init(
                "accuracyMetres",
                road.transformationAccuracyMetres.map { .number($0) } ?? .null),
            .init("calibrations", .array(versions)),
        ])
    }
}
