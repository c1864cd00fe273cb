internal import SurveyModel

/// A stretch of road over which the 95 % errors of a sweep's place hardly change.
///
/// Errors are rounded up, to 1 cm or a twentieth of themselves, and counted as the largest of the stretch, so
/// that coverage shrinks by no less than the error of each trace.
struct ErrorZone: Equatable {
    var chainage: MetreRange
    var alongErrorMetres: Double
    var acrossErrorMetres: Double

    private static let stepMetres = 0.01
    private static let stepShare = 0.05
    /// Where the errors of a typed lane are taken (m).
    private static let typedStepMetres = 5.0

    /// The zones of a lane, from end to end; one where its errors do not change or it runs back and forth.
    static func zones(of lane: LanePlacement, stretches: [ValidStretch]) -> [ErrorZone] {
        let places = places(of: lane, stretches)
        let along = places.map { lane.roadPosition(xMetres: $0, yMetres: 0).chainageMetres }
        let isSteady = zip(along, along.dropFirst()).allSatisfy {
            ($1 - $0) * lane.direction.sign > 0
        }
        var found: [ErrorZone] = []
        var (largestAlong, largestAcross) = (lane.alongErrorMetres, lane.acrossErrorMetres)
        for place in places.indices.dropFirst() {
            let (from, to) = (places[place - 1], places[place])
            // Between two knots of a path its errors are one; a wheel's grow all the way.
            let errors: [(alongMetres: Double, acrossMetres: Double)] =
                lane.path.map { path in
                    path.knot(atX: (from + to) / 2).map {
                        [($0.alongErrorMetres, $0.acrossErrorMetres)]
                    } ?? []
                } ?? [lane.errors(atX: from), lane.errors(atX: to)]
            largestAlong = max(largestAlong, errors.map(\.alongMetres).max() ?? 0)
            largestAcross = max(largestAcross, errors.map(\.acrossMetres).max() ?? 0)
            let zone = ErrorZone(
                chainage: MetreRange(
                    low: min(along[place - 1], along[place]),
                    high: max(along[place - 1], along[place])),
                alongErrorMetres: rounded(errors.map(\.alongMetres).max() ?? 0),
                acrossErrorMetres: rounded(errors.map(\.acrossMetres).max() ?? 0))
            if let last = found.last, last.alongErrorMetres == zone.alongErrorMetres,
                last.acrossErrorMetres == zone.acrossErrorMetres
            {
                found[found.count - 1].chainage = MetreRange(
                    low: min(last.chainage.low, zone.chainage.low),
                    high: max(last.chainage.high, zone.chainage.high))
            } else {
                found.append(zone)
            }
        }
        if found.count > 1 && isSteady { return found }
        // The largest anywhere, as it is.
        return [
            ErrorZone(
                chainage: MetreRange(low: along.min() ?? 0, high: along.max() ?? 0),
                alongErrorMetres: largestAlong, acrossErrorMetres: largestAcross)
        ]
    }

    /// Distances along the lane (m) between which errors change steadily: knots of a measured path, every few
    /// metres of a typed one; from the first to the last trace.
    private static func places(of lane: LanePlacement, _ stretches: [ValidStretch]) -> [Double] {
        let ends = stretches.flatMap { [$0.fromMetres, $0.toMetres] }
        guard let low = ends.min(), let high = ends.max(), low < high else {
            return ends.isEmpty ? [] : [ends[0]]
        }
        var places = [low, high]
        if let path = lane.path {
            places += path.knots.map(\.xMetres)
        } else if lane.wheelErrorShare ?? 0 > 0 {
            let count = Int(min(100_000, ((high - low) / typedStepMetres).rounded(.up)))
            places += (1..<max(1, count)).map { low + Double($0) * (high - low) / Double(count) }
        }
        return Set(places).sorted()
    }

    private static func rounded(_ error: Double) -> Double {
        guard error.isFinite, error > 0 else { return error }
        let step = max(stepMetres, error * stepShare)
        // The same grid for neighbouring errors: powers of the ratio above 20 steps, whole steps below.
        let least = error * (1 - 1e-9)
        guard step > stepMetres else { return (least / stepMetres).rounded(.up) * stepMetres }
        var level = stepMetres / stepShare
        while level < least { level *= 1 + stepShare }
        return level
    }
}
