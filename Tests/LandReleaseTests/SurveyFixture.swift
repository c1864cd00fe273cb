internal import Fingerprint
internal import SurveyModel

@testable import LandRelease

/// A small survey: one road, one segment of 10 m by 2 m on its right shoulder, settings approved.
enum SurveyFixture {
    static let author = "Salem Ali"
    static let approver = "Huda Omar"
    static let morning = "2026-03-01T08:00:00Z"
    static let evening = "2026-03-01T17:30:00Z"
    static let nextDay = "2026-03-02T09:00:00Z"
    static let segment = "VERGE-1"
    static let settings = SurveySettings(name: "Coast", crs: "EPSG:32634")

    static func digest(_ text: String) -> Digest { Digest(of: text) }

    static func digest(of settings: SurveySettings) throws -> Digest {
        try CanonicalJSON.digest(of: settings)
    }

    static func place(_ chainage: Double, _ offset: Double) -> GeographicPosition {
        GeographicPosition(longitude: 23 + chainage / 94_000, latitude: 32 + offset / 111_000)
    }

    static func outline(_ chainage: MetreRange, _ offset: MetreRange) -> [GeographicPosition] {
        [
            place(chainage.low, offset.low), place(chainage.high, offset.low),
            place(chainage.high, offset.high), place(chainage.low, offset.high),
        ]
    }

    static func segmentFact(
        _ id: String = segment, from: Double = 100, classification: Classification = .suspected
    ) -> SegmentAdded {
        let chainage = MetreRange(low: from, high: from + 10)
        let offset = MetreRange(low: -5.75, high: -3.75)
        return SegmentAdded(
            id: id, road: "CR-1", chainage: chainage, band: .rightShoulder, offset: offset,
            depthMetres: 0.15, classification: classification, outline: outline(chainage, offset),
            areaSquareMetres: 20, areaMethod: "geodesic polygon on WGS 84")
    }

    static func sweep(
        _ name: String, acquiredOn: String = "2026-03-01", segment: String? = segment
    ) -> SweepRegistered {
        SweepRegistered(
            digest: digest(name), path: "sweeps/2026-03-01/\(name).sgy", name: name,
            segment: segment,
            placement: LanePlacement(
                road: "CR-1", startChainageMetres: 100, offsetMetres: -4.75, direction: .up,
                alongErrorMetres: 0.25, acrossErrorMetres: 0.10), acquiredOn: acquiredOn,
            operatorName: "Mona", isBlank: false, lengthMetres: 10,
            outline: outline(
                MetreRange(low: 100, high: 110), MetreRange(low: -5.75, high: -3.75)),
            traces: 500, channels: 5, warnings: [])
    }

    static func alarm(
        _ chainage: Double, _ offset: Double, depth: Double = 0.08,
        alarmClass: AlarmClass = .antiVehicleLike
    ) -> Alarm {
        Alarm(
            id: "a", sweep: "lane", xMetres: chainage - 100, yMetres: 0, depthMetres: depth,
            score: 9, isSelected: true, expectedFARPerSquareMetre: 0.1, alarmClass: alarmClass,
            place: AlarmPlace(
                road: "CR-1",
                position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
                geographic: place(chainage, offset), alongErrorMetres: 0.25,
                acrossErrorMetres: 0.10, depthErrorMetres: 0.05))
    }

    static func run(
        _ name: String, alarms: [Alarm] = [], version: String = "1",
        settings: SurveySettings = settings, verified: Bool = true
    ) throws -> DetectionRun {
        DetectionRun(
            sweep: digest(name), algorithmVersion: version,
            settingsDigest: try digest(of: settings),
            groundRatePerSquareMetre: settings.detection.groundRatePerSquareMetre,
            rateVerified: verified,
            validStretches: [
                ValidStretch(
                    channel: 1, lateralOffsetMetres: 0, fromMetres: 0, toMetres: 10,
                    depthReachMetres: 0.4, traceStepMetres: 0.02)
            ], alarms: alarms, candidatesDigest: digest("candidates"), warnings: [])
    }

    static func coverage(
        _ sweeps: [String], gaps: [CoverageGap] = [], depth: Double = 0.15,
        classes: [CoverageClass] = [.antiVehicle, .antiPersonnel]
    ) -> [CoverageAccount] {
        let missing = gaps.reduce(0) { $0 + $1.areaSquareMetres }
        return classes.map {
            CoverageAccount(
                coverageClass: $0, depthMetres: depth, areaSquareMetres: 20,
                coveredSquareMetres: 20 - missing, gaps: gaps,
                sweeps: sweeps.map { digest($0) }.sorted())
        }
    }

    static func closing(
        of alarm: AlarmRecord, result: ClosingResult = .noItem, depth: Double = 0.20,
        method: ClosingMethod = .excavation, on: String = "2026-03-01", note: String = ""
    ) -> AlarmClosed {
        AlarmClosed(
            alarm: alarm.key, result: result, method: method, position: alarm.place.position,
            geographic: alarm.place.geographic, depthMetres: depth, closedBy: "Yusuf",
            closedOn: on, note: note)
    }

    static func report(
        _ product: LandProduct = .reduced, id: String = segment + "-R1",
        coverage: [CoverageAccount], by: String = author
    ) -> ReportSubmitted {
        ReportSubmitted(
            id: id, segment: segment, product: product, author: by, note: "technical survey done",
            evidenceDigest: digest("evidence"), coverage: coverage)
    }
}

/// A survey's record grown event by event without a file, by the rules.
struct GrowingRecord {
    var events: [Event] = []
    var record: SurveyRecord { SurveyRecord(events: events) }

    /// With settings approved, one road and one segment.
    init(settings: SurveySettings? = SurveyFixture.settings) throws {
        add(.surveyCreated(SurveyCreated(name: "Coast", purpose: .operation)))
        if let settings { try approve(settings) }
        add(.roadRegistered(Self.road))
        add(.segmentAdded(SurveyFixture.segmentFact()))
    }

    static var road: RoadRegistered {
        RoadRegistered(
            id: "CR-1", vertices: [SurveyFixture.place(0, 0), SurveyFixture.place(10_000, 0)],
            lengthMetres: 10_000, fileDigest: SurveyFixture.digest("road"))
    }

    mutating func approve(_ settings: SurveySettings) throws {
        let digest = try SurveyFixture.digest(of: settings)
        add(.settingsProposed(SettingsProposed(settings: settings, digest: digest)))
        add(.settingsApproved(SettingsApproved(digest: digest)), by: SurveyFixture.approver)
    }

    mutating func add(
        _ fact: Fact, by: String = SurveyFixture.author, at: String = SurveyFixture.morning
    ) {
        let number = events.count + 1
        events.append(
            Event(
                writer: String(repeating: "a", count: 32), number: number, clock: number, at: at,
                by: by, tool: "test", inputs: [], previous: Event.origin, fact: fact))
    }

    /// A sweep and its evidence run.
    mutating func addEvidence(_ name: String, alarms: [Alarm] = []) throws {
        add(.sweepRegistered(SurveyFixture.sweep(name)))
        add(.detectionRun(try SurveyFixture.run(name, alarms: alarms)))
    }

    func objections(
        _ product: LandProduct = .reduced, coverage: [CoverageAccount],
        at: String = SurveyFixture.evening
    ) -> [Objection] {
        ReleaseGate.objections(
            to: ReleaseRequest(
                segment: SurveyFixture.segment, product: product, author: SurveyFixture.author,
                at: at, note: "done"), record: record, coverage: coverage)
    }

    /// A report on lane `name` that was approved.
    mutating func release(_ name: String) throws {
        try addEvidence(name)
        let coverage = SurveyFixture.coverage([name])
        add(
            .reportSubmitted(SurveyFixture.report(coverage: coverage)), at: SurveyFixture.evening)
        add(
            .reportApproved(
                ReportApproved(
                    report: "VERGE-1-R1", approver: SurveyFixture.approver, coverage: coverage)),
            by: SurveyFixture.approver, at: SurveyFixture.evening)
    }
}
