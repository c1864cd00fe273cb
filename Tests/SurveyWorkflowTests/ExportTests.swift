import FileAccess
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct ExportTests {
    private func text(_ survey: TestSurvey, _ name: String, isPublic: Bool) throws -> String {
        let path = survey.folder.file(name)
        try SurveyViews.export(try survey.survey, to: path, isPublic: isPublic)
        return String(decoding: try RegularFile(path: path).allBytes(), as: UTF8.self)
    }

    /// Properties of the features of a layer.
    private func rows(_ text: String, _ layer: String) throws -> [[String: Any]] {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let features = try #require(json["features"] as? [[String: Any]])
        return features.compactMap { $0["properties"] as? [String: Any] }
            .filter { $0["layer"] as? String == layer }
    }

    @Test("Gaps add up to what the account leaves open, and say why")
    func gaps() throws {
        let survey = try TestSurvey()
        // Nothing was swept: the whole strip is one gap.
        let before = try rows(try text(survey, "a.geojson", isPublic: false), "gap")
        #expect(before.count == 1 && before[0]["reason"] as? String == "not-swept")
        #expect(before[0]["side"] as? String == "right")
        #expect(abs((before[0]["area_m2"] as? Double ?? 0) - 2.6 * 0.9) < 1e-9)
        #expect(before[0]["from_m"] as? Double == 100.2 && before[0]["to_m"] as? Double == 102.8)
        // A lane without a run has no valid traces yet; beside it nothing was swept.
        try survey.addLanes(offsets: [TestSurvey.lanes[0]])
        let swept = try rows(try text(survey, "b.geojson", isPublic: false), "gap")
        #expect(swept.count == 1 && swept[0]["reason"] as? String == "not-covered")
    }

    @Test("Gaps of a day's work are those of the account")
    func worked() async throws {
        let survey = try await TestSurvey.worked()
        let record = try survey.record
        let segment = try #require(record.segment(TestSurvey.segment))
        let accounts = try SurveyViews.coverage(of: segment, in: record)
        let text = try text(survey, "a.geojson", isPublic: false)
        let gaps = try rows(text, "gap")
        #expect(gaps.count == accounts.reduce(0) { $0 + $1.gaps.count })
        let open = accounts.flatMap(\.gaps).reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(gaps.compactMap { $0["area_m2"] as? Double }.reduce(0, +) - open) < 1e-5)
        #expect(try rows(text, "alarm").count == record.alarms.count)
    }

    @Test("A public export depends on nothing that is not public")
    func nothingLeaks() async throws {
        // The same survey before and after a day that raised alarms: what may be shown is the same.
        let survey = try await TestSurvey.worked()
        #expect(!(try survey.record.alarms.isEmpty))
        let empty = try TestSurvey()
        for survey in [survey, empty] {
            let text = try text(survey, "p.geojson", isPublic: true)
            #expect(try rows(text, "segment").isEmpty && !(text.contains(TestSurvey.segment)))
            #expect(!text.contains("DEPTHS_M") && !text.contains("Salem"))
        }
        let shown = PublicRecord(try survey.record)
        #expect(shown.segments.isEmpty)
        #expect(shown.roads.map(\.id) == PublicRecord(try empty.record).roads.map(\.id))
    }

    @Test("A folder that holds something else is left alone, and so is the survey's own")
    func folders() throws {
        let survey = try TestSurvey()
        let folder = survey.folder.file("tables")
        try Folder.create(folder)
        try DurableFile.write("mine", to: folder + "/notes.txt")
        let places = [
            folder, survey.path, survey.path + "/sweeps", survey.path + "/evidence",
            survey.folder.file("no/where/"),
        ]
        for place in places {
            #expect(throws: (any Error).self, "\(place)") {
                try SurveyViews.export(try survey.survey, to: place, isPublic: false)
            }
        }
        #expect(try Folder.names(in: folder) == ["notes.txt"])
        try Folder.remove(folder + "/notes.txt")
        let written = try SurveyViews.export(
            try survey.survey, to: folder + "/", isPublic: false)
        #expect(written == [folder + "/"])
        #expect(try Folder.names(in: folder).contains("segment.csv"))
        #expect(RecordExport.stylePath(of: "/a.b/c.geojson") == "/a.b/c-styles.zip")
    }
}
