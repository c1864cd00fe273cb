import SurveyModel
import Testing

@testable import Cartography

@Suite struct RectangleSetTests {
    @Test("Edges that differ by rounding leave no sliver among the gaps")
    func slivers() {
        let edge = 4.85
        let other = edge.nextUp
        let box = rectangle(0, 10, 4.55, 4.95)
        let covered = [
            rectangle(0, 4, 4.55, edge), rectangle(4, 7, 4.55, other), rectangle(7, 10, 4.55, edge),
        ]
        let gaps = RectangleSet.gaps(in: box, coveredBy: covered)
        #expect(!gaps.isEmpty)
        #expect(gaps.allSatisfy { min($0.chainage.length, $0.offset.length) > 1e-9 })
        let area = gaps.reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(area - 10 * 0.1) < 1e-9)
        // The same with the edges along the road.
        let turned = RectangleSet.gaps(
            in: box.transposed, coveredBy: covered.map(\.transposed))
        #expect(turned.allSatisfy { min($0.chainage.length, $0.offset.length) > 1e-9 })
    }
}
