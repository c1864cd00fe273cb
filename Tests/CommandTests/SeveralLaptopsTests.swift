import Archives
import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite("Several laptops, told by commands")
struct SeveralLaptopsTests {
    private func digAll(_ survey: CommandSurvey) throws {
        for alarm in try survey.alarms {
            let depth = (alarm.depthMetres + alarm.depthErrorMetres) * 100 + 0.1
            try survey.done([
                "alarm", "close", survey.path, alarm.id, "--result", "no-item", "--depth-cm",
                "\(depth)", "--chainage", "\(alarm.chainageMetres)",
                "--offset=\(alarm.offsetMetres)", "--by", "Yusuf",
            ])
        }
    }

    /// A survey whose segment was released by report S-1-R1.
    private func released() throws -> CommandSurvey {
        let survey = try CommandSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.done(["day", survey.path])
        try digAll(survey)
        try survey.done([
            "release", "request", survey.path, "S-1", "--product", "reduced", "--by", "Salem Ali",
            "--note", "technical survey",
        ])
        try survey.done(["release", "approve", survey.path, "S-1-R1", "--by", "Huda Omar"])
        return survey
    }

    @Test("Two laptops work apart, merge, disagree, and a person settles it")
    func story() throws {
        let first = try released()
        let file = { (name: String) in first.folder.file(name) }
        try first.done(["survey", "bundle", first.path, "--out", file("a.zip"), "--raw"])
        let second = file("second")
        try first.done(["survey", "join", second, file("a.zip")])
        #expect(try first.run(["verify", second, "--files"]).status == 0)
        let raw = try FileManager.default.subpathsOfDirectory(atPath: second + "/sweeps")
        #expect(raw.count { $0.hasSuffix(".sgy") } == 4)

        // Apart: each decides about one segment, and adds one of its own.
        for (path, id, chainage) in [(first.path, "A", 200), (second, "B", 300)] {
            try first.done([
                "segment", "add", path, "--id", id, "--road", TinyRoad.id, "--from",
                "0+\(chainage)", "--to", "0+\(chainage + 10)", "--band", "right-shoulder",
                "--depth-cm", "15", "--by", "Salem Ali",
            ])
            try first.done([
                "release", "reopen", path, "S-1", "--by", "Nadia", "--reason", "flood of \(id)",
            ])
        }
        try first.done(["survey", "bundle", second, "--out", file("b.zip")])
        let merge = try first.run(["survey", "merge", first.path, file("b.zip")])
        #expect(merge.status == 2 && merge.output.contains("2 events added"))
        let again = try first.run(["survey", "merge", first.path, file("b.zip"), file("a.zip")])
        #expect(again.output.contains("0 events added"))
        try first.done(["survey", "bundle", first.path, "--out", file("c.zip")])
        #expect(try first.run(["survey", "merge", second, file("c.zip")]).status == 2)
        // The same record, told in the same words, on both.
        for arguments in [["audit"], ["audit"]] {
            #expect(
                try first.done(arguments + [first.path]).output
                    == (try first.done(arguments + [second]).output))
        }
        let one = try first.done(["audit", first.path, "S-1"]).output
        #expect(try first.done(["audit", second, "S-1"]).output == one)
        for words in [
            "The story of segment S-1", "approved report S-1-R1",
            "product changed from none to reduced", "CONFLICT (concurrent-edit)",
            "Heads of the installations:",
        ] {
            #expect(one.contains(words), "\(words)")
        }

        let listed = try first.run(["survey", "conflicts", first.path, "--json"])
        #expect(listed.status == 2)
        struct Conflicts: Decodable {
            struct Conflict: Decodable {
                struct Party: Decodable {
                    var event: String
                    var noEffectBecause: String?
                }
                var id: String
                var kind: String
                var segments: [String]
                var events: [Party]
            }
            var conflicts: [Conflict]
        }
        let conflict = try #require(try listed.decoded(Conflicts.self).conflicts.first)
        #expect(conflict.segments == ["S-1"])
        let standing = try #require(conflict.events.first { $0.noEffectBecause == nil }).event
        let status = try first.done(["release", "status", first.path]).output
        #expect(status.contains("concurrent-edit"))
        let refused = try first.run([
            "survey", "settle", first.path, conflict.id, "--stands", standing, "--reason", " ",
            "--by", "Huda Omar",
        ])
        #expect(refused.status == 2)
        try first.done([
            "survey", "settle", first.path, conflict.id, "--stands", standing, "--reason",
            "both saw the flood", "--by", "Huda Omar",
        ])
        #expect(try first.run(["survey", "conflicts", first.path]).status == 0)
        #expect(try first.isSound)
        let after = try first.done(["release", "status", first.path]).output
        #expect(!after.contains("concurrent-edit"))
    }

    @Test("News since a head, in words and as JSON; a head of something else is an error")
    func changes() throws {
        let survey = try CommandSurvey()
        let all = try survey.done(["survey", "changes", survey.path]).output
        let head = try #require(
            all.split(separator: "\n").last.map { String($0.dropFirst("head ".count)) })
        try survey.addLanes(count: 1)
        let news = try survey.done(["survey", "changes", survey.path, "--since", head])
        let lines = news.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("sweepRegistered"))
        struct News: Decodable {
            struct Entry: Decodable {
                struct Event: Decodable { var number: Int }
                var hash: String
                var event: Event
            }
            var events: [Entry]
            var heads: [String]
        }
        let read = try survey.done([
            "survey", "changes", survey.path, "--since", head, "--json",
        ]).decoded(News.self)
        #expect(read.events.count == 1 && read.heads.count == 1)
        #expect(read.heads[0].contains(read.events[0].hash))
        let parts = head.split(separator: ":")
        let wrong = "\(parts[0]):\(parts[1]):" + String(repeating: "0", count: 64)
        #expect(try survey.run(["survey", "changes", survey.path, "--since", wrong]).status == 1)
        #expect(try survey.run(["survey", "changes", survey.path, "--since", "x"]).status == 64)
    }

    @Test("A backup is a registry that verifies, is never written over, and has to be adopted")
    func backup() throws {
        let survey = try CommandSurvey()
        let copy = survey.folder.file("backup.gpkg")
        let run = try survey.done(["survey", "backup", survey.path, "--out", copy])
        #expect(run.output.contains("head "))
        #expect(try survey.run(["survey", "backup", survey.path, "--out", copy]).status == 1)
        #expect(
            try CommandRun.run(["sqlite3", copy, "PRAGMA journal_mode; PRAGMA integrity_check"])
                .output == "delete\nok\n")
        let restored = try survey.copy(named: "restored")
        try FileManager.default.removeItem(atPath: restored.path + "/registry.gpkg")
        try FileManager.default.copyItem(atPath: copy, toPath: restored.path + "/registry.gpkg")
        #expect(try restored.isSound)
        let file = try survey.write(TinySweep.sweep(seed: 5), named: "late")
        let add = [
            "sweep", "add", restored.path, file, "--segment", "S-1", "--start", "0+100",
            "--offset", "-4.775", "--direction", "up", "--by", "Mona",
        ]
        let refused = try restored.run(add)
        #expect(refused.status != 0 && refused.errors.contains("survey adopt"))
        try restored.done(["survey", "adopt", restored.path])
        try restored.done(add)
        #expect(try restored.isSound)
    }

    @Test("A copied folder that went on as the same installation is found when it is merged")
    func fork() throws {
        let survey = try CommandSurvey()
        let copy = try survey.copy(named: "copy")
        for (one, reason) in [(survey, "rain"), (copy, "flood")] {
            try one.done([
                "release", "suspend", one.path, "S-1", "--by", "Mona", "--reason", reason,
            ])
        }
        try copy.done(["survey", "bundle", copy.path, "--out", copy.folder.file("x.zip")])
        let run = try survey.run(["survey", "merge", survey.path, copy.folder.file("x.zip")])
        #expect(run.status == 1 && run.errors.contains("two machines went on"))
        #expect(try survey.isSound)
    }

    @Test("Files that are no bundle, or were changed on the way, are refused with a sentence")
    func badBundles() throws {
        let survey = try CommandSurvey()
        let file = { (name: String) in survey.folder.file(name) }
        try survey.done(["survey", "bundle", survey.path, "--out", file("a.zip")])
        let zip = try ZipReader(path: file("a.zip"))
        func members(_ change: (String, [UInt8]) -> [UInt8]?) throws -> [ZipMember] {
            try zip.members.compactMap { member in
                change(member.name, try zip.bytes(of: member.name)).map {
                    ZipMember(member.name, .bytes($0))
                }
            }
        }
        let changes: [(String, [ZipMember])] = [
            (
                "events",
                try members { name, bytes in
                    name == "events.jsonl" ? Array(bytes.dropLast(40)) : bytes
                }
            ),
            ("no manifest", try members { name, bytes in name == "bundle.json" ? nil : bytes }),
            (
                "manifest",
                try members { name, bytes in
                    name == "bundle.json" ? Array("{}".utf8) : bytes
                }
            ),
            ("other", [ZipMember("x", .bytes([1]))]),
        ]
        for (name, members) in changes {
            try ZipWriter.write(members, isPacked: true, to: file("bad.zip"))
            for arguments in [
                ["survey", "merge", survey.path, file("bad.zip")],
                ["survey", "join", file("new"), file("bad.zip")],
            ] {
                let run = try survey.run(arguments)
                #expect(run.failed(1), "\(name): \(run)")
                #expect(!FileManager.default.fileExists(atPath: file("new")), "\(name)")
            }
        }
        try DurableFile.write("text", to: file("bad.zip"))
        #expect(try survey.run(["survey", "merge", survey.path, file("bad.zip")]).status == 1)
        #expect(try survey.run(["survey", "join", survey.path, file("a.zip")]).status == 1)
        #expect(try survey.isSound)
    }

    @Test("A release's bundle is checked without the survey; any member changed is named")
    func releaseBundle() throws {
        let survey = try released()
        let file = { (name: String) in survey.folder.file(name) }
        try survey.done(["release", "bundle", survey.path, "S-1-R1", "--out", file("r.zip")])
        let run = try survey.done([
            "release", "bundle", survey.path, "S-1-R1", "--out", file("s.zip"),
        ])
        let bytes = try RegularFile(path: file("r.zip")).allBytes()
        #expect(try RegularFile(path: file("s.zip")).allBytes() == bytes, "the same bytes again")
        let digest = String(
            try #require(run.output.split(separator: "\n").last).dropFirst("bundle digest: ".count))
        try FileManager.default.removeItem(atPath: survey.path)
        let sound = try ClearRoad.run(["verify", file("r.zip"), "--digest", digest])
        #expect(sound.status == 0 && sound.output.contains("sound: release S-1-R1"), "\(sound)")
        #expect(sound.output.contains("it does not prove who wrote an event"))
        #expect(
            try ClearRoad.run([
                "verify", file("r.zip"), "--digest", String(repeating: "0", count: 64),
            ]).status == 2)

        let zip = try ZipReader(path: file("r.zip"))
        let names = zip.members.map(\.name)
        for expected in [
            "INDEX.txt", "events.jsonl", "hashes.txt", "index.html", "manifest.json",
            "maps/coverage.tif", "maps/record.geojson", "maps/status.tif", "settings.json",
            "story.txt",
        ] { #expect(names.contains(expected), "\(expected)") }
        #expect(names.contains { $0.hasPrefix("evidence/") })
        func write(_ change: (String, inout [UInt8]) -> Bool) throws {
            var members: [ZipMember] = []
            for name in names {
                var content = try zip.bytes(of: name)
                if change(name, &content) { members.append(ZipMember(name, .bytes(content))) }
            }
            try ZipWriter.write(members, comment: zip.comment, isPacked: false, to: file("t.zip"))
        }
        for target in names {
            for place in [0, 1, 2] {
                try write { name, content in
                    if name == target { content[place * (content.count - 1) / 2] ^= 1 }
                    return true
                }
                let run = try ClearRoad.run(["verify", file("t.zip")])
                #expect(
                    run.status == 2 && run.output.contains(target), "\(target) \(place): \(run)")
            }
            try write { name, _ in name != target }
            let run = try ClearRoad.run(["verify", file("t.zip")])
            #expect(
                run.status != 0
                    && (run.output + run.errors).contains(
                        target == "manifest.json" ? "no release" : target),
                "\(target): \(run)")
        }
        // Single bits of the file as it lies on the disk, its directory included.
        var undetected: [Int] = []
        for step in 0..<60 {
            var changed = bytes
            let place = step * (bytes.count - 1) / 59
            changed[place] ^= 1 << UInt8(step % 8)
            try DurableFile.write(changed, to: file("t.zip"))
            if try ClearRoad.run(["verify", file("t.zip")]).status == 0 {
                undetected.append(place)
            }
        }
        #expect(undetected == [])
    }

    @Test("The account of a survey and the figures of its month")
    func account() throws {
        let survey = try released()
        struct Account: Decodable {
            struct Area: Decodable {
                var original: Double
                var reduced: Double
                var remaining: Double
            }
            struct Release: Decodable {
                var product: String
                var method: String
                var methodFrom: String
                var squareMetres: Double
            }
            var areaSquareMetres: Area
            var closes: Bool
            var released: [Release]
            var laneKilometres: Double
            var approvals: Int
            var alarmsOpened: Int
            var alarmsClosed: Int
            var alarmsOverdue: Int
            var coverageDebtSquareMetres: Double
        }
        let whole = try survey.done(["survey", "account", survey.path, "--json"])
            .decoded(Account.self)
        #expect(whole.closes && abs(whole.areaSquareMetres.original - 2.6 * 0.9) < 0.01)
        #expect(whole.areaSquareMetres.remaining == 0 && whole.approvals == 1)
        #expect(whole.released.map(\.product) == ["reduced"])
        #expect(whole.released[0].method == "technical survey")
        #expect(whole.released[0].methodFrom == "product")
        #expect(abs(whole.released[0].squareMetres - whole.areaSquareMetres.reduced) < 1e-9)
        #expect(whole.alarmsClosed == whole.alarmsOpened && whole.alarmsOverdue == 0)
        let past = try survey.done([
            "survey", "account", survey.path, "--month", "2001-02", "--json",
        ]).decoded(Account.self)
        #expect(past.areaSquareMetres.original == 0 && past.approvals == 0 && past.released.isEmpty)
        #expect(try survey.done(["survey", "account", survey.path]).output.contains("closes"))
        for wrong in [["--week", "2026-W54"], ["--month", "2026-13"], ["--week", "2026-09"]] {
            #expect(try survey.run(["survey", "account", survey.path] + wrong).status == 64)
        }
    }
}
