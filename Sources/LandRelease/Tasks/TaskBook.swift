/// A task order as the events leave it.
public struct TaskRecord: Sendable, Equatable {
    /// What was ordered.
    public var fact: TaskOrdered
    /// Its end, where it has one.
    public var closed: TaskClosed?
    /// The event that ordered it.
    public var stamp: EventStamp

    /// Its id.
    public var id: String { fact.id }
    /// Whether work under it goes on.
    public var isOpen: Bool { closed == nil }

    /// The last day of work; `nil` where it has none yet.
    public var lastDay: String? {
        [fact.until, closed?.on].compactMap { $0 }.min()
    }

    /// Whether work on `day` is work under it.
    public func covers(_ day: String) -> Bool {
        fact.from <= day && (lastDay.map { day <= $0 } ?? true)
    }
}

/// The task orders of a survey.
public struct TaskBook: Sendable, Equatable {
    /// Tasks in order of their orders.
    public internal(set) var tasks: [TaskRecord] = []
    private var index: [FoldedName: Int] = [:]
    private var placesOnSegment: [String: [Int]] = [:]

    /// None.
    public init() {}

    /// The task `id`.
    public func task(_ id: String) -> TaskRecord? {
        index[FoldedName(id)].map { tasks[$0] }
    }

    /// The tasks on a segment, the last ordered last.
    public func tasks(on segment: String) -> [TaskRecord] {
        (placesOnSegment[segment] ?? []).map { tasks[$0] }
    }

    mutating func apply(_ fact: TaskOrdered, _ stamp: EventStamp) {
        index[FoldedName(fact.id)] = tasks.count
        placesOnSegment[fact.segment, default: []].append(tasks.count)
        tasks.append(TaskRecord(fact: fact, closed: nil, stamp: stamp))
    }

    mutating func apply(_ fact: TaskClosed) {
        guard let place = index[FoldedName(fact.task)] else { return }
        tasks[place].closed = fact
    }
}
