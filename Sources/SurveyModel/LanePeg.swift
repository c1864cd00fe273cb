/// A peg beside a lane, at which the wheel was read.
public struct LanePeg: Sendable, Hashable, Codable {
    /// Its name, for sentences.
    public var name: String
    /// Distance of the wheel when the array's centre was at the peg (m).
    public var wheelMetres: Double
    /// Where it stands.
    public var position: RoadPosition
    /// 95 % error of that place along and across (m).
    public var errorMetres: Double

    /// A peg passed at `wheelMetres`.
    public init(name: String, wheelMetres: Double, position: RoadPosition, errorMetres: Double) {
        self.name = name
        self.wheelMetres = wheelMetres
        self.position = position
        self.errorMetres = errorMetres
    }
}
