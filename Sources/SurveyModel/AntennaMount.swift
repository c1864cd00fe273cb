/// Where the antenna stands on the array, and how late its fixes are.
public struct AntennaMount: Sendable, Hashable, Codable {
    /// Antenna ahead of the array's centre (m).
    public var forwardMetres: Double
    /// Antenna left of the array's centre (m).
    public var leftMetres: Double
    /// Milliseconds from the moment a fix is of to that at which it is logged.
    public var latencyMilliseconds: Double
    /// 95 % error of the two arms (m).
    public var armErrorMetres: Double
    /// 95 % error of the latency (ms).
    public var latencyErrorMilliseconds: Double

    /// An antenna so far ahead and left of the array's centre.
    public init(
        forwardMetres: Double = 0, leftMetres: Double = 0, latencyMilliseconds: Double = 0,
        armErrorMetres: Double = 0.02, latencyErrorMilliseconds: Double = 20
    ) {
        self.forwardMetres = forwardMetres
        self.leftMetres = leftMetres
        self.latencyMilliseconds = latencyMilliseconds
        self.armErrorMetres = armErrorMetres
        self.latencyErrorMilliseconds = latencyErrorMilliseconds
    }
}

/// Where the heading of an array comes from.
public enum HeadingSource: String, Sendable, Codable, CaseIterable {
    /// The way from fix to fix.
    case course
    /// The direction of the road beside the fix.
    case road
}
