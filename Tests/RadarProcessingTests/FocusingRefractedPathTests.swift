import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct FocusingRefractedPathTests {
    private static let c = speedOfLightMetresPerNanosecond

    /// The least time over all points of entry, by golden sections: no Snell in it.
    private func quickest(_ h: Double, _ permittivity: Double, _ r: Double, _ z: Double) -> Double {
        func time(_ a: Double) -> Double {
            (hypot(h, a) + permittivity.squareRoot() * hypot(z, r - a)) / Self.c
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var low = 0.0
        var high = r
        for _ in 0..<100 {
            let left = high - ratio * (high - low)
            let right = low + ratio * (high - low)
            if time(left) < time(right) { high = right } else { low = left }
        }
        return min(time((low + high) / 2), min(time(0), time(r)))
    }

    @Test(arguments: [1e-6, 0.001, 0.01, 0.05, 0.4, 3])
    func `The delay is the least over all points of entry`(height: Double) throws {
        for permittivity in [1, 1.0001, 2.5, 9, 81, 90.25] {
            let path = try RefractedPath(antennaHeightMetres: height, permittivity: permittivity)
            for r in [0, 1e-9, 0.001, 0.05, 0.3, 2, 50] {
                for z in [0, 1e-9, 0.001, 0.03, 0.3, 5] {
                    let leg = path.leg(horizontalMetres: r, depthMetres: z)
                    let least = quickest(height, permittivity, r, z)
                    // Rounding of sums of two square roots.
                    #expect(abs(leg.delayNanoseconds - least) <= 1e-12 * max(1, least))
                    #expect(leg.entryMetres >= 0 && leg.entryMetres <= r)
                    #expect(leg.obliquity >= 0 && leg.obliquity <= 1 + 1e-12)
                }
            }
        }
    }

    @Test func `Snell's law holds where the ray enters`() throws {
        let path = try RefractedPath(antennaHeightMetres: 0.02, permittivity: 6)
        for r in [0.01, 0.1, 0.5] {
            let a = path.leg(horizontalMetres: r, depthMetres: 0.1).entryMetres
            let air = a / hypot(0.02, a)
            let ground = (r - a) / hypot(0.1, r - a)
            #expect(abs(air - 6.0.squareRoot() * ground) < 1e-12)
        }
    }

    @Test func `An antenna on the ground has straight rays at every angle`() throws {
        let path = try RefractedPath(antennaHeightMetres: 0, permittivity: 4)
        for (r, z) in [(0.0, 0.1), (0.02, 0.1), (0.3, 0.01), (0.2, 0)] {
            let leg = path.leg(horizontalMetres: r, depthMetres: z)
            #expect(abs(leg.delayNanoseconds - 2 * hypot(r, z) / Self.c) < 1e-14)
            #expect(abs(leg.obliquity - z / hypot(r, z)) < 1e-14)
        }
        #expect(path.leg(horizontalMetres: 0, depthMetres: 0).obliquity == 1)
    }

    @Test func `Two ways add up, and a mirrored point takes as long`() throws {
        let path = try RefractedPath(antennaHeightMetres: 0.03, permittivity: 5)
        let tx = path.leg(horizontalMetres: hypot(0.07, 0.05), depthMetres: 0.1).delayNanoseconds
        let rx = path.leg(horizontalMetres: hypot(0.01, 0.05), depthMetres: 0.1).delayNanoseconds
        for along in [0.04, -0.04] {
            let delay = path.delayNanoseconds(
                alongMetres: along, acrossMetres: 0.05, depthMetres: 0.1, separationMetres: 0.06)
            #expect(abs(delay - tx - rx) < 1e-14)
        }
        let above = path.delayNanoseconds(alongMetres: 0, depthMetres: 0.1)
        #expect(abs(above - 2 * (0.03 + 5.0.squareRoot() * 0.1) / Self.c) < 1e-14)
    }

    @Test(arguments: [0, 0.001, 0.01, 0.2])
    func `The table agrees with the exact path`(height: Double) throws {
        let depths = [0, 0.001, 0.02, 0.3]
        for permittivity in [1, 4, 25.0] {
            let path = try RefractedPath(antennaHeightMetres: height, permittivity: permittivity)
            let table = RefractedPathTable(path, radiusMetres: 0.25, depthsMetres: depths)
            var noise = SeededNoise(seed: 3)
            for (index, depth) in depths.enumerated() {
                for _ in 0..<200 {
                    let r = 0.25 * noise.uniform()
                    let exact = path.leg(horizontalMetres: r, depthMetres: depth)
                    let quick = table.leg(depth: index, radius: r)
                    #expect(abs(quick.delay - exact.delayNanoseconds) < 1e-5)
                    // Linear between radii 0.5 mm apart, next to a bend over 1 mm.
                    #expect(
                        abs(quick.obliquity - exact.obliquity) < (depth + height > 0 ? 0.04 : 1))
                }
            }
        }
    }

    @Test(arguments: [0.99, 90.3, -4, .nan, .infinity])
    func `A permittivity no ground has is refused`(permittivity: Double) {
        #expect {
            try RefractedPath(antennaHeightMetres: 0, permittivity: permittivity)
        } throws: { error in
            guard case .permittivityOutOfRange(_, let value) = error as? ProcessingError else {
                return false
            }
            return value == permittivity || value.isNaN
        }
    }

    @Test(arguments: [-0.01, 11, .nan])
    func `A height no antenna has is refused`(height: Double) {
        #expect(throws: ProcessingError.self) {
            try RefractedPath(antennaHeightMetres: height, permittivity: 4)
        }
    }
}
