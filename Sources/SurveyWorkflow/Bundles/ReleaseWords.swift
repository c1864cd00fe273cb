internal import LandRelease
internal import SurveyModel

/// What a release bundle says of itself in words.
enum ReleaseWords {
    /// What each member is.
    static func about(_ name: String) -> String {
        switch name {
        case ReleaseBundle.pageName: "the report for people: open it in any browser"
        case ReleaseBundle.storyName: "what was done to the segment, in order, in sentences"
        case ReleaseBundle.eventsName: "the events the release rests on, one a line, as recorded"
        case ReleaseBundle.hashesName:
            "the hash of every event of the record: installation:number:hash"
        case ReleaseBundle.settingsName: "the approved settings"
        case ReleaseBundle.manifestName: "the SHA-256 of every member"
        case ReleaseBundle.indexName: "this list"
        case let name where name.hasPrefix("evidence/"): "frozen evidence, named by its SHA-256"
        case "maps/status.tif": "map: what the record says of each square of ground"
        case "maps/coverage.tif": "map: how many sweeps with valid traces covered it"
        case "maps/record.geojson": "the segment, sweeps, alarms and finds as vectors (restricted)"
        default: "belongs to a map"
        }
    }

    /// The readable list of members.
    static func index(_ names: [String]) -> String {
        let all = (names + [ReleaseBundle.manifestName, ReleaseBundle.indexName]).sorted()
        let lines = all.map { "\($0)\n    \(about($0))" }
        return "What this bundle holds\n\n" + lines.joined(separator: "\n")
            + "\n\nCheck it with: clearroad verify FILE.zip\n\n"
            + "It proves\n" + proves.map { "  - \($0)\n" }.joined() + "\nIt does not prove\n"
            + provesNot.map { "  - \($0)\n" }.joined()
    }

    /// What a sound bundle proves.
    static let proves = [
        "that no member was changed since the bundle was made, as far as its digest is known from "
            + "elsewhere (the manifest's SHA-256, printed when it was made)",
        "that every event included has the hash listed, and follows from the one before it",
        "that the rules of land release, applied to the events included, lead to the state stated",
        "that the evidence is that whose digest the report names",
    ]

    /// What it does not.
    static let provesNot = [
        "who wrote an event: names are asserted, unless a signature says otherwise",
        "that the events are all there are: compare the heads with ones printed earlier",
        "what the events left out say; only their hashes are here",
        "that the raw sweeps exist; their digests are in the events, the files with the operator",
        "that the ground is free of mines: it shows what was done, and by which method",
    ]
}
