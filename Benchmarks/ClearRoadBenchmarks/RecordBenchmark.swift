import FileAccess
import Fingerprint
import Foundation
import LandRelease
import SurveyModel
import SurveyWorkflow

/// A record of a whole road and what it takes to be asked, held against hashing the file once.
enum RecordBenchmark {
    static let road = "CR-1"
    static let sweepsPerSegment = 4
    static let alarmsPerSweep = 50

    /// Makes a survey of `sweeps` lanes with 50 alarms each, every 17th closed, in the new folder `path`,
    /// and prints what its questions take.
    static func run(in path: String, sweeps: Int) throws {
        let clock = WallClock { "2026-03-02T08:00:00Z" }
        let survey = try create(at: path)
        try fill(survey, segments: max(1, sweeps / sweepsPerSegment))
        let file = path + "/registry.gpkg"
        let hashing = try seconds { _ = try Digest(ofFile: file) }
        let record = try survey.registry(readOnly: true).record
        print(
            "\(record.eventCount) events, \(record.alarms.count) alarms, "
                + "\((FileStamp(path: file)?.byteCount ?? 0) / 1_000_000) MB; hashing the file once: "
                + shown(hashing) + " s")
        func row(_ name: String, _ body: () throws -> Void) rethrows {
            let taken = try seconds(body)
            print("\(name): \(shown(taken)) s, \(shown(taken / hashing)) x hashing the file")
        }
        try row("opening the record") { _ = try survey.registry(readOnly: true) }
        let desk = ReleaseDesk(survey: survey, clock: clock)
        try row("release status, first") { _ = try desk.status() }
        try row("release status, again") { _ = try desk.status() }
        try row("alarms near a place") {
            _ = try AlarmsNear(survey: survey).alarms(
                .road(RoadPosition(chainageMetres: 30, offsetMetres: -5)), radiusMetres: 10)
        }
        try row("verify") {
            let found = try SurveyViews.verify(path, expectedHead: nil, clock: clock)
            // The raw files are made up: that they are missing is all that may be found.
            let others = found.findings.filter { !$0.contains("no such file") }
            guard others.isEmpty else { throw Unsound(findings: others) }
        }
        print("peak memory: \(Measurement.peakMemory / 1_000_000) MB")
    }

    private struct Unsound: Error {
        var findings: [String]
    }

    private static func create(at path: String) throws -> SurveyFolder {
        let coordinates = [0.0, 460_000].map { metres in
            let place = place(metres, 0)
            return "[\(place.longitude),\(place.latitude)]"
        }
        let roadFile = path + "-road.geojson"
        try DurableFile.write(
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
                + "{\"id\":\"\(road)\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":["
                + coordinates.joined(separator: ",") + "]}}]}", to: roadFile)
        defer { try? Folder.remove(roadFile) }
        let clock = WallClock { "2026-03-01T08:00:00Z" }
        var settings = SurveySettings(name: "Coast", crs: "EPSG:32634")
        settings.detection.detectability = .off
        try SurveyCreation.create(
            at: path, settings: settings, roadFile: roadFile, by: "Salem", clock: clock)
        let survey = try SurveyFolder(path)
        try SurveyCreation.approveSettings(
            of: survey, by: "Huda", proposedBy: "Salem", clock: clock)
        return survey
    }

    private static func fill(_ survey: SurveyFolder, segments: Int) throws {
        var registry = try survey.registry()
        var facts: [Fact] = []
        for number in 0..<segments {
            let along = MetreRange(low: Double(number) * 60, high: Double(number) * 60 + 60)
            let across = MetreRange(low: -5.75, high: -3.75)
            facts.append(
                .segmentAdded(
                    SegmentAdded(
                        id: "S\(number)", road: road, chainage: along, band: .rightShoulder,
                        offset: across, depthMetres: 0.15, classification: .suspected,
                        outline: outline(along, across), areaSquareMetres: 120,
                        areaMethod: "geodesic polygon on WGS 84")))
            for lane in 0..<sweepsPerSegment {
                facts += sweep(lane, onSegment: number, along, survey.settingsDigest)
            }
        }
        try registry.append(facts, by: "Salem", at: "2026-03-01T09:00:00Z")
        let closed = registry.record.alarms.enumerated().filter { $0.offset % 17 == 0 }
        try registry.append(
            closed.map { _, alarm in
                .alarmClosed(
                    AlarmClosed(
                        alarm: alarm.key, result: .noItem, position: alarm.place.position,
                        geographic: alarm.place.geographic, depthMetres: 0.4, closedBy: "Yusuf",
                        closedOn: "2026-03-01"))
            }, by: "Yusuf", at: "2026-03-01T17:00:00Z")
    }

    private static func sweep(
        _ lane: Int, onSegment segment: Int, _ along: MetreRange, _ settings: Digest
    ) -> [Fact] {
        let name = "L\(segment)-\(lane)"
        let offset = -5.5 + 0.5 * Double(lane)
        let digest = Digest(of: name)
        let registered = SweepRegistered(
            digest: digest, path: "sweeps/2026-03-01/\(name).sgy", name: name,
            segment: "S\(segment)",
            placement: LanePlacement(
                road: road, startChainageMetres: along.low, offsetMetres: offset, direction: .up,
                alongErrorMetres: 0.25, acrossErrorMetres: 0.1),
            acquiredOn: "2026-03-01", operatorName: "Mona", isBlank: false, lengthMetres: 60,
            outline: outline(along, MetreRange(low: offset - 0.25, high: offset + 0.25)),
            traces: 3000, channels: 5, warnings: [])
        let run = DetectionRun(
            sweep: digest, algorithmVersion: "imaging-1", settingsDigest: settings,
            groundRatePerSquareMetre: 0.2, rateVerified: true,
            validStretches: (1...5).map {
                ValidStretch(
                    channel: $0, lateralOffsetMetres: 0.1 * Double($0 - 3), fromMetres: 0,
                    toMetres: 60, depthReachMetres: 0.4, traceStepMetres: 0.02)
            },
            alarms: (0..<alarmsPerSweep).map { alarm($0, lane, name, along.low, offset) },
            candidatesDigest: Digest(of: "candidates of " + name), warnings: [])
        return [.sweepRegistered(registered), .detectionRun(run)]
    }

    private static func alarm(
        _ number: Int, _ lane: Int, _ sweep: String, _ start: Double, _ offset: Double
    ) -> Alarm {
        let x = 0.5 + Double(number) * 1.18 + Double((number * 37 + lane * 11) % 17) / 91
        return Alarm(
            id: "\(sweep)-\(number)", sweep: sweep, xMetres: x, yMetres: 0,
            depthMetres: 0.03 + Double(number % 20) / 133, score: 9.123456 - Double(number) / 37,
            isSelected: true, expectedFARPerSquareMetre: 0.1 + Double(number) / 1234,
            alarmClass: .antiVehicleLike,
            place: AlarmPlace(
                road: road,
                position: RoadPosition(chainageMetres: start + x, offsetMetres: offset),
                geographic: place(start + x, offset), alongErrorMetres: 0.25,
                acrossErrorMetres: 0.1, depthErrorMetres: 0.05))
    }

    private static func place(_ chainage: Double, _ offset: Double) -> GeographicPosition {
        GeographicPosition(longitude: 20 + chainage / 94_493, latitude: 32 + offset / 110_887)
    }

    private static func outline(
        _ along: MetreRange, _ across: MetreRange
    ) -> [GeographicPosition] {
        [
            place(along.low, across.low), place(along.high, across.low),
            place(along.high, across.high), place(along.low, across.high),
        ]
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        let taken = ContinuousClock.now - start
        return Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
    }

    private static func shown(_ value: Double) -> String { String(format: "%.3g", value) }
}
