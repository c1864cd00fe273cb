public import SurveyModel

/// What lies over the ground of a segment, to tell why a gap is one.
///
/// Everything is taken at the nominal place, without the errors that shrink coverage and so widen every gap by
/// a rim: a gap is a matter of position where at least nine tenths of it were seen nominally; else a reason is
/// given that holds for at least nine tenths of what was not.
public struct GapReasons: Sendable {
    private static let share = 0.9

    /// Ground by reason: what passed over it is the less wanting the further back it stands.
    private let grounds: [(reason: GapReason, rectangles: [RoadRectangle])]

    /// Reasons for gaps on `road` for a class and depth: under the sweeps of `evidence`, as coverage counts them,
    /// of `passes`, all with a run, and of `lanes`, where the array passed whatever its traces are worth.
    public init(
        road: String, for coverageClass: CoverageClass, depthMetres: Double,
        evidence: [PlacedSweep], passes: [PlacedSweep], lanes: [RoadRectangle]
    ) {
        func seen(_ passes: [PlacedSweep], _ depth: Double, _ isAssured: Bool) -> [RoadRectangle] {
            passes.filter { $0.placement.road == road && $0.problem == nil }.flatMap { pass in
                var pass = pass
                if !isAssured { pass.assurance = nil }
                return pass.nominalFootprint(for: coverageClass, depthMetres: depth)
            }
        }
        grounds = [
            (.position, seen(evidence, depthMetres, true)),
            (.notDeepEnough, seen(evidence, 0, false)),
            (.notEvidence, seen(passes, 0, false)),
            (
                .spacing,
                passes.filter { $0.placement.road == road && $0.problem == nil }
                    .flatMap(\.validGround)
            ),
            (.notValid, lanes.filter { $0.isFinite && !$0.isEmpty }),
        ]
    }

    /// The reason of a gap.
    public func reason(of gap: CoverageGap) -> GapReason {
        let box = RoadRectangle(chainage: gap.chainage, offset: gap.offset)
        guard !box.isEmpty, box.isFinite else { return .notCovered }
        var above: [RoadRectangle] = []
        var counted = 0.0
        // What has to be explained: all of it, then what was not even seen at the nominal place.
        var whole = box.areaSquareMetres
        for ground in grounds {
            above += ground.rectangles.map { $0.clipped(to: box) }.filter { !$0.isEmpty }
            let area = RectangleSet.union(above).reduce(0) { $0 + $1.areaSquareMetres }
            if area - counted >= Self.share * whole { return ground.reason }
            if ground.reason == .position { whole -= area }
            counted = max(counted, area)
        }
        return box.areaSquareMetres - counted >= Self.share * whole ? .notSwept : .notCovered
    }
}

extension PlacedSweep {
    /// Ground between and beside its valid traces, as wide as its own channels are apart, whatever a class needs.
    fileprivate var validGround: [RoadRectangle] {
        let half = (channelSpacingMetres ?? 0.1) / 2
        return stretches.filter { $0.fromMetres < $0.toMetres }.flatMap { stretch in
            rectangles(
                from: MetreRange(low: stretch.fromMetres, high: stretch.toMetres),
                rightMetres: stretch.lateralOffsetMetres - half,
                leftMetres: stretch.lateralOffsetMetres + half)
        }
    }
}
