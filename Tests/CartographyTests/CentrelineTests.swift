import Cartography
import SurveyModel
import Testing

@Suite struct CentrelineTests {
    // Lengths and places below: pyproj 3.7 (Geod, ellps WGS84) on the same vertices.
    @Test func `the length is the sum of the geodesics between the vertices`() throws {
        let road = try coastalRoad()
        #expect(abs(road.lengthMetres - 163_493.67345910543) < 1e-6)
    }

    @Test(arguments: [
        (12_310.0, 2.4, 22.701936548141514, 32.67052214634945),
        (12_310.0, -7.5, 22.701844786857603, 32.67047803783242),
        (100_000.0, -9.0, 23.29604767896692, 32.163286132826514),
        (60_000.0, 0.0, 23.034639245755102, 32.42270802313688),
    ])
    func `a place on a long leg agrees with a separate geodesic calculation`(
        chainage: Double, offset: Double, longitude: Double, latitude: Double
    ) throws {
        let place = try coastalRoad().geographic(
            of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
        // 1e-9 degrees are a tenth of a millimetre.
        #expect(abs(place.longitude - longitude) < 1e-9)
        #expect(abs(place.latitude - latitude) < 1e-9)
    }

    @Test func `positive offset is left of increasing chainage`() throws {
        let north = try Centreline(
            road: "north",
            vertices: [
                GeographicPosition(longitude: 23, latitude: 32),
                GeographicPosition(longitude: 23, latitude: 32.01),
            ])
        let left = try north.geographic(of: RoadPosition(chainageMetres: 500, offsetMetres: 5))
        #expect(left.longitude < 23)
        let west = GeographicPosition(longitude: 22.9999, latitude: 32.005)
        #expect(try north.roadPosition(of: west).offsetMetres > 0)
    }

    @Test func `there and back again on straight legs is exact to a tenth of a millimetre`() throws
    {
        let road = try coastalRoad()
        var numbers = SeededNumbers(seed: 7)
        let bends = [0, 24_108.4, 47_239.5, 70_079.8, 96_559.9, 163_493.7]
        for _ in 0..<60 {
            let chainage = Double.random(in: 0...road.lengthMetres, using: &numbers)
            // Within 60 m of these bends some offsets belong to the other leg too.
            guard bends.allSatisfy({ abs($0 - chainage) > 60 }) else { continue }
            let offset = Double.random(in: -20...20, using: &numbers)
            let place = try road.geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: offset))
            let back = try road.roadPosition(of: place)
            #expect(abs(back.chainageMetres - chainage) < 1e-4)
            #expect(abs(back.offsetMetres - offset) < 1e-4)
        }
    }

    @Test func `beside a bend the outer side keeps its place`() throws {
        let road = try coastalRoad()
        // The road turns left (east) at the first bend: the right side is the outer one there.
        for chainage in [24_108.0, 24_108.4, 24_108.5, 24_109.0] {
            let place = try road.geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: -8))
            let back = try road.roadPosition(of: place)
            #expect(abs(back.chainageMetres - chainage) < 0.01)
            #expect(abs(back.offsetMetres + 8) < 0.01)
        }
    }

    @Test func `a chainage off the road and a wild offset are errors`() throws {
        let road = try coastalRoad()
        #expect(throws: CartographyError.self) {
            try road.geographic(of: RoadPosition(chainageMetres: -0.01, offsetMetres: 0))
        }
        #expect(throws: CartographyError.self) {
            try road.geographic(of: RoadPosition(chainageMetres: 163_494, offsetMetres: 0))
        }
        #expect(throws: CartographyError.offsetTooLarge(road: "coastal", offsetMetres: 101)) {
            try road.geographic(of: RoadPosition(chainageMetres: 10, offsetMetres: 101))
        }
        for wild in [Double.nan, .infinity] {
            #expect(throws: CartographyError.self) {
                try road.geographic(of: RoadPosition(chainageMetres: wild, offsetMetres: 0))
            }
            #expect(throws: CartographyError.self) {
                try road.geographic(of: RoadPosition(chainageMetres: 10, offsetMetres: wild))
            }
            #expect(throws: CartographyError.self) {
                try road.roadPosition(of: GeographicPosition(longitude: wild, latitude: 32))
            }
        }
    }

    @Test func `points beyond the ends or far away are errors`() throws {
        let road = try straightRoad()
        #expect(throws: CartographyError.self) {
            try road.roadPosition(of: GeographicPosition(longitude: 23.8999, latitude: 32.0599))
        }
        #expect(throws: CartographyError.self) {
            try road.roadPosition(of: GeographicPosition(longitude: 23.95, latitude: 32.06))
        }
    }

    @Test func `unusable vertices are refused`() {
        let place = GeographicPosition(longitude: 23, latitude: 32)
        #expect(throws: CartographyError.tooFewVertices(road: "a", count: 1)) {
            try Centreline(road: "a", vertices: [place])
        }
        #expect(throws: CartographyError.zeroLengthLeg(road: "a", vertex: 1)) {
            try Centreline(road: "a", vertices: [place, place])
        }
        #expect(throws: CartographyError.self) {
            try Centreline(
                road: "a", vertices: [place, GeographicPosition(longitude: .nan, latitude: 3)])
        }
        #expect(throws: CartographyError.self) {
            try Centreline(
                road: "a", vertices: [place, GeographicPosition(longitude: 100, latitude: 3)])
        }
    }

    @Test func `the same ground swept up and down has one place`() throws {
        let road = try coastalRoad()
        let projection = try MapProjection(crs: "EPSG:32634")
        let up = LanePlacement(
            road: "coastal", startChainageMetres: 12_300, offsetMetres: 2.2, direction: .up,
            alongErrorMetres: 0, acrossErrorMetres: 0)
        let down = LanePlacement(
            road: "coastal", startChainageMetres: 12_312, offsetMetres: 2.2, direction: .down,
            alongErrorMetres: 0, acrossErrorMetres: 0)
        // pyproj 3.7: Geod and EPSG:32634 for chainage 12310, offset 2.4.
        for position in [
            up.roadPosition(xMetres: 10, yMetres: 0.2),
            down.roadPosition(xMetres: 2, yMetres: -0.2),
        ] {
            let place = try projection.forward(try road.geographic(of: position))
            #expect(abs(place.eastMetres - 659_585.9782536903) < 0.001)
            #expect(abs(place.northMetres - 3_616_041.643687983) < 0.001)
        }
    }
}
