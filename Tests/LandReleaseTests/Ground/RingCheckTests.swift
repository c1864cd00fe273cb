import SurveyModel
import Testing

@testable import LandRelease

@Suite("RingCheck")
struct RingCheckTests {
    /// Corners in metres east and north of 23 E, 32 N.
    static func ring(_ corners: [(Double, Double)]) -> [GeographicPosition] {
        corners.map {
            GeographicPosition(
                longitude: 23 + $0.0 / (111_195 * 0.848_048_096_156_426),
                latitude: 32 + $0.1 / 111_195)
        }
    }

    static let square = ring([(0, 0), (10, 0), (10, 10), (0, 10)])

    struct Row: Sendable {
        var corners: [GeographicPosition]
        var closure = RingCheck.Closure.implied
        var codes: [String]
    }

    static let rows: [Row] = [
        Row(corners: square, codes: []),
        Row(corners: square + [square[0]], codes: []),
        Row(corners: square + [square[0]], closure: .required, codes: []),
        Row(corners: square, closure: .required, codes: ["geometry-open"]),
        Row(corners: [], codes: ["geometry-corners"]),
        Row(corners: [square[0], square[1], square[0]], codes: ["geometry-corners"]),
        // A bow tie, a spike back over its own edge, and a corner that touches the far edge.
        Row(
            corners: ring([(0, 0), (10, 10), (10, 0), (0, 10)]),
            codes: ["geometry-crossed", "geometry-area"]),
        Row(
            corners: ring([(0, 0), (10, 0), (20, 0), (10, 0.0), (10, 10)]),
            codes: ["geometry-duplicate", "geometry-crossed"]),
        Row(
            corners: ring([(0, 0), (10, 0), (10, 10), (5, 0), (0, 10)]), codes: ["geometry-crossed"]
        ),
        Row(
            corners: ring([(0, 0), (5, 0), (10, 0)]), codes: ["geometry-crossed", "geometry-area"]),
        Row(
            corners: [
                GeographicPosition(longitude: 200, latitude: 32), square[1], square[2],
            ], codes: ["geometry-range"]),
        Row(
            corners: [
                GeographicPosition(longitude: .nan, latitude: 32), square[1], square[2],
            ], codes: ["geometry-range"]),
        // A sound but hollow shape, as a segment round a bend has.
        Row(corners: ring([(0, 0), (20, 0), (20, 20), (10, 20), (10, 5), (0, 5)]), codes: []),
    ]

    @Test("Open, crossed, empty, repeated and impossible rings are named", arguments: rows)
    func namesFaults(row: Row) {
        let found = RingCheck.objections(to: row.corners, of: "S-1", closure: row.closure)
        #expect(found.map(\.code) == row.codes)
        #expect(found.allSatisfy { !$0.cure.isEmpty && $0.text.contains("S-1") })
    }

    @Test(
        "Swapped, foreign and far corners are warned of, and no more where the survey is elsewhere")
    func warns() {
        #expect(RingCheck.warnings(about: Self.square, of: "S") == [])
        let swapped = Self.square.map {
            GeographicPosition(longitude: $0.latitude, latitude: $0.longitude)
        }
        #expect(RingCheck.warnings(about: swapped, of: "S").first?.contains("swapped") == true)
        #expect(RingCheck.warnings(about: swapped, of: "S", isElsewhere: true) == [])
        let italy = Self.square.map {
            GeographicPosition(longitude: $0.longitude - 10, latitude: $0.latitude + 12)
        }
        #expect(RingCheck.warnings(about: italy, of: "S").first?.contains("outside") == true)
        let long = Self.ring([(0, 0), (5_001, 0), (5_001, 10), (0, 10)])
        #expect(RingCheck.warnings(about: long, of: "S").count == 1)
        #expect(
            RingCheck.warnings(about: Self.ring([(0, 0), (4_999, 0), (4_999, 10)]), of: "S") == [])
    }

    @Test("Rings of the same corners are the same, wherever they begin and whichever way they run")
    func knowsDuplicates() {
        let turned = Array(Self.square[2...] + Self.square[..<2])
        for other in [turned, turned.reversed(), Self.square + [Self.square[0]]] {
            #expect(RingCheck.isSame(Self.square, other))
        }
        var moved = Self.square
        moved[1].longitude += 1e-7
        #expect(!RingCheck.isSame(Self.square, moved))
        #expect(!RingCheck.isSame(Self.square, Self.ring([(0, 0), (10, 10), (10, 0), (0, 10)])))
        #expect(!RingCheck.isSame([], []))
    }

    @Test("Shared area is that of shapes worked out by hand")
    func overlaps() {
        func near(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-6 }
        let half = Self.ring([(5, 0), (15, 0), (15, 10), (5, 10)])
        #expect(near(RingCheck.overlap(of: Self.square, with: half), 0.5))
        let beside = Self.ring([(10, 0), (20, 0), (20, 10), (10, 10)])
        #expect(near(RingCheck.overlap(of: Self.square, with: beside), 0))
        let inside = Self.ring([(2, 2), (4, 2), (4, 4), (2, 4)])
        #expect(near(RingCheck.overlap(of: Self.square, with: inside), 1))
        #expect(RingCheck.isInside(inside, Self.square) && !RingCheck.isInside(half, Self.square))
        // A diamond over a square: four corners of 2.5 m legs are cut off, 12.5 m2 of 100.
        let diamond = Self.ring([(5, -2.5), (12.5, 5), (5, 12.5), (-2.5, 5)])
        #expect(near(RingCheck.overlap(of: Self.square, with: diamond) * 100, 87.5))
        // A hollow shape and the square in its hollow share nothing.
        let hollow = Self.ring([
            (0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30),
        ])
        let within = Self.ring([(11, 11), (19, 11), (19, 30), (11, 30)])
        #expect(near(RingCheck.overlap(of: hollow, with: within), 0))
        #expect(near(RingCheck.overlap(of: hollow, with: Self.square), 1))
    }
}
