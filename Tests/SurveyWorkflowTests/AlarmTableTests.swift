import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct AlarmTableTests {
    private func alarm(_ sweep: String, score: Double = 3) -> Alarm {
        Alarm(
            id: "1", sweep: sweep, xMetres: 1.2345, yMetres: -0.0001, depthMetres: 0.1,
            score: score, isSelected: true, expectedFARPerSquareMetre: nil,
            alarmClass: .undetermined,
            place: AlarmPlace(
                road: "T-1", position: RoadPosition(chainageMetres: 101, offsetMetres: -4.6),
                geographic: GeographicPosition(longitude: 23.5, latitude: 32.1),
                alongErrorMetres: 0.1, acrossErrorMetres: 0.2, depthErrorMetres: 0.05))
    }

    @Test("A row reads back as the alarm it was made of, whatever its sweep is called")
    func roundTrip() throws {
        for name in [
            "lane", "a,b", "say \"no\"", "a\"", "ممر, 1", "=1+1", "", "a\"\u{301}b", "a\r\nb",
        ] {
            let text = AlarmTable.csv([alarm(name)])
            let row = try #require(text.firstIndex(of: "\n").map { text[$0...].dropFirst() })
            let read = try #require(AlarmTable.alarm(fromRow: String(row)))
            #expect(read.sweep == name)
            #expect(read.place == alarm(name).place)
            #expect(abs(read.xMetres - 1.2345) < 6e-4 && read.yMetres == 0)
        }
        #expect(AlarmTable.alarm(fromRow: "1,lane,NaN") == nil)
        #expect(!AlarmTable.csv([alarm("lane")]).contains("-0.000"))
    }

    @Test("The second list and the evidence read back, empty where there is none")
    func evidence() throws {
        var given = alarm("lane")
        given.evidence = AlarmEvidence(
            imagingScore: 2.5, isImagingSelected: true, imagingFARPerSquareMetre: 0.125,
            clutterPValue: 0.0625, anomaly: 3.25,
            probability: ProbabilityRange(value: 0.5, low: 0.25, high: 0.75), judge: "a,\"b\"")
        let text = AlarmTable.csv([given, alarm("lane")])
        let header = AlarmTable.columns.joined(separator: ",") + "\n"
        let rows = text.dropFirst(header.count).split(separator: "\n").map(String.init)
        #expect(text.hasPrefix(header) && rows.count == 2)
        let read = try #require(AlarmTable.alarm(fromRow: rows[0]))
        #expect(read.evidence == given.evidence)
        #expect(read.isOpen)
        let bare = try #require(AlarmTable.alarm(fromRow: rows[1]))
        #expect(bare.evidence == nil)
        #expect(rows[1].hasSuffix(",,,,,,"))
        #expect(
            Array(AlarmTable.columns.suffix(6)) == [
                "imaging_score", "imaging_selected", "imaging_far_per_m2", "clutter_p", "anomaly",
                "judged_by",
            ])
    }

    @Test("An alarm of the plain imaging list alone is open")
    func imagingAlone() {
        var given = alarm("lane")
        given.isSelected = false
        #expect(!given.isOpen)
        given.evidence = AlarmEvidence(imagingScore: 1, isImagingSelected: false)
        #expect(!given.isOpen)
        given.evidence = AlarmEvidence(imagingScore: 3, isImagingSelected: true)
        #expect(given.isOpen)
    }

    @Test("A table with a damaged row is refused with its line and column")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alarms.csv")
        let text = AlarmTable.csv([alarm("lane"), alarm("lane")])
        try DurableFile.write(text, to: path)
        #expect(try AlarmTable.read(path).count == 2)
        try DurableFile.write(text.replacing("undetermined", with: "boring"), to: path)
        let error = #expect(throws: WorkflowError.self) { try AlarmTable.read(path) }
        #expect(error?.description.contains("alarms.csv, line 2, column class: `boring`") == true)
        try DurableFile.write("a,b\n1,2\n", to: path)
        #expect(throws: WorkflowError.self) { try AlarmTable.read(path) }
    }

    @Test("Lists are joined highest score first, ties by sweep and id")
    func merged() {
        let lists = [[alarm("b", score: 2)], [alarm("c", score: 3), alarm("a", score: 2)]]
        #expect(AlarmTable.merged(lists).map(\.sweep) == ["c", "a", "b"])
        #expect(AlarmTable.csv([]) == AlarmTable.columns.joined(separator: ",") + "\n")
    }

    @Test("GeoJSON without a place has a null geometry, with one its longitude first")
    func geoJSON() throws {
        struct Collection: Decodable {
            struct Feature: Decodable {
                struct Geometry: Decodable { var coordinates: [Double] }
                var geometry: Geometry?
            }
            var features: [Feature]
            var stamp: String?
        }
        var lost = alarm("lane")
        lost.place = nil
        let text = try AlarmTable.geoJSON([alarm("lane"), lost], stamp: "STAMP")
        let read = try JSONDecoder().decode(Collection.self, from: Data(text.utf8))
        #expect(read.features.map { $0.geometry?.coordinates } == [[23.5, 32.1], nil])
        #expect(read.stamp == "STAMP")
        #expect(text.contains("\"geometry\":null"))
    }
}
