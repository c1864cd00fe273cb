import Foundation
import TestSupport
import Testing

@Suite struct VerifyTests {
    private struct Verdict: Decodable {
        var ok: Bool
        var events: Int
        var findings: [String]
        var notes: [String]
        var head: String?
    }

    /// A survey with a lane, its run and an alarm.
    private func worked() throws -> CommandSurvey {
        let survey = try CommandSurvey()
        try survey.addLanes(count: 1)
        try survey.done(["day", survey.path])
        return survey
    }

    private func verdict(_ survey: CommandSurvey, _ options: [String] = []) throws -> Verdict {
        try survey.run(["verify", survey.path, "--json"] + options).decoded(Verdict.self)
    }

    @Test("A sound record says so, and other programs accept its file")
    func sound() throws {
        let survey = try worked()
        let verdict = try verdict(survey)
        #expect(verdict.ok && verdict.findings == [] && verdict.events > 5)
        let integrity = try CommandRun.run([
            "sqlite3", survey.path + "/registry.gpkg", "PRAGMA integrity_check",
        ])
        #expect(integrity.output == "ok\n")
        let layers = try CommandRun.run(["ogrinfo", "-ro", "-q", survey.path + "/registry.gpkg"])
        #expect(layers.status == 0 && layers.errors == "")
        for layer in ["road", "segment", "sweep", "alarm", "find", "report"] {
            #expect(layers.output.contains(": \(layer) ("))
        }
        let rows = try CommandRun.run([
            "ogrinfo", "-ro", "-q", survey.path + "/registry.gpkg", "alarm",
        ])
        #expect(rows.output.contains("POINT (23.5"))
    }

    @Test("An edited, deleted or inserted event is named, and no work is done on such a record")
    func events() throws {
        let survey = try worked()
        let changes = [
            "UPDATE event SET body = replace(body, 'Salem', 'Somebody') WHERE number = 1",
            "DELETE FROM event WHERE number = 4",
            "INSERT INTO event (writer, number, body, hash) "
                + "SELECT writer, 99, body, hash FROM event WHERE number = 3",
        ]
        for (place, change) in changes.enumerated() {
            let copy = try survey.copy(named: "copy-\(place)")
            // The triggers that forbid it are no obstacle for somebody with the file.
            try copy.sql(try withoutTriggers(copy, change))
            let run = try copy.verify()
            #expect(run.status == 2 && run.output.contains("NOT SOUND"), "\(change)")
            #expect(run.output.contains("finding: "))
            #expect(try copy.run(["day", copy.path]).status == 1, "\(change)")
        }
    }

    /// `change` between dropping the triggers that guard the events and making them again.
    private func withoutTriggers(_ survey: CommandSurvey, _ change: String) throws -> String {
        func list(_ column: String) throws -> [Substring] {
            let query =
                "SELECT replace(\(column), char(10), ' ') FROM sqlite_master "
                + "WHERE type = 'trigger' AND tbl_name = 'event'"
            return try CommandRun.run(["sqlite3", survey.path + "/registry.gpkg", query])
                .output.split(separator: "\n")
        }
        return try list("name").map { "DROP TRIGGER \"\($0)\";" }.joined() + change + ";"
            + list("sql").map { $0 + ";" }.joined()
    }

    @Test("An edited, deleted or inserted row of a layer is named, and rebuild restores it")
    func layers() throws {
        let survey = try worked()
        let changes = [
            ("alarm", "DELETE FROM alarm"),
            ("segment", "UPDATE segment SET product = 'cleared'"),
            ("segment", "UPDATE segment SET geom = (SELECT geom FROM sweep LIMIT 1)"),
            ("road", "INSERT INTO road (fid, id) VALUES (77, 'invented')"),
        ]
        for (place, (layer, change)) in changes.enumerated() {
            let copy = try survey.copy(named: "copy-\(place)")
            try copy.sql(change)
            let run = try copy.verify()
            #expect(run.status == 2, "\(change)")
            let findings = run.output.split(separator: "\n").filter { $0.hasPrefix("finding: ") }
            #expect(findings.contains { $0.contains(layer) }, "\(change)")
            try copy.done(["registry", "rebuild", copy.path])
            #expect(try copy.isSound, "\(change)")
        }
    }

    @Test("A tail cut off is found with the head kept on paper, and only with it")
    func tail() throws {
        let survey = try worked()
        let head = try #require(try verdict(survey).head)
        #expect(try verdict(survey, ["--head", head]).ok)
        try survey.sql(
            try withoutTriggers(
                survey, "DELETE FROM event WHERE number = (SELECT max(number) FROM event)"))
        try survey.done(["registry", "rebuild", survey.path])
        #expect(try survey.isSound, "by itself a shorter record looks sound")
        let run = try survey.run(["verify", survey.path, "--head", head])
        #expect(run.status == 2 && run.output.contains("finding:"))
        #expect(try survey.run(["verify", survey.path, "--head", "nonsense"]).status != 0)
    }

    @Test("A changed raw file is named")
    func raw() throws {
        let survey = try worked()
        let names = try FileManager.default.subpathsOfDirectory(atPath: survey.path + "/sweeps")
        let raw = survey.path + "/sweeps/" + (try #require(names.first { $0.hasSuffix(".sgy") }))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: raw)
        var bytes = try #require(FileManager.default.contents(atPath: raw))
        bytes[5000] ^= 1
        try bytes.write(to: URL(fileURLWithPath: raw))
        let quick = try verdict(survey)
        #expect(quick.ok && quick.notes.contains { $0.contains("lane-1.sgy") })
        #expect(try verdict(survey, ["--files"]).findings.contains { $0.contains("lane-1.sgy") })
        try FileManager.default.removeItem(atPath: raw)
        #expect(try verdict(survey).findings.contains { $0.contains("lane-1.sgy") })
    }
}
