import FileAccess
import SurveyModel
import Synchronization
import TestSupport
import Testing

@testable import LandRelease

@Suite("FileAudit")
struct FileAuditTests {
    /// A survey with four lanes besides its first.
    func fixture() throws -> RegistryFixture {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        var registry = try Registry(path: fixture.path)
        for name in ["L2", "L3", "L4", "L5"] {
            let sweep = SurveyFixture.sweep(name)
            try DurableFile.write(name, to: fixture.folder.file(sweep.path))
            try registry.append(
                [.sweepRegistered(sweep)], by: "Mona", at: SurveyFixture.evening)
        }
        return fixture
    }

    /// A monitor that counts the files read and stops after `limit`.
    final class Counter: Sendable {
        let read = Mutex(0)
        func monitor(stopAfter limit: Int = .max) -> WorkMonitor {
            WorkMonitor(
                progress: { _, _ in self.read.withLock { $0 += 1 } },
                isCancelled: { self.read.withLock { $0 } >= limit })
        }
        var count: Int { read.withLock { $0 } }
    }

    @Test("A check that was stopped goes on where it stopped, and a finished one begins anew")
    func resumes() throws {
        let fixture = try fixture()
        let first = Counter()
        #expect(throws: Cancelled.self) { try fixture.hashed(monitor: first.monitor(stopAfter: 3)) }
        let second = Counter()
        #expect(try fixture.hashed(monitor: second.monitor()) == [])
        // The third file was cut off while it was read.
        #expect(first.count == 3 && second.count == 3)
        let third = Counter()
        #expect(try fixture.hashed(monitor: third.monitor()) == [])
        #expect(third.count == 5)
    }

    @Test("A file changed after it was hashed in the first half of a check is read again")
    func changedBetween() throws {
        let fixture = try fixture()
        #expect(throws: Cancelled.self) {
            try fixture.hashed(monitor: Counter().monitor(stopAfter: 3))
        }
        try DurableFile.write("XX", to: fixture.folder.file(SurveyFixture.sweep("L1").path))
        let found = try fixture.hashed()
        #expect(found.count == 1 && found[0].contains("L1.sgy was changed"))
    }

    @Test("A damaged ledger costs only time")
    func damagedLedger() throws {
        let fixture = try fixture()
        #expect(try fixture.hashed() == [])
        let ledger = fixture.folder.file(FileLedger.place)
        var bytes = try RegularFile(path: ledger).allBytes()
        bytes.removeLast(7)
        try DurableFile.write(bytes + [10, 0xFF, 10], to: ledger)
        #expect(fixture.verify() == [])
        #expect(try fixture.hashed() == [])
    }

    @Test("The quick look names another size, and only notes another time")
    func quick() throws {
        let fixture = try fixture()
        #expect(try fixture.hashed() == [])
        let path = fixture.folder.file(SurveyFixture.sweep("L3").path)
        try DurableFile.write("ZZ", to: path)
        var result = Verification.findings(of: fixture.path, surveyFolder: fixture.folder.path)
        #expect(result.findings == [])
        #expect(
            result.notes.contains { $0.contains("L3.sgy") && $0.contains("may have been changed") })
        try DurableFile.write("longer", to: path)
        result = Verification.findings(of: fixture.path, surveyFolder: fixture.folder.path)
        #expect(result.findings.count == 1 && result.findings[0].contains("6 bytes, 2 when"))
    }
}
