import FileAccess
import Foundation
import Instruments
import LandRelease
import SurveyModel
import Synchronization
import TestSupport
import Testing

@testable import SurveyWorkflow

/// A clock that stands until it is set.
final class StandingClock: Sendable {
    private let time: Mutex<String>

    init(_ time: String) { self.time = Mutex(time) }

    func set(_ text: String) { time.withLock { $0 = text } }

    var wall: WallClock { WallClock { [self] in time.withLock { $0 } } }
}

/// A survey in a fresh folder: one road, a strip of 2.6 m by 0.9 m on its right shoulder that two
/// lanes cover, settings approved by another person.
struct TestSurvey: Sendable {
    static let author = "Salem Ali"
    static let approver = "Huda Omar"
    static let segment = "S-1"
    static let morning = "2026-03-01T08:00:00Z"
    /// Chainages and offsets of the strip.
    static let chainage = MetreRange(low: 100.2, high: 102.8)
    static let offsets = MetreRange(low: -5.0, high: -4.1)
    /// Offsets of two lanes that cover it between them.
    static let lanes = [-4.775, -4.325]
    /// A target that gives one alarm at x = 1 m, y = 0.1 m.
    static let target = TinySweep.Target(x: 1, y: 0.1, delay: 1, strength: 12)

    let folder: TemporaryFolder
    let clock = StandingClock(morning)
    let path: String

    static var settings: SurveySettings {
        var settings = SurveySettings(name: "Tiny", crs: TinyRoad.crs)
        settings.bands[LateralBand.rightShoulder.rawValue] = offsets
        settings.release.requiredClasses = [.antiVehicle]
        // These sweeps have noise and echoes, but no ground that could be judged.
        settings.detection.detectability = .off
        settings.typedPlacement = SurveySettings.TypedPlacement(
            alongErrorMetres: 0.01, acrossErrorMetres: 0.01)
        return settings
    }

    init(_ settings: SurveySettings = settings, isApproved: Bool = true) throws {
        folder = try TemporaryFolder()
        path = folder.file("survey")
        try DurableFile.write(TinyRoad.geoJSON, to: folder.file("road.geojson"))
        try SurveyCreation.create(
            at: path, settings: settings, roadFile: folder.file("road.geojson"), by: Self.author,
            clock: clock.wall)
        if isApproved { try approve() }
        try SegmentDesk.add(
            SegmentPlan(
                id: Self.segment, road: TinyRoad.id, chainage: Self.chainage,
                band: .rightShoulder, depthMetres: 0.15, classification: .suspected),
            to: try survey, by: Self.author, clock: clock.wall)
    }

    /// A copy of what lies in the folder of `other`.
    init(copyOf other: TestSurvey) throws {
        folder = try TemporaryFolder()
        path = folder.file("survey")
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    private static let template = Task {
        let survey = try TestSurvey()
        // Nothing frees what is static: the folder goes when the tests are done.
        TemplateFolder.remember(survey.folder)
        try survey.addBlanks()
        try survey.addLanes()
        let report = try await survey.day()
        #expect(report.isRateVerified)
        #expect(report.sweeps.allSatisfy { $0.standing?.isEvidence == true })
        return survey
    }

    /// A copy of a survey of two lanes on a verified rate after its day's work, alarms open.
    static func worked() async throws -> TestSurvey {
        try TestSurvey(copyOf: try await template.value)
    }

    /// The survey as its folder says now.
    var survey: SurveyFolder { get throws { try SurveyFolder(path) } }
    var record: SurveyRecord { get throws { try SurveyViews.record(of: try survey).record } }
    var head: String { get throws { try SurveyViews.record(of: try survey).head } }
    var desk: ReleaseDesk { get throws { ReleaseDesk(survey: try survey, clock: clock.wall) } }

    func approve(by person: String = approver, proposedBy: String? = nil) throws {
        try SurveyCreation.approveSettings(
            of: try survey, by: person, proposedBy: proposedBy, clock: clock.wall)
    }

    /// Changes `survey.json` as a person with an editor would.
    func edit(_ change: (inout SurveySettings) -> Void) throws {
        var settings = try survey.settings
        change(&settings)
        try SettingsFile.write(settings, to: path + "/survey.json")
    }

    @discardableResult
    func add(
        _ sweep: Sweep, named name: String, start: Double = 100, offset: Double,
        direction: TravelDirection = .up, on date: String = "2026-03-01"
    ) throws -> SweepRegistered {
        try register(
            sweep, named: name,
            lane: LanePlan(
                startChainageMetres: start, offsetMetres: offset, direction: direction),
            segment: Self.segment, on: date, isBlank: false)
    }

    /// Registers two sweeps of blank ground, enough for the tail fit.
    func addBlanks(targets: [TinySweep.Target] = []) throws {
        for seed in [71, 72] as [UInt64] {
            try register(
                TinySweep.sweep(seed: seed, targets: targets, offsets: TinySweep.wideChannels),
                named: "blank-\(seed)", lane: LanePlan(), segment: nil, on: "2026-03-01",
                isBlank: true)
        }
    }

    /// Registers the two lanes that cover the strip; `targets` lie in the first.
    func addLanes(
        targets: [TinySweep.Target] = [target], offsets: [Double] = lanes
    ) throws {
        for (place, offset) in offsets.enumerated() {
            try add(
                TinySweep.sweep(seed: UInt64(11 + place), targets: place == 0 ? targets : []),
                named: "lane-\(place + 1)", offset: offset)
        }
    }

    @discardableResult
    private func register(
        _ sweep: Sweep, named name: String, lane: LanePlan, segment: String?, on date: String,
        isBlank: Bool
    ) throws -> SweepRegistered {
        let file = folder.file(name + ".sgy")
        try SweepWriter.write(sweep, to: file)
        return try SweepRegistration(
            survey: try survey, segment: segment, lane: lane, acquiredOn: date, isBlank: isBlank
        ).register(file, by: Self.author, clock: clock.wall)
    }

    @discardableResult
    func day(_ monitor: WorkMonitor = .silent) async throws -> DailyWork.Report {
        try await DailyWork(survey: try survey, author: "day", clock: clock.wall)
            .run(monitor: monitor)
    }

    /// Digs every open alarm where and as deep as it asks for.
    func digAll() throws {
        for alarm in try record.alarms where alarm.isOpen { try dig(alarm) }
    }

    func dig(
        _ alarm: AlarmRecord, method: ClosingMethod = .excavation, result: VisitOutcome = .noItem,
        shallowerBy: Double = 0, along: Double = 0, across: Double = 0
    ) throws {
        let place = alarm.place
        let plan = AlarmClosingPlan(
            result: result, method: method,
            depthMetres: alarm.alarm.depthMetres + place.depthErrorMetres - shallowerBy,
            position: RoadPosition(
                chainageMetres: place.position.chainageMetres + along,
                offsetMetres: place.position.offsetMetres + across),
            date: nil, note: "", isNotExplosive: false)
        try AlarmDesk.close(
            alarm.id, in: try survey, plan: plan, by: "Yusuf", clock: clock.wall)
    }
}

/// Codes of the objections `body` is refused with; empty where it is not.
func refusal(_ body: () throws -> Void) throws -> [String] {
    do {
        try body()
        return []
    } catch WorkflowError.refused(_, let objections) {
        return objections.map(\.code)
    }
}
