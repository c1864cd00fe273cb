public import SurveyModel

/// Whether outlines are sound, after the geometry checks of GICHD (geocheck) and what they leave out.
///
/// Topology is judged in a plane laid at the first corner, good to a few parts in a thousand over the length of
/// a segment; areas that count are geodesic and handed in.
public enum RingCheck: Sendable {
    /// How a ring ends.
    public enum Closure: Sendable {
        /// The last corner is joined to the first, whether it is repeated or not.
        case implied
        /// The first corner has to be repeated at the end.
        case required
    }

    /// Distance (m) between neighbouring corners above which a ring is doubted.
    public static let farCornerMetres = 5_000.0
    /// Share of a polygon that may lie on another of the same band and depth.
    public static let overlapShare = 0.009

    /// Everything that keeps `ring` from being an outline.
    public static func objections(
        to ring: [GeographicPosition], of name: String, closure: Closure = .implied
    ) -> [Objection] {
        let shape = "the outline of \(TextRules.quoted(name))"
        guard ring.allSatisfy(\.isOnEarth) else {
            return [
                objection(
                    "geometry-range", "\(shape) leaves the range of longitude and latitude",
                    "give degrees of WGS 84, longitude first")
            ]
        }
        var found: [Objection] = []
        if closure == .required && (ring.count < 2 || ring.first != ring.last) {
            found.append(
                objection(
                    "geometry-open", "\(shape) is not closed",
                    "repeat the first corner at the end, or measure the misclosure"))
        }
        let corners = opened(ring)
        guard Set(corners).count >= 3 else {
            return found + [
                objection(
                    "geometry-corners", "\(shape) has fewer than three corners",
                    "give three corners or more")
            ]
        }
        if Set(corners).count < corners.count {
            found.append(
                objection(
                    "geometry-duplicate", "\(shape) has one corner twice",
                    "take the repeated corner out"))
        }
        let plane = PlaneRing(corners, origin: corners[0])
        if plane.touchesItself {
            found.append(
                objection(
                    "geometry-crossed", "\(shape) crosses or touches itself",
                    "put the corners in the order of a walk round it"))
        }
        if !(plane.area > 1e-4) {
            found.append(
                objection("geometry-area", "\(shape) encloses no area", "check the corners"))
        }
        return found
    }

    /// What is doubtful in `ring`, as sentences: corners far apart, and places that look swapped or far from
    /// where the survey is.
    ///
    /// - Parameters:
    ///   - ring: its corners.
    ///   - name: how sentences call it.
    ///   - isElsewhere: whether the survey is known to lie outside Libya.
    /// - Returns: the sentences; empty where nothing is doubtful.
    public static func warnings(
        about ring: [GeographicPosition], of name: String, isElsewhere: Bool = false
    ) -> [String] {
        let shape = "the outline of \(TextRules.quoted(name))"
        var found: [String] = []
        let corners = opened(ring)
        guard let first = corners.first, corners.allSatisfy(\.isOnEarth) else { return [] }
        let plane = PlaneRing(corners, origin: first)
        let far = plane.edges.map { $0.length }.max() ?? 0
        if far > farCornerMetres {
            found.append(
                "\(shape) has neighbouring corners \(Figure.metres(far)) m apart, more than 5000 m")
        }
        let outside = corners.filter { !isInLibya($0) }
        if !isElsewhere && !outside.isEmpty {
            let swapped = corners.allSatisfy {
                isInLibya(
                    GeographicPosition(longitude: $0.latitude, latitude: $0.longitude))
            }
            found.append(
                swapped
                    ? "\(shape) lies in Libya only with longitude and latitude swapped"
                    : "\(shape) lies outside Libya")
        }
        return found
    }

    /// Whether a place lies in the rectangle round Libya: 9.3 to 25.2 east, 19.5 to 33.2 north.
    public static func isInLibya(_ place: GeographicPosition) -> Bool {
        (9.3...25.2).contains(place.longitude) && (19.5...33.2).contains(place.latitude)
    }

    /// Whether two rings have the same corners, wherever they begin and whichever way they run, to a hundred
    /// millionth of a degree.
    public static func isSame(_ one: [GeographicPosition], _ other: [GeographicPosition]) -> Bool {
        let first = opened(one).map(Corner.init)
        let second = opened(other).map(Corner.init)
        guard first.count == second.count, !first.isEmpty else { return false }
        return [second, second.reversed()].contains { ring in
            ring.indices.contains { start in
                Array(ring[start...] + ring[..<start]) == first
            }
        }
    }

    /// The share (0 to 1) of the smaller of two rings that lies on the other.
    public static func overlap(
        of one: [GeographicPosition], with other: [GeographicPosition]
    ) -> Double {
        let (first, second) = (opened(one), opened(other))
        guard first.count >= 3, second.count >= 3,
            (first + second).allSatisfy(\.isOnEarth)
        else { return 0 }
        let a = PlaneRing(first, origin: first[0])
        let b = PlaneRing(second, origin: first[0])
        let smaller = min(a.area, b.area)
        return smaller > 0 ? min(1, a.sharedArea(with: b) / smaller) : 0
    }

    /// Whether `part` lies in `whole`, all but a ten-thousandth of its area.
    public static func isInside(
        _ part: [GeographicPosition], _ whole: [GeographicPosition]
    ) -> Bool {
        let (first, second) = (opened(part), opened(whole))
        guard first.count >= 3, second.count >= 3,
            (first + second).allSatisfy(\.isOnEarth)
        else { return false }
        let a = PlaneRing(first, origin: first[0])
        let b = PlaneRing(second, origin: first[0])
        return a.area > 0 && a.sharedArea(with: b) >= a.area * (1 - 1e-4)
    }

    static func opened(_ ring: [GeographicPosition]) -> [GeographicPosition] {
        ring.count > 1 && ring.first == ring.last ? Array(ring.dropLast()) : ring
    }

    private struct Corner: Hashable {
        let east: Int
        let north: Int

        init(_ place: GeographicPosition) {
            let isSound = place.isOnEarth
            east = isSound ? Int((place.longitude * 1e8).rounded()) : .max
            north = isSound ? Int((place.latitude * 1e8).rounded()) : .max
        }
    }

    private static func objection(_ code: String, _ text: String, _ cure: String) -> Objection {
        Objection(code: code, text: text, cure: cure)
    }
}
