/// A person settles a conflict of merged records: which event stands, and why.
public struct ConflictSettled: Sendable, Equatable, Codable {
    /// Every event of the conflict as the person saw it.
    public var events: [EventName]
    /// The event that stands: one of those, or a later one that says what holds.
    public var stands: EventName
    /// Why.
    public var reason: String

    /// The settlement of the conflict of `events`.
    public init(events: [EventName], stands: EventName, reason: String) {
        self.events = events
        self.stands = stands
        self.reason = reason
    }
}
