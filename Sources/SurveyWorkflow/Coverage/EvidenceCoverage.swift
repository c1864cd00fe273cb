internal import Cartography
internal import LandRelease
internal import SurveyModel

/// Which sweeps cover a segment, and how much of it.
struct EvidenceCoverage: Sendable {
    let record: SurveyRecord
    /// Sweeps that count as evidence, with the stretches of the run that makes them so.
    let passes: [PlacedSweep]
    private let index: PassIndex

    init(record: SurveyRecord) {
        self.record = record
        let passes = record.sweeps.compactMap { sweep -> PlacedSweep? in
            guard case .evidence(let key) = record.standing(ofSweep: sweep.digest),
                let lane = sweep.fact.placement,
                let run = record.runs(of: sweep.digest).last(where: { $0.fact.key == key })
            else { return nil }
            return Self.placed(sweep.digest, lane, run, record)
        }
        self.passes = passes
        index = PassIndex(passes)
    }

    /// A sweep with what counts of `run` as seen: where its settings require detectability, only ground
    /// that is green for the class down to the depth; a run that never assessed it then shows nothing.
    static func placed(
        _ digest: Digest, _ lane: LanePlacement, _ run: RunRecord, _ record: SurveyRecord
    ) -> PlacedSweep {
        let use = record.settings(run.fact.settingsDigest)?.settings.detection.detectability
        return PlacedSweep(
            digest: digest, placement: lane, stretches: run.fact.validStretches,
            assurance: run.fact.assurance ?? (use == .required ? [] : nil))
    }

    /// The sweeps that count as evidence and may touch a stretch of road.
    func passes(on road: String, along chainage: MetreRange) -> [PlacedSweep] {
        index.passes(on: road, along: chainage)
    }

    /// Every sweep with a run, whether it is evidence or not.
    var allPasses: [PlacedSweep] {
        record.sweeps.compactMap { sweep in
            guard !sweep.fact.isBlank, let lane = sweep.fact.placement,
                let run = record.runs(of: sweep.digest).last
            else { return nil }
            return Self.placed(sweep.digest, lane, run, record)
        }
    }

    /// Every sweep with a run, with its valid traces alone: where the radar passed.
    var sweptPasses: [PlacedSweep] {
        allPasses.map { pass in
            var swept = pass
            swept.assurance = nil
            return swept
        }
    }

    /// The accounts of a segment for every class its rules require.
    ///
    /// The ground at the outer corner of a bend lies beside no leg of the centreline, so no lane placed by
    /// chainage and offset reaches it: it counts as a gap.
    func accounts(of segment: SegmentRecord) throws -> [CoverageAccount] {
        let geometry = try Self.geometry(of: segment.fact, passes: passes(near: segment.fact))
        let corners = try cornerGaps(of: segment.fact)
        return record.releaseRules(onSegment: segment.id).requiredClasses.map { coverageClass in
            var account = geometry.account(for: coverageClass)
            let missed = corners.reduce(0) { $0 + $1.areaSquareMetres }
            account.gaps += corners
            account.coveredSquareMetres = max(0, account.coveredSquareMetres - missed)
            return account
        }
    }

    /// The sweeps that count as evidence and may touch a segment.
    func passes(near segment: SegmentAdded) -> [PlacedSweep] {
        index.passes(on: segment.road, along: segment.chainage)
    }

    private func cornerGaps(of segment: SegmentAdded) throws -> [CoverageGap] {
        guard let road = record.roads.first(where: { $0.id == segment.road }) else { return [] }
        return try Centreline(road: road.id, vertices: road.vertices)
            .cornerGaps(in: Self.rectangle(of: segment))
    }

    static func geometry(
        of segment: SegmentAdded, passes: [PlacedSweep]
    ) throws -> CoverageGeometry {
        try CoverageGeometry(
            road: segment.road, segment: rectangle(of: segment),
            depthMetres: segment.depthMetres, passes: passes)
    }

    static func rectangle(of segment: SegmentAdded) -> RoadRectangle {
        RoadRectangle(chainage: segment.chainage, offset: segment.offset)
    }
}
