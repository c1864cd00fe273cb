import FileAccess
import Fingerprint
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite("Verification")
struct VerificationTests {
    func fixture() throws -> RegistryFixture {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        try fixture.release()
        return fixture
    }

    @Test("A released survey is sound")
    func passes() throws {
        let fixture = try fixture()
        #expect(fixture.verify() == [])
        #expect(try Registry(path: fixture.path).record.areaAccount.reducedSquareMetres == 20)
    }

    @Test("An edited event is named, and the registry takes nothing more")
    func namesEdit() throws {
        let fixture = try fixture()
        try fixture.tamper(
            RegistryFixture.dropTriggers,
            "UPDATE event SET body = replace(body, 'Salem Ali', 'Salim Ali') WHERE number = 8")
        let found = fixture.verify()
        #expect(found.contains { $0.contains(":8 was edited") })
        #expect(found.contains { $0.contains(":9 does not follow") })
        #expect(found.contains { $0.contains("event_is_never_updated\" is missing") })
        #expect(throws: LandReleaseError.self) { _ = try Registry(path: fixture.path) }
        #expect(throws: LandReleaseError.self) { try Registry.rebuild(fixture.path) }
    }

    @Test("A deleted event is named")
    func namesDeletion() throws {
        let fixture = try fixture()
        try fixture.tamper(RegistryFixture.dropTriggers, "DELETE FROM event WHERE number = 7")
        #expect(fixture.verify().contains { $0.contains(":7 is missing") })
    }

    @Test("Inserted events are named, well or badly made")
    func namesInsertion() throws {
        let fixture = try fixture()
        try fixture.tamper(
            "INSERT INTO event (writer, number, body, hash) VALUES ('x', 1, '{}', 'h')")
        #expect(fixture.verify().contains { $0.contains("\"x\":1 is not a row") })
        try fixture.tamper(
            "INSERT INTO event (writer, number, body, hash) "
                + "VALUES ('" + String(repeating: "b", count: 32) + "', -9223372036854775808, "
                + "CAST(x'FF00FE' AS TEXT), x'00')")
        #expect(fixture.verify().contains { $0.contains("-9223372036854775808 is not a row") })
    }

    @Test("A forged event with sound hashes that breaks a rule is named and has no effect")
    func namesForgery() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [SurveyFixture.alarm(104, -4.75)])
        let registry = try Registry(path: fixture.path)
        let forged = Event(
            writer: registry.writer, number: 8, clock: 8, at: SurveyFixture.nextDay, by: "Eve",
            tool: "0.1.0", inputs: [], previous: registry.head.hash,
            fact: .reportSubmitted(
                SurveyFixture.report(coverage: SurveyFixture.coverage(["L1"]), by: "Eve")))
        let body = try forged.body()
        try registry.connection.query(
            "INSERT INTO event (writer, number, body, hash) VALUES (?, 8, ?, ?)",
            [
                .text(registry.writer), .text(body),
                .text(Digest(of: body).hexadecimal),
            ])
        let found = fixture.verify()
        #expect(found.contains { $0.contains("has no effect") && $0.contains("open on segment") })
        #expect(try Registry(path: fixture.path).record.reports.isEmpty)
    }

    @Test("A cut tail and a chain written anew are found against the head")
    func namesCutTail() throws {
        let fixture = try fixture()
        let head = try Registry(path: fixture.path).head
        try fixture.tamper(RegistryFixture.dropTriggers, "DELETE FROM event WHERE number = 9")
        #expect(try Registry(path: fixture.path).head.number == 8)
        #expect(fixture.verify(head: head.description).contains { $0.contains("tail was cut off") })
        let other = RegistryHead(writer: head.writer, number: 8, hash: head.hash)
        #expect(fixture.verify(head: other.description).contains { $0.contains("forked") })
        #expect(fixture.verify(head: "nonsense").contains { $0.contains("not a head") })
    }

    @Test("Every changed, missing or extra layer row is named, geometry too, and rebuild cures it")
    func namesLayers() throws {
        let fixture = try fixture()
        try fixture.tamper(
            "UPDATE segment SET product = 'cleared' WHERE id = 'VERGE-1'",
            "DELETE FROM sweep", "INSERT INTO find (id, note) VALUES ('\"; --', x'FF')",
            "UPDATE report SET geom = x'00'",
            "UPDATE gpkg_contents SET srs_id = 0 WHERE table_name = 'alarm'",
            "DELETE FROM gpkg_geometry_columns WHERE table_name = 'road'",
            "CREATE TRIGGER evil AFTER INSERT ON event BEGIN SELECT 1; END",
            "DROP TABLE alarm", "PRAGMA user_version = 1")
        let found = fixture.verify()
        for expected in [
            "row \"VERGE-1\", product: expected \"reduced\", found \"cleared\"",
            "layer sweep, row \"\(SurveyFixture.digest("L1"))\"",
            "layer find, row \"\"; --\" does not follow from the events (inserted)",
            "layer report, row \"VERGE-1-R1\": the geometry was changed",
            "layer gpkg_contents, row \"alarm\", srs_id: expected 4326, found 0",
            "layer gpkg_geometry_columns, row \"road\" is missing (deleted)",
            "trigger \"evil\" does not belong here", "table \"alarm\" is missing",
            "user_version is 1",
        ] {
            #expect(found.contains { $0.contains(expected) }, "\(expected)")
        }
        var registry = try Registry(path: fixture.path)
        #expect(throws: LandReleaseError.self) {
            try registry.append(
                [.sweepRegistered(SurveyFixture.sweep("L9"))], by: "A", at: SurveyFixture.nextDay)
        }
        try Registry.rebuild(fixture.path)
        #expect(fixture.verify() == [])
    }

    @Test("Raw files and evidence that are missing or changed are named")
    func namesFiles() throws {
        let fixture = try fixture()
        let sweep = fixture.folder.file(SurveyFixture.sweep("L1").path)
        try DurableFile.write("other bytes", to: sweep)
        let digest = try #require(try Registry(path: fixture.path).record.reports.first)
            .fact.evidenceDigest
        let evidence = try #require(EvidenceStore.path(of: digest, inSurvey: fixture.folder.path))
        try Folder.remove(evidence)
        try DurableFile.write("{}", to: evidence)
        #expect(try fixture.hashed().map { $0.contains("was changed") } == [true, true])
        // Without reading: the evidence was hashed when it was stored, the raw file never.
        let quick = Verification.findings(of: fixture.path, surveyFolder: fixture.folder.path)
        #expect(quick.findings.count == 1 && quick.findings[0].contains("2 bytes"))
        #expect(quick.notes.count == 1 && quick.notes[0].contains("1 were not hashed"))
        try Folder.remove(sweep)
        try Folder.remove(evidence)
        let found = fixture.verify()
        #expect(found.contains { $0.contains("no such file") })
        #expect(found.contains { $0.contains("is missing from evidence") })
    }

    @Test("Events are never updated or deleted through the database")
    func guardsEvents() throws {
        let fixture = try fixture()
        for statement in ["UPDATE event SET number = 5", "DELETE FROM event"] {
            #expect(throws: LandReleaseError.self) { try fixture.tamper(statement) }
        }
        #expect(fixture.verify() == [])
    }

    @Test("A file that is no registry is one finding")
    func namesForeign() throws {
        let folder = try TemporaryFolder()
        let result = Verification.findings(of: folder.path, surveyFolder: folder.path)
        #expect(result.findings.count == 1)
        #expect(!result.isSound)
    }
}

@Suite("EvidenceStore")
struct EvidenceStoreTests {
    @Test("The same evidence is one read-only file, and an edited one is not written over")
    func freezes() throws {
        let folder = try TemporaryFolder()
        let value = ["b": 1, "a": 2]
        let digest = try EvidenceStore.store(value, inSurvey: folder.path)
        #expect(digest == Digest(of: "{\"a\":2,\"b\":1}"))
        #expect(try EvidenceStore.store(value, inSurvey: folder.path) == digest)
        let path = try #require(EvidenceStore.path(of: digest, inSurvey: folder.path))
        #expect(path.hasSuffix("evidence/\(digest).json"))
        try Folder.remove(path)
        try DurableFile.write("{}", to: path)
        #expect(throws: LandReleaseError.evidenceDiffers(path: path)) {
            try EvidenceStore.store(value, inSurvey: folder.path)
        }
        #expect(throws: LandReleaseError.self) {
            try EvidenceStore.store(["x": Double.nan], inSurvey: folder.path)
        }
    }
}
