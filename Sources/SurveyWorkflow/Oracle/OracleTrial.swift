internal import Evaluation
public import SurveyModel

/// Matched filters at the true places of the mines of trial lanes: not a detector, but the benchmark of what
/// linear filtering could see.
///
/// It is told each lane's soil and antenna height and each mine's place, size and depth, which no detector
/// is, and scans one depth only. A detector that weighs candidates non-linearly may still exceed it.
public enum OracleTrial: Sendable {
    /// The score over `lanes`, which are worked on side by side.
    ///
    /// - Throws: `WorkflowError.impossible` for figures of a lane that cannot be, `ProcessingError`,
    ///   `DetectionError`, or `Cancelled`.
    public static func run(
        lanes: [OracleLane], monitor: WorkMonitor = .silent
    ) async throws -> OracleScore {
        try await run(lanes: lanes, settings: OracleSettings(), monitor: monitor)
    }

    /// As `run(lanes:monitor:)`, with other settings.
    public static func run(
        lanes: [OracleLane], settings: OracleSettings, monitor: WorkMonitor = .silent
    ) async throws -> OracleScore {
        for lane in lanes { try check(lane) }
        let answers = try await withThrowingTaskGroup(of: (Int, OracleAnswer).self) { group in
            for (place, lane) in lanes.enumerated() {
                group.addTask {
                    try monitor.check()
                    let search = OracleSearch(lane: lane, settings: settings, monitor: monitor)
                    return (place, try search.answer())
                }
            }
            var results = [OracleAnswer?](repeating: nil, count: lanes.count)
            var done = 0
            for try await (place, answer) in group {
                results[place] = answer
                done += 1
                monitor.progress(Double(done) / Double(lanes.count), "lanes")
            }
            return results.compactMap(\.self)
        }
        let judged = zip(lanes, answers).filter { !$0.1.mines.isEmpty }
        return OracleScore(
            mines: judged.flatMap(\.1.mines), ground: judged.flatMap(\.1.ground),
            groundSquareMetres: judged.reduce(0) { $0 + $1.0.groundSquareMetres })
    }

    private static func check(_ lane: OracleLane) throws(WorkflowError) {
        let sizes = lane.targets.flatMap {
            [$0.xMetres, $0.yMetres, $0.depthMetres, $0.diameterMetres, $0.heightMetres]
        }
        guard sizes.allSatisfy({ abs($0) < 1e6 }),
            lane.targets.allSatisfy({ (0...10).contains($0.diameterMetres) }),
            lane.targets.allSatisfy({ (0...10).contains($0.heightMetres) })
        else {
            throw .impossible(
                reason: "lane \(lane.name): a target has a place or size no target can have",
                hint: "correct the truth")
        }
        guard lane.groundSquareMetres > 0, lane.groundSquareMetres < 1e9 else {
            throw .impossible(
                reason:
                    "lane \(lane.name): \(lane.groundSquareMetres) m2 of ground lie outside the "
                    + "halos, so that no rate can be given", hint: "check the swept area")
        }
        guard (0...5).contains(lane.soil.antennaSeparationMetres) else {
            throw .impossible(
                reason:
                    "lane \(lane.name): the antennas are \(lane.soil.antennaSeparationMetres) m "
                    + "apart, 0 to 5 m is possible", hint: "correct the description of the soil")
        }
    }
}

/// The numbers of the oracle.
public struct OracleSettings: Sendable, Hashable {
    /// Depths of the templates against the truth (m).
    public var depthOffsetsMetres = [-0.015, -0.0075, 0, 0.0075, 0.015]
    /// Relative permittivity of a mine's inside: cast TNT.
    public var insidePermittivity = 2.9
    /// Strength of the bottom's echo against the top's.
    public var bottomStrength = 0.7
    /// What a halo reaches beyond its object (m).
    public var haloMarginMetres = 0.10
    /// Distance within which the highest ground maximum alone counts (m).
    public var suppressionRadiusMetres = 0.25
    /// Reach of a template to either side of its middle (m).
    public var halfLengthMetres = 0.8
    /// Length of the blocks clutter is known by (m); without it (`nil`) nothing is whitened, and every
    /// wavenumber and time counts the same.
    public var blockMetres: Double? = 2.56

    /// The settings of the benchmark.
    public init() {}
}
