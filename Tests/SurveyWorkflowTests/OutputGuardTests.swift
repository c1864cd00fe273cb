import FileAccess
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct OutputGuardTests {
    @Test func `Nothing is written over a survey's own files`() throws {
        let survey = try TestSurvey()
        try Folder.create(survey.path + "/sweeps/2026-03-01")
        let own = [
            "registry.gpkg", "survey.json", "road.geojson", "sweeps/2026-03-01/x.sgy",
            "sweeps/../registry.gpkg",
        ]
        for name in own {
            #expect(throws: WorkflowError.self, "\(name)") {
                try OutputGuard.check(survey.path + "/" + name)
            }
        }
        try OutputGuard.check(survey.path + "/status.tif")
        try Folder.create(survey.path + "/products")
        try OutputGuard.check(survey.path + "/products/alarms.csv")
        try OutputGuard.check(survey.folder.file("registry.gpkg"))
    }

    @Test func `An export does not replace the record`() throws {
        let survey = try TestSurvey()
        let head = try survey.head
        #expect(throws: WorkflowError.self) {
            try SurveyViews.export(
                try survey.survey, to: survey.path + "/registry.gpkg", isPublic: false)
        }
        #expect(try survey.head == head)
    }

    @Test func `A folder that does not exist is said before any work`() {
        #expect(throws: WorkflowError.self) { try OutputGuard.check("/no/such/folder/x.csv") }
    }
}
