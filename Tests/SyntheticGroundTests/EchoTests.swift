import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct EchoTests {
    private func trace(_ scene: GroundScene, _ number: Int = 0) throws -> ArraySlice<Float> {
        try GroundSimulator(scene).traces(channel: 0, range: number..<number + 1)[...]
    }

    @Test("A metal plate on the ground echoes 1 at the time of its path")
    func plate() throws {
        var scene = plainScene()
        scene.isMetalPlate = true
        let found = peak(try trace(scene))
        #expect(abs(found.value - 1) < 0.005)
        let delay = hypot(0.08, 0.06) / speedOfLightMetresPerNanosecond
        #expect(abs(found.sample * 0.02 - 1 - delay) < 0.002)
    }

    @Test("Even ground echoes Fresnel's share of it, an interface below it what passes twice")
    func interface() throws {
        var scene = plainScene()
        scene.radar.antennaSeparationMetres = 0.005
        scene.layers = [
            GroundLayer(thicknessMetres: 0.2, permittivity: 4), GroundLayer(permittivity: 9),
        ]
        let found = try trace(scene)
        #expect(abs(peak(found, in: 40..<120).value - 1 / 3) < 0.005)
        // (3 - 2) / (3 + 2), transmission 2/3 and 4/3, spread 0.04 against 0.04 + 0.2 / 2.
        let expected = 0.2 * 8 / 9 * 0.04 / 0.14
        let below = peak(found, in: 180..<250)
        #expect(abs(below.value / expected - 1) < 0.02)
        let delay = (0.08 + 2 * 0.4) / speedOfLightMetresPerNanosecond
        #expect(abs(below.sample * 0.02 - 1 - delay) < 0.003)
    }

    @Test("A wide metal plate in the ground is a mirror, within 0.5 dB")
    func buriedMirror() throws {
        var scene = plainScene()
        scene.radar.antennaSeparationMetres = 0.02
        scene.objects = [mirror(.plate, depth: 0.15, size: 1.2)]
        let expected = 8.0 / 9 * hypot(0.08, 0.02) / (2 * (0.04 + 0.15 / 2))
        let found = peak(try trace(scene), in: 110..<200)
        #expect(abs(20 * log10(found.value / expected)) < 0.5)
        let delay = (0.08 + 2 * 0.3) / speedOfLightMetresPerNanosecond
        #expect(abs(found.sample * 0.02 - 1 - delay) < 0.02)
    }

    @Test("The rim of a disc seen on its axis answers the top, turned over and weaker")
    func rim() throws {
        // In air, straight above: 1 / (2 d) from the top, -d / (2 R^2) from the rim (Kirchhoff).
        var scene = plainScene(permittivity: 1)
        scene.radar.antennaSeparationMetres = 0.005
        scene.objects = [mirror(.disc, depth: 0.16, size: 0.6)]
        let found = try trace(scene)
        let top = peak(found, in: 80..<140)
        let rim = peak(found, in: 155..<190)
        let far = hypot(0.2, 0.3)
        // So near (k d = 6) the dipole's near field and its pattern count for some hundredths.
        #expect(abs(top.value / (0.08 / 0.4) - 1) < 0.1)
        // Facets cut the round rim into steps, and the dipole is weaker towards its ends.
        #expect(rim.value / top.value < -0.2 && rim.value / top.value > -0.04 / (far * far))
        let delay = 2 * far / speedOfLightMetresPerNanosecond
        #expect(abs(rim.sample * 0.02 - 1 - delay) < 0.06)
    }

    @Test("A point's echo comes with the refracted delay and falls towards the arms")
    func point() throws {
        var scene = plainScene(length: 0.4)
        var point = mirror(.point, x: 0.2, depth: 0.09, size: 0.02)
        point.heightMetres = 0.02
        scene.objects = [point]
        let samples = try GroundSimulator(scene).traces(channel: 0, range: 0..<41)
        var last = 0.0
        for trace in stride(from: 0, through: 20, by: 5) {
            let offset = 0.2 - Double(trace) * 0.01
            let delay = [-0.03, 0.03].reduce(0) {
                $0
                    + RefractedLeg(
                        height: 0.04, depth: 0.1, range: abs(offset + $1), index: 2
                    ).delay
            }
            let row = samples[trace * 256..<trace * 256 + 256]
            let start = max(80, Int((delay + 1) / 0.02) - 15)
            let found = peak(ArraySlice(Array(row)), in: start..<start + 30)
            // The echo of a point is the second derivative of the wavelet: negative contrast, same peak.
            #expect(abs(found.sample * 0.02 - 1 - delay) < 0.01)
            #expect(abs(found.value) > last)
            last = abs(found.value)
        }
    }

    @Test(
        "A point echoes as Rayleigh's sphere while small, and less than its cross-section when wide"
    )
    func pointSize() throws {
        func echo(_ diameter: Double) throws -> Double {
            var scene = plainScene()
            scene.radar.antennaSeparationMetres = 0.005
            var point = mirror(.point, depth: 0.1, size: diameter)
            point.heightMetres = 0
            scene.objects = [point]
            var bare = scene
            bare.objects = []
            let ground = try trace(bare)
            return abs(peak(ArraySlice(zip(try trace(scene), ground).map { $0 - $1 })).value)
        }
        // Eight times the echo at twice the diameter: k n r is at most 0.1 where the wavelet has power.
        #expect(abs(try echo(0.002) / echo(0.001) - 8) < 0.1)
        // The limit is the radius over both ways; the surface passes 8/9 and bends rays little so near.
        let far = 2 * (0.04 + 0.1 / 2)
        let widest = 8.0 / 9 * 0.08 * 0.048 / (far * far / 4)
        #expect(try echo(0.096) < 1.1 * widest)
    }

    @Test("Left and right of a tilted plate differ: it throws the echo to where it falls")
    func tilt() throws {
        var scene = plainScene(length: 0.6)
        var plate = mirror(.plate, x: 0.3, depth: 0.12, size: 0.2)
        plate.tiltDegrees = 20
        scene.objects = [plate]
        let samples = try GroundSimulator(scene).traces(channel: 0, range: 0..<61)
        func energy(_ trace: Int) -> Float {
            samples[trace * 256 + 90..<trace * 256 + 250].reduce(0) { $0 + $1 * $1 }
        }
        // It falls towards +x and faces there.
        #expect(energy(42) > 2 * energy(18))
    }

    @Test("The response of an object does not depend on where the lane starts")
    func shifted() throws {
        var scene = plainScene(length: 1)
        scene.objects = [mirror(.disc, x: 0.3, depth: 0.05, size: 0.08)]
        let here = try GroundSimulator(scene).traces(channel: 0, range: 30..<31)
        scene.objects[0].xMetres = 0.7
        let there = try GroundSimulator(scene).traces(channel: 0, range: 70..<71)
        #expect(zip(here, there).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
