internal import Cartography
public import LandRelease
internal import SurveyModel

/// What was done in a week, a month or since the beginning, and how the ground stands at its end.
public struct SurveyFigures: Sendable {
    /// Ground released by product and method.
    public struct Release: Sendable, Hashable {
        /// What names the method.
        public enum Source: String, Sendable {
            /// The task order in force on the last day of work the report rests on.
            case taskOrder = "task-order"
            /// The product, as no task order was in force.
            case product
        }

        /// The product.
        public var product: LandProduct
        /// By which method.
        public var method: String
        /// What names the method.
        public var source: Source
        /// Area (m2), shared ground counted once.
        public var squareMetres: Double
    }

    /// Blind seeds.
    public struct Seeds: Sendable, Hashable {
        /// Seeds sealed in the period.
        public var laid = 0
        /// Seeds shown in the period.
        public var unsealed = 0
        /// Of those, found.
        public var found = 0
        /// Of those, missed.
        public var missed = 0
        /// Seeds still sealed at its end.
        public var sealed = 0
    }

    /// Items found: a find counts once, however many segments or records of other installations hold it.
    public struct Finds: Sendable, Hashable {
        /// Explosive items recorded in the period, by their quantities.
        public var explosive = 0
        /// Other items.
        public var other = 0
    }

    /// The period; `nil` for the whole record.
    public var period: ReportingPeriod?
    /// The account at its end.
    public var account: AreaAccount
    /// Ground that more than one segment holds (m2), counted once in the account.
    public var sharedSquareMetres: Double
    /// Ground released in it.
    public var releases: [Release]
    /// Length swept in it (km), blank ground left out.
    public var laneKilometres: Double
    /// Alarms raised in it.
    public var alarmsOpened: Int
    /// Alarms whose closing was recorded in it.
    public var alarmsClosed: Int
    /// Alarms open at its end.
    public var alarmsOpen: Int
    /// Alarms open for more than `overdueDays` at its end.
    public var alarmsOverdue: Int
    /// Days after which an open alarm is overdue, by the settings in force at its end.
    public var overdueDays: Int
    /// Ground not released at its end that evidence does not cover (m2), for the class covered least.
    public var coverageDebtSquareMetres: Double
    /// Blind seeds.
    public var seeds: Seeds
    /// Items found in it.
    public var finds: Finds
    /// Approvals of reports in it.
    public var approvals: Int
    /// Reports given back in it.
    public var returns: Int
    /// Segments taken back in it.
    public var reopenings: Int

    /// The figures of `survey`.
    public static func of(
        _ survey: SurveyFolder, period: ReportingPeriod?, clock: WallClock = .system
    ) throws -> (figures: SurveyFigures, head: String) {
        let registry = try survey.registry(readOnly: true)
        let figures = try SurveyFigures(
            events: try registry.events(), period: period, today: clock.today)
        return (figures, try registry.headsInWords())
    }

    /// The figures of `events` up to the end of `period`.
    init(events: [Event], period: ReportingPeriod?, today: String) throws {
        let until = events.filter { event in
            period.map { String(event.at.prefix(10)) < $0.dayAfter } ?? true
        }
        let record = SurveyRecord(events: until)
        let inside = until.filter { event in
            (period?.holds(event.at) ?? true) && record.merging.void[event.name] == nil
                && record.merging.repeated[event.name] == nil
        }
        func isInside(_ stamp: EventStamp) -> Bool { period?.holds(stamp.at) ?? true }
        self.period = period
        (account, sharedSquareMetres) = AreaLedger.account(of: record)
        releases = Self.releases(inside, record)
        seeds = Self.seeds(record, isInside)
        finds = Self.finds(record, isInside)
        laneKilometres =
            record.sweeps.filter { sweep in
                !sweep.fact.isBlank && (period?.holds(sweep.fact.acquiredOn) ?? true)
            }.reduce(0) { $0 + $1.fact.lengthMetres } / 1000
        alarmsOpened = record.alarms.count { isInside($0.stamp) }
        alarmsClosed = record.alarms.compactMap(\.closing).count { isInside($0.stamp) }
        alarmsOpen = record.alarms.count(where: \.isOpen)
        overdueDays = record.overdueDays
        alarmsOverdue = Self.overdue(record, end: min(period?.dayAfter ?? today, today))
        coverageDebtSquareMetres = try Self.debt(record)
        approvals = inside.count { $0.fact.kind == .reportApproved }
        returns = inside.count { $0.fact.kind == .reportReturned }
        reopenings = inside.count { $0.fact.kind == .segmentReopened }
    }

    private static func overdue(_ record: SurveyRecord, end: String) -> Int {
        guard let last = CivilDay(end) else { return 0 }
        return record.alarms.filter(\.isOpen).count {
            guard let raised = CivilDay($0.stamp.at) else { return false }
            return last.number - raised.number > record.overdueDays
        }
    }

    /// Ground that segments share is shared out evenly between them.
    private static func debt(_ record: SurveyRecord) throws -> Double {
        let evidence = EvidenceCoverage(record: record)
        let open = record.segments.filter { AreaLedger.isCounted($0) && $0.product == .none }
        var own: [String: Double] = [:]
        for parcel in AreaLedger.parcels(of: open, record) {
            for id in parcel.segments {
                own[id, default: 0] += parcel.squareMetres / Double(parcel.segments.count)
            }
        }
        return try open.reduce(0) { debt, segment in
            let missing = try evidence.accounts(of: segment).map {
                $0.areaSquareMetres > 0
                    ? ($0.areaSquareMetres - $0.coveredSquareMetres) / $0.areaSquareMetres : 0
            }
            return debt + max(0, missing.max() ?? 0) * (own[segment.id] ?? 0)
        }
    }
}
