internal import Cartography
public import LandRelease
public import SurveyModel

/// What a person says when closing an alarm.
public struct AlarmClosingPlan: Sendable {
    /// What was there.
    public var result: ClosingResult
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
        result: ClosingResult, method: ClosingMethod, depthMetres: Double, position: RoadPosition,
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
}

/// An alarm's life.
public enum AlarmDesk: Sendable {
    /// Closes the alarm `id`.
    ///
    /// - Throws: `WorkflowError.unknown`, or `.refused` with every reason.
    public static func close(
        _ id: String, in survey: SurveyFolder, plan: AlarmClosingPlan, by person: String,
        clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        guard let alarm = registry.record.alarm(id) else {
            throw WorkflowError.unknown(
                kind: "alarm", name: id,
                known: registry.record.alarms.filter(\.isOpen).prefix(8).map(\.id))
        }
        let lines = try survey.centrelines(registry.record)
        guard let line = lines[alarm.place.road] else {
            throw WorkflowError.unknown(kind: "road", name: alarm.place.road, known: [])
        }
        let fact = AlarmClosed(
            alarm: alarm.key, result: plan.result, method: plan.method, position: plan.position,
            geographic: try line.geographic(of: plan.position), depthMetres: plan.depthMetres,
            closedBy: person, closedOn: plan.date ?? clock.today, note: plan.note,
            isNotExplosive: plan.isNotExplosive)
        try registry.record(
            [.alarmClosed(fact)], what: "closing alarm \(alarm.id)", by: person, at: clock.now())
    }
}
