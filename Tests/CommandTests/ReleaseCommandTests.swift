import Foundation
import SurveyModel
import TestSupport
import Testing

@Suite struct ReleaseCommandTests {
    private func request(
        _ survey: CommandSurvey, _ product: String = "reduced", json: Bool = false
    ) throws -> CommandRun {
        try survey.run(
            [
                "release", "request", survey.path, "S-1", "--product", product, "--by",
                "Salem Ali", "--note", "technical survey",
            ] + (json ? ["--json"] : []))
    }

    private func status(_ survey: CommandSurvey) throws -> StatusAnswer.Segment {
        let run = try survey.done(["release", "status", survey.path, "--json"])
        return try #require(try run.decoded(StatusAnswer.self).segments.first)
    }

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

    @Test("A request with five faults prints five objections, exit 2, and records nothing")
    func fiveFaults() throws {
        let survey = try CommandSurvey()
        // One lane of two (a gap), dated in the future, its alarm open, no blank ground; cleared.
        try survey.addLanes(count: 1, date: "2199-01-01")
        try survey.done(["day", survey.path])
        let events = try survey.done(["release", "log", survey.path]).output
        let run = try request(survey, "cleared")
        #expect(run.status == 2 && run.errors == "")
        #expect(run.output.contains("5 objections"))
        #expect(run.output.components(separatedBy: "  objection: ").count == 6)
        let read = try request(survey, "cleared", json: true).decoded(RefusalAnswer.self)
        #expect(!read.granted)
        #expect(
            Set(read.objections.map(\.code)) == [
                "not-accredited", "rate-unverified", "coverage-gap", "open-alarms",
                "sweep-after-report",
            ])
        #expect(read.objections.allSatisfy { !$0.text.isEmpty && !$0.cure.isEmpty })
        #expect(try survey.done(["release", "log", survey.path]).output == events)
    }

    @Test("The honest path: dug, requested, approved by another person, and again in question")
    func honest() throws {
        let survey = try CommandSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        try survey.done(["day", survey.path])
        #expect(try request(survey).status == 2)
        try digAll(survey)
        #expect(try status(survey).objections == [])
        let granted = try request(survey)
        #expect(granted.status == 0 && granted.output.contains("S-1-R1"))
        for name in ["salem ali", " SALEM  ALI ", "\u{FF33}alem Ali"] {
            let own = try survey.run([
                "release", "approve", survey.path, "S-1-R1", "--by", name,
            ])
            #expect(own.status == 2 && own.output.contains("cannot approve"), "\(name)")
        }
        try survey.done(["release", "approve", survey.path, "S-1-R1", "--by", "Huda Omar"])
        let after = try status(survey)
        #expect(after.product == "reduced" && after.workStatus == "closed" && !after.underReview)
        #expect(after.coveragePercent == 100 && after.openAlarms == 0)

        let target = TinySweep.Target(x: 2, y: 0, delay: 1, strength: 12)
        let file = try survey.write(
            TinySweep.sweep(seed: 21, targets: [target]), named: "again")
        try survey.done([
            "sweep", "add", survey.path, file, "--segment", "S-1", "--start", "0+100",
            "--offset", "-4.775", "--direction", "up", "--by", "Mona",
        ])
        try survey.done(["day", survey.path])
        #expect(try status(survey).underReview)
        #expect(
            try survey.done(["release", "status", survey.path]).output.contains("UNDER REVIEW"))
        #expect(try survey.isSound)
    }

    @Test("A rate so low that no alarm remains: approval and release are refused")
    func lowRate() throws {
        let survey = try CommandSurvey(purpose: "operation", isApproved: false) {
            $0.detection.groundRatePerSquareMetre = 1e-6
        }
        let approval = try survey.run([
            "survey", "approve", survey.path, "--by", "Huda Omar", "--proposed-by", "Salem Ali",
        ])
        #expect(approval.status == 2 && approval.output.contains("lowest for evidence"))
        try survey.addBlanks()
        try survey.addLanes()
        try survey.done(["day", survey.path])
        #expect(try request(survey).status == 2)
        #expect(try status(survey).product == "none")
    }

    @Test("A dig too shallow, off place or by metal detector is refused with every reason")
    func closing() throws {
        let survey = try CommandSurvey()
        try survey.addLanes(count: 1)
        try survey.done(["day", survey.path])
        let alarm = try #require(try survey.alarms.first)
        #expect(alarm.side == "right" && alarm.offsetMetres < 0)
        let run = try survey.run([
            "alarm", "close", survey.path, alarm.id, "--result", "no-item", "--depth-cm", "1",
            "--chainage", "\(alarm.chainageMetres + 1)", "--offset=\(alarm.offsetMetres)",
            "--method", "metal-detector", "--by", "Yusuf",
        ])
        #expect(run.status == 1 && run.errors.contains("3 reasons"))
        for words in ["metal detector cannot close", "deep", "along the road"] {
            #expect(run.errors.contains(words))
        }
        #expect(try survey.alarms.contains { $0.id == alarm.id && $0.open })
    }
}
