public import SurveyModel

/// Which ground of a segment valid traces covered, computed exactly in the road frame.
///
/// The footprints of one sweep's channels are joined at their nominal place, shrunk by the sweep's
/// 95 % errors (a gap can then not hide in the uncertainty of its place), and joined with those of
/// the other sweeps; overlaps count once.
public struct CoverageGeometry: Sendable {
    /// Road the segment lies on.
    public let road: String
    /// The segment.
    public let segment: RoadRectangle
    /// Depth required (m).
    public let depthMetres: Double
    private let passes: [PlacedSweep]

    /// The geometry of `segment` on `road` under `passes`; passes on other roads are left out.
    ///
    /// - Throws: `CartographyError.unusableCoverage` for a segment narrower than 1 cm, a depth that
    ///   is not positive, or a sweep with figures that are not finite.
    public init(
        road: String, segment: RoadRectangle, depthMetres: Double, passes: [PlacedSweep]
    ) throws(CartographyError) {
        guard segment.isFinite, segment.chainage.length >= 0.01, segment.offset.length >= 0.01
        else {
            throw .unusableCoverage(reason: "the segment is narrower than 1 cm")
        }
        guard depthMetres.isFinite, depthMetres > 0 else {
            throw .unusableCoverage(reason: "the depth must be more than 0 m")
        }
        for pass in passes {
            if let problem = pass.problem { throw .unusableCoverage(reason: problem) }
        }
        self.road = road
        self.segment = segment
        self.depthMetres = depthMetres
        self.passes = passes.filter { $0.placement.road == road }
    }

    /// How much is covered for `coverageClass`, and which gaps remain.
    public func account(for coverageClass: CoverageClass) -> CoverageAccount {
        let seen = assured(for: coverageClass)
        let gaps = RectangleSet.gaps(in: segment, coveredBy: seen.flatMap(\.rectangles))
        let open = gaps.reduce(0) { $0 + $1.areaSquareMetres }
        return CoverageAccount(
            coverageClass: coverageClass, depthMetres: depthMetres,
            areaSquareMetres: segment.areaSquareMetres,
            coveredSquareMetres: gaps.isEmpty
                ? segment.areaSquareMetres : max(0, segment.areaSquareMetres - open),
            gaps: Self.largestFirst(gaps), sweeps: Set(seen.map(\.digest)).sorted())
    }

    /// The covered ground of the segment as disjoint rectangles.
    public func coveredRectangles(for coverageClass: CoverageClass) -> [RoadRectangle] {
        let seen = assured(for: coverageClass).flatMap(\.rectangles)
        let gaps = RectangleSet.gaps(in: segment, coveredBy: seen)
        return RectangleSet.complement(of: gaps, within: segment)
    }

    /// Disjoint rectangles of the segment with the number of sweeps over each; ground no sweep
    /// covers is left out.
    public func passCounts(for coverageClass: CoverageClass) -> [CountedRectangle] {
        let seen = assured(for: coverageClass).flatMap(\.rectangles)
        return SlabDecomposition.cells(seen, within: segment).filter { $0.count > 0 }
    }

    /// What each sweep surely covered of the segment; sweeps that covered nothing are left out.
    private func assured(
        for coverageClass: CoverageClass
    ) -> [(digest: Digest, rectangles: [RoadRectangle])] {
        passes.compactMap { pass in
            let inside = pass.assuredFootprint(for: coverageClass, depthMetres: depthMetres)
                .filter { !$0.clipped(to: segment).isEmpty }
            return inside.isEmpty ? nil : (pass.digest, inside)
        }
    }

    private static func largestFirst(_ gaps: [RoadRectangle]) -> [CoverageGap] {
        gaps.map { CoverageGap(chainage: $0.chainage, offset: $0.offset) }.sorted {
            let (one, other) = ($0.areaSquareMetres, $1.areaSquareMetres)
            if one != other { return one > other }
            if $0.chainage.low != $1.chainage.low { return $0.chainage.low < $1.chainage.low }
            return $0.offset.low < $1.offset.low
        }
    }
}
