import FileAccess
import Foundation
import SurveyModel
import SurveyWorkflow
import TestSupport

/// A blind trial of three lanes in a folder of its own.
struct SmallBlindTrial {
    let room: TemporaryFolder
    let folder: String
    let keeper: String
    static let clock = WallClock { "2026-03-01T17:30:00Z" }
    static let lanes = ["A", "B", "C"]

    /// Writes truths and alarms, and seals the truths.
    init(isSealed: Bool = true) throws {
        room = try TemporaryFolder()
        folder = room.file("trial")
        keeper = room.file("keeper.json")
        for lane in Self.lanes {
            let truth = "id,x_m,y_m,depth_m\nT1,1.25,0.1,0.05\n\(lane)2,4.50,-0.2,0.12\n"
            try DurableFile.write(truth, to: room.file("\(lane)_truth.csv"))
            try DurableFile.write(
                "id,x_m,y_m,score\n1,1.2,0.1,\(lane.count)\n\(lane),2,0,3\n",
                to: room.file("\(lane).csv"))
        }
        try DurableFile.write("{\"A\": [0, 10]}", to: room.file("swept.json"))
        if isSealed { _ = try seal() }
    }

    func seal() throws -> SealStory.Receipt {
        try SealStory.seal(
            truths: Self.lanes.map { NamedFile(lane: room.file("\($0)_truth.csv")) },
            others: [NamedFile(file: room.file("swept.json"))], into: folder, keeper: keeper,
            clock: Self.clock)
    }

    @discardableResult
    func register(
        _ detector: String, _ lanes: [String], aborted: [String] = [], reason: String? = nil,
        configuration: RegistrationStory.Configuration? = .text("far 0.2"),
        sealDigest: Digest? = nil
    ) throws -> RegistrationStory.Receipt {
        try RegistrationStory.register(
            RegistrationStory.Request(
                detector: detector, alarms: lanes.map { NamedFile(lane: room.file("\($0).csv")) },
                aborted: aborted, reason: reason, configuration: configuration, by: "Ana"),
            in: folder, sealDigest: sealDigest, clock: Self.clock)
    }

    func open(
        truths: [NamedFile] = [], sealDigest: Digest? = nil, registrations: [Digest] = []
    ) throws -> OpeningStory.Answer {
        try OpeningStory.open(
            OpeningStory.Request(
                folder: folder, keeper: keeper, truths: truths,
                paper: PaperDigests(seal: sealDigest, lines: registrations), by: "Ben"),
            clock: Self.clock)
    }

    var sealPath: String { folder + "/seal.json" }
    var chainPath: String { folder + "/registrations.jsonl" }
    var isOpened: Bool { Folder.exists(folder + "/opened") }

    func bytes(_ path: String) -> [UInt8] {
        Array(FileManager.default.contents(atPath: path) ?? Data())
    }

    /// Puts `bytes` where a read-only file may be.
    func put(_ bytes: [UInt8], at path: String) throws {
        try Folder.remove(path)
        // Thousands of times in one test: without the sync of a durable file.
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// The paths of the registered lists.
    func alarmPaths() throws -> [String] {
        try Folder.names(in: folder + "/alarms").map { folder + "/alarms/" + $0 }
    }
}
