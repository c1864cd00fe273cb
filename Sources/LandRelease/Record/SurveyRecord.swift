public import SurveyModel

/// Everything the events say, as one value.
///
/// An event that breaks a rule of land release has no effect: it is listed in `conflicts`, whatever
/// its hash. So a forged approval releases nothing.
public struct SurveyRecord: Sendable, Equatable {
    /// The survey, once it was created.
    public internal(set) var survey: SurveyCreated?
    /// Settings in order of proposal.
    public internal(set) var settings: [SettingsRecord] = []
    /// Roads in order of registration.
    public internal(set) var roads: [RoadRegistered] = []
    /// Measurements of kilometre posts in order of recording.
    public internal(set) var calibrations: [RoadCalibrated] = []
    /// Segments in order of addition.
    public internal(set) var segments: [SegmentRecord] = []
    /// Sweeps in order of registration.
    public internal(set) var sweeps: [SweepRecord] = []
    /// Runs in order of recording.
    public internal(set) var runs: [RunRecord] = []
    /// Alarms of all runs in order of recording.
    public internal(set) var alarms: [AlarmRecord] = []
    /// Finds in order of recording.
    public internal(set) var finds: [FindRecord] = []
    /// Reports in order of submission.
    public internal(set) var reports: [ReportRecord] = []
    /// People with their roles.
    public internal(set) var people = PeopleBook()
    /// Assets and accreditations.
    public internal(set) var assets = AssetBook()
    /// Task orders.
    public internal(set) var tasks = TaskBook()
    /// Waivers.
    public internal(set) var waivers = WaiverBook()
    /// Events that break a rule and have no effect, as sentences.
    public internal(set) var conflicts: [String] = []
    /// Events read.
    public internal(set) var eventCount = 0
    /// The largest Lamport clock known.
    public internal(set) var clock = 0
    /// When the last event was written.
    public internal(set) var lastAt: String?
    /// The latest time any event was written at, whatever its place in the record.
    public internal(set) var latestAt: String?
    /// The newest satellite fix of any sweep (UTC).
    public internal(set) var newestFixAt: String?
    /// Work, quality control, hand-over, freezing and versions of segments.
    public internal(set) var work = WorkBook()

    /// Assignments, looks that settle nothing, and masks.
    public internal(set) var alarmBook = AlarmBook()
    /// Blind seeds.
    public internal(set) var seeds = SeedBook()

    var index = RecordIndex()
    var settingsInForceIndex: Int?
    var sweepIndex: [Digest: Int] = [:]
    var labels: Set<String> = []
    var runIndex: [RunKey: Int] = [:]
    var runsOfSweep: [Digest: [Int]] = [:]
    var alarmIndex: [String: Int] = [:]
    /// For each run the places of its alarms, in the order of their running numbers.
    var alarmsOfRun: [[Int]] = []
    var alarmGrid: [GridCell: [Int]] = [:]
    /// Places of the alarms of each segment's sweeps.
    var alarmsOfSegment: [String: [Int]] = [:]
    /// The largest error along the road of any alarm (m).
    var widestAlarmError = 0.0

    /// What was merged, and what has to be settled.
    public internal(set) var merging = MergeBook()

    /// A record without events.
    public init() {}

    /// The record of `events`, whatever order they come in.
    public init(events: [Event]) {
        merging.isShared = Set(events.map(\.writer)).count > 1
        for event in events.sorted(by: { $0.precedes($1) }) { apply(event) }
    }

    /// A metre of road, by which near alarms are found fast.
    struct GridCell: Hashable {
        var road: String
        var metre: Int
    }
}

extension SurveyRecord {
    /// The settings in force now.
    public var settingsInForce: SettingsRecord? { settingsInForceIndex.map { settings[$0] } }

    /// The settings of `digest`, where they were proposed.
    public func settings(_ digest: Digest) -> SettingsRecord? {
        settings.first { $0.digest == digest }
    }

    /// The segment `id`.
    public func segment(_ id: String) -> SegmentRecord? { index.segments[id].map { segments[$0] } }

    /// The road `id`.
    func road(_ id: String) -> RoadRegistered? { index.roads[id].map { roads[$0] } }

    /// The sweep with the raw file `digest`.
    public func sweep(_ digest: Digest) -> SweepRecord? { sweepIndex[digest].map { sweeps[$0] } }

    /// The sweeps of `digests` that are on record, in order of registration.
    func sweeps(_ digests: Set<Digest>) -> [SweepRecord] {
        digests.compactMap { sweepIndex[$0] }.sorted().map { sweeps[$0] }
    }

    /// The sweeps made for a segment, without those of blank ground.
    public func sweeps(of segment: String) -> [SweepRecord] {
        (index.sweepsOfSegment[segment] ?? []).map { sweeps[$0] }
    }

    /// The runs over a sweep in order.
    public func runs(of sweep: Digest) -> [RunRecord] {
        (runsOfSweep[sweep] ?? []).map { runs[$0] }
    }

    /// Whether this run is on record.
    public func hasRun(_ key: RunKey) -> Bool { runIndex[key] != nil }

    /// The alarm of an id as a person types it.
    public func alarm(_ id: String) -> AlarmRecord? {
        alarmIndex[id.lowercased()].map { alarms[$0] }
    }

    /// Where the alarm of a key stands.
    func alarmPlace(_ key: AlarmKey) -> Int? {
        guard let run = runIndex[key.run], alarmsOfRun[run].indices.contains(key.number - 1) else {
            return nil
        }
        return alarmsOfRun[run][key.number - 1]
    }

    /// The report `id`.
    public func report(_ id: String) -> ReportRecord? { index.reports[id].map { reports[$0] } }

    /// The id the next report on `segment` has.
    public func nextReportID(for segment: String) -> String {
        "\(segment)-R\((index.reportsOfSegment[segment]?.count ?? 0) + 1)"
    }

    /// Alarms that lie on a segment: by their sweep's segment, or by place within their errors.
    public func alarms(on segment: SegmentAdded) -> [AlarmRecord] {
        let own = alarmsOfSegment[segment.id] ?? []
        return Set(own + alarmPlaces(on: segment.road, along: segment.chainage)).sorted()
            .map { alarms[$0] }.filter { segment.holds($0) }
    }

    /// Places of the alarms that may lie on a stretch of road within their errors.
    private func alarmPlaces(on road: String, along chainage: MetreRange) -> [Int] {
        let low = (chainage.low - widestAlarmError).rounded(.down)
        let high = (chainage.high + widestAlarmError).rounded(.down)
        guard abs(low) < 1e8, abs(high) < 1e8, low <= high else {
            return Array(alarms.indices)
        }
        return (Int(low)...Int(high)).flatMap {
            alarmGrid[GridCell(road: road, metre: $0)] ?? []
        }
    }

    /// Finds that lie on a segment.
    public func finds(on segment: String) -> [FindRecord] {
        finds.filter { $0.segments.contains(segment) }
    }

    /// How the areas add up.
    public var areaAccount: AreaAccount {
        var account = AreaAccount()
        for segment in segments where segment.stage != .noEvidence {
            let area = segment.fact.areaSquareMetres
            account.originalSquareMetres += area
            switch segment.product {
            case .none: account.remainingSquareMetres += area
            case .reduced: account.reducedSquareMetres += area
            case .cleared: account.clearedSquareMetres += area
            case .cancelled: account.cancelledSquareMetres += area
            }
            if segment.isUnderReview { account.underReviewSquareMetres += area }
        }
        return account
    }
}

extension SegmentAdded {
    /// Whether an alarm lies on it: by its sweep's segment, or by place within its errors.
    func holds(_ alarm: AlarmRecord) -> Bool {
        alarm.segment == id
            || holds(
                alarm.place.position, on: alarm.place.road,
                along: alarm.place.alongErrorMetres, across: alarm.place.acrossErrorMetres)
    }

    /// Whether a place lies in its rectangle grown by the errors.
    func holds(
        _ position: RoadPosition, on road: String, along: Double, across: Double
    ) -> Bool {
        road == self.road
            && MetreRange(low: chainage.low - along, high: chainage.high + along)
                .contains(position.chainageMetres)
            && MetreRange(low: offset.low - across, high: offset.high + across)
                .contains(position.offsetMetres)
    }
}
