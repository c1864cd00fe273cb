import SurveyModel
import TestSupport
import Testing

@testable import Cartography

@Suite("GroundDivision")
struct GroundDivisionTests {
    func rectangle(_ low: Double, _ high: Double, _ right: Double, _ left: Double) -> RoadRectangle
    {
        RoadRectangle(
            chainage: MetreRange(low: low, high: high), offset: MetreRange(low: right, high: left))
    }

    @Test("Two rectangles that cross are five pieces, worked out by hand")
    func cross() {
        // 0...30 by 10...20 lying, 10...20 by 0...30 standing.
        let pieces = GroundDivision.pieces(
            of: [rectangle(0, 30, 10, 20), rectangle(10, 20, 0, 30)])
        #expect(
            pieces == [
                .init(rectangle: rectangle(0, 10, 10, 20), members: [0]),
                .init(rectangle: rectangle(10, 20, 0, 10), members: [1]),
                .init(rectangle: rectangle(10, 20, 10, 20), members: [0, 1]),
                .init(rectangle: rectangle(10, 20, 20, 30), members: [1]),
                .init(rectangle: rectangle(20, 30, 10, 20), members: [0]),
            ])
    }

    @Test("Neighbours share an edge and no ground; empty and endless ones have no piece")
    func edges() {
        let rectangles = [
            rectangle(0, 10, 0, 2), rectangle(10, 20, 0, 2), rectangle(5, 5, 0, 2),
            rectangle(0, .infinity, 0, 2), rectangle(9, 3, 0, 2),
        ]
        #expect(GroundDivision.pieces(of: rectangles).map(\.members) == [[0], [1]])
        #expect(GroundDivision.pieces(of: []).isEmpty)
    }

    @Test("Pieces are disjoint and their members those of a grid of points", arguments: 1...20)
    func grid(seed: UInt64) {
        var noise = SeededNoise(seed: seed)
        let rectangles = (0..<12).map { _ -> RoadRectangle in
            let corner = (0..<4).map { _ in (noise.uniform() * 33).rounded(.down) }
            return rectangle(
                min(corner[0], corner[1]), max(corner[0], corner[1]), min(corner[2], corner[3]),
                max(corner[2], corner[3]))
        }
        let pieces = GroundDivision.pieces(of: rectangles)
        var area = 0.0
        for along in 0..<32 {
            for across in 0..<32 {
                let place = (Double(along) + 0.5, Double(across) + 0.5)
                func holds(_ one: RoadRectangle) -> Bool {
                    one.chainage.low < place.0 && place.0 < one.chainage.high
                        && one.offset.low < place.1 && place.1 < one.offset.high
                }
                let members = rectangles.indices.filter { holds(rectangles[$0]) }
                let over = pieces.filter { holds($0.rectangle) }
                #expect(over.map(\.members) == (members.isEmpty ? [] : [members]))
                area += members.isEmpty ? 0 : 1
            }
        }
        #expect(pieces.reduce(0) { $0 + $1.rectangle.areaSquareMetres } == area)
        #expect(abs(GroundDivision.unionSquareMetres(rectangles) - area) < 1e-9)
    }
}
