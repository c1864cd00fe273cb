internal import FileAccess
internal import FoundationEssentials
internal import SyntheticGround

/// A scene as a JSON file: every key must be there, once, and none that is not known.
enum SceneFile {
    /// Larger than any file of a scene that can be simulated.
    private static let mostBytes = 1 << 28

    static func scene(_ path: String) throws -> GroundScene {
        do {
            return try scene(json: try RegularFile(path: path).allBytes(limit: mostBytes))
        } catch let error as DecodingError {
            throw refused(path, error.keyedWords)
        } catch let error as BadKeys {
            throw refused(path, error.words)
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    static func scene(json bytes: [UInt8]) throws -> GroundScene {
        // The decoder also takes UTF-16, in which every other byte of these keys is 0.
        guard !bytes.contains(0) else { throw BadKeys(words: "it is not UTF-8 text") }
        let scene = try JSONDecoder().decode(GroundScene.self, from: Data(bytes))
        let keys = JSONKeyPaths(bytes)
        if let key = keys.repeated { throw BadKeys(words: "`\(key)` is there twice") }
        let unknown = keys.paths.subtracting(try knownKeys()).sorted()
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
}
