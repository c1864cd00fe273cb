import Foundation
import LandRelease
import SurveyModel
import Testing

@Suite struct RoadFactsTests {
    private func calibrated(
        _ version: Int, road: String = "CR-1", last: Double = 900
    ) throws -> RoadCalibrated {
        RoadCalibrated(
            road: road, version: version,
            calibration: try ChainageCalibration(posts: [
                KilometrePost(name: "1", kilometres: 1, chainageMetres: 10),
                KilometrePost(name: "2", kilometres: 2, chainageMetres: last),
            ]), measuredOn: "2026-03-01", source: "odometer",
            fileDigest: SurveyFixture.digest("b"))
    }

    private func codes(_ record: SurveyRecord, _ fact: RoadCalibrated) -> [String] {
        record.objections(
            to: .roadCalibrated(fact), by: "Aisha", at: "2026-03-01T10:00:00Z"
        ).map(\.code)
    }

    @Test func `a calibration reads back as it was written`() throws {
        let fact = Fact.roadCalibrated(try calibrated(1))
        let data = try JSONEncoder().encode(fact)
        #expect(try JSONDecoder().decode(Fact.self, from: data) == fact)
    }

    @Test func `a road of an older record has no source, and keeps its bytes`() throws {
        let old = """
            {"fileDigest":"\(String(repeating: "a", count: 64))","id":"r","kind":"roadRegistered",\
            "lengthMetres":100,"vertices":[{"latitude":32,"longitude":23},\
            {"latitude":32.001,"longitude":23}]}
            """
        let fact = try JSONDecoder().decode(Fact.self, from: Data(old.utf8))
        guard case .roadRegistered(let road) = fact else {
            Issue.record("another kind")
            return
        }
        #expect(road.carriageway == nil && road.sourceCRS == nil)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(fact), as: UTF8.self) == old)
    }

    @Test func `versions follow each other, on a road that is known and long enough`() throws {
        var survey = try GrowingRecord()
        let record = survey.record
        #expect(codes(record, try calibrated(1)) == [])
        #expect(codes(record, try calibrated(2)) == ["calibration-version"])
        #expect(codes(record, try calibrated(1, road: "x")) == ["road-unknown"])
        #expect(codes(record, try calibrated(1, last: 2e7)) == ["range"])
        survey.add(.roadCalibrated(try calibrated(1)))
        survey.add(.roadCalibrated(try calibrated(2, last: 1100)))
        survey.add(.roadCalibrated(try calibrated(2, last: 1200)))
        let found = survey.record
        // The third has a number that was taken: it has no effect.
        #expect(found.calibrations(ofRoad: "CR-1").map(\.version) == [1, 2])
        #expect(found.conflicts.count == 1)
        #expect(found.calibration(ofRoad: "CR-1")?.calibration.posts.last?.chainageMetres == 1100)
        #expect(found.calibration(ofRoad: "CR-1", version: 1)?.version == 1)
        #expect(found.calibration(ofRoad: "CR-1", version: 3) == nil)
    }
}
