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
            cell { $0.groundOverNoiseDecibels = 6.5 } == DetectabilityCell(.red, [.lostInNoise]))
        #expect(cell { $0.groundOverNoiseDecibels = nil }.state == .red)
        #expect(cell { $0.mayMatch = true } == DetectabilityCell(.blue, [.indexMatch]))
        #expect(cell { $0.missing = .liftOff } == DetectabilityCell(.grey, [.liftOff]))
        #expect(
            cell { $0.isBeyondWindow = true } == DetectabilityCell(.grey, [.windowTooShort]))
    }
}
