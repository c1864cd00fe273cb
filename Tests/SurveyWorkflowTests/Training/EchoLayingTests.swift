import Evaluation
import Fingerprint
import Foundation
import MineDetection
import SurveyModel
import SyntheticGround
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct EchoLayingTests {
    private func plan() -> LaidPlan {
        LaidPlan(TinySweep.sweep(seed: 3, traces: 241), permittivity: 3...6)
    }

    @Test("Every other blank lane of each soil group is chosen, the first among them")
    func chosen() {
        let lanes = [
            ("dry", false), ("dry", true), ("damp", true), ("dry", true), ("damp", true),
            ("dry", true), ("saline", true),
        ].map { (soilGroup: $0.0, isBlank: $0.1) }
        #expect(
            EchoLaying.chosen(among: lanes) == [false, true, true, false, false, true, true])
        #expect(EchoLaying.chosen(among: []).isEmpty)
    }

    @Test("Passes hold as many objects as asked for, far apart, the same every time")
    func passes() throws {
        let passes = plan().passes(100, seed: 7)
        #expect(passes.reduce(0) { $0 + $1.echoes.count } == 100)
        #expect(passes == plan().passes(100, seed: 7))
        #expect(passes != plan().passes(100, seed: 8))
        for pass in passes {
            #expect((3.0...6.0).contains(pass.permittivity))
            let places = pass.echoes.map(\.xMetres)
            for (one, next) in zip(places, places.dropFirst()) { #expect(next - one > 0.79) }
            for echo in pass.echoes {
                #expect((0.2...11.8).contains(echo.xMetres) && abs(echo.yMetres) <= 0.25)
                #expect(abs(echo.xMetres - 0.05 * Double(echo.trace)) < 1e-9)
            }
        }
        #expect(plan().passes(0, seed: 7).isEmpty)
        let short = LaidPlan(TinySweep.sweep(seed: 3, traces: 25), permittivity: 3...6)
        #expect(short.passes(5, seed: 7).isEmpty)
    }

    @Test("Mines and other objects are laid about as often as on the trial lanes")
    func kinds() throws {
        let echoes = plan().passes(2000, seed: 9).flatMap(\.echoes)
        var counts: [MineModel.TargetClass: Int] = [:]
        for echo in echoes {
            let object = try ReferenceItem.object(
                echo.item, x: 0, y: 0, depth: echo.depthMetres)
            counts[object.kind, default: 0] += 1
            #expect(echo.depthMetres >= 0.005 && echo.depthMetres <= 0.22)
        }
        // Four standard deviations of 2000 draws.
        #expect(abs(counts[.plasticAP, default: 0] - 880) < 90)
        #expect(abs(counts[.plasticAT, default: 0] - 420) < 75)
        #expect(abs(counts[.clutter, default: 0] - 700) < 86)
        let names = Set(echoes.map(\.item))
        #expect(names.isSuperset(of: ["PMN", "M409", "M3", "stone", "void", "can", "wood"]))
        #expect(!names.contains("TM-46"))
    }

    /// A blank lane as `ground`, a copy of it with a mine at 2 m, and another blank lane.
    private func collection() -> EchoCollection {
        var collection = EchoCollection()
        func lane(_ name: String, _ use: EchoCollection.Use) -> EchoCollection.Lane {
            EchoCollection.Lane(
                name: name, digest: Digest(of: name), soilGroup: "sand", targets: [],
                ground: SweptGround(
                    .rectangle(LaneRectangle(fromX: 0, toX: 6, fromY: -0.25, toY: 0.25))),
                use: use, sweptSquareMetres: 3, centreFrequencyMHz: 1500)
        }
        func echo(_ x: Double, _ strength: Double) -> Echo {
            var features = EchoFeatures()
            features[.smallDiscTop] = strength
            return Echo(
                xMetres: x, yMetres: 0, channel: 0, delayNanoseconds: 1, features: features)
        }
        collection.lanes = [lane("N1", .ground)]
        collection.echoes = (0..<12).map {
            LabelledEcho(
                lane: 0, echo: echo(0.5 * Double($0), 0.1 * Double($0 % 3)), label: .ground)
        }
        let mine = Target(
            id: "1", model: "M", targetClass: .plasticAntiPersonnel, xMetres: 2, yMetres: 0,
            depthMetres: 0.05, diameterMetres: 0.1, heightMetres: 0.05, isMine: true)
        let stone = Target(
            id: "2", model: "S", targetClass: .clutter, xMetres: 4, yMetres: 0,
            depthMetres: 0.05, diameterMetres: 0.1, heightMetres: 0.05, isMine: false)
        collection.add(
            copyOfLastWith: [mine, stone], pass: 0,
            [echo(1, 0), echo(2, 5), echo(2.2, 1), echo(4.1, 2)])
        collection.lanes.append(lane("N2", .blank))
        collection.echoes.append(LabelledEcho(lane: 2, echo: echo(1, 9), label: .ground))
        return collection
    }

    @Test("Of a lane with echoes laid into it only those echoes are kept, rightly named")
    func copies() {
        let collection = collection()
        #expect(collection.lanes.map(\.name) == ["N1", "N1+1", "N2"])
        #expect(collection.lanes[1].use == .laid && collection.lanes[1].targets.count == 2)
        let laid = collection.echoes.filter { $0.lane == 1 }
        #expect(laid.map(\.label) == [.mine(0), .object(1)])
        #expect(laid.map(\.echo.xMetres) == [2, 4.1])
    }

    @Test("Blank ground that was kept apart alone tells of blank ground, and copies are not judged")
    func held() async throws {
        let provenance = TrainingProvenance(
            tool: "test", algorithm: "a-1", growth: ForestGrowth(), lanes: [], limits: "none")
        var growth = ForestGrowth()
        growth.treeCount = 5
        growth.fewestRows = 1
        var found: [Discriminator] = []
        for isAlone in [false, true] {
            let training = DiscriminatorTraining(
                collection: collection(), growth: growth, imagingWeight: 0,
                laying: EchoLaying(perLane: 2, weight: 0.5, isAlone: isAlone))
            let judge = try await training.discriminator(
                name: "a", provenance: provenance, where: { _ in true })
            let blank = BlankScores(
                training.collection, judge: judge, suppressionRadiusMetres: 0.25)
            // 3 m2 and one echo of the lane kept apart: a third of a maximum per m2.
            #expect(blank.score(atGroundRate: 1.0 / 3) != nil)
            #expect(blank.score(atGroundRate: 2.0 / 3) == nil)
            found.append(judge)
        }
        // There is no other lane to learn from: alone or not, the forest is the same.
        #expect(found[0].forest == found[1].forest)
        var other = collection()
        var copy = other.lanes[0]
        copy.name = "other"
        copy.soilGroup = "clay"
        copy.use = .trial
        other.lanes.append(copy)
        let training = DiscriminatorTraining(
            collection: other, growth: growth, imagingWeight: 0, laying: EchoLaying(perLane: 2))
        let folds = try await SoilFoldAlarms(
            training, provenance: provenance, suppressionRadiusMetres: 0.25)
        #expect(folds.lanes.map(\.name) == ["N1", "N2", "other"])
    }

    @Test("A lane echoes were laid into counts as learnt from, a blank one that was not does not")
    func learntFrom() {
        func lane(mines: Int = 0, laid: Int? = nil) -> TrainingProvenance.Lane {
            TrainingProvenance.Lane(
                name: "L", digest: "d", soilGroup: "s", mines: mines, objects: 0, echoes: 9,
                laidMines: laid, laidObjects: laid)
        }
        #expect(lane(mines: 1).wasLearntFrom && lane(laid: 3).wasLearntFrom)
        #expect(!lane().wasLearntFrom)
    }

    @Test("Laying finds what it laid: strong shallow items in quiet ground give echoes there")
    func lays() async throws {
        var radar = SimulatedRadar()
        radar.channelCount = 2
        radar.channelSpacingMetres = 0.1
        radar.traceSpacingMetres = 0.05
        radar.samplesPerTrace = 128
        let scene = GroundScene(
            name: "bare", seed: 1, lengthMetres: 4, layers: [GroundLayer(permittivity: 4.4)],
            radar: radar)
        let simulator = try GroundSimulator(scene)
        var noise = SeededNoise(seed: 5)
        let channels = (0..<2).map { channel in
            let made = simulator.traces(channel: channel, range: 0..<scene.traceCount)
            return Channel(
                index: channel + 1,
                lateralOffsetMetres: scene.radar.lateralOffsetMetres(ofChannel: channel),
                radargram: Radargram(
                    samples: made.map { $0 + 2e-4 * Float(noise.normal()) }, samplesPerTrace: 128,
                    distancesMetres: (0..<scene.traceCount).map { 0.05 * Double($0) },
                    timeAxis: scene.radar.timeAxis))
        }
        let sweep = Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500), channels: channels,
            positionSource: .traceHeaders)
        let pipeline = DetectionPipeline(
            ground: SurveySettings.Detection(
                groundRatePerSquareMetre: 0.2, permittivity: 4, permittivityMaximum: 9,
                searchDepthMetres: 0.3), discriminator: nil)
        var laid: [Target] = []
        var reached = 0
        try await EchoLaying(perLane: 9).lay(
            into: sweep, lane: 0, pipeline: pipeline, monitor: .silent
        ) { _, targets, echoes in
            laid += targets
            reached += targets.count { target in
                echoes.contains {
                    abs($0.xMetres - target.xMetres) < 0.11 && $0.features[.smallDiscTop] > 1.5
                }
            }
        }
        #expect(laid.count == 9)
        #expect(reached >= 5, "\(reached)")
    }
}
