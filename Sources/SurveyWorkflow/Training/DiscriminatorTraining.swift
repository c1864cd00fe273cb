internal import Evaluation
internal import Foundation
internal import MineDetection

/// Trains discriminators on labelled echoes.
struct DiscriminatorTraining: Sendable {
    let collection: EchoCollection
    let growth: ForestGrowth
    let imagingWeight: Double
    /// How echoes were laid into blank lanes; `nil` where none were.
    var laying: EchoLaying?

    /// Features the trees ask about: all but those that only tell the recorder's depth of window.
    static let features = EchoFeature.allCases
    /// Weight of a mine, shared by its echoes, against that of one echo of anything else.
    static let mineWeight = 4.0

    /// A discriminator without calibration from the echoes of the lanes that are `isTaken`.
    func discriminator(
        name: String, provenance: TrainingProvenance, where isTaken: (Int) -> Bool
    ) async throws -> Discriminator {
        let taken = collection.echoes.filter {
            isTaken($0.lane) && $0.label != .near && isTeaching(collection.lanes[$0.lane].use)
        }
        let rows = taken.map { item in Self.features.map { Float(item.echo.features[$0]) } }
        let weights = zip(Self.weights(taken), taken).map { weight, item in
            collection.lanes[item.lane].use == .laid ? weight * (laying?.weight ?? 1) : weight
        }
        let isMine = taken.map(\.label.isMine)
        let forest = try await growth.forest(
            from: ForestGrowth.Rows(values: rows, isMine: isMine, weights: weights))
        let mines = taken.indices.filter { isMine[$0] }
        var classGrowth = growth
        classGrowth.treeCount = max(1, growth.treeCount / 4)
        let classForest = try await classGrowth.forest(
            from: ForestGrowth.Rows(
                values: mines.map { rows[$0] },
                isMine: mines.map { isAntiVehicle(taken[$0]) },
                weights: mines.map { weights[$0] }))
        return Discriminator(
            name: name, features: Self.features, radars: radars(where: isTaken),
            imagingWeight: imagingWeight, nominalTail: .imaging, calibration: nil,
            provenance: provenance, forest: forest,
            classForest: classForest)
    }

    private func isTeaching(_ use: EchoCollection.Use) -> Bool {
        switch use {
        case .trial: laying?.isAlone != true
        // Its scores are to be those of ground not seen before.
        case .blank: false
        case .ground, .laid: true
        }
    }

    /// A mine's weight falls to its echoes in proportion to their energy: the strongest tells most.
    static func weights(_ echoes: [LabelledEcho]) -> [Double] {
        struct Mine: Hashable {
            var lane: Int
            var place: Int
        }
        func energy(_ item: LabelledEcho) -> Double { exp(item.echo.features[.energy]) }
        func mine(_ item: LabelledEcho) -> Mine? {
            guard case .mine(let place) = item.label else { return nil }
            return Mine(lane: item.lane, place: place)
        }
        var sums: [Mine: Double] = [:]
        for item in echoes { if let mine = mine(item) { sums[mine, default: 0] += energy(item) } }
        return echoes.map { item in
            guard let mine = mine(item), let sum = sums[mine], sum > 0 else { return 1 }
            return mineWeight * energy(item) / sum
        }
    }

    private func isAntiVehicle(_ item: LabelledEcho) -> Bool {
        guard case .mine(let place) = item.label else { return false }
        switch collection.lanes[item.lane].targets[place].targetClass {
        case .plasticAntiVehicle, .metalAntiVehicle: return true
        default: return false
        }
    }

    /// A quarter below and above the frequencies learnt from.
    private func radars(where isTaken: (Int) -> Bool) -> Discriminator.Radars {
        let frequencies = collection.lanes.indices.filter(isTaken).map {
            collection.lanes[$0].centreFrequencyMHz
        }
        return Discriminator.Radars(
            centreFrequenciesMHz: [
                0.75 * (frequencies.min() ?? 1500), 1.25 * (frequencies.max() ?? 1500),
            ],
            largestTraceSpacingMetres: 0.03)
    }
}

extension EchoLabel {
    /// Whether a mine lies there.
    var isMine: Bool {
        if case .mine = self { return true }
        return false
    }
}
