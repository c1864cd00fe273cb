import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

/// One story told to the program alone: a day, its alarms, the sheet of the digs, a find and the ground
/// around it, blind seeds.
@Suite struct AlarmStoryTests {
    private struct Sheet: Decodable {
        struct Refusal: Decodable {
            var line: Int
            var column: String
            var code: String
        }
        var recorded: Bool
        var known: Int
        var closed: [String]
        var finds: Int
        var refusals: [Refusal]
    }

    private struct Finds: Decodable {
        struct Find: Decodable {
            var id: String
            var alarm: String?
            var search: String?
            var disposal: String?
            var subcategory: String?
        }
        var finds: [Find]
    }

    private struct Seeds: Decodable {
        struct Score: Decodable {
            var `class`: String
            var found: Int
            var seeds: Int
            var pdLow: Double
            var pdHigh: Double
        }
        var scores: [Score]
    }

    private static let header =
        "alarm,result,method,depth_cm,chainage,offset,closed_on,note,subcategory,model,disposal,"
        + "disposed_on"

    private func worked() throws -> CommandSurvey {
        let survey = try CommandSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.done(["day", survey.path])
        return survey
    }

    private var today: String {
        String(Date().formatted(.iso8601).prefix(10))
    }

    private func row(
        _ alarm: CommandSurvey.AlarmList.Alarm, _ result: String, tail: String = ",,,,",
        depthCentimetres: Double? = nil
    ) -> String {
        let depth = depthCentimetres ?? (alarm.depthMetres + alarm.depthErrorMetres) * 100 + 0.1
        return "\(alarm.id),\(result),excavation,\(depth),\(alarm.chainageMetres),"
            + "\(alarm.offsetMetres),\(today)," + tail
    }

    private func taken(
        _ survey: CommandSurvey, _ rows: [String], _ flags: String...
    ) throws -> (CommandRun, Sheet) {
        let file = survey.folder.file("sheet.csv")
        try DurableFile.write(([Self.header] + rows).joined(separator: "\r\n"), to: file)
        let run = try survey.run(
            ["alarm", "import", survey.path, file, "--by", "Yusuf", "--json"] + flags)
        return (run, try run.decoded(Sheet.self))
    }

    @Test("Day, alarm list, sheet with faults, corrected sheet, find, fade-out")
    func sheetAndFind() throws {
        let survey = try worked()
        let alarms = try survey.alarms
        let first = try #require(alarms.first)
        try survey.done([
            "alarm", "assign", survey.path, first.id, "--to", "Team 2", "--by", "Salem Ali",
        ])
        let shown = try survey.done(["alarm", "show", survey.path, first.id]).output
        for words in [
            "assigned to Team 2", "run 1 over sweep", "evidence", "would close it: a dig at",
            "no metal detector: it may be plastic",
        ] {
            #expect(shown.contains(words), "\(words)")
        }
        let item = ",av,unknown,pending,"
        let rest = alarms.dropFirst().map { row($0, "no-item") }
        let events = try survey.done(["release", "log", survey.path]).output
        let (bad, faults) = try taken(
            survey,
            [
                row(first, "item", tail: item, depthCentimetres: 0.5), row(first, "mine"),
                "x-1-1,item,excavation,,,,,,,,,",
            ] + rest)
        #expect(bad.status == 2 && !faults.recorded)
        #expect(
            faults.refusals.map { "\($0.line) \($0.column)" } == [
                "2 depth_cm", "3 result", "4 alarm", "4 chainage", "4 closed_on", "4 depth_cm",
                "4 offset",
            ])
        #expect(try survey.done(["release", "log", survey.path]).output == events)
        let good = [row(first, "item", tail: item)] + rest
        let (checked, plan) = try taken(survey, good, "--check")
        #expect(checked.status == 0 && !plan.recorded && plan.closed.count == alarms.count)
        #expect(try survey.done(["release", "log", survey.path]).output == events)
        let (done, sheet) = try taken(survey, good)
        #expect(done.status == 0 && sheet.recorded && sheet.finds == 1)
        #expect(try survey.alarms.isEmpty)
        let (again, repeated) = try taken(survey, good)
        #expect(again.status == 0 && !repeated.recorded && repeated.known == alarms.count)
        try fadeOut(survey)
        #expect(try survey.isSound)
    }

    private func fadeOut(_ survey: CommandSurvey) throws {
        func finds() throws -> [Finds.Find] {
            try survey.done(["find", "list", survey.path, "--json"]).decoded(Finds.self).finds
        }
        let find = try #require(try finds().first)
        #expect(try finds().count == 1)
        #expect(find.search == "open" && find.subcategory == "av" && find.disposal == "pending")
        let request = try survey.run([
            "release", "request", survey.path, "S-1", "--product", "reduced", "--by", "Salem Ali",
            "--note", "done", "--json",
        ])
        #expect(request.status == 2 && request.output.contains("fade-out-open"))
        try survey.done([
            "find", "dispose", survey.path, find.id, "--method", "destroyed-in-place", "--by",
            "EOD team",
        ])
        let close = ["find", "close-search", survey.path, find.id, "--reason", "dug by hand"]
        let swept = try survey.run(close + ["--by", "Huda Omar"])
        #expect(swept.status == 2 && swept.output.contains("are not swept anew"))
        let own = try survey.run(close + ["--dug-cm", "15", "--dug-by", "Team 2", "--by", "yusuf"])
        #expect(own.status == 2 && own.output.contains("another person"))
        let shallow = try survey.run(close + ["--dug-cm", "5", "--by", "Huda Omar"])
        #expect(shallow.status == 2 && shallow.output.contains("is needed"))
        try survey.done(close + ["--dug-cm", "30", "--dug-by", "Team 2", "--by", "Huda Omar"])
        #expect(try finds().first?.search == "closed")
        #expect(try finds().first?.disposal == "destroyed-in-place")
        let show = try survey.done(["find", "show", survey.path, find.id]).output
        #expect(show.contains("search ended by Huda Omar") && show.contains("explosive"))
    }

    @Test("Seeds sealed, swept, shown: found ones close their alarms, a missed one blocks the lot")
    func seeds() throws {
        for (row, isFound) in [
            ("101.0,-4.675,10,PMN-2 surrogate,plastic_AP,12", true),
            ("102.5,-4.2,10,PMN-2 surrogate,plastic_AP,12", false),
        ] {
            let survey = try CommandSurvey()
            try survey.addBlanks()
            let table = survey.folder.file("seeds.csv")
            let keeper = survey.folder.file("keeper.json")
            try DurableFile.write(
                "chainage,offset,depth_cm,model,class,size_cm\n\(row)\n", to: table)
            let seal = ["seed", "seal", survey.path, "S-1", "--seeds", table, "--by", "Quinn"]
            let inside = try survey.run(seal + ["--out", survey.path + "/keeper.json"])
            #expect(inside.failed(1, saying: "would lie in the survey"))
            let sealed = try survey.done(seal + ["--out", keeper]).output
            #expect(sealed.contains("1 seeds sealed") && !sealed.contains("PMN"))
            #expect(sealed.contains("identity asserted, not proven"))
            let mode = try FileManager.default.attributesOfItem(atPath: keeper)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let early = try survey.run(["seed", "unseal", survey.path, keeper, "--by", "Quinn"])
            #expect(early.status == 2 && early.output.contains("no sweep of segment S-1"))
            try survey.addLanes()
            try survey.done(["day", survey.path])
            let shown = try survey.run(["seed", "unseal", survey.path, keeper, "--by", "Quinn"])
            #expect(shown.status == (isFound ? 0 : 2))
            #expect(shown.output.contains(isFound ? "found" : "MISSED"))
            let scores = try survey.done(["seed", "list", survey.path, "--json"])
                .decoded(Seeds.self).scores
            #expect(scores.map(\.class) == ["all", "plastic_AP"])
            // The exact limits for one of one and none of one.
            #expect(abs(scores[0].pdLow - (isFound ? 0.025 : 0)) < 1e-9)
            #expect(abs(scores[0].pdHigh - (isFound ? 1 : 0.975)) < 1e-9)
            let status = try survey.done(["release", "status", survey.path]).output
            #expect(status.contains("blind seeds of segment S-1 were missed") == !isFound)
            #expect(try survey.isSound)
        }
    }

    @Test("alarm list shows what is asked for, and a look that settles nothing")
    func lists() throws {
        let survey = try worked()
        let alarm = try #require(try survey.alarms.first)
        let look = try survey.done([
            "alarm", "close", survey.path, alarm.id, "--result", "not-found", "--method",
            "metal-detector", "--depth-cm", "0", "--chainage", "\(alarm.chainageMetres)",
            "--offset=\(alarm.offsetMetres)", "--by", "Yusuf",
        ])
        #expect(look.output.contains("needs a second sensor"))
        func count(_ options: String...) throws -> String {
            let text = try survey.done(["alarm", "list", survey.path] + options).output
            return String(text.split(separator: "\n").last ?? "")
        }
        let all = try survey.alarms.count
        #expect(try count("--state", "needs-second-sensor") == "1 alarms")
        #expect(try count("--state", "overdue") == "0 alarms")
        #expect(try count("--state", "closed") == "0 alarms")
        #expect(try count() == "\(all) alarms")
        let near = "\(alarm.latitude),\(alarm.longitude)"
        #expect(try count("--near", near, "--radius", "0.01") == "1 alarms")
        #expect(try count("--near", "0+300,-4", "--radius", "5") == "0 alarms")
        #expect(try survey.run(["alarm", "list", survey.path, "--near", "here"]).status == 64)
        #expect(
            try survey.run(["alarm", "show", survey.path, "x"]).failed(1, saying: "no alarm"))
    }

    @Test("A find without an alarm, by label and by coordinates; refusals exit 2 with every reason")
    func surfaceFind() throws {
        let survey = try CommandSurvey()
        let add = ["find", "add", survey.path, "--by", "Yusuf"]
        let bad = try survey.run(
            add + [
                "--subcategory", "dragon", "--depth-cm", "-1", "--chainage", "0+101", "--offset",
                "-4.5", "--date", "2199-01-01", "--json",
            ])
        #expect(bad.status == 2)
        for code in ["code-unknown", "range", "date-in-future"] {
            #expect(bad.output.contains(code))
        }
        let good = try survey.done(
            add + [
                "--subcategory", "مضاد للمركبات", "--depth-cm", "0", "--chainage", "0+101",
                "--offset=-4.5", "--position-method", "pegs", "--accuracy", "0.1",
            ])
        #expect(good.output.contains("explosive") && good.output.contains("search open"))
        #expect(
            try survey.done(["release", "status", survey.path]).output.contains("confirmed"))
        #expect(try survey.done(["find", "codes"]).output.contains("لغم"))
        #expect(
            try survey.run(add + ["--subcategory", "av", "--depth-cm", "0"])
                .failed(1, saying: "place of the find"))
        #expect(try survey.isSound)
    }
}
