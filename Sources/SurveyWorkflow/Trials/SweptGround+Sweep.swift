internal import Evaluation
internal import SurveyModel

extension SweptGround {
    /// The ground a sweep of a straight lane swept: its channels and half their spacing to either side,
    /// its traces and half a step before the first and after the last.
    init(of sweep: Sweep) throws(WorkflowError) {
        let channels = sweep.channels.filter { $0.kind == .radar }
        let offsets = channels.map(\.lateralOffsetMetres).sorted()
        let distances = channels.flatMap(\.radargram.distancesMetres)
        guard sweep.positionSource != .none, let low = distances.min(), let high = distances.max(),
            high > low, let left = offsets.last, let right = offsets.first
        else {
            throw .impossible(
                reason: "the sweep has no distances, so that the ground it swept is not known",
                hint: "give the swept area in trial.json")
        }
        let step = channels.compactMap(\.radargram.traceSpacingMetres).max() ?? 0
        let half = Self.channelSpacing(offsets) / 2
        self.init(
            .rectangle(
                LaneRectangle(
                    fromX: Self.rounded(low - step / 2), toX: Self.rounded(high + step / 2),
                    fromY: Self.rounded(right - half), toY: Self.rounded(left + half))))
    }

    /// The median distance between neighbouring channels (m); 0.1 m for a single one.
    static func channelSpacing(_ offsets: [Double]) -> Double {
        let sorted = offsets.sorted()
        let steps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.filter { $0 > 0 }.sorted()
        return steps.isEmpty ? 0.1 : steps[steps.count / 2]
    }

    /// To the tenth of a millimetre: sums of steps carry more figures than they are worth.
    private static func rounded(_ metres: Double) -> Double { (metres * 1e4).rounded() / 1e4 }
}
