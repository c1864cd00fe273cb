internal import Glibc
internal import SurveyModel

/// A polygon in metres east and north of an origin, its last corner joined to the first.
struct PlaneRing {
    struct Point: Hashable {
        var x: Double
        var y: Double
    }

    struct Edge {
        var start: Point
        var end: Point
        var length: Double {
            let (dx, dy) = (end.x - start.x, end.y - start.y)
            return (dx * dx + dy * dy).squareRoot()
        }

        /// Its x at a height it spans.
        func x(at y: Double) -> Double {
            let share = (y - start.y) / (end.y - start.y)
            return start.x + share * (end.x - start.x)
        }

        func spans(_ y: Double) -> Bool { (start.y > y) != (end.y > y) }
    }

    let points: [Point]

    init(points: [Point]) { self.points = points }

    /// Corners on the ellipsoid laid in the plane that touches a sphere at `origin`.
    init(_ corners: [GeographicPosition], origin: GeographicPosition) {
        let metresPerDegree = 111_195.0
        let shrink = cos(origin.latitude * .pi / 180)
        points = corners.map {
            Point(
                x: ($0.longitude - origin.longitude) * metresPerDegree * shrink,
                y: ($0.latitude - origin.latitude) * metresPerDegree)
        }
    }

    var edges: [Edge] {
        points.indices.map {
            Edge(start: points[$0], end: points[($0 + 1) % points.count])
        }
    }

    /// Its area by the shoelace rule, never negative.
    var area: Double {
        guard let first = points.first else { return 0 }
        var sum = 0.0
        for edge in edges {
            sum +=
                (edge.start.x - first.x) * (edge.end.y - first.y)
                - (edge.end.x - first.x) * (edge.start.y - first.y)
        }
        return abs(sum) / 2
    }

    /// Whether two of its edges meet anywhere but in the corner they share.
    var touchesItself: Bool {
        let edges = edges
        for first in edges.indices {
            for second in edges.indices where second > first {
                let areNeighbours =
                    second == first + 1 || (first == 0 && second == edges.count - 1)
                if areNeighbours {
                    if Self.foldsBack(edges[first], edges[second]) { return true }
                } else if Self.meet(edges[first], edges[second]) {
                    return true
                }
            }
        }
        return false
    }

    /// The area (m2) it shares with another: exact between the heights at which edges begin, end or cross.
    func sharedArea(with other: PlaneRing) -> Double {
        let (own, others) = (edges, other.edges)
        var heights = points.map(\.y) + other.points.map(\.y)
        for one in own {
            for two in others {
                if let crossing = Self.crossing(one, two) { heights.append(crossing.y) }
            }
        }
        heights.sort()
        var sum = 0.0
        for (low, high) in zip(heights, heights.dropFirst()) where high - low > 1e-12 {
            let middle = (low + high) / 2
            sum += Self.shared(Self.spans(own, middle), Self.spans(others, middle)) * (high - low)
        }
        return sum
    }

    /// The intervals of x inside a ring at a height, by even and odd.
    private static func spans(_ edges: [Edge], _ y: Double) -> [(Double, Double)] {
        let cuts = edges.filter { $0.spans(y) }.map { $0.x(at: y) }.sorted()
        return stride(from: 0, to: cuts.count - 1, by: 2).map { (cuts[$0], cuts[$0 + 1]) }
    }

    private static func shared(
        _ one: [(Double, Double)], _ other: [(Double, Double)]
    ) -> Double {
        var sum = 0.0
        for a in one {
            for b in other { sum += max(0, min(a.1, b.1) - max(a.0, b.0)) }
        }
        return sum
    }

    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    /// A turn, with anything narrower than a thousandth of a square millimetre taken as straight.
    private static func side(_ a: Point, _ b: Point, _ c: Point) -> Int {
        let value = turn(a, b, c)
        return value > 1e-9 ? 1 : value < -1e-9 ? -1 : 0
    }

    private static func meet(_ one: Edge, _ two: Edge) -> Bool {
        let sides = (
            side(one.start, one.end, two.start), side(one.start, one.end, two.end),
            side(two.start, two.end, one.start), side(two.start, two.end, one.end)
        )
        if sides.0 * sides.1 < 0 && sides.2 * sides.3 < 0 { return true }
        return (sides.0 == 0 && lies(two.start, on: one))
            || (sides.1 == 0 && lies(two.end, on: one))
            || (sides.2 == 0 && lies(one.start, on: two))
            || (sides.3 == 0 && lies(one.end, on: two))
    }

    private static func lies(_ point: Point, on edge: Edge) -> Bool {
        (min(edge.start.x, edge.end.x) - 1e-9...max(edge.start.x, edge.end.x) + 1e-9)
            .contains(point.x)
            && (min(edge.start.y, edge.end.y) - 1e-9...max(edge.start.y, edge.end.y) + 1e-9)
                .contains(point.y)
    }

    /// Whether two neighbours run over each other.
    private static func foldsBack(_ one: Edge, _ two: Edge) -> Bool {
        let (a, shared, b) =
            one.end == two.start
            ? (one.start, one.end, two.end) : (one.end, one.start, two.start)
        guard side(a, shared, b) == 0 else { return false }
        let forward =
            (shared.x - a.x) * (b.x - shared.x) + (shared.y - a.y) * (b.y - shared.y)
        return forward < 0
    }

    private static func crossing(_ one: Edge, _ two: Edge) -> Point? {
        let (dx, dy) = (one.end.x - one.start.x, one.end.y - one.start.y)
        let (ex, ey) = (two.end.x - two.start.x, two.end.y - two.start.y)
        let determinant = dx * ey - dy * ex
        guard abs(determinant) > 1e-15 else { return nil }
        let (gx, gy) = (two.start.x - one.start.x, two.start.y - one.start.y)
        let share = (gx * ey - gy * ex) / determinant
        let other = (gx * dy - gy * dx) / determinant
        guard (0...1).contains(share), (0...1).contains(other) else { return nil }
        return Point(x: one.start.x + share * dx, y: one.start.y + share * dy)
    }
}
