import FileAccess
import Fingerprint
import Foundation
import SurveyModel
import SurveyWorkflow
import TestSupport
import Testing

@Suite struct BlindTrialTests {
    @Test("A seal tells names and commitments, and nothing of what is sealed")
    func sealed() throws {
        let trial = try SmallBlindTrial(isSealed: false)
        let receipt = try trial.seal()
        #expect(receipt.seal.lanes == ["A", "B", "C"] && receipt.isKeeperPrivate)
        #expect(receipt.seal.entries.map(\.file).last == "swept.json")
        #expect(receipt.digest == Digest(of: trial.bytes(trial.sealPath)))
        #expect(try Folder.names(in: trial.folder) == ["seal.json"])
        // The same files sealed again give other commitments of the same length.
        let other = try SmallBlindTrial()
        #expect(trial.bytes(trial.sealPath).count == other.bytes(other.sealPath).count)
        let text = String(decoding: other.bytes(other.sealPath), as: UTF8.self)
        #expect(!receipt.seal.entries.contains { text.contains($0.commitment.hexadecimal) })
    }

    @Test("A longer truth gives a seal of the same length")
    func noSize() throws {
        let trial = try SmallBlindTrial(isSealed: false)
        let short = try trial.seal()
        let bytes = trial.bytes(trial.sealPath).count
        try Folder.remove(trial.sealPath)
        try Folder.remove(trial.keeper)
        let path = trial.room.file("A_truth.csv")
        try DurableFile.write(trial.bytes(path) + Array("T9,1,1,1\n".utf8), to: path)
        #expect(try trial.seal().digest != short.digest)
        #expect(trial.bytes(trial.sealPath).count == bytes)
    }

    @Test("Sealed, registered and opened, each detector has an answer for each lane")
    func whole() throws {
        let trial = try SmallBlindTrial()
        let first = try trial.register("one", ["A", "B"])
        #expect(first.number == 1 && first.openLanes == ["C"])
        let second = try trial.register(
            "one", [], aborted: ["C"], reason: "rain", configuration: nil, sealDigest: first.seal)
        #expect(second.openLanes == [])
        try trial.register("two", ["A"], configuration: .file(trial.room.file("swept.json")))
        let answer = try trial.open(
            truths: [NamedFile(lane: trial.room.file("A_truth.csv"))], sealDigest: first.seal,
            registrations: [first.digest, second.digest])
        #expect(answer.findings == [] && answer.doubts == [])
        let opened = try #require(answer.trial)
        #expect(opened.detectors.map(\.name) == ["one", "two"])
        #expect(opened.detectors[0].lanes.map(\.name) == ["A", "B", "C"])
        #expect(opened.detectors[0].lanes[2].answer == .aborted(reason: "rain"))
        #expect(opened.detectors[1].lanes.dropFirst().allSatisfy { $0.answer == .missing })
        guard case .alarms(let path) = opened.detectors[0].lanes[1].answer else {
            Issue.record("no alarms on B")
            return
        }
        #expect(trial.bytes(path) == trial.bytes(trial.room.file("B.csv")))
        let truth = opened.detectors[0].lanes[1].truthPath
        #expect(trial.bytes(truth) == trial.bytes(trial.room.file("B_truth.csv")))
        #expect(opened.otherPaths.keys.sorted() == ["swept.json"])
        #expect(try OpenedTrial(folder: trial.folder) == opened)
        // Once more changes nothing.
        let chain = trial.bytes(trial.chainPath)
        #expect(try trial.open().trial == opened)
        #expect(trial.bytes(trial.chainPath) == chain)
    }

    @Test("An opening that was interrupted is finished, and its registration is closed")
    func interrupted() throws {
        let trial = try SmallBlindTrial()
        try trial.register("one", ["A"])
        let opened = try #require(try trial.open().trial)
        for name in try Folder.names(in: trial.folder + "/opened") {
            try Folder.remove(trial.folder + "/opened/" + name)
        }
        try Folder.removeEmpty(trial.folder + "/opened")
        #expect(throws: (any Error).self) { try OpenedTrial(folder: trial.folder) }
        #expect(throws: WorkflowError.self) { try trial.register("two", ["A"]) }
        #expect(try trial.open().trial == opened)
    }

    @Test("An opened truth that is edited is found by its nonce, without the keeper")
    func edited() throws {
        let trial = try SmallBlindTrial()
        try trial.register("one", ["A"])
        _ = try trial.open()
        let path = trial.folder + "/opened/B_truth.csv"
        let text = String(decoding: trial.bytes(path), as: UTF8.self)
        try trial.put(Array(text.replacing("4.50", with: "4.51").utf8), at: path)
        #expect(throws: TrialFinding.self) { try OpenedTrial(folder: trial.folder) }
        #expect(
            try trial.open().findings == [
                "\(path): line 3, row B2, column x_m: sealed `4.50`, given `4.51`"
            ])
    }

    @Test("What cannot be sealed is said, and nothing is left")
    func badSeals() throws {
        let trial = try SmallBlindTrial(isSealed: false)
        let own = trial.room
        try DurableFile.write("", to: own.file("empty_truth.csv"))
        try DurableFile.write([0x69, 0x64, 0xFF], to: own.file("latin_truth.csv"))
        _ = unsafe mkfifo(own.file("pipe_truth.csv"), 0o600)
        for path in ["empty_truth.csv", "latin_truth.csv", "pipe_truth.csv", "none_truth.csv", "."]
        {
            #expect(throws: (any Error).self, "\(path)") {
                try SealStory.seal(
                    truths: [NamedFile(lane: own.file(path))], into: trial.folder,
                    keeper: trial.keeper)
            }
        }
        let truth = own.file("A_truth.csv")
        for name in [
            "../x", "", ".", "..", "a/b", "-x", "a\nb", String(repeating: "x", count: 101),
        ] {
            #expect(throws: (any Error).self, "\(name)") {
                try SealStory.seal(
                    truths: [NamedFile(name: name, path: truth)], into: trial.folder,
                    keeper: trial.keeper)
            }
        }
        #expect(throws: (any Error).self) {
            try SealStory.seal(
                truths: [NamedFile(name: "A", path: truth), NamedFile(name: "A", path: truth)],
                into: trial.folder, keeper: trial.keeper)
        }
        #expect(!Folder.exists(trial.folder) && !Folder.exists(trial.keeper))
    }

    @Test("The secret never goes where the operators look, and no seal or key is replaced")
    func places() throws {
        let trial = try SmallBlindTrial()
        let truths = [NamedFile(lane: trial.room.file("A_truth.csv"))]
        let other = trial.room.file("other")
        try Folder.create(other + "/deep")
        try FileManager.default.createSymbolicLink(
            atPath: trial.room.file("link"), withDestinationPath: other)
        for (out, keeper) in [
            (trial.folder, trial.room.file("k.json")), (other, trial.keeper),
            (other, other + "/k.json"), (other, other + "/deep/k.json"),
            (other, trial.room.file("link/k.json")), (other, trial.room.file("none/k.json")),
            (trial.room.path, trial.room.file("k.json")),
        ] {
            #expect(throws: WorkflowError.self, "\(out) \(keeper)") {
                try SealStory.seal(truths: truths, into: out, keeper: keeper)
            }
        }
        #expect(try Folder.names(in: other) == ["deep"] && Folder.names(in: other + "/deep") == [])
    }

    @Test("What cannot be registered is said, and the chain stays as it was")
    func badRegistrations() throws {
        let trial = try SmallBlindTrial()
        try trial.register("one", ["A"])
        let chain = trial.bytes(trial.chainPath)
        try DurableFile.write("x", to: trial.room.file("Z.csv"))
        try DurableFile.write("", to: trial.room.file("B.csv"))
        let wrong = try #require(Digest(hexadecimal: String(repeating: "0", count: 64)))
        let attempts: [() throws -> Void] = [
            { try trial.register("one", ["A"]) },
            { try trial.register("one", [], aborted: ["A"], reason: "rain") },
            { try trial.register("one", ["C"], configuration: .text("far 0.3")) },
            { try trial.register("two", ["C"], configuration: nil) },
            { try trial.register("two", ["C"], aborted: ["C"], reason: "rain") },
            { try trial.register("two", ["C"], aborted: ["B"]) },
            { try trial.register("two", ["Z"]) },
            { try trial.register("two", ["B"]) },
            { try trial.register("two", []) },
            { try trial.register("../two", ["C"]) },
            { try trial.register("two", ["C"], configuration: .file("/dev/zero")) },
            { try trial.register("two", ["C"], sealDigest: wrong) },
        ]
        for (number, attempt) in attempts.enumerated() {
            #expect(throws: (any Error).self, "\(number)") { try attempt() }
        }
        #expect(trial.bytes(trial.chainPath) == chain)
    }

    @Test("Registrations at the same time all stand in one chain")
    func together() async throws {
        let trial = try SmallBlindTrial()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask { try trial.register("detector \(number)", ["A", "B"]) }
            }
            try await group.waitForAll()
        }
        let opened = try #require(try trial.open().trial)
        #expect(Set(opened.detectors.map(\.name)).count == 12)
    }
}
