import FileAccess
import Fingerprint
import Foundation
import SurveyModel
import SurveyWorkflow
import TestSupport
import Testing

@Suite struct BlindTrialTamperTests {
    /// Whether the trial refuses to open and shows nothing; what it says.
    private func refusal(_ trial: SmallBlindTrial, _ digests: [Digest] = []) throws -> [String] {
        let answer = try trial.open(registrations: digests)
        #expect(answer.trial == nil && !trial.isOpened)
        return answer.findings
    }

    @Test("A change of any byte of the seal or the chain keeps the trial closed")
    func everyByte() throws {
        let trial = try SmallBlindTrial()
        try trial.register("one", ["A"])
        try trial.register("two", ["B"], aborted: ["A"], reason: "rain")
        for path in [trial.sealPath, trial.chainPath] {
            let whole = trial.bytes(path)
            for place in whole.indices {
                // A digit or letter becomes another; now and then it is no text any more.
                for change in place % 8 == 0 ? [UInt8(1), 0x80] : [1] {
                    var bytes = whole
                    bytes[place] ^= change
                    try trial.put(bytes, at: path)
                    let findings = try refusal(trial)
                    #expect(!findings.isEmpty, "\(path) byte \(place)")
                }
            }
            try trial.put(whole, at: path)
        }
        #expect(try trial.open().trial != nil)
    }

    @Test("A changed line is named, and so is one that is removed, doubled or moved")
    func lines() throws {
        let trial = try SmallBlindTrial()
        for name in ["one", "two", "three"] { try trial.register(name, ["A"]) }
        let whole = String(decoding: trial.bytes(trial.chainPath), as: UTF8.self)
        let lines = whole.split(separator: "\n").map { String($0) + "\n" }
        func findings(_ text: String) throws -> [String] {
            try trial.put(Array(text.utf8), at: trial.chainPath)
            return try refusal(trial)
        }
        for (number, line) in lines.enumerated() {
            var changed = lines
            changed[number] = line.replacing("Ana", with: "Eva")
            #expect(
                try findings(changed.joined()).contains {
                    $0.hasPrefix(
                        "registrations.jsonl, line \(number + 1): its content does not have")
                })
        }
        #expect(try findings(lines[0] + lines[2]).contains { $0.contains("line 2: it does not") })
        #expect(try findings(lines[1] + lines[2]).contains { $0.contains("line 1: it does not") })
        #expect(try findings(lines[0] + whole).contains { $0.contains("line 2: it does not") })
        #expect(
            try findings(lines[1] + lines[0] + lines[2]).contains { $0.contains("line 1: it does") }
        )
        #expect(try findings(String(whole.dropLast())).contains { $0.contains("cut off") })
        #expect(
            try findings(whole + "\n").contains { $0.contains("line 4: it is not in the form") })
    }

    @Test("A cut tail is found by the digest on paper, and by the copies that are left")
    func tail() throws {
        let trial = try SmallBlindTrial()
        let first = try trial.register("one", ["A"])
        let before = trial.bytes(trial.chainPath)
        let second = try trial.register("two", ["B"])
        try trial.put(before, at: trial.chainPath)
        #expect(try refusal(trial, [second.digest]).contains { $0.contains("\(second.digest)") })
        #expect(try refusal(trial).contains { $0.contains("no registration names it") })
        // Paper that tells that the first was the last is believed.
        #expect(try trial.open(registrations: [first.digest]).trial != nil)
    }

    @Test("A chain written anew as a whole is found by the digest on paper")
    func rewritten() throws {
        let trial = try SmallBlindTrial()
        let first = try trial.register("one", ["A"])
        try Folder.remove(trial.chainPath)
        try Folder.remove(try trial.alarmPaths()[0])
        try trial.register("one", ["B"])
        #expect(try refusal(trial, [first.digest]).count == 1)
        #expect(try trial.open().trial != nil, "without paper it looks whole")
    }

    @Test("Alarms that are changed or gone after they were registered are named")
    func alarms() throws {
        let trial = try SmallBlindTrial()
        try trial.register("one", ["A"])
        let path = try trial.alarmPaths()[0]
        let whole = trial.bytes(path)
        try trial.put(whole + [10], at: path)
        #expect(
            try refusal(trial) == [
                "\(path): it was changed after it was registered; it holds the alarms of `one` on "
                    + "lane `A`"
            ])
        try Folder.remove(path)
        #expect(
            try refusal(trial) == ["\(path): it is gone; it held the alarms of `one` on lane `A`"])
        try trial.put(whole, at: path)
        #expect(try trial.open().trial != nil)
    }

    @Test("A keeper's file of other bytes is refused by name, one of another trial as a whole")
    func keeper() throws {
        let trial = try SmallBlindTrial()
        let text = String(decoding: trial.bytes(trial.keeper), as: UTF8.self)
        let sealed = Data(trial.bytes(trial.room.file("B_truth.csv")))
        var changed = sealed
        changed[30] ^= 1
        let forged = text.replacing(
            sealed.base64EncodedString(), with: changed.base64EncodedString())
        #expect(forged != text)
        try trial.put(Array(forged.utf8), at: trial.keeper)
        #expect(
            try refusal(trial) == ["B: the keeper's copy or its nonce is not what was sealed"])
        let other = try SmallBlindTrial()
        try trial.put(other.bytes(other.keeper), at: trial.keeper)
        #expect(try refusal(trial).count == 5)
        for broken in ["", "{}", "[", String(repeating: "[", count: 100_000), "\u{FEFF}x"] {
            try trial.put(Array(broken.utf8), at: trial.keeper)
            #expect(throws: WorkflowError.self) { try trial.open() }
        }
    }

    @Test("Truth handed in that differs in one digit is refused by file, line, row and column")
    func truth() throws {
        let trial = try SmallBlindTrial()
        let path = trial.room.file("B_truth.csv")
        let text = String(decoding: trial.bytes(path), as: UTF8.self)
        func findings(_ changed: String) throws -> [String] {
            try trial.put(Array(changed.utf8), at: path)
            let answer = try trial.open(truths: [NamedFile(lane: path)])
            #expect(answer.trial == nil && !trial.isOpened)
            return answer.findings
        }
        #expect(
            try findings(text.replacing("0.12", with: "0.13")) == [
                "\(path): line 3, row B2, column depth_m: sealed `0.12`, given `0.13`"
            ])
        #expect(
            try findings(text.replacing("\n", with: "\r\n")) == [
                "\(path): it is not the file that was sealed: line 1, byte 19: sealed a line feed, "
                    + "given a carriage return"
            ])
        #expect(try findings(text + text.dropFirst(20)).count > 0)
        let swept = trial.room.file("swept.json")
        try DurableFile.write("{\"A\": [0, 11]}", to: swept)
        let answer = try trial.open(truths: [NamedFile(lane: swept)])
        #expect(
            answer.findings == [
                "\(swept): it is not the file that was sealed: line 1, byte 12: sealed `0`, given `1`"
            ])
        #expect(throws: WorkflowError.self) {
            try trial.open(truths: [NamedFile(name: "Z", path: path)])
        }
    }
}
