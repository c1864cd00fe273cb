internal import Glibc
internal import SurveyModel

/// The way through the satellite fixes of a sweep.
///
/// Distances between neighbouring fixes are taken on the ellipsoid of WGS 84, by the radii of
/// curvature in the meridian and the prime vertical at their mean latitude (J. P. Snyder, Map
/// Projections - A Working Manual, USGS 1395, 1987, equations 4-18 and 4-20). Used are fixes with a
/// trace number and a place that was measured: typed and made up ones are not.
struct GnssPath: Sendable {
    /// What the path leaves out or does not cover, as sentences.
    private(set) var warnings: [SweepWarning] = []
    /// Largest 95 % error of the fixes used (m); `nil` where there are none.
    let errorMetres: Double?
    private var path: [DistanceAxis.Knot] = []

    private typealias Point = (trace: Double, place: TrackFix.Place, error: Double)

    /// Fixes worse than their median by more than this factor are left out.
    private static let largestErrorRatio = 10.0
    /// A fix that lies off both neighbours by more than this (m) is none.
    private static let leastJumpMetres = 10.0

    /// The path through `track`.
    init(_ track: Track) {
        let all = Self.points(track)
        var left = 0
        let used = Self.withoutJumps(Self.withoutCoarse(Self.ordered(all), &left), &left)
        errorMetres = used.map(\.error).max()
        if zip(all, all.dropFirst()).contains(where: { $0.trace > $1.trace }) {
            warn(
                "fixes-out-of-order",
                "the trace numbers of the satellite fixes do not always rise; the fixes are sorted")
        }
        if left > 0 {
            warn(
                "fixes-left-out",
                "\(left) satellite fixes are much worse than the others or lie far off the way; "
                    + "they are not used")
        }
        path = Self.way(used, beyond: errorMetres ?? 0)
    }

    /// Distances at the traces of the fixes; `nil` with fewer than two fixes that have a place, and
    /// where they do not move further than their own error.
    func knots() -> [DistanceAxis.Knot]? { path.isEmpty ? nil : path }

    /// Length of the way from the first fix to the last (m).
    var lengthMetres: Double? { path.last?.metres }

    /// What a sweep of `traceCount` traces has to know of the path.
    func warnings(traceCount: Int) -> [SweepWarning] {
        guard let first = path.first?.trace, let last = path.last?.trace else { return warnings }
        let end = Double(traceCount - 1)
        let outside = max(0, first) + max(0, end - last)
        guard outside > 0.05 * max(1, end) else { return warnings }
        return warnings + [
            SweepWarning(
                code: "track-covers-part",
                text: "the satellite fixes reach from trace \(FactLedger.words(first)) to trace "
                    + "\(FactLedger.words(last)) of \(traceCount); distances beyond them are "
                    + "carried on at the same step")
        ]
    }

    private mutating func warn(_ code: String, _ text: String) {
        warnings.append(SweepWarning(code: code, text: text))
    }

    /// Distance between two places (m).
    static func metres(_ from: TrackFix.Place, _ to: TrackFix.Place) -> Double {
        let semiMajorAxis = 6_378_137.0
        let flattening = 1 / 298.257223563
        let eccentricity = flattening * (2 - flattening)
        let middle = (from.latitude + to.latitude) / 2 * .pi / 180
        let root = (1 - eccentricity * sin(middle) * sin(middle)).squareRoot()
        let meridian = semiMajorAxis * (1 - eccentricity) / (root * root * root)
        let vertical = semiMajorAxis / root
        let north = meridian * (to.latitude - from.latitude) * .pi / 180
        var turn = to.longitude - from.longitude
        if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
        let east = vertical * cos(middle) * turn * .pi / 180
        return (north * north + east * east).squareRoot()
    }

    private static func points(_ track: Track) -> [Point] {
        track.fixes.compactMap { fix in
            guard let trace = fix.trace, trace.isFinite, abs(trace) < 1e12, let place = fix.place,
                abs(place.latitude) <= 90, abs(place.longitude) <= 180, fix.quality != .manual,
                fix.quality != .simulated, fix.quality != TrackFix.Quality.none
            else { return nil }
            return (trace, place, fix.error95Metres)
        }
    }

    /// In order of trace, of several at one trace the best and of equals the first.
    private static func ordered(_ points: [Point]) -> [Point] {
        let order = points.indices.sorted { left, right in
            let one = points[left]
            let two = points[right]
            if one.trace != two.trace { return one.trace < two.trace }
            return one.error != two.error ? one.error < two.error : left < right
        }
        var result: [Point] = []
        for place in order where result.last?.trace != points[place].trace {
            result.append(points[place])
        }
        return result
    }

    private static func withoutCoarse(_ points: [Point], _ left: inout Int) -> [Point] {
        let errors = points.map(\.error).sorted()
        guard errors.count > 2 else { return points }
        let limit = errors[errors.count / 2] * largestErrorRatio
        let kept = points.filter { $0.error <= limit }
        left += points.count - kept.count
        return kept
    }

    private static func withoutJumps(_ points: [Point], _ left: inout Int) -> [Point] {
        guard points.count > 2 else { return points }
        var kept = [points[0]]
        for number in 1..<points.count - 1 {
            let before = kept[kept.count - 1]
            let here = points[number]
            let after = points[number + 1]
            let off = min(metres(before.place, here.place), metres(here.place, after.place))
            let limit = max(leastJumpMetres, 10 * here.error)
            if off > limit && off > 2 * metres(before.place, after.place) {
                left += 1
            } else {
                kept.append(here)
            }
        }
        return kept + [points[points.count - 1]]
    }

    /// The way, without steps that may be noise alone: those would make it longer than it is.
    private static func way(_ points: [Point], beyond error: Double) -> [DistanceAxis.Knot] {
        guard points.count > 1, let first = points.first, let last = points.last,
            points.contains(where: { metres(first.place, $0.place) > error })
        else { return [] }
        var knots = [DistanceAxis.Knot(trace: first.trace, metres: 0)]
        var previous = first
        var way = 0.0
        for point in points.dropFirst() {
            let step = metres(previous.place, point.place)
            // Errors of fixes shortly after one another are alike: their steps err by less than each.
            guard step > point.error / 2 || point.trace == last.trace else { continue }
            way += step
            knots.append(DistanceAxis.Knot(trace: point.trace, metres: way))
            previous = point
        }
        return knots
    }
}
