import FileAccess
import Fingerprint
import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Registry")
struct RegistryTests {
    @Test("What is appended is read back by another opening, and the head moves")
    func roundTrips() throws {
        let fixture = try RegistryFixture()
        let empty = try Registry(path: fixture.path)
        #expect(empty.head.description == "\(empty.writer):0:" + String(repeating: "0", count: 64))
        try fixture.prepare(alarms: [SurveyFixture.alarm(104, -4.75)])
        let registry = try Registry(path: fixture.path, readOnly: true)
        #expect(registry.head.number == 7)
        #expect(registry.record.alarms.count == 1)
        #expect(try registry.events().map(\.clock) == Array(1...7))
        #expect(RegistryHead(parsing: registry.head.description) == registry.head)
        #expect(fixture.verify(head: registry.head.description) == [])
    }

    @Test("All problems of a batch come at once and nothing of it is recorded")
    func refusesWhole() throws {
        let fixture = try RegistryFixture()
        var registry = try Registry(path: fixture.path)
        var segment = SurveyFixture.segmentFact("S")
        segment.depthMetres = -1
        segment.outline = []
        let error = #expect(throws: LandReleaseError.self) {
            try registry.append(
                [.roadRegistered(GrowingRecord.road), .segmentAdded(segment)], by: "",
                at: "yesterday")
        }
        guard case .refused(let objections) = error else {
            Issue.record("expected a refusal, got \(String(describing: error))")
            return
        }
        #expect(Set(objections.map(\.code)).isSuperset(of: ["text", "time", "range", "geometry"]))
        #expect(registry.record.eventCount == 0)
        #expect(fixture.verify() == [])
    }

    @Test("Two openings append in turn and both survive")
    func interleaves() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var one = try Registry(path: fixture.path)
        var two = try Registry(path: fixture.path)
        for index in 0..<4 {
            let fact = Fact.sweepRegistered(SurveyFixture.sweep("X\(index)"))
            if index.isMultiple(of: 2) {
                try one.append([fact], by: "A", at: SurveyFixture.evening)
            } else {
                try two.append([fact], by: "B", at: SurveyFixture.evening)
            }
        }
        try one.reload()
        #expect(one.head == two.head)
        #expect(one.record.sweeps.count == 5)
        #expect(one.record == two.record)
    }

    @Test("Appends from many threads at once all survive in one chain")
    func survivesRace() async throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let path = fixture.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for index in 0..<4 {
                        var registry = try Registry(path: path)
                        let sweep = SurveyFixture.sweep("W\(worker)-\(index)")
                        try registry.append(
                            [.sweepRegistered(sweep)], by: "W\(worker)", at: SurveyFixture.evening)
                    }
                }
            }
            try await group.waitForAll()
        }
        let registry = try Registry(path: path)
        #expect(registry.record.sweeps.count == 17)
        #expect(registry.head.number == 23)
        #expect(registry.record.conflicts == [])
    }

    @Test(
        "SQL, shell and Unicode signs in names are kept as they are",
        arguments: [
            "'; DROP TABLE event;--", "\"quoted\" $(rm -rf /) `x` \\", "طريق ☠️ 🚧", "a%s_%n?1",
        ])
    func keepsSigns(name: String) throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var registry = try Registry(path: fixture.path)
        var sweep = SurveyFixture.sweep("X", segment: name)
        sweep.name = name
        sweep.operatorName = name
        try registry.append(
            [
                .segmentAdded(SurveyFixture.segmentFact(name, from: 300)),
                .sweepRegistered(sweep),
                .segmentSuspended(SegmentSuspended(segment: name, reason: name + "\n" + name)),
            ], by: name, at: SurveyFixture.evening)
        let read = try Registry(path: fixture.path)
        #expect(read.record.segment(name)?.workStatus == .suspended)
        #expect(try read.events().last?.by == name)
        let missing = fixture.verify()
        #expect(missing.count == 1 && missing[0].hasPrefix("raw sweep"))
    }

    @Test("Control characters are refused in names, and NUL everywhere")
    func refusesControls() throws {
        let survey = try GrowingRecord()
        for name in ["a\0b", "a\nb", "a\u{1B}[31m", "a\u{2028}b", "", "  ", " a", "\u{FFFD}"] {
            let fact = Fact.segmentAdded(SurveyFixture.segmentFact(name, from: 300))
            #expect(
                survey.record.objections(to: fact, by: "A", at: SurveyFixture.morning)
                    .map(\.code) == ["text"])
        }
        for reason in ["a\0b", "\u{8}", " "] {
            let fact = Fact.segmentSuspended(
                SegmentSuspended(segment: SurveyFixture.segment, reason: reason))
            #expect(
                survey.record.objections(to: fact, by: "A\0", at: SurveyFixture.morning)
                    .map(\.code) == ["text", "text"])
        }
    }

    @Test("A sweep's path cannot lead out of the survey folder")
    func refusesPaths() throws {
        let survey = try GrowingRecord()
        for path in ["/etc/passwd", "../x", "a/../../x", "", "a//b", "a\0"] {
            var sweep = SurveyFixture.sweep("L1")
            sweep.path = path
            #expect(
                survey.record.objections(
                    to: .sweepRegistered(sweep), by: "A", at: SurveyFixture.morning
                ).map(\.code) == ["text"])
        }
    }
}

@Suite("Files that are no registry")
struct ForeignFileTests {
    func openError(_ path: String) -> LandReleaseError? {
        do {
            _ = try Registry(path: path)
            return nil
        } catch {
            return error
        }
    }

    @Test("Missing, empty, foreign and damaged files and folders are told apart")
    func refusesForeign() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("registry.gpkg")
        #expect(openError(path) == .file(.missing(path: path)))
        #expect(openError(folder.path) == .file(.isDirectory(path: folder.path)))
        try DurableFile.write("", to: path)
        #expect(openError(path) == .notARegistry(path: path, reason: "the file is empty"))
        try DurableFile.write("SQLite format 3\0 and then nothing", to: path)
        #expect(openError(path) != nil)
        try DurableFile.write("GeoTIFF or whatever else", to: path)
        #expect(openError(path) == .notARegistry(path: path, reason: "not a SQLite database"))
        let other = folder.file("other.gpkg")
        try DurableFile.write("", to: other)
        do {
            let connection = try SQLiteConnection.open(other, .readWrite)
            try connection.execute("CREATE TABLE t (x)")
        }
        #expect(
            openError(other) == .notARegistry(path: other, reason: "a database of another program"))
    }

    @Test("A registry of a newer schema is refused with a plain sentence")
    func refusesNewer() throws {
        let fixture = try RegistryFixture()
        try fixture.tamper("UPDATE clearroad_meta SET value = '4' WHERE key = 'schema_version'")
        let error = openError(fixture.path)
        #expect(error == .newerVersion(path: fixture.path, found: 4, supported: 3))
        #expect(error?.description.contains("newer ClearRoad") == true)
    }

    @Test("Create never writes over anything")
    func neverOverwrites() throws {
        let fixture = try RegistryFixture()
        #expect(throws: LandReleaseError.alreadyExists(path: fixture.path)) {
            try Registry.create(at: fixture.path)
        }
        #expect(throws: LandReleaseError.self) {
            try Registry.create(at: fixture.folder.file("no/such/folder.gpkg"))
        }
        #expect(try Folder.names(in: fixture.folder.path) == ["registry.gpkg"])
    }

    @Test("A registry opened for reading, or held by another writer, takes nothing")
    func refusesWriting() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let before = try Digest(ofFile: fixture.path)
        var registry = try Registry(path: fixture.path, readOnly: true)
        #expect(throws: LandReleaseError.readOnly(path: fixture.path)) {
            try registry.append(
                [.sweepRegistered(SurveyFixture.sweep("L2"))], by: "A", at: SurveyFixture.evening)
        }
        #expect(try Digest(ofFile: fixture.path) == before)
    }

    @Test("A full disk is said and leaves the record as it was")
    func survivesFullDisk() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var registry = try Registry(path: fixture.path)
        let record = registry.record
        let pages = try registry.connection.query("PRAGMA page_count")[0][0].integer ?? 0
        try registry.connection.execute("PRAGMA max_page_count = \(pages)")
        var sweep = SurveyFixture.sweep("L2")
        sweep.warnings = (0..<100).map {
            SweepWarning(code: "w\($0)", text: String(repeating: "x", count: 1000))
        }
        #expect(throws: LandReleaseError.diskFull(path: fixture.path)) {
            try registry.append([.sweepRegistered(sweep)], by: "A", at: SurveyFixture.evening)
        }
        #expect(registry.record == record)
        #expect(fixture.verify() == [])
        try registry.connection.execute("PRAGMA max_page_count = 100000")
        try registry.append([.sweepRegistered(sweep)], by: "A", at: SurveyFixture.evening)
    }

    @Test("While another writer holds the registry, an append says so")
    func saysBusy() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var registry = try Registry(path: fixture.path)
        try registry.connection.execute("PRAGMA busy_timeout = 20")
        let other = try SQLiteConnection.open(fixture.path, .readWrite)
        try other.execute("BEGIN IMMEDIATE")
        #expect(throws: LandReleaseError.busy(path: fixture.path)) {
            try registry.append(
                [.sweepRegistered(SurveyFixture.sweep("L2"))], by: "A", at: SurveyFixture.evening)
        }
        try other.execute("ROLLBACK")
        try registry.append(
            [.sweepRegistered(SurveyFixture.sweep("L2"))], by: "A", at: SurveyFixture.evening)
    }

    @Test("A program killed while it writes leaves the record as it was before")
    func survivesKill() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let copy = fixture.folder.file("copy.gpkg")
        do {
            // What the disk holds in the middle of a write, with pages of it in the file already.
            let connection = try SQLiteConnection.open(fixture.path, .readWrite)
            try connection.execute("PRAGMA cache_size = 2; BEGIN IMMEDIATE")
            try connection.run(
                "INSERT INTO event (writer, number, body, hash) VALUES ('w', ?, ?, 'h')",
                each: (1...50).map {
                    [.integer($0), .text(String(repeating: "x", count: 3000))]
                })
            try connection.execute("UPDATE segment SET product = 'cleared'")
            try Folder.copy(fixture.path, to: copy)
            try Folder.copy(fixture.path + "-journal", to: copy + "-journal")
            try connection.execute("ROLLBACK")
        }
        #expect(try Digest(ofFile: copy) != Digest(ofFile: fixture.path))
        let read = try Registry(path: copy, readOnly: true)
        #expect(read.record.segment(SurveyFixture.segment)?.product == LandProduct.none)
        #expect(read.head == (try Registry(path: fixture.path).head))
        let result = Verification.findings(of: copy, surveyFolder: fixture.folder.path)
        #expect(result.findings == [])
        #expect(!Folder.exists(copy + "-journal"))
    }
}
