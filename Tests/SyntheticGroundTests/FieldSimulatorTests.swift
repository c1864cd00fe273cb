import Foundation
import SurveyModel
import Synchronization
import Testing

@testable import SyntheticGround

@Suite struct FieldSimulatorTests {
    private func trace(_ scene: FieldScene, _ trace: Int = 2) throws -> [Float] {
        try FieldSimulator(scene).traces(channel: 0, range: trace..<trace + 1)
    }

    private func difference(_ first: [Float], _ second: [Float]) -> Float {
        let peak = first.map(abs).max() ?? 0
        return (zip(first, second).map { abs($0 - $1) }.max() ?? 1) / peak
    }

    @Test("Over even soil a trace is that of a section filled by hand")
    func section() throws {
        let scene = smallFieldScene()
        // 38 rows above the surface: absorbing layer, 12 of air, 16 to the antennas.
        var section = try GroundSection(
            widthMetres: 0.16, depthMetres: 0.095 + 0.05 + 0.025, cellMetres: 0.0025, of: .air)
        let permittivity = Double(scene.ground.soil(at: 0).permittivity)
        try section.fill(
            x: 0..<0.16, z: 0.095..<0.17,
            with: Material(name: "soil", relativePermittivity: permittivity))
        let run = try LineSourceRun(
            section: section, waveform: .ricker, centreFrequencyMHz: 1500, windowNanoseconds: 3)
        let field = try run.traces(
            source: .init(xMetres: 0.05, zMetres: 0.055),
            receivers: [.init(xMetres: 0.11, zMetres: 0.055)])[0]
        let expected = (0..<50).map {
            CubicWeights.value(of: field, at: Double($0) * 0.05 / run.stepNanoseconds)
        }
        #expect(difference(expected, try trace(scene)) < 1e-5)
    }

    @Test("Any piece of a lane is made alone with the same bits")
    func pieces() throws {
        var scene = smallFieldScene()
        scene.ground.fluctuation.relativeDeviation = 0.1
        scene.ground.roughness.rootMeanSquareMetres = 0.002
        scene.flaws = RecordingFlaws()
        scene.objects = [airDisc(x: 0.06, y: 0.01)]
        let simulator = try FieldSimulator(scene)
        let all = try simulator.traces(channel: 0, range: 0..<6)
        #expect(all.count == 6 * 50)
        let part = try simulator.traces(channel: 0, range: 3..<5)
        #expect(part == Array(all[150..<250]))
        #expect(try simulator.traces(channel: 0, range: 2..<2).isEmpty)
    }

    @Test("An object is heard best from above, less from beside it, and not at all from afar")
    func plane() throws {
        var scene = smallFieldScene()
        let empty = try trace(scene)
        func echo(_ y: Double) throws -> Float {
            scene.objects = [airDisc(x: 0.04, y: y)]
            return try difference(empty, trace(scene))
        }
        let over = try echo(0)
        #expect(over > 0.02)
        #expect(try echo(0.028) < over)
        #expect(try echo(0.08) < 0.5 * over)
        #expect(try echo(0.08) > 0.02 * over)
        #expect(try echo(0.031 + FieldCut.reach) == 0)
    }

    @Test("Between rows of nodes the field is what it is on them")
    func heights() throws {
        var scene = smallFieldScene()
        // Air alone: nothing but the direct wave, whatever the height.
        scene.ground.grainPermittivity = 1
        let onRow = try trace(scene)
        scene.antenna.heightMetres = 0.04125
        #expect(difference(onRow, try trace(scene)) < 2e-3)
        let simulator = try FieldSimulator(scene)
        // Samples of 0.05 ns miss the very top.
        let peak = Double(onRow.map(abs).max() ?? 0)
        #expect(peak <= simulator.directPeak && peak > 0.95 * simulator.directPeak)
    }

    @Test("A pair that rose hears the ground later, and time zero that drifted is heard as drift")
    func flaws() throws {
        var scene = smallFieldScene()
        var flaws = RecordingFlaws()
        (flaws.receiverNoiseDecibels, flaws.ringingDecibels) = (-300, -300)
        (flaws.channelGainDecibels, flaws.gainDriftDecibels) = (0, 0)
        (flaws.interferenceTraceFraction, flaws.heightWobbleMetres) = (0, 0)
        (flaws.timeZeroDriftNanoseconds, flaws.timeZeroJitterNanoseconds) = (0, 0)
        (flaws.channelTimeOffsetNanoseconds, flaws.rollDegrees) = (0, 0)
        scene.flaws = flaws
        let plain = try trace(scene)
        flaws.channelTimeOffsetNanoseconds = 0.2
        scene.flaws = flaws
        let late = try trace(scene)
        let own = ChannelFlaws(flaws, seed: scene.seed, radar: scene.radar, channel: 0)
        let lateness = own.lateness(trace: 2, distance: 0.04)
        let shift = Int((lateness / 0.05).rounded())
        #expect(shift != 0)
        func best(_ values: [Float]) -> Int {
            values.indices.max { abs(values[$0]) < abs(values[$1]) } ?? 0
        }
        #expect(abs(best(late) - best(plain) - shift) <= 1)
        flaws.channelTimeOffsetNanoseconds = 0
        flaws.heightWobbleMetres = 0.006
        scene.flaws = flaws
        #expect(difference(plain, try trace(scene)) > 0.005)
    }

    @Test("A person's wish to stop is heard within a trace")
    func stops() throws {
        let asked = Atomic<Int>(0)
        let monitor = WorkMonitor(
            progress: { _, _ in },
            isCancelled: { asked.add(1, ordering: .relaxed).newValue > 12 })
        #expect(throws: Cancelled.self) {
            let simulator = try FieldSimulator(smallFieldScene(), monitor: monitor)
            _ = try simulator.traces(channel: 0, range: 0..<6)
        }
        // Asked every 64 of some 600 steps, not once a trace.
        #expect(asked.load(ordering: .relaxed) == 13)
    }

    @Test("Figures that cannot be simulated are refused by name")
    func bounds() {
        let changes: [(String, (inout FieldScene) -> Void)] = [
            ("length", { $0.lengthMetres = 1e9 }), ("length", { $0.lengthMetres = .nan }),
            ("channels", { $0.channelCount = 0 }),
            ("trace spacing", { $0.traceSpacingMetres = 0.021 }),
            ("half the antenna separation", { $0.antenna.separationMetres = 0.061 }),
            ("antenna height", { $0.ground.roughness.rootMeanSquareMetres = 0.015 }),
            ("window half width", { $0.windowHalfWidthMetres = 0.05 }),
            ("porosity", { $0.ground.porosity = 1 }),
            ("water below", { $0.ground.water.below = 0.5 }),
            (
                "object 1 (slab) depth",
                {
                    $0.objects = [airDisc(x: 0, y: 0)]; $0.objects[0].depthMetres = -1
                }
            ),
            (
                "object 1 (slab) layers",
                {
                    $0.objects = [airDisc(x: 0, y: 0)]; $0.objects[0].layers = []
                }
            ),
        ]
        for (name, change) in changes {
            var scene = smallFieldScene()
            change(&scene)
            let error = #expect(throws: SyntheticGroundError.self) { try scene.check() }
            #expect(error?.description.hasPrefix(name) == true, "\(name): \(error as Any)")
            #expect(scene.sampleByteCount >= 0)
        }
        var wet = smallFieldScene()
        wet.ground.grainPermittivity = 20
        #expect(throws: SyntheticGroundError.self) { try wet.check() }
    }
}
