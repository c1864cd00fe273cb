import Cartography
import Foundation
import SurveyModel
import Testing

@Suite struct OutlineTests {
    @Test func `on a straight road the outline has the area of the rectangle`() throws {
        let road = try straightRoad()
        let ring = try road.outline(of: rectangle(100, 600, 5.75, 10))
        #expect(ring.first == ring.last)
        #expect(abs(try GeodesicArea.squareMetres(ring) - 500 * 4.25) < 0.01)
    }

    @Test func `its corners are the corners of the rectangle`() throws {
        let road = try straightRoad()
        let ring = try road.outline(of: rectangle(100, 110, -10, -6))
        let corners = [(100.0, -10.0), (110, -10), (110, -6), (100, -6)]
        #expect(ring.count == 5)
        for (place, corner) in zip(ring, corners) {
            let found = try road.roadPosition(of: place)
            #expect(abs(found.chainageMetres - corner.0) < 1e-4)
            #expect(abs(found.offsetMetres - corner.1) < 1e-4)
        }
    }

    @Test func `bends are mitred on both sides`() throws {
        // 200 m east, then 200 m turned left by about 35 degrees.
        let road = try Centreline(
            road: "bent",
            vertices: [
                GeographicPosition(longitude: 23.900, latitude: 32.060),
                GeographicPosition(longitude: 23.902, latitude: 32.060),
                GeographicPosition(longitude: 23.904, latitude: 32.0612),
            ])
        let length = road.lengthMetres
        for (low, high) in [(-10.0, -6.0), (6.0, 10.0), (-3.75, 3.75)] {
            let ring = try road.outline(of: rectangle(0, length, low, high))
            let turn = 35.21 * Double.pi / 180
            // An offset curve is longer outside, shorter inside, by twice offset times tan(turn/2).
            let middle = (low + high) / 2
            let mitred = length - 2 * middle * tan(turn / 2)
            let area = try GeodesicArea.squareMetres(ring)
            #expect(abs(area - mitred * (high - low)) < 0.5)
        }
    }

    @Test func `rectangles off the road are errors`() throws {
        let road = try straightRoad()
        for wrong in [
            rectangle(-1, 10, 0, 1), rectangle(0, 1e6, 0, 1), rectangle(0, 10, 0, 101),
            rectangle(10, 10, 0, 1), rectangle(0, 10, .nan, 1), rectangle(0, .infinity, 0, 1),
        ] {
            #expect(throws: CartographyError.self) { try road.outline(of: wrong) }
        }
    }
}
