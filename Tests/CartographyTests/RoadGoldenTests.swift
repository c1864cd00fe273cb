import Cartography
import Foundation
import SurveyModel
import Testing

/// The tables of Tests/RoadGoldens.
private enum Golden {
    struct Place: Sendable {
        var road: Int
        var position: RoadPosition
        var point: GeographicPosition
        var nearestChainageMetres: Double
        var nearestMetres: Double
    }

    static func rows(_ name: String) -> [[Double]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("RoadGoldens/" + name)
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").map { Double($0) ?? .nan }
        }
    }

    static let roads: [Centreline] = {
        let all = rows("roads.csv")
        return (0..<5).compactMap { number in
            try? Centreline(
                road: "\(number)",
                vertices: all.filter { $0[0] == Double(number) }.map {
                    GeographicPosition(longitude: $0[1], latitude: $0[2])
                })
        }
    }()

    static let places: [Place] = rows("places.csv").map {
        Place(
            road: Int($0[0]), position: RoadPosition(chainageMetres: $0[1], offsetMetres: $0[2]),
            point: GeographicPosition(longitude: $0[3], latitude: $0[4]),
            nearestChainageMetres: $0[5], nearestMetres: $0[6])
    }
}

/// Metres between two places, near enough for a test: a degree of latitude is 110.6 to 111.7 km.
private func metres(_ one: GeographicPosition, _ two: GeographicPosition) -> Double {
    let north = (one.latitude - two.latitude) * 111_700
    let east = (one.longitude - two.longitude) * 111_700
    return (north * north + east * east).squareRoot()
}

@Suite struct RoadGoldenTests {
    @Test func `chainage and offset lead where GeographicLib for Python goes`() throws {
        try #require(Golden.places.count > 350 && Golden.roads.count == 5)
        for golden in Golden.places {
            let place = try Golden.roads[golden.road].geographic(of: golden.position)
            #expect(metres(place, golden.point) < 1e-6)
        }
    }

    @Test func `the nearest point of the road is the one a search finds`() throws {
        for golden in Golden.places {
            let found = try Golden.roads[golden.road].roadPosition(of: golden.point)
            #expect(abs(abs(found.offsetMetres) - golden.nearestMetres) < 1e-6)
            // Sought where the distance is flat, a chainage is good to 0.1 mm; turning perpendiculars
            // shift it by up to 5 mm.
            #expect(abs(found.chainageMetres - golden.nearestChainageMetres) < 0.0052)
            let isLeft = golden.position.offsetMetres > 0
            #expect((found.offsetMetres > 0) == isLeft)
        }
    }

    @Test func `every place within 15 m of a winding road has a way back to itself`() throws {
        var numbers = SeededNumbers(seed: 8)
        var worst = 0.0
        for road in Golden.roads {
            for _ in 0..<400 {
                let start = RoadPosition(
                    chainageMetres: Double.random(in: 20...road.lengthMetres - 20, using: &numbers),
                    offsetMetres: 0)
                let centre = try road.geographic(of: start)
                // Any place round it, not one laid out by chainage and offset.
                let angle = Double.random(in: 0...2 * .pi, using: &numbers)
                let reach = Double.random(in: 0...15, using: &numbers)
                let point = GeographicPosition(
                    longitude: centre.longitude + reach * sin(angle) / 96_000,
                    latitude: centre.latitude + reach * cos(angle) / 111_000)
                let position = try road.roadPosition(of: point)
                let back = try road.geographic(of: position)
                worst = max(worst, metres(back, point))
            }
        }
        #expect(worst < 0.0001, "the worst was \(worst) m")
    }

    @Test func `in the outer corner of a bend a place keeps its direction`() throws {
        // 90 degrees to the right: the corner lies to the left.
        let road = try Centreline(
            road: "corner",
            vertices: [
                GeographicPosition(longitude: 23.0, latitude: 32.0),
                GeographicPosition(longitude: 23.0, latitude: 32.001),
                GeographicPosition(longitude: 23.001, latitude: 32.001),
            ])
        let point = GeographicPosition(longitude: 22.9999, latitude: 32.0011)
        let position = try road.roadPosition(of: point)
        #expect(position.side == .left)
        #expect(metres(try road.geographic(of: position), point) < 1e-6)
        // Rounded to the centimetre the direction is lost, within the offset times the turn.
        let rounded = RoadPosition(
            chainageMetres: (position.chainageMetres * 100).rounded() / 100,
            offsetMetres: position.offsetMetres)
        let miss = metres(try road.geographic(of: rounded), point)
        #expect(miss > 0.1 && miss < position.offsetMetres * .pi / 2)
    }
}
