internal import Cartography
internal import LandRelease
internal import SurveyModel

/// How much of the ground around a find was swept anew.
struct SearchCoverage: Sendable {
    let record: SurveyRecord

    init(_ record: SurveyRecord) { self.record = record }

    /// An account of each zone for each class it has to be searched for, from evidence made after the find.
    func accounts(around find: FindRecord) throws -> [CoverageAccount] {
        let passes = EvidenceCoverage(record: record).passes.filter { pass in
            record.sweep(pass.digest).map { record.isFresh($0, after: find) } ?? false
        }
        return try (find.search?.zones ?? []).flatMap { zone in
            try accounts(of: zone, around: find, passes: passes)
        }
    }

    private func accounts(
        of zone: FindSearch.Zone, around find: FindRecord, passes: [PlacedSweep]
    ) throws -> [CoverageAccount] {
        let rectangle = RoadRectangle(chainage: zone.chainage, offset: zone.offset)
        let geometry = try CoverageGeometry(
            road: zone.road, segment: rectangle,
            depthMetres: max(0.01, record.depthMetres(of: zone, around: find)), passes: passes)
        var corners: [CoverageGap] = []
        if let road = record.roads.first(where: { $0.id == zone.road }) {
            corners = try Centreline(road: road.id, vertices: road.vertices)
                .cornerGaps(in: rectangle)
        }
        return record.requiredClasses(of: zone).map { coverageClass in
            var account = geometry.account(for: coverageClass)
            account.gaps += corners
            let missed = corners.reduce(0) { $0 + $1.areaSquareMetres }
            account.coveredSquareMetres = max(0, account.coveredSquareMetres - missed)
            return account
        }
    }

    /// Where a search that was ended by sweeps says more is covered than the sweeps it names covered.
    static func findings(_ record: SurveyRecord) -> [String] {
        record.finds.flatMap { find -> [String] in
            guard let ending = find.search?.ending, ending.fact.dig == nil else { return [] }
            return ending.fact.coverage.compactMap { stated in
                let found = find.search?.zones.first {
                    abs($0.areaSquareMetres - stated.areaSquareMetres) <= 0.01
                }.flatMap { zone in
                    try? recomputed(stated, zone, find, ending, record)
                }
                guard let found else {
                    return "the search around find \(find.id) cannot be computed again"
                }
                guard stated.coveredSquareMetres > found.coveredSquareMetres + 0.001 else {
                    return nil
                }
                return "the search around find \(find.id) says "
                    + "\(decimal(stated.coveredSquareMetres, 2)) m2 are covered for "
                    + "\(stated.coverageClass.rawValue) items, its sweeps cover "
                    + "\(decimal(found.coveredSquareMetres, 2)) m2"
            }
        }
    }

    private static func recomputed(
        _ stated: CoverageAccount, _ zone: FindSearch.Zone, _ find: FindRecord,
        _ ending: FindSearch.Ending, _ record: SurveyRecord
    ) throws -> CoverageAccount {
        let passes = stated.sweeps.compactMap { digest -> PlacedSweep? in
            guard let sweep = record.sweep(digest), record.isFresh(sweep, after: find),
                let lane = sweep.fact.placement,
                let run = record.runs(of: digest).last(where: {
                    $0.stamp.order < ending.stamp.order
                        && $0.fact.settingsDigest == sweep.settingsInForce
                })
            else { return nil }
            return EvidenceCoverage.placed(digest, lane, run, record)
        }
        return try CoverageGeometry(
            road: zone.road,
            segment: RoadRectangle(chainage: zone.chainage, offset: zone.offset),
            depthMetres: max(0.01, record.depthMetres(of: zone, around: find)), passes: passes
        ).account(for: stated.coverageClass)
    }
}
