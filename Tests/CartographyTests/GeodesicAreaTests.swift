import Cartography
import SurveyModel
import Testing

@Suite struct GeodesicAreaTests {
    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double)
        -> [GeographicPosition]
    {
        [(west, south), (east, south), (east, north), (west, north)]
            .map { GeographicPosition(longitude: $0.0, latitude: $0.1) }
    }

    // pyproj 3.7: Geod(ellps="WGS84").polygon_area_perimeter.
    @Test func `areas agree with a separate calculation`() throws {
        let small = try GeodesicArea.squareMetres(box(23.95, 32.05, 23.97, 32.07))
        #expect(abs(small - 4_188_525.228170395) < 0.001)
        let large = try GeodesicArea.squareMetres(box(20, 31, 24, 33))
        #expect(abs(large - 83_825_550_391.49316) < 1)
    }

    @Test func `the way round and a repeated first vertex do not matter`() throws {
        let ring = box(23.95, 32.05, 23.97, 32.07)
        let area = try GeodesicArea.squareMetres(ring)
        #expect(abs(try GeodesicArea.squareMetres(ring.reversed()) - area) < 1e-6)
        #expect(abs(try GeodesicArea.squareMetres(ring + ring.prefix(1)) - area) < 1e-6)
    }

    @Test func `fewer than three vertices and places off the globe are errors`() {
        let ring = box(23.95, 32.05, 23.97, 32.07)
        #expect(throws: CartographyError.degenerateRing(vertices: 2)) {
            try GeodesicArea.squareMetres([ring[0], ring[1], ring[0]])
        }
        #expect(throws: CartographyError.self) {
            try GeodesicArea.squareMetres(
                ring + [GeographicPosition(longitude: 0, latitude: .nan)])
        }
    }

    // GeographicLib 2.1 (PyPI): Geodesic.WGS84.Inverse and .Polygon.
    @Test func `lengths and areas agree with GeographicLib to a millionth`() throws {
        func places(_ pairs: [(Double, Double)]) -> [GeographicPosition] {
            pairs.map { GeographicPosition(longitude: $0.1, latitude: $0.0) }
        }
        let road = try Centreline(
            road: "r",
            vertices: places([
                (32.76, 21.75), (32.49, 20.83), (32.10, 20.07), (31.20, 20.20), (30.75, 20.22),
            ]))
        #expect(abs(road.lengthMetres - 325_495.742003) < 1e-6 * 325_495)
        for (ring, area) in [
            (
                [(32.06, 23.9), (32.06, 23.9005), (32.0602, 23.9008), (32.061, 23.9001)],
                4607.371469
            ),
            ([(32, 20), (32, 24.5), (31, 23), (30.5, 20.5)], 45_235_386_033.18),
        ] {
            let found = try GeodesicArea.squareMetres(places(ring))
            #expect(abs(found - area) < 1e-6 * area)
        }
    }
}
