/// The authority orders work on a segment.
public struct TaskOrdered: Sendable, Equatable, Codable {
    /// Task id.
    public var id: String
    /// Segment id.
    public var segment: String
    /// The depth the work has to reach (m).
    public var depthMetres: Double
    /// What is to be done.
    public var method: WorkMethod
    /// The team that does it.
    public var team: String
    /// The asset it is done with.
    public var asset: String
    /// The standing operating procedure, by name and edition.
    public var procedure: String
    /// The organisation that does it.
    public var organisation: String
    /// The first day of work.
    public var from: String
    /// The last day of work, where one is set.
    public var until: String?

    /// A task `id`.
    public init(
        id: String, segment: String, depthMetres: Double, method: WorkMethod, team: String,
        asset: String, procedure: String, organisation: String, from: String, until: String? = nil
    ) {
        self.id = id
        self.segment = segment
        self.depthMetres = depthMetres
        self.method = method
        self.team = team
        self.asset = asset
        self.procedure = procedure
        self.organisation = organisation
        self.from = from
        self.until = until
    }
}

/// Work under a task ends.
public struct TaskClosed: Sendable, Equatable, Codable {
    /// Task id.
    public var task: String
    /// The last day of work.
    public var on: String
    /// Why.
    public var reason: String

    /// The end of `task`.
    public init(task: String, on: String, reason: String) {
        self.task = task
        self.on = on
        self.reason = reason
    }
}
