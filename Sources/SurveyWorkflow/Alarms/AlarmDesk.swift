internal import Cartography
public import LandRelease
public import SurveyModel

/// What came of a person's visit to an alarm.
public enum VisitOutcome: String, Sendable, CaseIterable {
    /// An item: a find.
    case item
    /// Nothing, down to the alarm's depth or with a rated instrument.
    case noItem = "no-item"
    /// A pipe, cable, marker or other known structure.
    case infrastructure
    /// Nothing, but not so that it settles the alarm: it stays open and needs a second sensor.
    case notFound = "not-found"

    var result: ClosingResult? { ClosingResult(rawValue: rawValue) }
}

/// What a person says when closing an alarm.
public struct AlarmClosingPlan: Sendable {
    /// What was there.
    public var result: VisitOutcome
    /// How it was looked at.
    public var method: ClosingMethod
    /// Depth dug (m).
    public var depthMetres: Double
    /// Where was dug.
    public var position: RoadPosition
    /// On which day, `YYYY-MM-DD`; today where it is nil.
    public var date: String?
    /// Anything else.
    public var note: String
    /// Whether an item found is known not to be explosive.
    public var isNotExplosive: Bool

    /// A closing with `result`.
    public init(
        result: VisitOutcome, method: ClosingMethod, depthMetres: Double, position: RoadPosition,
        date: String?, note: String, isNotExplosive: Bool
    ) {
        self.result = result
        self.method = method
        self.depthMetres = depthMetres
        self.position = position
        self.date = date
        self.note = note
        self.isNotExplosive = isNotExplosive
    }

    /// The fact of a visit to `alarm` by `person`.
    func fact(
        _ alarm: AlarmRecord, at geographic: GeographicPosition, by person: String, today: String
    ) -> Fact {
        let closing = AlarmClosed(
            alarm: alarm.key, result: result.result ?? .noItem, method: method,
            position: position, geographic: geographic, depthMetres: depthMetres,
            closedBy: person, closedOn: date ?? today, note: note, isNotExplosive: isNotExplosive)
        return result.result == nil
            ? .alarmInspected(AlarmInspected(look: closing)) : .alarmClosed(closing)
    }
}

extension Centreline {
    /// The place of a dig; beyond the road's end only for an alarm that lies there.
    func dig(
        at position: RoadPosition, for alarm: AlarmRecord
    ) throws(CartographyError) -> GeographicPosition {
        holds(alarm.place.position)
            ? try geographic(of: position) : try geographicOrBeyond(position)
    }
}

/// An alarm's life.
public enum AlarmDesk: Sendable {
    /// Records a visit to the alarm `id`; any outcome but `notFound` closes it.
    ///
    /// - Throws: `WorkflowError.unknown`, or `.refused` with every reason.
    public static func close(
        _ id: String, in survey: SurveyFolder, plan: AlarmClosingPlan, by person: String,
        clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        let alarm = try registry.record.requiredAlarm(id)
        let lines = try survey.centrelines(registry.record)
        guard let line = lines[alarm.place.road] else {
            throw WorkflowError.unknown(kind: "road", name: alarm.place.road, known: [])
        }
        let fact = plan.fact(
            alarm, at: try line.dig(at: plan.position, for: alarm), by: person, today: clock.today)
        try registry.record(
            [fact], what: "closing alarm \(alarm.id)", by: person, at: clock.now())
    }

    /// Charges `assignee`, a person or a team, with alarms, all or none.
    ///
    /// - Throws: `WorkflowError.unknown`, or `.refused` with every reason.
    public static func assign(
        _ ids: [String], in survey: SurveyFolder, to assignee: String, date: String? = nil,
        note: String = "", by person: String, clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        let facts = try ids.map { id -> Fact in
            .alarmAssigned(
                AlarmAssigned(
                    alarm: try registry.record.requiredAlarm(id).key, assignee: assignee,
                    assignedOn: date ?? clock.today, note: note))
        }
        try registry.record(
            facts, what: "assigning \(ids.joined(separator: ", "))", by: person, at: clock.now())
    }
}

extension SurveyRecord {
    /// The alarm `id`, or an error that names some there are.
    public func requiredAlarm(_ id: String) throws(WorkflowError) -> AlarmRecord {
        guard let alarm = alarm(id) else {
            throw .unknown(
                kind: "alarm", name: id, known: alarms.filter(\.isOpen).prefix(8).map(\.id))
        }
        return alarm
    }
}
