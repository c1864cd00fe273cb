public import SurveyModel

/// A scene of either physics, as what writes sweeps knows it.
public protocol SimulatedScene: Sendable, Encodable {
    /// Name, for file names and reports.
    var name: String { get }
    /// The radar.
    var radar: SimulatedRadar { get }
    /// Traces of each channel; 0 where length and spacing are none that `check()` lets pass.
    var traceCount: Int { get }
    /// Memory or disk all samples take as 32-bit floats (bytes); of a scene that `check()` refuses at
    /// most `Int.max`.
    var sampleByteCount: Int { get }
    /// What lies in the ground as a table.
    var truthTable: String { get }
    /// Traces that are made in one piece of work.
    var blockTraces: Int { get }

    /// Checks that the scene can be simulated.
    ///
    /// - Throws: `SyntheticGroundError` naming the first figure that cannot be.
    func check() throws(SyntheticGroundError)

    /// Makes ready to make traces.
    ///
    /// - Throws: `SyntheticGroundError` where the scene cannot be simulated, and `Cancelled`.
    func simulator(monitor: WorkMonitor) throws -> any SceneSimulator
}

/// Makes the traces of a scene, any of them alone and always with the same bits.
public protocol SceneSimulator: Sendable {
    /// The traces `range` of channel number `channel`, from 0: traces x samples, row-major.
    ///
    /// - Throws: `Cancelled`.
    func traces(channel: Int, range: Range<Int>) throws -> [Float]
}

extension GroundSimulator: SceneSimulator {}
extension FieldSimulator: SceneSimulator {}

extension GroundScene: SimulatedScene {
    /// Traces that are made in one piece of work.
    public var blockTraces: Int { 1024 }

    /// Makes ready to make traces.
    ///
    /// - Throws: `SyntheticGroundError` where the scene cannot be simulated, and `Cancelled`.
    public func simulator(monitor: WorkMonitor) throws -> any SceneSimulator {
        try GroundSimulator(self, monitor: monitor)
    }
}

extension FieldScene: SimulatedScene {
    /// Traces that are made in one piece of work: about a second.
    public var blockTraces: Int { 16 }

    /// Makes ready to make traces.
    ///
    /// - Throws: `SyntheticGroundError` where the scene cannot be simulated, and `Cancelled`.
    public func simulator(monitor: WorkMonitor) throws -> any SceneSimulator {
        try FieldSimulator(self, monitor: monitor)
    }
}
