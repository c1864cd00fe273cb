import SurveyModel
import Testing

@testable import LandRelease

@Suite("The radar of a sweep")
struct SweepAssetTests {
    private func survey() throws -> GrowingRecord {
        var survey = try GrowingRecord(settings: nil)
        survey.addPeople()
        survey.addAsset()
        for (id, kind) in [("MD-1", AssetKind.metalDetector), ("GPR-2", .gpr), ("GPR-3", .gpr)] {
            survey.add(
                .assetRegistered(
                    AssetRegistered(
                        id: id, asset: kind, maker: "M", model: "1", serial: id, team: "T")),
                by: OfficeFixture.name(.taskOfficer))
        }
        survey.add(
            .accreditationGranted(
                OfficeFixture.accreditation("ACC-3", holder: .init(.asset, "GPR-3"))),
            by: SurveyFixture.approver)
        survey.add(
            .assetRetired(AssetRetired(id: "GPR-3", on: "2026-02-28", reason: "worn")),
            by: OfficeFixture.name(.taskOfficer))
        #expect(survey.record.conflicts == [])
        return survey
    }

    private func sweep(
        _ name: String = "L1", asset: String?, on day: String = "2026-03-01",
        segment: String = SurveyFixture.segment, operatorName: String? = "Mona"
    ) -> SweepRegistered {
        var sweep = SurveyFixture.sweep(name, acquiredOn: day, segment: segment)
        sweep.asset = asset
        sweep.operatorName = operatorName
        return sweep
    }

    @Test(
        "It is a radar on record, in use and accredited on the day",
        arguments: [
            (nil, "2026-03-01", []), ("GPR-1", "2026-03-01", []), ("gpr-1", "2026-03-01", []),
            ("GPR-9", "2026-03-01", ["asset-unknown"]), ("MD-1", "2026-03-01", ["not-a-radar"]),
            ("GPR-2", "2026-03-01", ["asset-not-accredited"]),
            ("GPR-1", "2025-12-31", ["asset-not-accredited"]),
            ("GPR-3", "2026-03-01", ["asset-retired"]), ("GPR-3", "2026-02-28", []),
        ] as [(String?, String, [String])])
    func checks(asset: String?, day: String, codes: [String]) throws {
        let found = try survey().record.objections(
            to: .sweepRegistered(sweep(asset: asset, on: day)), by: "A", at: SurveyFixture.evening)
        #expect(found.map(\.code) == codes)
    }

    @Test("Lots swept with one radar are siblings, whoever drove it; without its name they are not")
    func siblings() throws {
        for named in [true, false] {
            var survey = try survey()
            survey.add(.segmentAdded(SurveyFixture.segmentFact("V2", from: 300)))
            survey.add(.segmentAdded(SurveyFixture.segmentFact("V3", from: 400)))
            let asset = named ? "GPR-1" : nil
            survey.add(.sweepRegistered(sweep("A", asset: asset, operatorName: "Mona")))
            survey.add(
                .sweepRegistered(sweep("B", asset: asset, segment: "V2", operatorName: "Lina")))
            survey.add(.sweepRegistered(sweep("C", asset: nil, segment: "V3", operatorName: nil)))
            let record = survey.record
            #expect(record.conflicts == [])
            #expect(
                record.siblings(of: SurveyFixture.segment)
                    == (named ? [SurveyFixture.segment, "V2"] : [SurveyFixture.segment]))
        }
    }

    @Test("A sweep without a radar is written as it always was")
    func optionalKey() throws {
        let event = Event(
            writer: String(repeating: "a", count: 32), number: 1, clock: 1,
            at: SurveyFixture.morning, by: "A", tool: "t", inputs: [], previous: Event.origin,
            fact: .sweepRegistered(sweep(asset: nil)))
        #expect(try !String(decoding: event.body(), as: UTF8.self).contains("asset"))
    }
}
