import Foundation
import Testing

@testable import Pictures

func cosine(_ angle: Double) -> Double { cos(angle) }
func sine(_ angle: Double) -> Double { sin(angle) }

@Suite struct MapViewTests {
    private let box = PaperBox(x: 20, y: 30, width: 200, height: 100)

    @Test("Paper and plane agree both ways, turned or not", arguments: [0, 0.7, -2.9])
    func roundTrip(angle: Double) {
        let view = MapView(
            centre: PlanePoint(x: 737_200, y: 3_556_400), directionRadians: angle,
            alongScale: 500, acrossScale: 200, box: box)
        let point = PlanePoint(x: 737_213.25, y: 3_556_391.5)
        let back = view.plane(view.paper(point))
        #expect(abs(back.x - point.x) < 1e-6 && abs(back.y - point.y) < 1e-6)
    }

    @Test(
        "A map is turned, never mirrored: left of its direction is up", arguments: [0, 1, 2.5, -2])
    func handedness(angle: Double) {
        let view = MapView(
            centre: PlanePoint(x: 0, y: 0), directionRadians: angle, alongScale: 100,
            acrossScale: 100, box: box)
        let ahead = view.paper(PlanePoint(x: cos(angle), y: sin(angle)))
        let left = view.paper(PlanePoint(x: -sin(angle), y: cos(angle)))
        #expect(abs(ahead.x - box.middle.x - 10) < 1e-9 && abs(ahead.y - box.middle.y) < 1e-9)
        #expect(abs(left.y - box.middle.y + 10) < 1e-9 && abs(left.x - box.middle.x) < 1e-9)
    }

    @Test("The scale is a usual one, and everything asked for is on the map")
    func fitting() {
        let points = [PlanePoint(x: 0, y: 0), PlanePoint(x: 55, y: 30)]
        let view = MapView.fitting(points, along: 0, in: box, isEven: true)
        // 30 m in 94 mm is 1:319, 55 m in 194 mm is 1:284.
        #expect(view.alongScale == 400 && view.acrossScale == 400)
        for point in points { #expect(box.contains(view.paper(point))) }
        let strip = MapView.fitting(
            [PlanePoint(x: 12_000, y: -10), PlanePoint(x: 13_000, y: 10)], along: 0, in: box,
            isEven: false)
        #expect(strip.alongScale == 6000 && strip.acrossScale == 250 && !strip.isEven)
        #expect(MapView.scale(atLeast: 1000) == 1000 && MapView.scale(atLeast: 1001) == 1250)
        #expect(MapView.scale(atLeast: .infinity) == 10 && MapView.scale(atLeast: -5) == 10)
    }

    @Test(
        "A scale bar is as long on paper as its figure says", arguments: [10.0, 75, 400, 5000, 1e6])
    func bars(scale: Double) {
        let bar = ScaleBar(scale: scale, widest: 80)
        #expect(bar.millimetres <= 80 && bar.millimetres > 30)
        let view = MapView(
            centre: PlanePoint(x: 5, y: 7), directionRadians: 0.4, alongScale: scale,
            acrossScale: scale, box: box)
        let start = view.paper(PlanePoint(x: 100, y: 50))
        let end = view.paper(
            PlanePoint(x: 100 + bar.metres * cos(1.3), y: 50 + bar.metres * sin(1.3)))
        let distance = hypot(end.x - start.x, end.y - start.y)
        #expect(abs(distance - bar.millimetres) < 1e-6)
    }

    @Test("A grid line is cut at the edge of the map, or left out")
    func clipping() throws {
        let inside = try #require(
            SheetPainter.clip(PaperPoint(x: 0, y: 50), PaperPoint(x: 400, y: 50), to: box))
        #expect(inside.map(\.y) == [50, 50])
        #expect(abs(inside[0].x - 20) < 1e-9 && abs(inside[1].x - 220) < 1e-9)
        #expect(
            SheetPainter.clip(PaperPoint(x: 0, y: 5), PaperPoint(x: 400, y: 5), to: box) == nil)
    }
}
