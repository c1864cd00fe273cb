import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct DayCommandTests {
    private struct Day: Decodable {
        struct Sweep: Decodable {
            var name: String
            var error: String?
        }
        var sweeps: [Sweep]
        var head: String
    }

    @Test("The day's work leaves alarms and maps, and a second run changes nothing")
    func twice() throws {
        let survey = try CommandSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.done(["day", survey.path])
        let products = [
            "alarms.csv", "alarms.geojson", "status.tif", "coverage.tif", "detectability.tif",
            "alarm-density.tif",
        ]
        let before = products.map {
            FileManager.default.contents(atPath: survey.path + "/products/" + $0)
        }
        #expect(before.allSatisfy { $0 != nil })
        let first = try survey.done(["day", survey.path, "--json"]).decoded(Day.self)
        let second = try survey.done(["day", survey.path, "--json"]).decoded(Day.self)
        #expect(first.head == second.head)
        let after = products.map {
            FileManager.default.contents(atPath: survey.path + "/products/" + $0)
        }
        #expect(before == after)
        #expect(try survey.isSound)
    }

    @Test("A broken sweep is one error, the others are done, exit 2; a stray file is a warning")
    func broken() throws {
        let survey = try CommandSurvey()
        try survey.addLanes()
        let folder = try #require(
            try FileManager.default.contentsOfDirectory(atPath: survey.path + "/sweeps").first)
        let raw = survey.path + "/sweeps/\(folder)/lane-1.sgy"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: raw)
        try #require(FileHandle(forWritingAtPath: raw)).truncate(atOffset: 9000)
        try DurableFile.write("x", to: survey.path + "/sweeps/\(folder)/stray.dat")
        let run = try survey.run(["day", survey.path])
        #expect(run.status == 2)
        #expect(run.errorLines.count == 1 && run.errorLines[0].contains("lane-1.sgy"))
        #expect(run.errors.contains("stray.dat"))
        #expect(run.output.contains("lane-2"))
        #expect(
            try alarmRows(survey.path + "/products/alarms.csv").allSatisfy {
                $0["sweep"] == "lane-2"
            })
    }

    @Test("Raw files are stored read-only and a second registration is refused")
    func registration() throws {
        let survey = try CommandSurvey()
        try survey.addLanes(count: 1, date: "2026-01-05")
        let raw = survey.path + "/sweeps/2026-01-05/lane-1.sgy"
        let facts = try FileManager.default.attributesOfItem(atPath: raw)
        #expect((facts[.posixPermissions] as? Int ?? 0o777) & 0o222 == 0)
        let again = try survey.run([
            "sweep", "add", survey.path, survey.folder.file("lane-1.sgy"), "--segment", "S-1",
            "--start", "0+103", "--offset", "-4.5", "--direction", "down", "--by", "Mona",
        ])
        #expect(again.failed(1, saying: "on record already"))
    }

    @Test("A folder that is no survey and a date that is none are said so")
    func wrongInput() throws {
        let folder = try TemporaryFolder()
        #expect(try ClearRoad.run("day", folder.path).failed(1, saying: "not a survey folder"))
        let survey = try CommandSurvey()
        #expect(try survey.run(["day", survey.path, "yesterday"]).failed(64, saying: "yesterday"))
    }
}
