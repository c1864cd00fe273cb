import Foundation
import SurveyModel
import SyntheticGround
import Testing

@testable import SurveyWorkflow

@Suite struct TrialEchoTests {
    /// Flat, even ground of permittivity 4.4 under three channels, `factor` times as strong, the second half of
    /// the traces `late` samples late.
    private static func bare(factor: Float, late: Int) throws -> (Sweep, GroundScene) {
        var radar = SimulatedRadar()
        radar.channelCount = 3
        radar.channelSpacingMetres = 0.1
        radar.traceSpacingMetres = 0.05
        radar.samplesPerTrace = 128
        var layer = GroundLayer(permittivity: 4.4)
        layer.conductivityMilliSiemensPerMetre = 0
        let scene = GroundScene(
            name: "bare", seed: 1, lengthMetres: 3, layers: [layer], radar: radar)
        return (try sweep(scene, factor: factor, late: late), scene)
    }

    private static func sweep(
        _ scene: GroundScene, factor: Float, late: Int
    ) throws -> Sweep {
        let simulator = try GroundSimulator(scene)
        let count = scene.traceCount
        let width = scene.radar.samplesPerTrace
        let channels = (0..<3).map { channel -> Channel in
            let made = simulator.traces(channel: channel, range: 0..<count)
            let samples = (0..<count).flatMap { trace -> [Float] in
                let shift = trace >= count / 2 ? late : 0
                return (0..<width).map { sample in
                    let source = sample - shift
                    return source >= 0 ? factor * made[trace * width + source] : 0
                }
            }
            return Channel(
                index: channel + 1,
                lateralOffsetMetres: scene.radar.lateralOffsetMetres(ofChannel: channel),
                radargram: Radargram(
                    samples: samples, samplesPerTrace: width,
                    distancesMetres: (0..<count).map { 0.05 * Double($0) },
                    timeAxis: scene.radar.timeAxis))
        }
        return Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500), channels: channels,
            positionSource: .traceHeaders)
    }

    @Test func `An echo laid into recorded traces is what the same item would have sent`() throws {
        for (factor, late) in [(1, 0), (-250, 3)] as [(Float, Int)] {
            let (sweep, scene) = try Self.bare(factor: factor, late: late)
            let object = try ReferenceItem.object("VS-50", x: 1.5, y: 0.05, depth: 0.08)
            var buried = scene
            buried.objects = [object]
            let expected = try Self.sweep(buried, factor: factor, late: late)
            let echo = TrialEcho(
                trial: TrialCase(kind: .antiPersonnelGap, depth: 3), item: "VS-50", trace: 30,
                xMetres: 1.5, yMetres: 0.05, depthMetres: 0.08, tiltDegrees: 0, yawDegrees: 0,
                haloMetres: 0.15)
            let injection = TrialInjection(
                sweep, try TrialRadar(sweep, centreFrequencyMHz: 1500)
            ) { _ in 0 }
            let found = try injection.sweep(with: TrialPass(echoes: [echo], permittivity: 4.4))
            for channel in 0..<3 {
                let before = sweep.channels[channel].radargram.samples
                let wanted = zip(expected.channels[channel].radargram.samples, before).map(-)
                let laid = zip(found.channels[channel].radargram.samples, before).map(-)
                let largest = wanted.map(abs).max() ?? 0
                let wrong = zip(laid, wanted).map { abs($0 - $1) }.max() ?? 1
                #expect(largest > 0)
                // The time of a peak between samples is known to a few picoseconds.
                #expect(wrong < 0.06 * largest)
            }
        }
    }

    @Test func `Loss weakens an echo by what the way there and back takes`() throws {
        let (sweep, _) = try Self.bare(factor: 1, late: 0)
        let echo = TrialEcho(
            trial: TrialCase(kind: .antiVehicle, depth: 3), item: "VS-1.6", trace: 30,
            xMetres: 1.5, yMetres: 0, depthMetres: 0.1, tiltDegrees: 0, yawDegrees: 0,
            haloMetres: 0.2)
        func peak(_ loss: Double) throws -> Float {
            let injection = TrialInjection(
                sweep, try TrialRadar(sweep, centreFrequencyMHz: 1500)
            ) { _ in loss }
            let found = try injection.sweep(with: TrialPass(echoes: [echo], permittivity: 4.4))
            return zip(
                found.channels[1].radargram.samples, sweep.channels[1].radargram.samples
            ).map { abs($0 - $1) }.max() ?? 0
        }
        let ratio = 20 * log10(Double(try peak(0) / peak(60)))
        // 60 dB/m over 0.2 m; the edges are farther away.
        #expect(abs(ratio - 12) < 1)
    }

    @Test func `The calculation knows that an item like its ground sends nothing back`() throws {
        let (sweep, _) = try Self.bare(factor: 1, late: 0)
        let table = try EchoTable(
            TrialRadar(sweep, centreFrequencyMHz: 1500), permittivities: [2.9, 5.8])
        func echo(_ kind: DetectabilityClass, _ permittivity: Int) -> Double {
            table.decibels(kind, depth: 1, permittivity: permittivity)
        }
        // Plane layers: -38.7 dB in dry quartz, -11.7 dB in moist carbonate sand.
        #expect(echo(.antiPersonnelSolid, 0) < echo(.antiPersonnelSolid, 1) - 12)
        // With an air space -13.9 and -9.2 dB.
        #expect(echo(.antiPersonnelGap, 0) > echo(.antiPersonnelGap, 1) - 12)
        // Deeper is weaker.
        for kind in DetectabilityClass.allCases {
            let levels = Detectability.depthsMetres.indices.map {
                table.decibels(kind, depth: $0, permittivity: 1)
            }
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 > $1 - 0.5 })
        }
    }

    @Test func `Trial echoes lie apart, off alarms, and are the same in every run`() {
        let plan = TrialPlan(
            distancesMetres: (0..<600).map { 0.02 * Double($0) },
            channelOffsetsMetres: [-0.1, 0, 0.1],
            isGood: [[Bool]](repeating: [Bool](repeating: true, count: 600), count: 3),
            alarms: [(3, 0), (7, 0.1)], permittivity: 3...6, suppressionMetres: 0.25)
        let cases = (0..<8).map { TrialCase(kind: .antiVehicle, depth: $0) }
        let dealt = cases.flatMap { Array(repeating: $0, count: 5) }
        let passes = plan.passes(dealt, seed: 3)
        #expect(passes.map(\.echoes) == plan.passes(dealt, seed: 3).map(\.echoes))
        #expect(passes.map(\.echoes) != plan.passes(dealt, seed: 4).map(\.echoes))
        let echoes = passes.flatMap(\.echoes)
        for one in cases { #expect(echoes.count { $0.trial == one } == 5) }
        for pass in passes {
            #expect((3...6).contains(pass.permittivity))
            let places = pass.echoes.map(\.xMetres).sorted()
            #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 0.75 })
        }
        for echo in echoes {
            for alarm in plan.alarms {
                let away = hypot(echo.xMetres - alarm.x, echo.yMetres - alarm.y)
                #expect(away > echo.haloMetres && away > 0.25)
            }
        }
    }
}
