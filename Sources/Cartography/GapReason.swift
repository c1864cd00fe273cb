public import SurveyModel

/// Why ground is not covered, as far as it can be told.
public enum GapReason: String, Sendable, CaseIterable {
    /// No sweep passed over it.
    case notSwept = "not-swept"
    /// A sweep passed over it, but its traces there are not valid.
    case notValid = "not-valid"
    /// Valid traces passed over it, but their sweep is no evidence.
    case notEvidence = "not-evidence"
    /// Valid traces of evidence passed over it, but did not see down to the depth.
    case notDeepEnough = "not-deep-enough"
    /// It lies within the error of the place, too far from a channel for the class, or at the corner of a bend, or
    /// there are several reasons.
    case notCovered = "not-covered"
}

/// What lies over the ground of a segment, to tell why a gap is one.
///
/// Everything is taken at the nominal place, without the errors that shrink coverage. A reason is given where it
/// holds for at least nine tenths of the gap's area.
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
            (.notCovered, seen(evidence, depthMetres, true)),
            (.notDeepEnough, seen(evidence, 0, false)),
            (.notEvidence, seen(passes, 0, false)),
            // Too far from a channel, or between traces too far apart.
            (
                .notCovered,
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
        for ground in grounds {
            above += ground.rectangles.map { $0.clipped(to: box) }.filter { !$0.isEmpty }
            let area = RectangleSet.union(above).reduce(0) { $0 + $1.areaSquareMetres }
            if area - counted >= Self.share * box.areaSquareMetres { return ground.reason }
            counted = max(counted, area)
        }
        return box.areaSquareMetres - counted >= Self.share * box.areaSquareMetres
            ? .notSwept : .notCovered
    }
}

extension PlacedSweep {
    /// Ground between and beside its valid traces, as wide as its own channels are apart, whatever a class needs.
    fileprivate var validGround: [RoadRectangle] {
        let half = (channelSpacingMetres ?? 0.1) / 2
        return stretches.filter { $0.fromMetres < $0.toMetres }.map { stretch in
            let one = placement.roadPosition(
                xMetres: stretch.fromMetres, yMetres: stretch.lateralOffsetMetres - half)
            let other = placement.roadPosition(
                xMetres: stretch.toMetres, yMetres: stretch.lateralOffsetMetres + half)
            return RoadRectangle(corner: one, other)
        }
    }
}

extension RoadRectangle {
    /// The rectangle between two corners.
    init(corner one: RoadPosition, _ other: RoadPosition) {
        self.init(
            chainage: MetreRange(
                low: min(one.chainageMetres, other.chainageMetres),
                high: max(one.chainageMetres, other.chainageMetres)),
            offset: MetreRange(
                low: min(one.offsetMetres, other.offsetMetres),
                high: max(one.offsetMetres, other.offsetMetres)))
    }
}
