import Foundation
import SurveyModel
import TestSupport
import Testing

/// People, assets, tasks, waivers and signatures, by commands alone.
@Suite struct OfficeCommandTests {
    private struct Persons: Decodable {
        struct Person: Decodable {
            var name: String
            var roles: [Term]
            var fingerprint: String?
        }
        struct Term: Decodable {
            var role: String
            var from: String
            var until: String?
        }
        var persons: [Person]
    }

    private func status(_ survey: CommandSurvey) throws -> StatusAnswer.Segment {
        let run = try survey.done(["release", "status", survey.path, "--json"])
        return try #require(try run.decoded(StatusAnswer.self).segments.first)
    }

    private func person(
        _ survey: CommandSurvey, _ name: String, _ role: String, _ more: [String] = []
    ) throws {
        try survey.done(
            [
                "person", "add", survey.path, "--name", name, "--organisation", "Road Clearance",
                "--role", role, "--from", "2026-01-01", "--by", "Huda Omar",
            ] + more)
    }

    private func refused(
        _ survey: CommandSurvey, _ arguments: [String], _ words: String...
    ) throws {
        let run = try survey.run(arguments)
        #expect(run.status == 2, "\(arguments): \(run)")
        for word in words { #expect(run.output.contains(word), "\(word) in \(run.output)") }
    }

    @Test("A whole survey under people, a task and a waiver, its approval signed")
    func story() throws {
        let survey = try CommandSurvey()
        let path = survey.path
        // Nobody is registered: names are asserted, and there is no task without people.
        #expect(try survey.done(["person", "list", path]).output.contains("not proven"))
        try refused(
            survey,
            [
                "asset", "add", path, "--id", "GPR-1", "--kind", "gpr", "--team", "T", "--by", "X",
            ], "person add", "2 objections")
        try refused(
            survey,
            [
                "person", "add", path, "--name", "Salem Ali", "--organisation", "O", "--role",
                "authority", "--by", "Salem Ali",
            ], "proposed the settings")

        let key = survey.folder.file("huda")
        #expect(
            try CommandRun.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]).status
                == 0)
        try person(survey, "Huda Omar", "authority", ["--key", key + ".pub"])
        try person(survey, "Salem Ali", "operations-manager")
        try person(survey, "Yusuf", "team-lead")
        try person(survey, "Nadia", "task-officer")
        let persons = try survey.done(["person", "list", path, "--json"]).decoded(Persons.self)
        #expect(persons.persons.map(\.name) == ["Huda Omar", "Salem Ali", "Yusuf", "Nadia"])
        #expect(persons.persons[0].fingerprint?.hasPrefix("SHA256:") == true)
        try refused(
            survey,
            [
                "person", "give", path, "--name", "Huda Omar", "--role", "inspector", "--by",
                "Huda Omar",
            ], "cannot give")

        try survey.done([
            "asset", "add", path, "--id", "GPR-1", "--kind", "gpr", "--maker", "GSSI", "--model",
            "4000", "--serial", "42", "--team", "Team 1", "--by", "Nadia",
        ])
        let order = [
            "task", "add", path, "--id", "T-1", "--segment", "S-1", "--depth-cm", "15",
            "--method", "technical-survey", "--team", "Team 1", "--asset", "GPR-1", "--sop",
            "SOP 4", "--organisation", "Road Clearance", "--by", "Nadia",
        ]
        try refused(survey, order, "no accreditation")
        try survey.done([
            "asset", "accredit", path, "--number", "A-1", "--holder", "asset", "--name", "GPR-1",
            "--method", "technical-survey", "--class", "anti-vehicle", "--depth-cm", "30",
            "--from", "2026-01-01", "--until", "2099-12-31", "--by", "Huda Omar",
        ])

        try survey.addBlanks()
        try survey.addLanes(date: "2026-02-01")
        try survey.done(["day", path])
        // The task begins after the sweeps.
        try survey.done(order)
        #expect(try survey.done(["task", "list", path]).output.contains("T-1  S-1"))
        try refused(
            survey, order, "on record already", "is open on some of those days", "2 objections")
        for alarm in try survey.alarms {
            let depth = (alarm.depthMetres + alarm.depthErrorMetres) * 100 + 0.1
            let close = [
                "alarm", "close", path, alarm.id, "--result", "no-item", "--depth-cm", "\(depth)",
                "--chainage", "\(alarm.chainageMetres)", "--offset=\(alarm.offsetMetres)", "--by",
            ]
            let stranger = try survey.run(close + ["Mona"])
            #expect(stranger.failed(1, saying: "not registered"))
            try survey.done(close + ["Yusuf"])
        }
        func request(_ name: String) -> [String] {
            [
                "release", "request", path, "S-1", "--product", "reduced", "--note", "surveyed",
                "--by", name,
            ]
        }
        try refused(
            survey, request("Yusuf"), "does not hold the role", "no task for technical-survey",
            "2 objections")
        let waive = [
            "release", "waive", path, "S-1", "--reason", "ordered by radio", "--by", "Huda Omar",
            "--objection",
        ]
        try refused(survey, waive + ["open-alarms"], "cannot be waived")
        try survey.done(waive + ["work-outside-task"])
        let waiver = StatusAnswer.Segment.Waiver(
            code: "work-outside-task", name: "Huda Omar", role: "authority",
            reason: "ordered by radio")
        #expect(try status(survey).waivers == [waiver])
        try survey.done(request("Salem Ali"))

        let approve = ["release", "approve", path, "S-1-R1", "--by", "Huda Omar"]
        try refused(survey, ["release", "approve", path, "S-1-R1", "--by", "Nadia"], "authority")
        let approved = try survey.done(approve + ["--sign", key])
        #expect(approved.output.contains("signed by SHA256:"))
        let after = try status(survey)
        #expect(after.product == "reduced" && after.waivers == [waiver])
        #expect(
            try survey.done(["release", "status", path]).output.contains(
                "WAIVED work-outside-task: Huda Omar (authority): ordered by radio"))
        let verified = try survey.verify()
        #expect(verified.status == 0 && verified.output.contains("of Huda Omar"))

        struct Account: Decodable {
            struct Release: Decodable, Equatable {
                var product: String
                var method: String
                var methodFrom: String
            }
            var released: [Release]
        }
        let account = try survey.done(["survey", "account", path, "--json"]).decoded(Account.self)
        #expect(
            account.released == [
                .init(product: "reduced", method: "technical survey", methodFrom: "task-order")
            ])
        #expect(
            try survey.done(["survey", "account", path]).output.contains("(by task order)"))

        let map = survey.folder.file("status.tif")
        try survey.done(["map", path, "--layer", "status", "--out", map])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: map))
        #expect(bytes.range(of: Data("S-1 work-outside-task".utf8)) != nil)
        let frozen = try FileManager.default.contentsOfDirectory(atPath: path + "/evidence")
            .map { try String(contentsOfFile: path + "/evidence/" + $0, encoding: .utf8) }
        #expect(frozen.contains { $0.contains("\"reason\":\"ordered by radio\"") })
        let out = survey.folder.file("out.geojson")
        try survey.done(["export", path, "--out", out])
        #expect(try String(contentsOfFile: out, encoding: .utf8).contains("ordered by radio"))
        let open = survey.folder.file("public.geojson")
        try survey.done(["export", path, "--out", open, "--public"])
        let text = try String(contentsOfFile: open, encoding: .utf8)
        #expect(text.contains("work-outside-task") && !text.contains("Huda"))
    }

    @Test("A role ends on its day, assets retire, accreditations are withdrawn, and lists say so")
    func endings() throws {
        let survey = try CommandSurvey()
        let path = survey.path
        try person(survey, "Huda Omar", "authority")
        try person(survey, "Yusuf", "team-lead")
        try survey.done([
            "person", "end", path, "--name", "yusuf", "--role", "team-lead", "--on", "2026-02-28",
            "--reason", "left", "--by", "Huda Omar",
        ])
        #expect(
            try survey.done(["person", "show", path, "YUSUF"]).output.contains("until 2026-02-28"))
        try refused(
            survey,
            [
                "person", "end", path, "--name", "Huda Omar", "--role", "authority", "--reason",
                "left", "--by", "Huda Omar",
            ], "nobody else")
        try survey.done([
            "asset", "add", path, "--id", "Dogs", "--kind", "dog-team", "--team", "D", "--by",
            "Huda Omar",
        ])
        try survey.done([
            "asset", "accredit", path, "--number", "A-1", "--holder", "asset", "--name", "Dogs",
            "--method", "clearance", "--class", "anti-vehicle", "--class", "anti-personnel",
            "--depth-cm", "20", "--until", "2099-12-31", "--by", "Huda Omar",
        ])
        try survey.done([
            "asset", "withdraw", path, "A-1", "--reason", "missed a seed", "--by", "Huda Omar",
        ])
        try survey.done([
            "asset", "retire", path, "Dogs", "--reason", "age", "--by", "Huda Omar",
        ])
        let list = try survey.done(["asset", "list", path]).output
        #expect(list.contains("WITHDRAWN") && list.contains("RETIRED"))
        #expect(try survey.run(["task", "show", path, "T-9"]).failed(1, saying: "no task"))
        #expect(try survey.run(["person", "show", path, "Nobody"]).failed(1, saying: "no person"))
        let secret = survey.folder.file("private")
        #expect(
            try CommandRun.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", secret])
                .status == 0)
        #expect(
            try survey.run([
                "person", "give", path, "--name", "Yusuf", "--key", secret, "--by", "Huda Omar",
            ]).failed(1, saying: "no public SSH key"))
        #expect(try survey.isSound)
    }
}
