import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct ClearanceCommandTests {
    private func status(_ survey: CommandSurvey) throws -> [String: StatusAnswer.Segment] {
        let run = try survey.done(["release", "status", survey.path, "--json"])
        let rows = try run.decoded(StatusAnswer.self).segments
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    }

    private func segments(_ survey: CommandSurvey) throws -> [SegmentListAnswer.Segment] {
        try survey.done(["segment", "list", survey.path, "--json"]).decoded(SegmentListAnswer.self)
            .segments
    }

    private func start(_ survey: CommandSurvey, _ id: String) throws {
        try survey.done([
            "release", "start", survey.path, id, "--activity", "clearance", "--asset", "Team 3",
            "--marked", "--by", "Nabil",
        ])
    }

    private func check(_ id: String, _ control: String, by: String, area: Double) -> [String] {
        [
            id, "--control", control, "--area-m2", "\(area)", "--result", "passed",
            "--organisation", control == "internal" ? "HALO" : "LibMAC", "--asset", "spade", "--by",
            by,
        ]
    }

    private func claim(_ survey: CommandSurvey, _ id: String, area: Double) throws -> CommandRun {
        try survey.run([
            "release", "claim", survey.path, id, "--depth-cm", "15", "--area-m2", "\(area)",
            "--team", "Team 3", "--asset", "excavator 1", "--procedure", "SOP 9", "--by", "Fathi",
        ])
    }

    /// A segment from the start of work to an approved report.
    private func clear(_ survey: CommandSurvey, _ id: String) throws {
        let area = try #require(try segments(survey).first { $0.id == id }).areaSquareMetres
        try start(survey, id)
        #expect(try claim(survey, id, area: area).status == 0)
        for (control, person) in [("internal", "Amal"), ("external", "Idris")] {
            try survey.done(
                ["release", "qc", survey.path] + check(id, control, by: person, area: area / 4))
        }
        try survey.done([
            "release", "request", survey.path, id, "--product", "cleared", "--note", "by hand",
            "--by", "Fathi",
        ])
        try survey.done(["release", "approve", survey.path, "\(id)-R1", "--by", "Huda Omar"])
    }

    @Test("One request with ten faults prints ten objections and records nothing")
    func tenFaults() throws {
        let survey = try CommandSurvey()
        try survey.addLanes(count: 1, date: "2199-01-01")
        try survey.done(["day", survey.path])
        let unread = try survey.write(TinySweep.sweep(seed: 12), named: "unread")
        try survey.done([
            "sweep", "add", survey.path, unread, "--segment", "S-1", "--start", "0+100",
            "--offset", "-4.325", "--direction", "up", "--by", "Mona",
        ])
        try start(survey, "S-1")
        try survey.done([
            "release", "suspend", survey.path, "S-1", "--reason", "flood", "--by", "A",
        ])
        let folder = survey.path + "/sweeps/2199-01-01"
        let raw = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
        try FileManager.default.removeItem(atPath: folder + "/" + raw)
        let events = try survey.done(["release", "log", survey.path]).output
        let request = [
            "release", "request", survey.path, "S-1", "--product", "cleared", "--note", "a\u{7}b",
            "--by", " ",
        ]
        let run = try survey.run(request)
        #expect(run.status == 2 && run.errors == "")
        #expect(run.output.contains("10 objections"))
        #expect(run.output.components(separatedBy: "  objection: ").count == 11)
        #expect(run.output.components(separatedBy: "       cure: ").count == 11)
        let read = try survey.run(request + ["--json"]).decoded(RefusalAnswer.self)
        #expect(
            read.objections.map(\.code) == [
                "author", "text", "suspended", "not-claimed", "internal-qc-missing",
                "external-qc-missing", "no-run", "open-alarms", "sweep-after-report", "raw-file",
            ])
        #expect(
            !read.granted && read.objections.allSatisfy { !$0.text.isEmpty && !$0.cure.isEmpty })
        #expect(try survey.done(["release", "log", survey.path]).output == events)
    }

    @Test("Cleared by work, claim and two controls; handed over; an accident reopens and freezes")
    func clears() throws {
        let survey = try CommandSurvey()
        try survey.done([
            "segment", "add", survey.path, "--id", "S-2", "--road", TinyRoad.id, "--from", "0+110",
            "--to", "0+112", "--band", "right-shoulder", "--depth-cm", "15", "--by", "Salem Ali",
        ])
        try start(survey, "S-1")
        let short = try claim(survey, "S-1", area: 1)
        #expect(short.status == 2 && short.output.contains("1 objection"))
        try clear(survey, "S-2")
        try clear(survey, "S-1")
        #expect(try status(survey)["S-1"]?.product == "cleared")
        let bare = try survey.run(["release", "handover", survey.path, "S-1", "--by", "Fathi"])
        #expect(bare.status == 2 && bare.output.contains("5 objections"))
        try survey.done([
            "release", "handover", survey.path, "S-1", "--operator", "Fathi", "--authority",
            "Huda Omar", "--land-user", "Ibrahim", "--benchmarks", "--residual-risk",
            "nothing was searched below 15 cm", "--men", "2", "--women", "1", "--by", "Fathi",
        ])
        #expect(try status(survey)["S-1"]?.stage == "handed-over")
        let accident = try survey.done([
            "release", "accident", survey.path, "--road", TinyRoad.id, "--chainage", "0+101",
            "--offset=-4.5", "--place-error", "1", "--to", "mine", "--injured", "1", "--by", "A",
        ])
        #expect(accident.output.contains("segment S-1 is confirmed, open"))
        #expect(accident.output.contains("segment S-2 is suspected, released, cleared, frozen"))
        let after = try status(survey)
        #expect(after["S-1"]?.product == "none" && after["S-1"]?.version == 2)
        #expect(after["S-2"]?.frozen == true && after["S-2"]?.frozenBecauseOf == ["S-1"])
        try survey.done([
            "release", "thaw", survey.path, "S-2", "--reason", "new mine", "--by", "Huda Omar",
        ])
        #expect(try status(survey)["S-2"]?.frozen == false)
        #expect(try survey.isSound)
    }

    @Test("Segments are split, merged, widened and classified; a bad cut is refused")
    func reshapes() throws {
        let survey = try CommandSurvey()
        let whole = try segments(survey)[0].areaSquareMetres
        let bad = try survey.run([
            "segment", "split", survey.path, "S-1", "--at", "0+200", "--reason", "x", "--by", "A",
        ])
        #expect(bad.status != 0)
        try survey.done([
            "segment", "split", survey.path, "S-1", "--at", "0+101", "--at", "0+102", "--reason",
            "half is built over", "--by", "A",
        ])
        let parts = try segments(survey)
        #expect(parts.map(\.id) == ["S-1-1", "S-1-2", "S-1-3"])
        // Outlines are geodesics between corners, which differ from parallels of the road by micrometres.
        #expect(abs(parts.map(\.areaSquareMetres).reduce(0, +) - whole) < 2e-5 * whole)
        try survey.done([
            "segment", "merge", survey.path, "S-1-1", "S-1-2", "S-1-3", "--id", "S-9", "--reason",
            "one task", "--by", "A",
        ])
        try survey.done([
            "segment", "reversion", survey.path, "S-9", "--from", "0+100", "--to", "0+103",
            "--reason", "longer", "--by", "A",
        ])
        let merged = try segments(survey)
        #expect(merged.map(\.id) == ["S-9"] && merged[0].version == 2)
        #expect(merged[0].predecessors == ["S-1-1", "S-1-2", "S-1-3"])
        #expect(merged[0].areaSquareMetres > whole)
        let old = try survey.run([
            "release", "suspend", survey.path, "S-1", "--reason", "x", "--by", "A",
        ])
        #expect(old.status == 1)
        try survey.done([
            "segment", "classify", survey.path, "S-9", "--to", "confirmed", "--note", "a mine",
            "--evidence", "item-presence,visual,direct,0+101,-4.5,2026-03-01", "--by", "A",
        ])
        #expect(try status(survey)["S-9"]?.classification == "confirmed")
        #expect(try survey.isSound)
    }
}
