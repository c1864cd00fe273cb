internal import SurveyModel

/// A description `trial.json`: its keys, and the checks of what they say.
struct TrialDescription: Decodable {
    var name: String
    var simulated: Bool?
    var lanes: [Lane]

    struct Lane: Decodable {
        var name: String
        var sweep: String
        var truth: String
        var soil: String?
        var soilGroup: String?
        var role: String?
        var swept: Swept?
        var exclusions: String?
        var frame: Frame?
        var aborted: Aborted?
    }

    struct Aborted: Decodable {
        var reason: String
        var declaredAt: String
    }

    struct Frame: Decodable {
        var crs: String
        var start: [Double]
        var end: [Double]?
        var headingDegrees: Double?
    }

    /// Four edges, or the name of a file.
    enum Swept: Decodable {
        case edges([Double])
        case file(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let edges = try? container.decode([Double].self) {
                self = .edges(edges)
            } else if let file = try? container.decode(String.self) {
                self = .file(file)
            } else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "it is neither four numbers nor the name of a file")
            }
        }
    }

    /// Every key that may be there.
    static let keys: Set<String> = {
        let lane = [
            "name", "sweep", "truth", "soil", "soilGroup", "role", "swept", "exclusions", "frame",
            "frame.crs", "frame.start", "frame.end", "frame.headingDegrees", "aborted",
            "aborted.reason", "aborted.declaredAt",
        ]
        return Set(["name", "simulated", "lanes"] + lane.map { "lanes[]." + $0 })
    }()

    /// The trial that the file at `path` describes, whose files lie in `folder`.
    static func read(_ path: String, in folder: String) throws(TrialFileError) -> TrialFolder {
        let bytes = try TrialJSON.bytes(path)
        let description: TrialDescription = try TrialJSON.decode(bytes, path)
        try checkKeys(bytes, path)
        let checker = TrialDescriptionChecker(path: path, folder: folder)
        guard !description.name.allSatisfy(\.isWhitespace) else {
            throw checker.bad("name", "the trial has no name")
        }
        guard (1...TrialFolder.mostLanes).contains(description.lanes.count) else {
            throw checker.bad("lanes", "there are \(description.lanes.count) lanes")
        }
        var lanes: [TrialFolder.Lane] = []
        var met: [String: Int] = [:]
        for (index, lane) in description.lanes.enumerated() {
            if let first = met.updateValue(index, forKey: lane.name) {
                throw checker.bad(
                    "lanes[\(index)].name", "`lanes[\(first)]` is called `\(lane.name)` already")
            }
            lanes.append(try checker.lane(lane, at: "lanes[\(index)]"))
        }
        return TrialFolder(
            path: folder, name: description.name, isSimulated: description.simulated,
            lanes: lanes, lanesWithoutRadar: [])
    }

    private static func checkKeys(_ bytes: [UInt8], _ path: String) throws(TrialFileError) {
        let found = JSONKeyPaths(bytes)
        if let key = found.repeated { throw TrialFileError(path, "`\(key)` is there twice") }
        guard let unknown = found.paths.subtracting(keys).min() else { return }
        let near = NearMiss.suggestion(for: unknown, among: keys.sorted())
        throw TrialFileError(
            path, "`\(unknown)` is no key of a trial", hint: near.map { "is `\($0)` meant?" })
    }
}
