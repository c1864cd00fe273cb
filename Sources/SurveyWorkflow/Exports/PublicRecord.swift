internal import Cartography
internal import LandRelease
internal import SurveyModel

/// What of a record may be shown to everybody: ground that an approved report released and nothing has put in
/// question since, and roads.
///
/// An outline of which a corner lies within 50 m of anything uncleared is not shown, nor is a road with such a
/// vertex: not cut, which would tell where.
struct PublicRecord {
    /// No coordinate this near to anything uncleared is shown (m): 50 m and the error of a place.
    static let distanceMetres = 55.0

    /// Segments that are shown.
    let segments: [SegmentRecord]
    /// Roads that are shown.
    let roads: [RoadRegistered]

    init(_ record: SurveyRecord) {
        let released = record.segments.filter {
            $0.product != .none && !$0.isUnderReview && $0.workStatus != .suspended
        }
        let hazards = NearPlaces(
            Self.hazards(record, released), reachMetres: Self.distanceMetres)
        let shown = released.filter { !$0.fact.outline.contains(where: hazards.isNear) }
        segments = shown
        let ids = Set(shown.map(\.id))
        let ground = NearPlaces(
            record.segments.filter { !ids.contains($0.id) }.flatMap(\.fact.outline)
                + record.sweeps.filter { !ids.contains($0.fact.segment ?? "") }
                .flatMap(\.fact.outline), reachMetres: Self.distanceMetres)
        roads = record.roads.filter { road in
            !road.vertices.contains { hazards.isNear($0) || ground.isNear($0) }
        }
    }

    /// Places of alarms, finds and seeds, but for those dealt with on ground that was released since.
    private static func hazards(
        _ record: SurveyRecord, _ released: [SegmentRecord]
    ) -> [GeographicPosition] {
        let ids = Set(released.map(\.id))
        let dealtWith = Set(
            released.flatMap { record.alarms(on: $0.fact) }.filter { !$0.isOpen }.map(\.id))
        let alarms = record.alarms.filter { !dealtWith.contains($0.id) }.map(\.place.geographic)
        let finds = record.finds.filter { ids.isDisjoint(with: $0.segments) }.map(\.geographic)
        let seeds = record.seeds.lots.filter { !ids.contains($0.segment) }
            .flatMap { ($0.opening?.results ?? []).map(\.seed.geographic) }
        return alarms + finds + seeds
    }
}
