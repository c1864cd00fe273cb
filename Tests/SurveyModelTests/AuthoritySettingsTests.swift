import Foundation
import SurveyModel
import Testing

@Suite struct AuthoritySettingsTests {
    @Test("Settings without the section are written without it and read as before")
    func absent() throws {
        let settings = SurveySettings(name: "Tiny", crs: "EPSG:32634")
        let text = String(decoding: try JSONEncoder().encode(settings), as: UTF8.self)
        #expect(!text.contains("authority"))
        let read = try JSONDecoder().decode(SurveySettings.self, from: Data(text.utf8))
        #expect(read == settings && read.authority == nil && read.problems.isEmpty)
    }

    @Test("The section needs each of its keys but the days after which an alarm is overdue")
    func keys() throws {
        let whole = try JSONEncoder().encode(SurveySettings.Authority())
        let object = try #require(JSONSerialization.jsonObject(with: whole) as? [String: Any])
        let optional = "alarmOverdueDays"
        #expect(
            Set(object.keys).union([optional]) == Set(SurveySettings.Authority.keys))
        for key in SurveySettings.Authority.keys where key != optional {
            var part = object
            part[key] = nil
            let data = try JSONSerialization.data(withJSONObject: part)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(SurveySettings.Authority.self, from: data)
            }
        }
    }

    @Test(
        "Each figure out of range is named",
        arguments: [
            ("qcShare", SurveySettings.Authority(qcShare: 1.5)),
            ("qcShare", SurveySettings.Authority(qcShare: .nan)),
            ("fadeOutMetres", SurveySettings.Authority(fadeOutMetres: -1)),
            ("handOverSignatures", SurveySettings.Authority(handOverSignatures: -1)),
            ("laneWidthMetres", SurveySettings.Authority(laneWidthMetres: 0.05, overlapMetres: 0)),
            ("overlapMetres", SurveySettings.Authority(overlapMetres: 2)),
            ("seedsPerLot", SurveySettings.Authority(seedsPerLot: -1)),
        ])
    func ranges(name: String, section: SurveySettings.Authority) {
        var settings = SurveySettings(name: "Tiny", crs: "EPSG:32634")
        settings.authority = section
        #expect(settings.problems.count == 1)
        #expect(settings.problems.first?.hasPrefix("authority.\(name) is") == true)
        settings.authority = SurveySettings.Authority()
        #expect(settings.problems.isEmpty)
    }
}
