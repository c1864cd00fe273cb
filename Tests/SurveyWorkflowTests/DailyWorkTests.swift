import Cartography
import FileAccess
import Foundation
import Instruments
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

    @Test("Stopped and gone on with at another hour, it leaves the same bytes")
    func sameBytes() async throws {
        let whole = try TestSurvey()
        try whole.addBlanks()
        try whole.addLanes()
        // The same installation: its name is among the facts of every product.
        let stopped = try TestSurvey(copyOf: whole)
        try await whole.day()
        for calls in [5, 60] {
            let monitor = StoppingMonitor(after: calls)
            await #expect(throws: Cancelled.self) { try await stopped.day(monitor.monitor) }
        }
        stopped.clock.set("2026-03-01T17:45:10Z")
        try await stopped.day()
        let products = try files(of: whole)
        #expect(products.count >= 10)
        #expect(try files(of: stopped) == products)
        #expect(try stopped.head != whole.head)
        // What the maps say of the record is found in it.
        let map = try #require(products["status.tif"])
        let content = try stopped.survey.registry(readOnly: true).contentInWords()
        let head = try stopped.head
        #expect(map.range(of: Data(content.utf8)) != nil)
        #expect(map.range(of: Data(head.utf8)) == nil)
    }

    @Test("A sweep that goes on beyond the road's end counts as far as the road goes, and is named")
    func beyondRoad() async throws {
        let survey = try TestSurvey()
        let line = try #require(try survey.survey.centrelines(try survey.record)[TinyRoad.id])
        let end = line.lengthMetres
        try SegmentDesk.add(
            SegmentPlan(
                id: "END", road: TinyRoad.id, chainage: MetreRange(low: end - 5, high: end),
                band: .rightShoulder, depthMetres: 0.15, classification: .suspected),
            to: try survey.survey, by: TestSurvey.author, clock: survey.clock.wall)
        func register(_ start: Double, _ name: String) throws -> SweepRegistered {
            let file = survey.folder.file(name + ".sgy")
            let target = TinySweep.Target(x: 2, y: 0, delay: 1, strength: 12)
            try SweepWriter.write(
                TinySweep.sweep(seed: 5, targets: [target]), to: file)
            return try SweepRegistration(
                survey: try survey.survey, segment: "END",
                lane: LanePlan(
                    startChainageMetres: start, offsetMetres: -4.5, direction: .up),
                acquiredOn: "2026-03-01"
            ).register(file, by: TestSurvey.author, clock: survey.clock.wall)
        }
        #expect {
            try register(end + 1, "off")
        } throws: {
            "\($0)".contains("does not lie beside road")
        }
        // 3 m from 1 m before the end: the target lies beyond it.
        let fact = try register(end - 1, "beyond")
        #expect(fact.placement?.besideRoad?.high == 1)
        #expect(fact.warnings.contains { $0.code == "traces-without-place" })
        let report = try await survey.day()
        #expect(report.sweeps[0].failure == nil && report.sweeps[0].isPartial)
        let alarm = try #require(try survey.record.alarms.first)
        #expect(alarm.place.position.chainageMetres > end)
        let record = try survey.record
        let covered = try EvidenceCoverage.geometry(
            of: try record.requiredSegment("END").fact,
            passes: EvidenceCoverage(record: record).allPasses
        ).account(for: .antiVehicle).coveredSquareMetres
        // A metre of five channels, less 2 cm on every side of it.
        #expect(abs(covered - (1 - 0.02) * (0.5 - 0.02)) < 0.015)
        // It is dug where it lies, not on the road.
        try survey.dig(alarm)
        #expect(try survey.record.alarms.first?.isOpen == false)
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
