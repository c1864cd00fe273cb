internal import Cartography
internal import SurveyModel

/// Which sweeps may touch a stretch of road, found without looking at all of them.
struct PassIndex: Sendable {
    private let passes: [PlacedSweep]
    /// Places in `passes` by the stretches of road they touch.
    private var byStretch: [Stretch: [Int]] = [:]
    /// Places of those whose figures tell no place: they are handed out everywhere, to be objected to.
    private var placeless: [Int] = []

    private struct Stretch: Hashable {
        var road: String
        var number: Int
    }

    private static let stretchMetres = 100.0
    /// A longer reach than any sweep's: it is held to have no place.
    private static let longestMetres = 1e6

    /// The index of `passes`.
    init(_ passes: [PlacedSweep]) {
        self.passes = passes
        for (place, pass) in passes.enumerated() {
            guard var reach = pass.chainageReach, reach.length <= Self.longestMetres,
                max(abs(reach.low), abs(reach.high)) < 1e9
            else {
                placeless.append(place)
                continue
            }
            // Between its ends a measured lane may reach a little further.
            reach = MetreRange(low: reach.low - 10, high: reach.high + 10)
            for number in Self.stretches(reach) {
                byStretch[Stretch(road: pass.placement.road, number: number), default: []]
                    .append(place)
            }
        }
    }

    /// The sweeps that may touch `chainage` of `road`, in their order.
    func passes(on road: String, along chainage: MetreRange) -> [PlacedSweep] {
        guard chainage.low.isFinite, chainage.high.isFinite, chainage.low <= chainage.high,
            chainage.length <= Self.longestMetres, max(abs(chainage.low), abs(chainage.high)) < 1e9
        else { return passes }
        var found = Set(placeless)
        for number in Self.stretches(chainage) {
            found.formUnion(byStretch[Stretch(road: road, number: number)] ?? [])
        }
        return found.sorted().map { passes[$0] }
    }

    private static func stretches(_ range: MetreRange) -> ClosedRange<Int> {
        Int(
            (range.low / stretchMetres).rounded(.down))...Int(
                (range.high / stretchMetres).rounded(.down))
    }
}
