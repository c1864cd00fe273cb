import Evaluation
import Foundation
import MineDetection
import Testing

@testable import SurveyWorkflow

@Suite struct EchoLabelTests {
    /// An object of 10 cm, whose halo reaches 0.15 m.
    private func target(
        _ x: Double, isMine: Bool = true, diameter: Double = 0.1, error: Double = 0
    ) -> Target {
        Target(
            id: "\(x)", model: "M", targetClass: isMine ? .plasticAntiPersonnel : .clutter,
            xMetres: x, yMetres: 0, depthMetres: 0.05, diameterMetres: diameter,
            heightMetres: 0.05, isMine: isMine, positionErrorMetres: error)
    }

    private func label(_ x: Double, y: Double = 0, _ targets: [Target]) -> EchoLabel {
        EchoLabel(xMetres: x, yMetres: y, among: targets)
    }

    @Test("A mine reaches to the edge of its halo, 0.10 m beyond that the ground is left out")
    func edges() {
        let targets = [target(1)]
        for side in [-1.0, 1] {
            #expect(label(1 + side * 0.1499, targets) == .mine(0))
            #expect(label(1 + side * 0.1501, targets) == .near)
            #expect(label(1 + side * 0.2499, targets) == .near)
            #expect(label(1 + side * 0.2501, targets) == .ground)
            #expect(label(1, y: side * 0.1499, targets) == .mine(0))
            #expect(label(1, y: side * 0.1501, targets) == .near)
        }
        // Across and along count together: hypot(0.12, 0.12) = 0.17.
        #expect(label(1.12, y: 0.12, targets) == .near)
        #expect(label(1, []) == .ground)
    }

    @Test("An uncertain place widens the halo")
    func uncertain() {
        #expect(label(1.19, [target(1, error: 0.05)]) == .mine(0))
        #expect(label(1.21, [target(1, error: 0.05)]) == .near)
    }

    @Test("Other objects have halos, but no margin of ground left out")
    func objects() {
        let targets = [target(1, isMine: false)]
        #expect(label(1.1499, targets) == .object(0))
        #expect(label(1.1501, targets) == .ground)
    }

    @Test("A mine comes before an object that is nearer, an object before being near a mine")
    func order() {
        let both = [target(1, isMine: false), target(1.1)]
        #expect(label(1, both) == .mine(1))
        #expect(label(0.94, both) == .object(0))
        #expect(label(0.84, both) == .ground)
    }

    @Test("Of two mines the one whose halo reaches further over the place has it")
    func nearest() {
        let mines = [target(1), target(1.2, diameter: 0.3)]
        // 0.13 m within the first and 0.07 m within the second; then 0.03 m and 0.17 m.
        #expect(label(1.02, mines) == .mine(0))
        #expect(label(1.12, mines) == .mine(1))
    }

    @Test("Only mines are mines")
    func mines() {
        #expect(EchoLabel.mine(3).isMine)
        for label in [EchoLabel.object(3), .near, .ground] { #expect(!label.isMine) }
    }
}

@Suite struct DiscriminatorWeightTests {
    private func echo(_ lane: Int, _ label: EchoLabel, energy: Double) -> LabelledEcho {
        var features = EchoFeatures()
        features[.energy] = energy
        return LabelledEcho(
            lane: lane,
            echo: Echo(
                xMetres: 0, yMetres: 0, channel: 0, delayNanoseconds: 1, features: features),
            label: label)
    }

    @Test("The echoes of a mine weigh 4 together, each by its energy, anything else 1")
    func weights() {
        let echoes = [
            echo(0, .mine(0), energy: 1), echo(0, .ground, energy: 5),
            echo(0, .mine(0), energy: 2), echo(0, .mine(1), energy: -3),
            echo(1, .mine(0), energy: 2), echo(1, .object(0), energy: 7),
            echo(0, .mine(0), energy: 0),
        ]
        let weights = DiscriminatorTraining.weights(echoes)
        #expect(weights.count == echoes.count)
        #expect(abs(weights[0] + weights[2] + weights[6] - 4) < 1e-12)
        #expect(abs(weights[2] / weights[0] - exp(1)) < 1e-12)
        #expect(abs(weights[0] / weights[6] - exp(1)) < 1e-12)
        // A mine with a single echo, and one of the same number in another lane.
        #expect(abs(weights[3] - 4) < 1e-12 && abs(weights[4] - 4) < 1e-12)
        #expect(weights[1] == 1 && weights[5] == 1)
        #expect(DiscriminatorTraining.weights([]).isEmpty)
    }
}
