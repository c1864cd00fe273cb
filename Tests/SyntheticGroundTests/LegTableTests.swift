import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct LegTableTests {
    @Test(
        "A leg from the table is the exact one, within a two-hundredth of a wave and 0.5 %",
        arguments: [1.7, 2.6, 4.5], [0.005, 0.05, 0.24])
    func exact(index: Double, depth: Double) {
        var scene = plainScene(permittivity: index * index)
        scene.radar.heightMetres = 0.035
        let strength = LegStrength(scene)
        let table = LegTable(
            height: 0.035, depths: depth...depth + 0.03, farthest: 0.9, index: index,
            strength: strength)
        for down in stride(from: 0, through: 0.03, by: 0.0007) {
            for range in stride(from: 0, through: 0.9, by: 0.0011) {
                let leg = RefractedLeg(
                    height: 0.035, depth: depth + down, range: range, index: index)
                let found = table.leg(range: range, depth: depth + down)
                let amplitude = leg.amplitude * strength.factor(range: range, depth: depth + down)
                #expect(abs(found.x - leg.delay) < 0.0003)
                #expect(abs(found.y / amplitude - 1) < 0.005)
                #expect(abs(found.z - leg.cosineInGround) < 0.005)
                #expect(abs(found.w - leg.sineInAir) < 0.005)
            }
        }
    }

    @Test(
        "Echoes made with the table are those made without, within 0.005 of their peak",
        arguments: ["VS-1.6", "M3", "VS-50", "M409", "Type72"])
    func echoes(item: String) throws {
        for (depth, permittivity, tilt) in [(0.012, 2.6, 6.0), (0.1, 7, 0), (0.25, 12, 8)] {
            var scene = plainScene(permittivity: permittivity)
            scene.lengthMetres = 1.6
            // Long enough for the deepest item in the slowest ground.
            scene.radar.samplesPerTrace = 600
            scene.radar.channelCount = 2
            scene.radar.channelSpacingMetres = 0.1
            let empty = try GroundSimulator(scene).traces(channel: 0, range: 0..<1)
            var object = try ObjectCatalogue.object(
                item, id: "1", xMetres: 0.8, yMetres: 0.03, depthMetres: depth)
            object.tiltDegrees = min(tilt, 57 * (depth - 0.002) / (object.extentMetres / 2))
            object.yawDegrees = 40
            scene.objects = [object]
            let traces = 0..<scene.traceCount
            for channel in 0..<2 {
                let exact = try GroundSimulator(scene).traces(channel: channel, range: traces)
                let quick = try GroundSimulator(scene, usesLegTable: true)
                    .traces(channel: channel, range: traces)
                let peak = exact.indices.map { abs(exact[$0] - empty[$0 % empty.count]) }.max() ?? 0
                let wrong = zip(exact, quick).map { abs($0 - $1) }.max() ?? 1
                #expect(peak > 0)
                #expect(wrong < 0.005 * peak, "\(item) \(depth) \(permittivity) \(wrong / peak)")
            }
        }
    }
}
