import FileAccess
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct FindDeskTests {
    func plan(_ change: (inout FindPlan) -> Void = { _ in }) -> FindPlan {
        var plan = FindPlan(
            item: FoundItem(category: "mine", subcategory: "av"),
            spot: .road(nil, RoadPosition(chainageMetres: 101.5, offsetMetres: -4.5)),
            method: .pegs, accuracyMetres: 0.05, depthMetres: 0.1, sensor: "gpr")
        change(&plan)
        return plan
    }

    @Test(
        "A find by coordinates lies where the same find by chainage lies, on its side of the road")
    func places() throws {
        let survey = try TestSurvey()
        let desk = FindDesk(survey: try survey.survey, clock: survey.clock.wall)
        let first = try desk.add(plan(), by: "Yusuf")
        let second = try desk.add(
            plan {
                $0.spot = .geographic(first.geographic)
                $0.method = .gnss
                $0.accuracyMetres = 0.5
            }, by: "Yusuf")
        let (one, two) = (try #require(first.position), try #require(second.position))
        #expect(abs(one.chainageMetres - two.chainageMetres) < 0.001)
        #expect(abs(one.offsetMetres - two.offsetMetres) < 0.001)
        #expect(second.segments == ["S-1"] && first.id != second.id)
        // The same find told twice is one find.
        #expect(try refusal { _ = try desk.add(plan(), by: "Yusuf") } == ["already-recorded"])
        #expect(throws: WorkflowError.self) {
            try desk.add(
                plan { $0.spot = .geographic(GeographicPosition(longitude: 0, latitude: 0)) },
                by: "Yusuf")
        }
        #expect(throws: WorkflowError.self) {
            try desk.add(
                plan {
                    $0.method = .gnss
                    $0.accuracyMetres = nil
                }, by: "Yusuf")
        }
    }

    @Test("A refused find leaves no picture behind; a recorded one keeps it by its digest")
    func photo() throws {
        let survey = try TestSurvey()
        let desk = FindDesk(survey: try survey.survey, clock: survey.clock.wall)
        let file = survey.folder.file("photo.jpg")
        try DurableFile.write("picture", to: file)
        #expect(
            try refusal {
                _ = try desk.add(
                    plan {
                        $0.photoPath = file
                        $0.foundOn = "2199-01-01"
                    }, by: "Yusuf")
            } == ["date-in-future"])
        #expect(!Folder.exists(survey.path + "/evidence"))
        let find = try desk.add(plan { $0.photoPath = file }, by: "Yusuf")
        let digest = try #require(find.details?.photo)
        #expect(EvidenceStore.path(of: digest, inSurvey: survey.path) != nil)
    }

    @Test(
        "Sweeps made after the find, over the whole ground around it, end the search; older ones do not"
    )
    func search() async throws {
        var settings = TestSurvey.settings
        settings.authority = SurveySettings.Authority(fadeOutMetres: 0.5)
        let survey = try TestSurvey(settings)
        try survey.addBlanks()
        try survey.addLanes(targets: [])
        try await survey.day()
        try survey.digAll()
        let desk = FindDesk(survey: try survey.survey, clock: survey.clock.wall)
        let find = try desk.add(plan(), by: "Yusuf")
        func close(by person: String = "Huda Omar") throws -> [String] {
            try refusal {
                try desk.closeSearch(find.id, reason: "swept anew", by: person)
            }
        }
        #expect(Set(try close()) == ["coverage-gap", "coverage-without-sweeps"])
        for (place, offset) in TestSurvey.lanes.enumerated() {
            try survey.add(
                TinySweep.sweep(seed: UInt64(31 + place)), named: "again-\(place)", offset: offset)
            if place == 0 {
                try await survey.day()
                try survey.digAll()
                #expect(try close() == ["coverage-gap"])
            }
        }
        try await survey.day()
        try survey.digAll()
        #expect(try close(by: "yusuf") == ["own-find"])
        #expect(try close() == [])
        #expect(try survey.record.finds[0].searchState == "closed")
        #expect(SearchCoverage.findings(try survey.record) == [])
        #expect(try close() == ["no-search"])
    }
}
