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
}
