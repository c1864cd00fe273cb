import FileAccess
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct DailyWorkTests {
    static let products = [
        "alarms.csv", "alarms.geojson", "status.tif", "coverage.tif", "detectability.tif",
        "alarm-density.tif",
    ]

    private func files(of survey: TestSurvey) throws -> [String: Data] {
        let folder = survey.path + "/products"
        let names = try #require(FileManager.default.enumerator(atPath: folder))
        var found: [String: Data] = [:]
        for case let name as String in names where !Folder.isDirectory(folder + "/" + name) {
            // What was hashed when the sweeps came in is no product of the day.
            guard name != "files-checked.jsonl" else { continue }
            found[name] = content(folder + "/" + name)
        }
        return found
    }

    @Test("Run twice, it changes nothing: no event, no byte, no file written anew")
    func twice() async throws {
        let survey = try await TestSurvey.worked()
        let head = try survey.head
        let before = try files(of: survey)
        #expect(Set(Self.products).isSubset(of: before.keys))
        let paths =
            before.keys.map { survey.path + "/products/" + $0 } + [
                survey.path + "/registry.gpkg"
            ]
        let identities = try paths.map(identity)
        survey.clock.set("2026-03-02T08:00:00Z")
        let report = try await survey.day()
        #expect(report.written == [] && report.sweeps.allSatisfy { !$0.isNew })
        #expect(try survey.head == head)
        #expect(try files(of: survey) == before)
        #expect(try paths.map(identity) == identities)
    }

    @Test("Products that were deleted are made again, byte for byte")
    func deleted() async throws {
        let survey = try await TestSurvey.worked()
        let before = try files(of: survey)
        let head = try survey.head
        try FileManager.default.removeItem(atPath: survey.path + "/products")
        let report = try await survey.day()
        #expect(report.written.count == 6)
        #expect(try files(of: survey) == before)
        #expect(try survey.head == head)
    }

    @Test("A product somebody changed by hand is made again when it is deleted")
    func oneDeleted() async throws {
        let survey = try await TestSurvey.worked()
        let csv = survey.path + "/products/alarms.csv"
        let before = content(csv)
        try FileManager.default.removeItem(atPath: csv)
        try await survey.day()
        #expect(content(csv) == before)
    }

    @Test("A raw file cut off after registration is named, the other sweeps are done")
    func broken() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        try survey.addLanes()
        let raw = survey.path + "/sweeps/2026-03-01/lane-1.sgy"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: raw)
        let handle = try #require(FileHandle(forWritingAtPath: raw))
        try handle.truncate(atOffset: 9000)
        let report = try await survey.day()
        #expect(report.sweeps.map(\.name) == ["lane-1", "lane-2"])
        #expect(report.sweeps[0].failure?.description.contains("lane-1.sgy") == true)
        #expect(report.sweeps[0].isNew == false)
        #expect(report.sweeps[1].failure == nil && report.sweeps[1].isNew)
        #expect(try survey.record.runs.count == 1)
        for product in Self.products {
            #expect(Folder.exists(survey.path + "/products/" + product))
        }
        let result = try SurveyViews.verify(survey.path, expectedHead: nil)
        #expect(result.findings.contains { $0.contains("lane-1.sgy") })
    }

    @Test("A file in the folder of sweeps that nobody registered is named")
    func unregistered() async throws {
        let survey = try TestSurvey()
        try survey.addLanes(targets: [], offsets: [TestSurvey.lanes[0]])
        try DurableFile.write("x", to: survey.path + "/sweeps/2026-03-01/stray.sgy")
        try DurableFile.write("x", to: survey.path + "/sweeps/loose.sgy")
        let report = try await survey.day()
        #expect(report.unregistered.contains("sweeps/2026-03-01/stray.sgy"))
        #expect(report.unregistered.contains { $0.contains("loose.sgy") })
    }

    @Test("Only the sweeps of the day asked for are worked on")
    func oneDay() async throws {
        let survey = try TestSurvey()
        try survey.addLanes(targets: [], offsets: [TestSurvey.lanes[0]])
        try survey.add(
            TinySweep.sweep(seed: 12), named: "old", offset: TestSurvey.lanes[1],
            on: "2026-02-27")
        let work = DailyWork(
            survey: try survey.survey, date: "2026-02-27", author: "day",
            clock: survey.clock.wall)
        let report = try await work.run()
        #expect(report.sweeps.map(\.name) == ["old"])
        #expect(try survey.record.runs.count == 1)
    }

    @Test("Every alarm in alarms.csv bears the id it has on record, also where sweeps share a name")
    func identifiers() async throws {
        let survey = try TestSurvey()
        try survey.addBlanks()
        let near = TinySweep.Target(x: 0.6, y: 0, delay: 1, strength: 12)
        let far = TinySweep.Target(x: 2.2, y: 0, delay: 1, strength: 20)
        try survey.add(
            TinySweep.sweep(seed: 41, targets: [near]), named: "FILE____001",
            offset: TestSurvey.lanes[0], on: "2026-02-28")
        try survey.add(
            TinySweep.sweep(seed: 42, targets: [far]), named: "FILE____001",
            offset: TestSurvey.lanes[1], on: "2026-03-01")
        try await survey.day()
        let rows = String(decoding: content(survey.path + "/products/alarms.csv"), as: UTF8.self)
            .split(separator: "\n").dropFirst().compactMap { AlarmTable.alarm(fromRow: String($0)) }
        let selected = rows.filter(\.isSelected)
        #expect(selected.count >= 2)
        #expect(Set(rows.map(\.id)).count == rows.count, "no id stands twice")
        for row in selected {
            let alarm = try #require(try survey.record.alarm(row.id), "\(row.id)")
            let place = try #require(row.place)
            let recorded = alarm.place.position
            #expect(abs(recorded.chainageMetres - place.position.chainageMetres) < 0.002)
            #expect(abs(recorded.offsetMetres - place.position.offsetMetres) < 0.002)
        }
    }
}
