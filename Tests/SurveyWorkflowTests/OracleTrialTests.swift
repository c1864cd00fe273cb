import Evaluation
import SurveyModel
import SurveyWorkflow
import TestSupport
import Testing

@Suite struct OracleTrialTests {
    private func lane(
        _ name: String, seed: UInt64, echoes: [(x: Double, strength: Double)], mines: [Double],
        unit: Float = 1
    ) -> OracleLane {
        // A velocity of 0.15 m/ns, as `SyntheticSection` draws them: 0.8 ns is 6 cm.
        var section = SyntheticSection.section(
            traces: 180, samples: 64, seed: seed,
            targets: echoes.map { ($0.x, 0.8, $0.strength) })
        section.samples = section.samples.map { $0 * unit }
        return OracleLane(
            name: name,
            sweep: Sweep(
                format: "made up", instrument: Instrument(centreFrequencyMHz: 1500),
                channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: section)],
                positionSource: .traceHeaders),
            soil: OracleSoil(permittivity: 4, antennaHeightMetres: 0),
            targets: mines.map { .small(id: "\($0)", x: $0) }, groundSquareMetres: 1)
    }

    /// Blocks of 0.32 m: the lanes here are short.
    private static func run(_ lanes: [OracleLane]) async throws -> OracleScore {
        var settings = OracleSettings()
        settings.blockMetres = 0.32
        return try await OracleTrial.run(lanes: lanes, settings: settings)
    }

    @Test func `It sees a planted mine above all ground, and less where nothing lies`() async throws
    {
        let score = try await Self.run([
            lane("A", seed: 1, echoes: [(0.8, 20)], mines: [0.8, 2])
        ])
        #expect(score.mines.map(\.target.id) == ["0.8", "2.0"])
        #expect(score.row(groundRate: 0).found.map(\.target.id).contains("0.8"))
        #expect(score.mines[0].statistic > 2 * score.mines[1].statistic)
        #expect(!score.ground.isEmpty && score.ground.allSatisfy { $0.weight == 0.5 })
    }

    @Test func `An object's echo outside all halos is ground, and a mine's own is not`()
        async throws
    {
        let score = try await Self.run([
            lane("A", seed: 2, echoes: [(0.8, 8), (2, 20)], mines: [0.8])
        ])
        // The object at 2 m is in no truth: it stands above the mine.
        #expect((score.ground.first?.statistic ?? 0) > score.mines[0].statistic)
        #expect(score.row(groundRate: 0).found.isEmpty)
    }

    @Test func `The unit of the samples changes nothing`() async throws {
        let first = try await Self.run([
            lane("A", seed: 3, echoes: [(1.4, 8)], mines: [1.4])
        ])
        let second = try await Self.run([
            lane("A", seed: 3, echoes: [(1.4, 8)], mines: [1.4], unit: 1e-4)
        ])
        #expect(
            abs(first.mines[0].statistic - second.mines[0].statistic)
                < 1e-3 * first.mines[0].statistic)
    }

    @Test func `A lane without mines counts neither ground nor alarms`() async throws {
        let blank = lane("B", seed: 5, echoes: [], mines: [])
        var unswept = lane("C", seed: 5, echoes: [(1.4, 8)], mines: [1.4])
        unswept.counts = { _, _ in false }
        let score = try await Self.run([blank, unswept])
        #expect(score.mines.isEmpty && score.ground.isEmpty && score.groundSquareMetres == 0)
        #expect(score.curve().isEmpty)
    }

    @Test func `Figures that cannot be are refused with the lane's name`() async {
        var wrong = lane("Q7", seed: 1, echoes: [], mines: [1])
        wrong.targets[0].diameterMetres = .nan
        let error = await #expect(throws: WorkflowError.self) {
            try await Self.run([wrong])
        }
        #expect("\(String(describing: error))".contains("Q7"))
        var noGround = lane("Q8", seed: 1, echoes: [], mines: [1])
        noGround.groundSquareMetres = 0
        await #expect(throws: WorkflowError.self) { try await Self.run([noGround]) }
        var water = lane("Q9", seed: 1, echoes: [], mines: [1])
        water.soil.permittivity = 0.5
        await #expect(throws: (any Error).self) { try await Self.run([water]) }
    }

    @Test func `A lane too short to know its clutter is refused, with whitening`() async throws {
        let short = lane("S1", seed: 1, echoes: [(0.8, 20)], mines: [0.8])
        let error = await #expect(throws: WorkflowError.self) {
            try await OracleTrial.run(lanes: [short])
        }
        #expect("\(String(describing: error))".contains("S1 is too short: it has 3 blocks"))
        var plain = OracleSettings()
        plain.blockMetres = nil
        let score = try await OracleTrial.run(lanes: [short], settings: plain)
        #expect(score.row(groundRate: 0).found.count == 1)
    }
}
