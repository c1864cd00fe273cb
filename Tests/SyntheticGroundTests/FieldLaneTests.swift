import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import SyntheticGround

@Suite struct FieldLaneTests {
    private func lane(
        seed: UInt64 = 4, length: Double = 60, soil: String = "dry-calcareous"
    ) throws -> FieldScene {
        try FieldScene.lane(
            name: "F", seed: seed, lengthMetres: length, channelCount: 5, soil: soil,
            minesPerSquareMetre: 5.0 / 3, clutterPerSquareMetre: 5.0 / 6, isClean: false)
    }

    @Test("A lane holds what is asked: 10 mines and 5 others to 12 m, well apart")
    func density() throws {
        let scene = try lane()
        #expect(scene.objects.count { $0.isMine } == 50)
        #expect(scene.objects.count { !$0.isMine } == 25)
        for (number, object) in scene.objects.enumerated() {
            #expect(abs(object.yMetres) <= 0.2)
            for other in scene.objects.dropFirst(number + 1) {
                #expect(
                    hypot(object.xMetres - other.xMetres, object.yMetres - other.yMetres) >= 0.38)
            }
        }
        #expect(Set(scene.objects.map(\.id)).count == 75)
        #expect(scene.objects.map(\.xMetres) == scene.objects.map(\.xMetres).sorted())
        try scene.check()
    }

    @Test("The same seed gives the same lane, another one other mines in other soil")
    func seeds() throws {
        #expect(try lane() == lane())
        let other = try lane(seed: 5)
        #expect(try lane().objects != other.objects)
        #expect(try lane().ground != other.ground)
    }

    @Test("Depths and classes are those of trial lanes, and every model comes up")
    func models() throws {
        var seen: Set<String> = []
        var counts = [MineModel.TargetClass: Int]()
        for seed in 1..<8 {
            for object in try lane(seed: UInt64(seed)).objects {
                seen.insert(object.model)
                counts[object.kind, default: 0] += 1
                switch object.kind {
                case .plasticAP: #expect(object.depthMetres <= 0.15)
                case .plasticAT, .metalAT:
                    #expect(object.depthMetres >= 0.0299 && object.depthMetres <= 0.2801)
                default: break
                }
                let sum = object.layers.reduce(0) { $0 + $1.thicknessMetres }
                if object.isMine { #expect(abs(sum - object.heightMetres) < 0.011, "\(object)") }
            }
        }
        #expect(seen == Set(FieldObjectCatalogue.mines + FieldObjectCatalogue.clutter))
        // 350 mines, a third of them large: 117, three standard errors are 26.
        let large = (counts[.plasticAT] ?? 0) + (counts[.metalAT] ?? 0)
        #expect(abs(large - 117) < 27)
    }

    @Test("Too many for the lane are refused, and an unknown mine by its name")
    func refused() {
        #expect(throws: SyntheticGroundError.self) {
            try FieldScene.lane(
                name: "F", seed: 1, lengthMetres: 2, channelCount: 5, soil: "saline",
                minesPerSquareMetre: 60, clutterPerSquareMetre: 0, isClean: true)
        }
        #expect(throws: SyntheticGroundError.self) {
            try FieldScene.lane(
                name: "F", seed: 1, lengthMetres: 2, channelCount: 5, soil: "saline",
                mines: ["XYZ"], minesPerSquareMetre: 2, clutterPerSquareMetre: 0, isClean: true)
        }
    }

    @Test("Truth has the columns of trial lanes, the time of each top and its cut")
    func truth() throws {
        var scene = smallFieldScene()
        scene.objects = [airDisc(x: 0.05, y: 0.0)]
        scene.objects[0].depthMetres = 0.1
        let lines = scene.truthTable.split(separator: "\n").map(String.init)
        let header = lines[0].split(separator: ",").map(String.init)
        let row = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        #expect(row.count == header.count)
        func value(_ name: String) -> Double {
            header.firstIndex(of: name).flatMap { Double(row[$0]) } ?? .nan
        }
        // Straight down from between the antennas: 4 cm of air, 10 cm of soil, each way, and a little more
        // for the 3 cm to either side.
        let index = Double(scene.ground.soil(at: 0).permittivity).squareRoot()
        let straight = 2 * (0.04 + 0.1 * index) / speedOfLightMetresPerNanosecond
        let late = value("exp_top_time_ns") - scene.antenna.zeroPathNanoseconds - straight
        #expect(late > 0 && late < 0.08)
        #expect(abs(value("cut_m") - 0.06) < 0.005)
        #expect(value("diameter_m") == 0.06)
    }

    @Test(
        "Truth and soil files have every column and key of the simulated trial lanes' own",
        .enabled(if: SharedData.isPresent, "the shared data are not here"))
    func names() throws {
        let folder = SharedData.file("sim/train/truth/")
        let text = try String(contentsOfFile: folder + "T01_truth.csv", encoding: .utf8)
        let columns = text.split(whereSeparator: \.isNewline)[0].split(separator: ",")
        let scene = smallFieldScene()
        let own = scene.truthTable.split(separator: "\n")[0].split(separator: ",")
        #expect(Array(own.prefix(columns.count)) == columns)
        let figures = try scene.soilFigures()
        let keys = try JSONSerialization.jsonObject(with: JSONEncoder().encode(figures))
        let theirs = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: folder + "T01_soil.json")))
        for key in (keys as? [String: Any] ?? [:]).keys where key != "physics" {
            #expect((theirs as? [String: Any])?[key] != nil, "\(key)")
        }
        // Even soil of one permittivity.
        #expect(figures.roughness_rms_mm == 0 && figures.eps_std_0_15cm < 1e-3)
        #expect(
            abs(figures.eps_mean_0_15cm - Double(scene.ground.soil(at: 0).permittivity)) < 1e-3)
    }
}
