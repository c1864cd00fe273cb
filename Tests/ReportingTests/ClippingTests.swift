import Testing

@testable import Reporting

@Suite("Clipping")
struct ClippingTests {
    private let box = DrawingBox(left: 0, top: 0, right: 10, bottom: 10)

    private func points(_ places: (Double, Double)...) -> [DrawingPoint] {
        places.map { DrawingPoint(x: $0.0, y: $0.1) }
    }

    @Test("A line that leaves and comes back is in two pieces that end at the edge")
    func pieces() {
        let line = Clipping.line(points((5, 5), (15, 5), (15, 8), (5, 8)), to: box)
        #expect(line == [points((5, 5), (10, 5)), points((10, 8), (5, 8))])
    }

    @Test("A line within is kept as it is, one outside is dropped")
    func whole() {
        let inside = points((1, 1), (2, 5), (9, 9))
        #expect(Clipping.line(inside, to: box) == [inside])
        #expect(Clipping.line(points((11, 0), (20, 20)), to: box).isEmpty)
        #expect(Clipping.line(points((3, 3)), to: box).isEmpty)
    }

    @Test("A line that crosses the whole box keeps its slope")
    func through() {
        #expect(
            Clipping.line(points((-10, -10), (20, 20)), to: box) == [points((0, 0), (10, 10))])
    }

    @Test("An area round the box becomes the box, and one outside nothing")
    func areas() {
        let large = Clipping.area(points((-5, -5), (15, -5), (15, 15), (-5, 15)), to: box)
        #expect(Set(large) == Set(points((0, 0), (10, 0), (10, 10), (0, 10))))
        #expect(Clipping.area(points((20, 0), (30, 0), (30, 5)), to: box).isEmpty)
    }

    @Test("Hatching stays within its area and skips a notch")
    func hatching() {
        let notched = points(
            (0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30))
        let path = Hatching.path(notched, spacing: 10)
        // x + y = 30: from (0, 30) to the notch at (10, 20), and from (20, 10) to (30, 0).
        #expect(path.contains("M0 30L10 20M20 10L30 0"))
        #expect(Hatching.path(points((0, 0), (1, 1)), spacing: 10).isEmpty)
    }
}
