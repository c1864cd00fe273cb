import Cartography
import SurveyModel
import Testing

@Suite struct MapProjectionTests {
    private let place = GeographicPosition(longitude: 23.9, latitude: 32.0)

    // pyproj 3.7, always_xy, allow_ballpark=False, at 23.9 E 32.0 N.
    @Test(arguments: [
        ("EPSG:32634", 773_972.1623584176, 3_544_111.815488239),
        ("EPSG:32635", 207_125.328298722, 3_544_636.7797473003),
        ("EPSG:2079", 774_024.0753804222, 3_544_300.2602800885),
        ("EPSG:3198", 96_071.02787324291, 3_542_216.8066042913),
    ])
    func `places agree with a separate calculation`(crs: String, east: Double, north: Double)
        throws
    {
        let found = try MapProjection(crs: crs).forward(place)
        #expect(abs(found.eastMetres - east) < 0.001)
        #expect(abs(found.northMetres - north) < 0.001)
    }

    @Test func `there and back again is exact to a tenth of a millimetre`() throws {
        let projection = try MapProjection(crs: "epsg:32634")
        let places = (0..<50).map {
            GeographicPosition(longitude: 20 + 0.08 * Double($0), latitude: 29 + 0.07 * Double($0))
        }
        let back = try projection.inverse(try projection.forward(places))
        for (one, other) in zip(places, back) {
            #expect(abs(one.longitude - other.longitude) < 1e-9)
            #expect(abs(one.latitude - other.latitude) < 1e-9)
        }
    }

    @Test(arguments: [
        "", "EPSG:4326", "EPSG:999999", "EPSG:2229", "EPSG:3857; DROP", "+proj=utm +zone=34",
        "/etc/passwd", "EPSG:4978", "PROJCS[", "EPSG:32634+5773",
    ])
    func `anything but a projected CRS in metres is refused`(crs: String) {
        #expect(throws: CartographyError.self) { try MapProjection(crs: crs) }
    }

    @Test func `a CRS without a known way from WGS 84 is refused`() {
        // ED50 datum without any transformation: only a ballpark one would do.
        let unknown = """
            PROJCS["Local grid",GEOGCS["Local",DATUM["Local datum",SPHEROID["S",6378388,297]],\
            PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],\
            PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],\
            PARAMETER["central_meridian",21],PARAMETER["scale_factor",1],\
            PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]
            """
        #expect(throws: CartographyError.noReliableTransformation(crs: unknown)) {
            try MapProjection(crs: unknown).forward(place)
        }
    }

    @Test func `a place far outside the zone is refused`() throws {
        let projection = try MapProjection(crs: "EPSG:32634")
        let inside = GeographicPosition(longitude: 25.5, latitude: 32)
        #expect(try projection.forward(inside).eastMetres > 800_000)
        let outside = GeographicPosition(longitude: 26.5, latitude: 32)
        #expect(throws: CartographyError.self) { try projection.forward(outside) }
        let nowhere = GeographicPosition(longitude: .nan, latitude: 32)
        #expect(throws: CartographyError.self) { try projection.forward(nowhere) }
        #expect(throws: CartographyError.self) {
            try projection.inverse(ProjectedPosition(eastMetres: .infinity, northMetres: 0))
        }
    }
}
