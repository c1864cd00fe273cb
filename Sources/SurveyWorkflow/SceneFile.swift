internal import FileAccess
internal import FoundationEssentials
internal import SyntheticGround

/// A scene as a JSON file: every key must be there, once, and none that is not known.
enum SceneFile {
    /// Larger than any file of a scene that can be simulated.
    private static let mostBytes = 1 << 28

    static func scene(_ path: String) throws -> any SimulatedScene {
        do {
            let bytes = try RegularFile(path: path).allBytes(limit: mostBytes)
            // Only scenes of fields name their physics.
            return JSONKeyPaths(bytes).paths.contains("physics")
                ? try fieldScene(json: bytes) : try scene(json: bytes)
        } catch let error as DecodingError {
            throw refused(path, error.keyedWords)
        } catch let error as BadKeys {
            throw refused(path, error.words)
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    static func scene(json bytes: [UInt8]) throws -> GroundScene {
        try scene(json: bytes, knownKeys: try knownKeys())
    }

    static func fieldScene(json bytes: [UInt8]) throws -> FieldScene {
        try scene(json: bytes, knownKeys: try knownFieldKeys())
    }

    private static func scene<Scene: Decodable>(
        json bytes: [UInt8], knownKeys: Set<String>
    ) throws -> Scene {
        // The decoder also takes UTF-16, in which every other byte of these keys is 0.
        guard !bytes.contains(0) else { throw BadKeys(words: "it is not UTF-8 text") }
        let scene = try JSONDecoder().decode(Scene.self, from: Data(bytes))
        let keys = JSONKeyPaths(bytes)
        if let key = keys.repeated { throw BadKeys(words: "`\(key)` is there twice") }
        let unknown = keys.paths.subtracting(knownKeys).sorted()
        guard unknown.isEmpty else {
            let names = unknown.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
            throw BadKeys(
                words: names + (unknown.count == 1 ? " is no key" : " are no keys") + " of a scene")
        }
        return scene
    }

    private struct BadKeys: Error {
        var words: String
    }

    private static func refused(_ path: String, _ words: String) -> WorkflowError {
        .impossible(
            reason: "\(path): this is no scene (\(words))",
            hint: "`clearroad simulate` writes a NAME.scene.json to start from")
    }

    /// The keys of a scene that has everything a scene can have.
    private static func knownKeys() throws -> Set<String> {
        var scene = GroundScene(
            name: "", seed: 0, lengthMetres: 0, layers: [GroundLayer(permittivity: 1)])
        scene.flaws = RecordingFlaws()
        scene.objects = [
            try ObjectCatalogue.object(
                ObjectCatalogue.names[0], id: "", xMetres: 0, yMetres: 0, depthMetres: 0)
        ]
        return JSONKeyPaths(Array(try JSONEncoder().encode(scene))).paths
    }

    /// The same of a scene of fields.
    private static func knownFieldKeys() throws -> Set<String> {
        let scene = try FieldScene.complete
        return JSONKeyPaths(Array(try JSONEncoder().encode(scene))).paths
    }
}
