internal import Cartography
internal import LandRelease
internal import SurveyModel

/// Which sweeps cover a segment, and how much of it.
struct EvidenceCoverage: Sendable {
    let record: SurveyRecord

    /// Sweeps that count as evidence, with the stretches of the run that makes them so.
    var passes: [PlacedSweep] {
        record.sweeps.compactMap { sweep in
            guard case .evidence(let key) = record.standing(ofSweep: sweep.digest),
                let lane = sweep.fact.placement,
                let run = record.runs(of: sweep.digest).last(where: { $0.fact.key == key })
            else { return nil }
            return PlacedSweep(
                digest: sweep.digest, placement: lane, stretches: run.fact.validStretches)
        }
    }

    /// Every sweep with a run, whether it is evidence or not.
    var allPasses: [PlacedSweep] {
        record.sweeps.compactMap { sweep in
            guard !sweep.fact.isBlank, let lane = sweep.fact.placement,
                let run = record.runs(of: sweep.digest).last
            else { return nil }
            return PlacedSweep(
                digest: sweep.digest, placement: lane, stretches: run.fact.validStretches)
        }
    }

    /// The accounts of a segment for every class its rules require.
    func accounts(of segment: SegmentRecord) throws -> [CoverageAccount] {
        let geometry = try Self.geometry(of: segment.fact, passes: passes)
        return record.releaseRules(onSegment: segment.id).requiredClasses.map {
            geometry.account(for: $0)
        }
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
