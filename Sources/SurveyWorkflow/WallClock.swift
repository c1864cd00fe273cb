internal import FoundationEssentials

/// Where the time of an event comes from; tests hand in their own.
public struct WallClock: Sendable {
    /// The time now (UTC), such as `2026-03-01T17:30:00Z`.
    public let now: @Sendable () -> String

    /// A clock that reads `now`.
    public init(now: @escaping @Sendable () -> String) { self.now = now }

    /// This machine's clock, to the second.
    public static let system = WallClock { Date().formatted(.iso8601) }

    /// The date now, `YYYY-MM-DD`.
    var today: String { String(now().prefix(10)) }
}
