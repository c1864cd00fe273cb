import Cartography
import Foundation
import LandRelease
import Pictures
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SheetContentTests {
    private func content(
        _ survey: TestSurvey, _ options: SheetOptions = SheetOptions()
    ) throws -> SheetContent {
        try SheetContent(try survey.survey, options, .silent)
    }

    private func texts(_ page: SheetPage) -> [String] {
        [page.title, page.subtitle, page.handling, page.number, page.legendTitle, page.footer]
            + page.tables.flatMap { [$0.title] + $0.rows.flatMap { [$0.label, $0.value] } }
            + page.legend.map(\.text) + page.claims + page.remarks
            + page.signatures.flatMap { [$0.title] + $0.fields }
            + page.map.words.frame
    }

    private func value(_ label: String, _ page: SheetPage) throws -> String {
        try #require(
            page.tables.flatMap(\.rows).first { $0.label == label }, "\(label)"
        ).value
    }

    /// Area of rings in the plane (m2).
    private func area(_ rings: [[PlanePoint]]) -> Double {
        rings.reduce(0) { sum, ring in
            let next = ring.dropFirst() + ring.prefix(1)
            return sum
                + abs(zip(ring, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }) / 2
        }
    }

    /// Rings drawn with the ink of this ground.
    private func rings(_ code: SheetGroundCode, _ map: SheetMap) -> [[PlanePoint]] {
        map.features.flatMap { feature -> [[PlanePoint]] in
            guard feature.inks == code.inks, case .area(let rings) = feature.shape else {
                return []
            }
            return rings
        }
    }

    @Test("A sheet says what the record says, and what must be read with it")
    func numbers() async throws {
        let survey = try await TestSurvey.worked()
        let page = try #require(try content(survey).segment("S-1").pages.first)
        let record = try survey.record
        let open = record.alarms.count(where: \.isOpen)
        #expect(open > 0)
        #expect(try value("Open alarms", page) == "\(open)")
        #expect(try value("Closed alarms", page) == "0")
        #expect(try value("Chainage", page) == "0+100.20 – 0+102.80")
        #expect(try value("Depth required", page) == "15 cm below the original surface")
        #expect(try value("Classes required", page) == "anti-vehicle")
        #expect(try value("Covered: anti-vehicle", page) == "100.0\u{A0}%; gaps: 0")
        #expect(try value("Area", page) == "2.3\u{A0}m²")
        #expect(try value("Offsets", page).contains("right of increasing chainage"))
        #expect(page.claims[0].hasPrefix("No alarm does not mean no mine."))
        #expect(page.footer.contains(try survey.head) && page.handling == "RESTRICTED")
        #expect(page.signatures.map(\.title) == ["Prepared by", "Checked by", "Approved by"])
        #expect(page.map.words.frame[0] == "WGS 84 / UTM zone 34N (EPSG:32634)")
        #expect(page.map.labels.filter(\.isNeeded).map(\.text).count == open)
    }

    @Test("The ground drawn has the areas of the account, and no gap is lost")
    func areas() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        // One lane of the two, so that half of the strip is a gap.
        try survey.addLanes(offsets: [-4.775])
        try await survey.day()
        let content = try content(survey)
        let map = try #require(try content.segment("S-1").pages.first).map
        let segment = try #require(try survey.record.segment("S-1"))
        let account = try #require(try content.evidence.accounts(of: segment).first)
        let gaps = account.gaps.reduce(0) { $0 + $1.areaSquareMetres }
        #expect(gaps > 0.5 && gaps < 2)
        // The grid is 0.02 % to 0.1 % larger than the ground here.
        #expect(abs(area(rings(.swept, map)) / account.areaSquareMetres - 1) < 0.0025)
        #expect(abs(area(rings(.notCovered, map)) / gaps - 1) < 0.0025)
        #expect(rings(.sweptInPart, map) == [] && rings(.reduced, map) == [])
        let strip = try #require(
            try content.strip(TinyRoad.id, along: MetreRange(low: 100, high: 104)).pages.first)
        #expect(abs(area(rings(.notCovered, strip.map)) - gaps) < 1e-6)
    }

    @Test("An alarm stands where another program puts it")
    func place() async throws {
        let survey = try await TestSurvey.worked()
        let map = try #require(try content(survey).segment("S-1").pages.first).map
        let alarm = try #require(try survey.record.alarms.first { $0.isOpen })
        let label = try #require(map.labels.first { $0.text == alarm.id })
        let at = alarm.place.geographic
        let run = try CommandRun.run([
            "bash", "-c",
            "echo \(at.longitude) \(at.latitude) | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:32634",
        ])
        let parts = run.output.split(separator: " ").compactMap { Double($0) }
        try #require(parts.count >= 2)
        #expect(abs(parts[0] - label.point.x) < 0.01 && abs(parts[1] - label.point.y) < 0.01)
        // Right of the road: beneath the centreline of a strip, whose up is left.
        let strip = try content(survey).strip(
            TinyRoad.id, along: MetreRange(low: 100, high: 104))
        let beneath = try #require(strip.pages[0].map.labels.first { $0.text == alarm.id })
        #expect(beneath.point.y == alarm.place.position.offsetMetres && beneath.point.y < 0)
    }

    @Test("The danger classes stand in every legend; the rest only where it is on the sheet")
    func legend() async throws {
        let bare = try #require(try content(try TestSurvey()).segment("S-1").pages.first)
        let danger = [
            "Alarm. Open: danger", "Find. Explosive, no disposal on record: danger",
            "Gap: not covered, danger", "Under review or suspended, danger",
        ]
        #expect(Set(danger).isSubset(of: bare.legend.map(\.text)))
        #expect(!bare.legend.contains { $0.text.contains("Swept") })
        let worked = try await TestSurvey.worked()
        try worked.digAll()
        let page = try #require(try content(worked).segment("S-1").pages.first)
        let lines = page.legend.map(\.text)
        #expect(Set(danger).isSubset(of: lines))
        for text in [
            "Swept, released by nobody", "Swept: evidence, releases nothing",
            "Alarm. Closed: nothing found", "Outline, work status: worked on",
        ] { #expect(lines.contains(text), "\(text)") }
        #expect(try value("Open alarms", page) == "0")
    }

    @Test("Green is drawn for released ground alone, and not while its release is in question")
    func released() async throws {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        let report = try survey.desk.request(
            .reduced, segment: "S-1", by: TestSurvey.author, note: "technical survey")
        let before = try #require(try content(survey).segment("S-1").pages.first)
        #expect(rings(.reduced, before.map) == [] && rings(.swept, before.map) != [])
        try survey.desk.approve(report, by: TestSurvey.approver)
        let after = try #require(try content(survey).segment("S-1").pages.first)
        #expect(rings(.swept, after.map) == [] && rings(.reduced, after.map) != [])
        #expect(try value("Released as", after) == "Reduced")
        survey.clock.set("2026-03-02T08:00:00Z")
        try survey.add(
            TinySweep.sweep(seed: 21, targets: [.init(x: 2, y: 0, delay: 1, strength: 12)]),
            named: "again", offset: -4.775, on: "2026-03-02")
        try await survey.day()
        let review = try #require(try content(survey).segment("S-1").pages.first)
        #expect(rings(.reduced, review.map) == [] && rings(.underReview, review.map) != [])
        #expect(try value("Released as", review) == "Reduced - under review")
    }

    @Test("An Arabic sheet reads from right to left and leaves no English word but names")
    func arabic() async throws {
        let survey = try await TestSurvey.worked()
        let options = SheetOptions(language: .arabic)
        for sheet in [
            try content(survey, options).segment("S-1"),
            try content(survey, options).strip(
                TinyRoad.id, along: MetreRange(low: 100, high: 104)),
        ] {
            #expect(sheet.isRightToLeft && sheet.stamp == nil)
            let allowed: Set<String> = [
                "S", "T", "Tiny", "ClearRoad", "WGS", "UTM", "zone", "N", "E", "EPSG", "Z",
            ]
            for page in sheet.pages {
                for text in texts(page) where !text.contains(try survey.head) {
                    let words = text.split { !($0.isLetter && $0.isASCII) }.map(String.init)
                    #expect(words.allSatisfy(allowed.contains), "\(text)")
                    #expect(!text.unicodeScalars.contains { (0x660...0x669).contains($0.value) })
                }
            }
            _ = try sheet.pdf()
        }
    }

    @Test("A demonstration is stamped on the page and in the file")
    func stamped() throws {
        var settings = TestSurvey.settings
        settings.purpose = .demonstration
        let survey = try TestSurvey(settings)
        let sheet = try content(survey).segment("S-1")
        #expect(sheet.stamp == ProductLabel.demonstrationStamp)
        #expect(sheet.metadata.keywords.contains(ProductLabel.demonstrationStamp))
        #expect(sheet.metadata.date == TestSurvey.morning)
        #expect(try content(try TestSurvey()).segment("S-1").stamp == nil)
    }
}
