import Evaluation
import Testing

@Suite struct LaneFrameTests {
    @Test("A point to the left of travel has a positive y, whatever the direction of travel")
    func left() throws {
        // Heading, and the compass direction to the left of it.
        let cases: [(Double, east: Double, north: Double)] = [
            (0, -1, 0), (90, 0, 1), (180, 1, 0), (270, 0, -1), (-90, 0, -1), (360, -1, 0),
        ]
        for (heading, east, north) in cases {
            let frame = try LaneFrame(
                startEastMetres: 500_000, startNorthMetres: 3_400_000, headingDegrees: heading)
            let point = frame.lanePoint(
                eastMetres: 500_000 + 2 * east, northMetres: 3_400_000 + 2 * north)
            #expect(point == LanePoint(xMetres: 0, yMetres: 2), "heading \(heading)")
        }
    }

    @Test("A point ahead has a positive x: east of a lane that runs east")
    func ahead() throws {
        let frame = try LaneFrame(
            startEastMetres: 10, startNorthMetres: 20, endEastMetres: 22, endNorthMetres: 20)
        #expect(
            frame.lanePoint(eastMetres: 13, northMetres: 19.75)
                == LanePoint(xMetres: 3, yMetres: -0.25))
    }

    @Test("Start with end and start with heading are the same lane, and places go there and back")
    func bothWays() throws {
        let end = (east: 100 + 12 * 0.6, north: 200 + 12 * 0.8)
        let byEnd = try LaneFrame(
            startEastMetres: 100, startNorthMetres: 200, endEastMetres: end.east,
            endNorthMetres: end.north)
        let byHeading = try LaneFrame(
            startEastMetres: 100, startNorthMetres: 200, headingDegrees: 36.86989764584402)
        for (x, y) in [(0.0, 0.0), (12, 0), (3.5, -0.25), (-1, 4)] {
            let place = byHeading.position(of: LanePoint(xMetres: x, yMetres: y))
            let back = byEnd.lanePoint(
                eastMetres: place.eastMetres, northMetres: place.northMetres)
            // 1e-12 of 200 m and the roundings of the heading.
            #expect(abs(back.xMetres - x) < 1e-9 && abs(back.yMetres - y) < 1e-9)
        }
    }

    @Test("Frames without a direction or with figures that are none are refused")
    func refused() {
        func frame(_ start: Double, _ end: Double) throws {
            _ = try LaneFrame(
                startEastMetres: start, startNorthMetres: 0, endEastMetres: end, endNorthMetres: 0)
        }
        for (start, end) in [(1.0, 1.0), (1, 1.001), (.nan, 1), (1, .infinity), (1e9, 1e9 + 5)] {
            #expect(throws: EvaluationError.self) { try frame(start, end) }
        }
        for heading in [Double.nan, .infinity, 361, -361] {
            #expect(throws: EvaluationError.self) {
                try LaneFrame(startEastMetres: 0, startNorthMetres: 0, headingDegrees: heading)
            }
        }
        #expect(throws: EvaluationError.self) {
            try LaneFrame(startEastMetres: .nan, startNorthMetres: 0, headingDegrees: 0)
        }
    }
}
