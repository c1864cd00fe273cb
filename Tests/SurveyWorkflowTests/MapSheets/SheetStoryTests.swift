import Cartography
import Foundation
import LandRelease
import Pictures
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SheetStoryTests {
    private func add(_ id: String, _ chainage: MetreRange, to survey: TestSurvey) throws {
        try SegmentDesk.add(
            SegmentPlan(
                id: id, road: TinyRoad.id, chainage: chainage, band: .leftShoulder,
                depthMetres: 0.25, classification: .suspected),
            to: try survey.survey, by: TestSurvey.author, clock: survey.clock.wall)
    }

    @Test("A long segment is followed by its parts, each fine enough to show a gap, none left out")
    func parts() throws {
        let survey = try TestSurvey()
        try add("L-1", MetreRange(low: 10, high: 480), to: survey)
        let sheet = try SheetContent(try survey.survey, SheetOptions(), .silent).segment("L-1")
        #expect(sheet.pages.count == 7 && sheet.pages[6].number == "Page 7 of 7")
        for page in sheet.pages.dropFirst() {
            var single = sheet
            single.pages = [page]
            #expect(try single.scale() <= 500)
        }
        #expect(sheet.pages[1].title.hasSuffix("0+010 – 0+088.33"))
        #expect(sheet.pages[6].title.hasSuffix("0+401.67 – 0+480"))
        let path = survey.folder.file("l.png")
        let written = try SheetStory.segment("L-1", of: try survey.survey, to: path)
        #expect(written == .init(pages: 1, allPages: 7))
    }

    @Test("Strips are cut at whole kilometres")
    func kilometres() {
        func cut(_ low: Double, _ high: Double) -> [MetreRange] {
            SheetContent.kilometres(MetreRange(low: low, high: high))
        }
        #expect(cut(12_000, 15_000).count == 3)
        #expect(
            cut(12_300, 13_500) == [
                MetreRange(low: 12_300, high: 13_000), MetreRange(low: 13_000, high: 13_500),
            ])
        #expect(cut(0, 503.2) == [MetreRange(low: 0, high: 503.2)])
    }

    @Test("What cannot be drawn is one sentence, and no file")
    func refused() throws {
        let survey = try TestSurvey()
        let folder = try survey.survey
        let path = survey.folder.file("s.pdf")
        func message(_ body: () throws -> SheetStory.Written) -> String {
            do {
                _ = try body()
                return "done"
            } catch { return "\(error)" }
        }
        func strip(_ road: String, _ low: Double, _ high: Double) -> String {
            message {
                try SheetStory.strip(
                    road: road, along: MetreRange(low: low, high: high), of: folder, to: path)
            }
        }
        #expect(
            message { try SheetStory.segment("S-9", of: folder, to: path) }
                == "there is no segment `S-9`")
        #expect(strip("X", 0, 100) == "there is no road `X`")
        #expect(strip(TinyRoad.id, 200, 300).contains("has no segment between 0+200 and 0+300"))
        #expect(strip(TinyRoad.id, 300, 200).contains("is not before"))
        #expect(strip(TinyRoad.id, 0, 900).contains("is not on road"))
        #expect(
            message { try SheetStory.segment("S-1", of: folder, to: survey.folder.file("s.tif")) }
                .contains("a PDF or a PNG"))
        #expect(
            message {
                try SheetStory.segment("S-1", of: folder, to: survey.folder.file("no/s.pdf"))
            }
            .contains("the folder does not exist"))
        #expect(
            message {
                try SheetStory.segment("S-1", of: folder, to: folder.path + "/sweeps/s.pdf")
            } != "done")
        try survey.edit { $0.crs = "EPSG:4326" }
        let geographic = try survey.survey
        #expect(
            message { try SheetStory.segment("S-1", of: geographic, to: path) }
                .contains("is not a projected CRS"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("Stopped at any page, it leaves no file and what was there before")
    func stopped() throws {
        let survey = try TestSurvey()
        try add("L-1", MetreRange(low: 10, high: 480), to: survey)
        let path = survey.folder.file("out.pdf")
        try "before".write(toFile: path, atomically: true, encoding: .utf8)
        for page in 0..<4 {
            let counter = Counter()
            let monitor = WorkMonitor(
                progress: { _, _ in }, isCancelled: { counter.next() > page })
            #expect(throws: Cancelled.self) {
                try SheetStory.segment("L-1", of: try survey.survey, to: path, monitor: monitor)
            }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
        let names = try FileManager.default.contentsOfDirectory(atPath: survey.folder.path)
        #expect(!names.contains { $0.hasPrefix(".tmp-") })
    }

    private final class Counter: @unchecked Sendable {
        // One task alone asks.
        private var count = 0
        func next() -> Int {
            count += 1
            return count
        }
    }

    @Test("The same record gives the same bytes")
    func same() async throws {
        let survey = try await TestSurvey.worked()
        let folder = try survey.survey
        for (name, options) in [
            ("a.pdf", SheetOptions()), ("b.pdf", SheetOptions(language: .arabic, paper: .a3)),
            ("c.png", SheetOptions()),
        ] {
            let (one, other) = (survey.folder.file("1" + name), survey.folder.file("2" + name))
            for path in [one, other] {
                _ = try SheetStory.segment("S-1", of: folder, options: options, to: path)
            }
            #expect(
                FileManager.default.contents(atPath: one)
                    == FileManager.default.contents(atPath: other))
        }
    }
}
