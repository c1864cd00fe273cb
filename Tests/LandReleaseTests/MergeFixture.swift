import FileAccess
import Fingerprint
import SurveyModel
import TestSupport

@testable import LandRelease

/// Several laptops with one survey: each a registry of its own.
struct MergeFixture {
    let folder: TemporaryFolder
    /// The registry the survey began in, laptop 0.
    let base: RegistryFixture

    init() throws {
        folder = try TemporaryFolder()
        base = try RegistryFixture()
        try base.prepare()
    }

    func path(_ laptop: Int) -> String {
        laptop == 0 ? base.path : folder.file("laptop-\(laptop).gpkg")
    }

    /// A laptop that begins with what laptop 0 has now.
    func join(_ laptop: Int) throws {
        try Registry.create(at: path(laptop))
        try send(0, to: laptop)
    }

    func bundle(_ laptop: Int, since: [RegistryHead] = []) throws -> EventBundle {
        try Registry(path: path(laptop)).bundle(since: since)
    }

    @discardableResult
    func send(_ from: Int, to laptop: Int) throws -> MergeResult {
        try Registry.merge([try bundle(from)], into: path(laptop))
    }

    func add(
        _ laptop: Int, _ facts: Fact..., by: String = SurveyFixture.author,
        at: String = SurveyFixture.evening
    ) throws {
        var registry = try Registry(path: path(laptop))
        try registry.append(facts, by: by, at: at)
    }

    func record(_ laptop: Int) throws -> SurveyRecord { try Registry(path: path(laptop)).record }

    /// Everything of a registry that must not depend on where events came from: events, layers, story.
    func content(_ path: String) throws -> [String] {
        let connection = try SQLiteConnection.open(path, .readOnly)
        var lines = try connection.query(
            "SELECT writer, number, hash, body FROM event ORDER BY writer, number"
        ).map { "\($0)" }
        for table in Layer.all.map(\.name) + ["gpkg_contents", "gpkg_geometry_columns"] {
            lines += try connection.query("SELECT * FROM \"\(table)\" ORDER BY rowid").map {
                "\(table) \($0)"
            }
        }
        let registry = try Registry(path: path, readOnly: true)
        return lines + (try registry.story()) + (try registry.story(of: SurveyFixture.segment))
    }

    /// Two closed sweeps and alarms on each laptop, an exchange in the middle, and conflicts of every
    /// kind.
    func workApart(_ laptops: Int) throws {
        for laptop in 1..<laptops { try join(laptop) }
        for laptop in 0..<laptops {
            try add(
                laptop,
                .segmentAdded(
                    SurveyFixture.segmentFact("L-\(laptop)", from: Double(200 + 100 * laptop))))
            let sweep = SurveyFixture.sweep("S\(laptop)", segment: "L-\(laptop)")
            try add(
                laptop, .sweepRegistered(sweep),
                .detectionRun(
                    try SurveyFixture.run(
                        "S\(laptop)",
                        alarms: [SurveyFixture.alarm(204 + 100 * Double(laptop), -4.75)])))
        }
        try add(
            0,
            .segmentClassified(
                SegmentClassified(
                    segment: SurveyFixture.segment, classification: .confirmed, note: "a find")))
        try add(
            1,
            .segmentSuspended(
                SegmentSuspended(segment: SurveyFixture.segment, reason: "flood")))
        if laptops > 2 {
            try send(0, to: 2)
            try add(
                2,
                .segmentSuspended(
                    SegmentSuspended(segment: "L-0", reason: "rain")))
            try add(1, .segmentAdded(SurveyFixture.segmentFact("L-2", from: 900)))
        }
        try add(0, .sweepRegistered(SurveyFixture.sweep("same")))
        try add(1, .sweepRegistered(SurveyFixture.sweep("same")))
    }
}

/// Every order of `items`.
func permutations<Item>(_ items: [Item]) -> [[Item]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { index in
        var rest = items
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
