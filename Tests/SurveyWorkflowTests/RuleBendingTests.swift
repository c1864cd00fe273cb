import FileAccess
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Ways round the rules that lead through files a person can edit.
@Suite struct RuleBendingTests {
    @Test func `Errors and bands edited without approval move nothing`() throws {
        let survey = try TestSurvey()
        try survey.edit {
            $0.typedPlacement.alongErrorMetres = 5
            $0.bands[LateralBand.rightShoulder.rawValue] = MetreRange(low: -4.2, high: -4.1)
        }
        let sweep = try survey.add(
            TinySweep.sweep(seed: 5), named: "lane", offset: TestSurvey.lanes[0])
        #expect(sweep.placement?.alongErrorMetres == 0.01)
        try SegmentDesk.add(
            SegmentPlan(
                id: "S-2", road: TinyRoad.id, chainage: MetreRange(low: 110, high: 112),
                band: .rightShoulder, depthMetres: 0.15, classification: .suspected),
            to: try survey.survey, by: TestSurvey.author, clock: survey.clock.wall)
        #expect(try survey.record.segment("S-2")?.fact.offset == TestSurvey.offsets)
    }

    @Test func `A day's work proposes no settings in anybody's name`() async throws {
        let survey = try TestSurvey()
        try survey.edit { $0.release.gprAccreditedFor = .clearance }
        try await survey.day()
        #expect(try survey.record.settings.count == 1)
        #expect(throws: WorkflowError.self) { try survey.approve(by: TestSurvey.author) }
    }

    @Test func `Raw files that are gone or changed stand in the way of request and approval`()
        async throws
    {
        let survey = try await TestSurvey.worked()
        try survey.digAll()
        let report = try survey.desk.request(
            .reduced, segment: TestSurvey.segment, by: TestSurvey.author, note: "swept and dug")
        let sweep = try #require(try survey.record.sweeps.first { !$0.fact.isBlank })
        try Folder.remove(survey.path + "/" + sweep.fact.path)
        let approval = try refusal { try survey.desk.approve(report, by: TestSurvey.approver) }
        #expect(approval.contains("raw-file"))
        let request = try refusal {
            _ = try survey.desk.request(
                .reduced, segment: TestSurvey.segment, by: TestSurvey.author, note: "again")
        }
        #expect(request.contains("raw-file"))
    }

    @Test func `A report that claims more coverage than its sweeps have is named`() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes(offsets: [TestSurvey.lanes[0]])
        try await survey.day()
        try survey.digAll()
        let sweep = try #require(try survey.record.sweeps.last { !$0.fact.isBlank })
        let area = TestSurvey.chainage.length * TestSurvey.offsets.length
        let forged = CoverageAccount(
            coverageClass: .antiVehicle, depthMetres: 0.15, areaSquareMetres: area,
            coveredSquareMetres: area, gaps: [], sweeps: [sweep.digest])
        let evidence = try EvidenceStore.store(["forged"], inSurvey: survey.path)
        var registry = try survey.survey.registry()
        try registry.append(
            [
                .reportSubmitted(
                    ReportSubmitted(
                        id: "S-1-R1", segment: "S-1", product: .reduced,
                        author: TestSurvey.author, note: "forged", evidenceDigest: evidence,
                        ntsDocument: nil, coverage: [forged]))
            ], by: TestSurvey.author, at: TestSurvey.morning)
        let found = try SurveyViews.verify(survey.path, expectedHead: nil).findings
        #expect(found.contains { $0.contains("S-1-R1") && $0.contains("its sweeps cover") })
    }

    @Test func `A demonstration stays one whatever survey json says later`() async throws {
        var settings = TestSurvey.settings
        settings.purpose = .demonstration
        let survey = try TestSurvey(settings)
        try survey.edit { $0.purpose = .operation }
        try await survey.day()
        let list = try RegularFile(path: survey.path + "/products/alarms.geojson").allBytes()
        #expect(String(decoding: list, as: UTF8.self).contains("SIMULATED DATA"))
    }

    @Test func `Traces too far apart for a class cover nothing for it`() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        for (place, offset) in TestSurvey.lanes.enumerated() {
            var sweep = TinySweep.sweep(seed: UInt64(11 + place))
            for index in sweep.channels.indices {
                let distances = sweep.channels[index].radargram.distancesMetres
                sweep.channels[index].radargram.distancesMetres = distances.map { $0 * 3 }
            }
            try survey.add(sweep, named: "lane-\(place)", offset: offset)
        }
        try await survey.day()
        let segment = try #require(try survey.record.segment(TestSurvey.segment))
        let accounts = try SurveyViews.coverage(of: segment, in: try survey.record)
        #expect(accounts.allSatisfy { $0.percent == 0 })
    }

    @Test func `Segments too far apart for one raster get a map for each kilometre`() async throws {
        let folder = try TemporaryFolder()
        let road = folder.file("road.geojson")
        try DurableFile.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"R"},"#
                + #""geometry":{"type":"LineString","coordinates":[[22.6,32.5],[22.7,32.6]]}}]}"#,
            to: road)
        try SurveyCreation.create(
            at: folder.file("s"), settings: TestSurvey.settings, roadFile: road, by: "Ann")
        for (id, from) in [("near", 100.0), ("far/away", 9000)] {
            try SegmentDesk.add(
                SegmentPlan(
                    id: id, road: "R", chainage: MetreRange(low: from, high: from + 5),
                    band: .leftShoulder, depthMetres: 0.1, classification: .suspected),
                to: try SurveyFolder(folder.file("s")), by: "Ann")
        }
        let report = try await DailyWork(
            survey: try SurveyFolder(folder.file("s")), author: "Ann"
        ).run()
        #expect(report.problems.isEmpty)
        let names = try Folder.names(in: folder.file("s/products"))
        for layer in ["status", "coverage", "detectability", "alarm-density"] {
            let tiles = try Folder.names(in: folder.file("s/products/" + layer))
            #expect(tiles.contains("R-km-000.tif") && tiles.contains("R-km-009.tif"))
            #expect(tiles.contains("tiles.geojson") && tiles.contains("R-km-009.tif.aux.xml"))
        }
        let again = try await DailyWork(
            survey: try SurveyFolder(folder.file("s")), author: "Ann"
        ).run()
        #expect(again.written.isEmpty)
        #expect(names.contains("alarms.csv") && !names.contains("status.tif"))
    }

    @Test func `A survey without segments has a day all the same, without maps`() async throws {
        let folder = try TemporaryFolder()
        try DurableFile.write(TinyRoad.geoJSON, to: folder.file("road.geojson"))
        try SurveyCreation.create(
            at: folder.file("s"), settings: TestSurvey.settings,
            roadFile: folder.file("road.geojson"), by: "Ann")
        let work = DailyWork(survey: try SurveyFolder(folder.file("s")), author: "Ann")
        let first = try await work.run()
        #expect(first.problems.count == 1)
        #expect(try Folder.names(in: folder.file("s/products")).contains("alarms.csv"))
        #expect(try await work.run().written.isEmpty)
    }

    @Test func `The same ground under another road's name is refused`() throws {
        let folder = try TemporaryFolder()
        let road = folder.file("road.geojson")
        let line = #""geometry":{"type":"LineString","coordinates":[[22.6,32.5],[22.7,32.6]]}}"#
        try DurableFile.write(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"R"},"#
                + line + #",{"type":"Feature","properties":{"id":"Q"},"# + line + "]}", to: road)
        try SurveyCreation.create(
            at: folder.file("s"), settings: TestSurvey.settings, roadFile: road, by: "Ann")
        func add(_ id: String, _ road: String) throws {
            try SegmentDesk.add(
                SegmentPlan(
                    id: id, road: road, chainage: MetreRange(low: 100, high: 105),
                    band: .leftShoulder, depthMetres: 0.1, classification: .suspected),
                to: try SurveyFolder(folder.file("s")), by: "Ann")
        }
        try add("one", "R")
        #expect(throws: WorkflowError.self) { try add("two", "Q") }
    }
}
