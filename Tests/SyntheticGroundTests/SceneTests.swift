import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct SceneTests {
    typealias Change = @Sendable (inout GroundScene) -> Void

    private func lane(_ density: Double = 1, seed: UInt64 = 1) throws -> GroundScene {
        try ReferenceScenes.lane(
            name: "lane", seed: seed, lengthMetres: 40, channelCount: 5, soil: "sea-spray",
            minesPerSquareMetre: density, clutterPerSquareMetre: 0.5, isClean: false)
    }

    @Test("A scene is the same after it was written as JSON and read again")
    func roundTrip() throws {
        let scene = try lane()
        let text = try JSONEncoder().encode(scene)
        #expect(try JSONDecoder().decode(GroundScene.self, from: text) == scene)
        #expect(try lane() == scene)
        #expect(try lane(seed: 2) != scene)
    }

    @Test("Objects lie as dense as asked, apart from each other and below the surface")
    func placement() throws {
        let scene = try lane()
        // 40 m x 0.375 m, one mine and half an other object to the square metre.
        #expect(scene.objects.filter(\.isMine).count >= 14)
        #expect(scene.objects.count >= 21)
        for (number, object) in scene.objects.enumerated() {
            for other in scene.objects.dropFirst(number + 1) {
                let apart = hypot(
                    object.xMetres - other.xMetres, object.yMetres - other.yMetres)
                #expect(apart >= 0.4)
            }
            #expect(abs(object.yMetres) <= 0.1875 && (0...40).contains(object.xMetres))
        }
        try scene.check()
        #expect(Set(scene.objects.map(\.id)).count == scene.objects.count)
    }

    @Test("More objects than fit are refused with how many did")
    func dense() {
        #expect(throws: SyntheticGroundError.self) { try lane(60) }
    }

    @Test(
        "More objects than a scene holds are refused before one is placed; placing can be stopped")
    func many() throws {
        var scene = plainScene(length: 10_000)
        scene.radar.channelCount = 40
        let dense = ObjectPlacement(models: ["pebble"], densityPerSquareMetre: 90)
        #expect(throws: SyntheticGroundError.tooManyObjects(wanted: 2_700_000, limit: 100_000)) {
            try scene.strew(dense)
        }
        let stop = WorkMonitor(progress: { _, _ in }, isCancelled: { true })
        #expect(throws: Cancelled.self) {
            try scene.strew(
                ObjectPlacement(models: ["pebble"], densityPerSquareMetre: 1), monitor: stop)
        }
        #expect(throws: Cancelled.self) { try GroundSimulator(scene, monitor: stop) }
    }

    @Test("Truth names every object with the columns of truth tables")
    func truth() throws {
        let scene = try lane()
        let lines = scene.truthTable.split(separator: "\n")
        #expect(lines.count == scene.objects.count + 1)
        #expect(
            lines[0].hasPrefix(
                "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine"))
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",").count == 14 })
    }

    @Test(
        "An impossible figure is refused by name",
        arguments: [
            ("layers", { @Sendable (scene: inout GroundScene) in scene.layers = [] }),
            (
                "layer 1 permittivity",
                { @Sendable (scene: inout GroundScene) in scene.layers[0].permittivity = 0.5 }
            ),
            (
                "antenna height",
                { @Sendable (scene: inout GroundScene) in scene.radar.heightMetres = 0 }
            ),
            ("channels", { @Sendable (scene: inout GroundScene) in scene.radar.channelCount = 0 }),
            (
                "sample interval",
                { @Sendable (scene: inout GroundScene) in
                    scene.radar.sampleIntervalNanoseconds = 0.2
                }
            ),
            (
                "trace spacing",
                { @Sendable (scene: inout GroundScene) in scene.radar.traceSpacingMetres = .nan }
            ),
            ("length", { @Sendable (scene: inout GroundScene) in scene.lengthMetres = -1 }),
            (
                "permittivity fluctuation",
                { @Sendable (scene: inout GroundScene) in
                    scene.fluctuation.relativeDeviation = .infinity
                }
            ),
            (
                "height wobble",
                { @Sendable (scene: inout GroundScene) in scene.flaws?.heightWobbleMetres = 0.02 }
            ),
            (
                "roughness",
                { @Sendable (scene: inout GroundScene) in scene.roughness.rootMeanSquareMetres = 0.1
                }
            ),
        ] as [(String, Change)])
    func impossible(name: String, change: Change) throws {
        var scene = try lane()
        change(&scene)
        let error = #expect(throws: SyntheticGroundError.self) { try GroundSimulator(scene) }
        guard case .badValue(let found, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == name)
    }

    @Test("An object that would stick out of the ground is refused with its figure")
    func stickingOut() throws {
        var scene = try lane()
        scene.objects[0].depthMetres = 0.002
        scene.objects[0].shape = .disc
        scene.objects[0].tiltDegrees = 30
        scene.objects[0].diameterMetres = 0.1
        let error = #expect(throws: SyntheticGroundError.self) { try scene.check() }
        guard case .outOfGround(_, let height) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(height == 24)
    }

    @Test("A point wider than a wavelength in the soil is refused")
    func widePoint() throws {
        var scene = plainScene()
        // 1.5 GHz in permittivity 4: 10 cm.
        scene.objects = [mirror(.point, depth: 0.1, size: 0.099)]
        try scene.check()
        scene.objects = [mirror(.point, depth: 0.1, size: 0.101)]
        #expect(throws: SyntheticGroundError.self) { try scene.check() }
    }

    @Test("Unknown names are refused with those there are")
    func unknown() {
        let error = #expect(throws: SyntheticGroundError.self) {
            try SoilCatalogue.soil("marble")
        }
        #expect(error?.hint?.contains("dry-quartz") == true)
        #expect(throws: SyntheticGroundError.self) {
            try ObjectCatalogue.object("?", id: "", xMetres: 0, yMetres: 0, depthMetres: 0)
        }
    }

    @Test("The reference day is five sweeps of 1 km and 14 channels, 7.2 GB")
    func day() throws {
        let scenes = try ReferenceScenes.day(seed: 1)
        #expect(scenes.count == 5)
        #expect(scenes.allSatisfy { $0.traceCount == 100_001 && $0.radar.channelCount == 14 })
        #expect(scenes.reduce(0) { $0 + $1.sampleByteCount } == 5 * 14 * 100_001 * 1024)
    }
}
