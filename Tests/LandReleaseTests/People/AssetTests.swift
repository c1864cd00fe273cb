import SurveyModel
import Testing

@testable import LandRelease

@Suite("Assets and accreditations")
struct AssetTests {
    func survey(_ grants: [AccreditationGranted] = []) throws -> GrowingRecord {
        var survey = try GrowingRecord()
        survey.addPeople()
        survey.addAsset(grants)
        #expect(survey.record.conflicts == [])
        return survey
    }

    @Test("A device has maker, model and serial; ids and serials are taken once")
    func assets() throws {
        let survey = try survey()
        func codes(_ asset: AssetRegistered) -> [String] {
            survey.codes(.assetRegistered(asset), by: OfficeFixture.name(.taskOfficer))
        }
        #expect(codes(OfficeFixture.asset) == ["already-recorded", "serial-taken"])
        #expect(
            codes(
                AssetRegistered(
                    id: "gpr 1", asset: .gpr, maker: "Gssi", model: "x", serial: "42", team: "T"))
                == ["already-recorded", "serial-taken"])
        #expect(
            codes(AssetRegistered(id: "MD", asset: .metalDetector, team: " "))
                == ["text", "asset-unnamed"])
        #expect(codes(AssetRegistered(id: "Team 1", asset: .manualTeam, team: "Team 1")) == [])
        #expect(codes(AssetRegistered(id: "Dogs", asset: .dogTeam, team: "Dogs")) == [])
    }

    @Test("Retiring needs a reason and a day, once")
    func retiring() throws {
        var survey = try survey()
        let retired = AssetRetired(id: "gpr-1", on: "2026-03-01", reason: "broken")
        let officer = OfficeFixture.name(.taskOfficer)
        #expect(
            survey.codes(.assetRetired(.init(id: "x", on: "soon", reason: " ")), by: officer) == [
                "text", "date", "asset-unknown",
            ])
        #expect(survey.codes(.assetRetired(retired), by: officer) == [])
        survey.add(.assetRetired(retired), by: officer)
        #expect(survey.codes(.assetRetired(retired), by: officer) == ["asset-retired"])
        #expect(survey.record.assets.asset("GPR-1")?.isInUse(on: "2026-03-01") == true)
        #expect(survey.record.assets.asset("GPR-1")?.isInUse(on: "2026-03-02") == false)
    }

    @Test(
        "An accreditation is checked as a whole",
        arguments: [
            (OfficeFixture.accreditation("A-2"), []),
            (OfficeFixture.accreditation("A-2", holder: .init(.person, "yusuf")), []),
            (OfficeFixture.accreditation("A-2", holder: .init(.organisation, "O")), []),
            (OfficeFixture.accreditation("acc 1"), ["already-recorded"]),
            (OfficeFixture.accreditation("A-2", holder: .init(.person, "X")), ["unregistered"]),
            (OfficeFixture.accreditation("A-2", holder: .init(.asset, "X")), ["asset-unknown"]),
            (
                OfficeFixture.accreditation(
                    " ", holder: .init(.asset, "X"), classes: [], depth: .nan,
                    from: "2026-02-30", until: "2026-01-01"),
                ["text", "asset-unknown", "class-missing", "range", "date", "dates"]
            ),
        ] as [(AccreditationGranted, [String])])
    func granting(grant: AccreditationGranted, expected: [String]) throws {
        let survey = try survey([OfficeFixture.accreditation()])
        #expect(survey.codes(.accreditationGranted(grant), by: SurveyFixture.approver) == expected)
        #expect(
            survey.codes(.accreditationGranted(grant), by: OfficeFixture.name(.taskOfficer))
                == ["role"] + expected)
    }

    @Test("A withdrawal counts from its day on, once")
    func withdrawing() throws {
        var survey = try survey([OfficeFixture.accreditation()])
        let fact = Fact.accreditationWithdrawn(
            .init(number: "ACC-1", on: "2026-03-01", reason: "failed a seed"))
        #expect(survey.codes(fact, by: SurveyFixture.approver) == [])
        survey.add(fact, by: SurveyFixture.approver)
        let record = try #require(survey.record.assets.accreditation("acc-1"))
        #expect(record.isValid(on: "2026-02-28") && !record.isValid(on: "2026-03-01"))
        #expect(survey.codes(fact, by: SurveyFixture.approver) == ["already-recorded"])
        #expect(
            survey.codes(
                .accreditationWithdrawn(.init(number: "x", on: "x", reason: "")),
                by: SurveyFixture.approver) == ["text", "date", "accreditation-unknown"])
    }
}
