/// What one alarm turned out to be.
public enum AlarmOutcome: Sendable, Hashable {
    /// The first alarm on a mine, by its place in the truth.
    case hit(target: Int)
    /// A further alarm on a mine that is found already; counts nothing.
    case duplicate(target: Int)
    /// An alarm on a buried object that is not a mine.
    case object(target: Int)
    /// An alarm on an object that does not count because its place was not swept; counts nothing.
    case uncounted(target: Int)
    /// An alarm on empty ground.
    case ground
    /// An alarm outside the ground that counts; ignored.
    case outside
}

/// An alarm of a lane with its outcome.
public struct JudgedAlarm: Sendable, Hashable {
    /// Place of the alarm in the lane's list.
    public var alarm: Int
    /// Its score.
    public var score: Double
    /// What it turned out to be.
    public var outcome: AlarmOutcome
}
