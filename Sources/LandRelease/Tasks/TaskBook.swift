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

    /// None.
    public init() {}

    /// The task `id`.
    public func task(_ id: String) -> TaskRecord? {
        let name = FoldedName(id)
        return tasks.first { FoldedName($0.id) == name }
    }

    /// The tasks on a segment, the last ordered last.
    public func tasks(on segment: String) -> [TaskRecord] {
        tasks.filter { $0.fact.segment == segment }
    }

    mutating func apply(_ fact: TaskOrdered, _ stamp: EventStamp) {
        tasks.append(TaskRecord(fact: fact, closed: nil, stamp: stamp))
    }

    mutating func apply(_ fact: TaskClosed) {
        let name = FoldedName(fact.task)
        guard let place = tasks.firstIndex(where: { FoldedName($0.id) == name }) else { return }
        tasks[place].closed = fact
    }
}
