/// Somebody is charged with looking at an alarm.
public struct AlarmAssigned: Sendable, Equatable, Codable {
    /// The alarm.
    public var alarm: AlarmKey
    /// Who shall look at it: a person or a team.
    public var assignee: String
    /// The day it was assigned, `YYYY-MM-DD`.
    public var assignedOn: String
    /// What is worth saying.
    public var note: String

    /// An assignment of `alarm` to `assignee`.
    public init(alarm: AlarmKey, assignee: String, assignedOn: String, note: String = "") {
        self.alarm = alarm
        self.assignee = assignee
        self.assignedOn = assignedOn
        self.note = note
    }
}

/// A person looked at an alarm and found nothing, in a way that settles nothing: it stays open and needs
/// a second sensor, or a dig down to its depth.
public struct AlarmInspected: Sendable, Equatable, Codable {
    /// The look, said as a closing would be; its result counts for nothing.
    public var look: AlarmClosed

    /// A look that settles nothing.
    public init(look: AlarmClosed) { self.look = look }
}
