import Foundation
import SyntheticGround
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SceneFileTests {
    private func text() throws -> String {
        let scene = try ReferenceScenes.lane(
            name: "lane", seed: 2, lengthMetres: 8, channelCount: 2, soil: "dry-quartz",
            minesPerSquareMetre: 1, clutterPerSquareMetre: 1, isClean: false)
        return String(decoding: try JSONEncoder().encode(scene), as: UTF8.self)
    }

    private func refusal(_ text: String) throws -> String {
        let room = try TemporaryFolder()
        try Data(text.utf8).write(to: URL(fileURLWithPath: room.file("a.json")))
        let error = #expect(throws: WorkflowError.self) {
            try SimulationStory.scene(ofFile: room.file("a.json"))
        }
        return error?.description ?? ""
    }

    @Test("A scene as it is written is read, with flaws and without")
    func whole() throws {
        let scene = try SceneFile.scene(json: Array(try text().utf8))
        #expect(!scene.objects.isEmpty && scene.flaws != nil)
        var clean = scene
        clean.flaws = nil
        #expect(try SceneFile.scene(json: Array(try JSONEncoder().encode(clean))) == clean)
    }

    @Test("An unknown, a missing and a repeated key are refused by name, wherever they are")
    func keys() throws {
        let text = try text()
        let unknown = text.replacingOccurrences(
            of: "\"radar\":{", with: "\"radar\":{\"lenghtMetres\":3,")
        #expect(try refusal(unknown).contains("`radar.lenghtMetres` is no key"))
        let missing = text.replacingOccurrences(of: "\"derivativeOrder\":", with: "\"order\":")
        #expect(try refusal(missing).contains("`radar.wavelet.derivativeOrder` is missing"))
        let twice = text.replacingOccurrences(
            of: "\"samplesPerTrace\":256", with: "\"samplesPerTrace\":256,\"samplesPerTrace\":64")
        #expect(try refusal(twice).contains("`radar.samplesPerTrace` is there twice"))
    }

    @Test("Keys are told from the strings that are values, by their paths")
    func paths() {
        let text = #"{"a" : ["b", {"c\"d": "e:"}, [{"f": {}}]], "g": {"h": [1]}, "a": "x"}"#
        let keys = JSONKeyPaths(Array(text.utf8))
        #expect(keys.paths == ["a", #"a[].c\"d"#, "a[][].f", "g", "g.h"])
        #expect(keys.repeated == "a")
    }
}
