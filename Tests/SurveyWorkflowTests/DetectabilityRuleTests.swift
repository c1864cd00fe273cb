import SurveyModel
import Testing

@testable import SurveyWorkflow

@Suite struct DetectabilityRuleTests {
    /// Ground in which everything speaks for green.
    private static var good: DetectabilityEvidence {
        var known = DetectabilityEvidence()
        known.groundOverNoiseDecibels = 20
        known.marginDecibels = 10
        known.trials = 40
        known.hits = 40
        return known
    }

    private func cell(_ change: (inout DetectabilityEvidence) -> Void) -> DetectabilityCell {
        var known = Self.good
        change(&known)
        return known.cell
    }

    @Test func `Green needs both estimates`() {
        #expect(Self.good.cell == DetectabilityCell(.green))
        #expect(cell { $0.hits = 36 }.state == .green)
        #expect(cell { $0.hits = 35 }.state == .amber)
        #expect(
            cell {
                $0.trials = 14; $0.hits = 14
            }.reasons == [.tooFewInjections])
        #expect(cell { $0.marginDecibels = -7 }.reasons.first == .enginesDisagree)
        #expect(cell { $0.isLossKnown = false } == DetectabilityCell(.amber, [.unknownLoss]))
    }

    @Test func `Red needs echoes that are missed and no margin to speak of`() {
        let lost = cell {
            $0.hits = 5; $0.marginDecibels = -12; $0.lossDecibels = 20
        }
        #expect(lost == DetectabilityCell(.red, [.loss]))
        #expect(cell { $0.hits = 5 }.state == .amber)
        let weak = cell {
            $0.hits = 25
            $0.marginDecibels = -3
        }
        #expect(weak == DetectabilityCell(.amber, [.clutter]))
        #expect(
            cell {
                $0.trials = 0; $0.hits = 0; $0.marginDecibels = -30
            }.state == .red)
    }

    @Test func `No trial echo makes up for a signal level that is not known`() {
        #expect(
            cell { $0.isGainChanged = true } == DetectabilityCell(.amber, [.gainAfterRecording]))
        #expect(
            cell { $0.isNoiseUnknown = true } == DetectabilityCell(.amber, [.noiseNotMeasurable]))
        #expect(
            cell {
                $0.groundOverNoiseDecibels = 6.5
                $0.marginDecibels = 5.9
            } == DetectabilityCell(.red, [.lostInNoise]))
        #expect(
            cell {
                $0.groundOverNoiseDecibels = nil
                $0.marginDecibels = -5
                $0.lossDecibels = 20
            } == DetectabilityCell(.red, [.loss, .lostInNoise]))
        // An item may still stand clear of the noise that hides the ground; assured it is not.
        #expect(
            cell {
                $0.groundOverNoiseDecibels = 6.5
                $0.marginDecibels = 6
            } == DetectabilityCell(.amber, [.lostInNoise]))
        // Nothing can be calculated from a loss nobody knows.
        #expect(
            cell {
                $0.groundOverNoiseDecibels = nil
                $0.marginDecibels = -30
                $0.isLossKnown = false
            } == DetectabilityCell(.amber, [.lostInNoise]))
        #expect(cell { $0.mayMatch = true } == DetectabilityCell(.blue, [.indexMatch]))
        #expect(cell { $0.missing = .liftOff } == DetectabilityCell(.grey, [.liftOff]))
        #expect(
            cell { $0.isBeyondWindow = true } == DetectabilityCell(.grey, [.windowTooShort]))
    }

    @Test func `A channel less leaves ground that is not green`() throws {
        func share(_ offsets: [Double], _ kind: DetectabilityClass) throws -> Double {
            let green = [DetectabilityCell](repeating: DetectabilityCell(.green), count: 8)
            let tiles = offsets.enumerated().map { place, offset in
                DetectabilityTile(
                    channel: place + 1, lateralOffsetMetres: offset, fromMetres: 0, toMetres: 10,
                    cells: [kind: green])
            }
            let map = Detectability(tiles: tiles, threshold: 1, version: "t")
            let row = try #require(
                DetectabilitySummary(map).rows.first { $0.kind == kind })
            return try #require(row.shares[.green])
        }
        let whole = [-0.2, -0.1, 0, 0.1, 0.2]
        #expect(try share(whole, .antiVehicle) == 1)
        #expect(abs(try share([-0.2, -0.1, 0.1, 0.2], .antiVehicle) - 0.8) < 1e-9)
        // Strips of 7.5 cm under channels 10 cm apart.
        #expect(abs(try share(whole, .antiPersonnelGap) - 0.375 / 0.475) < 1e-9)
    }
}
