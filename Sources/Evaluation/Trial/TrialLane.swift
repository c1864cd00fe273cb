/// One pass over one lane: what lies in it, what was swept, and the alarms that were raised.
public struct TrialLane: Sendable, Hashable {
    /// Name of the lane; passes over the same lane share it.
    public var name: String
    /// Number of the pass over this lane, from 1.
    public var pass: Int
    /// Ground it shares with other lanes (dry, damp, ...): the fold of anything trained or tuned.
    public var soilGroup: String?
    /// What was swept.
    public var ground: SweptGround
    /// What lies in it, in the order of the truth.
    public var targets: [Target]
    /// The alarms, in the order of their list.
    public var alarms: [ScoredAlarm]

    /// The lane `name`.
    public init(
        name: String, pass: Int = 1, soilGroup: String? = nil, ground: SweptGround,
        targets: [Target], alarms: [ScoredAlarm]
    ) {
        self.name = name
        self.pass = pass
        self.soilGroup = soilGroup
        self.ground = ground
        self.targets = targets
        self.alarms = alarms
    }
}
