/// One alarm of the list that is judged, by whatever radar and detector.
public struct ScoredAlarm: Sendable, Hashable {
    /// As named in its list.
    public var id: String
    /// Along the lane from its start (m).
    public var xMetres: Double
    /// Across the lane, positive to the left of travel (m).
    public var yMetres: Double
    /// Depth of the top (m), where the list tells.
    public var depthMetres: Double?
    /// Monotone in suspicion, comparable between the lanes of one list.
    public var score: Double
    /// Whether the detector calls it an alarm at its own operating point; `true` where it does not say.
    public var isSelected: Bool
    /// Probability that it is a mine, where the list tells.
    public var probability: Double?

    /// The alarm `id` at (`xMetres`, `yMetres`).
    public init(
        id: String, xMetres: Double, yMetres: Double, depthMetres: Double? = nil, score: Double,
        isSelected: Bool = true, probability: Double? = nil
    ) {
        self.id = id
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.depthMetres = depthMetres
        self.score = score
        self.isSelected = isSelected
        self.probability = probability
    }
}
