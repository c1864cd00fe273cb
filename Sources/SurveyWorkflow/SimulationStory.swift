internal import FileAccess
internal import FoundationEssentials
internal import Instruments
public import SurveyModel
public import SyntheticGround

/// Makes simulated sweeps in a folder: `clearroad simulate`.
///
/// Each sweep NAME gives NAME.sgy, NAME.sweep.json, NAME.truth.csv and NAME.scene.json; the radar file and
/// the sidecar say that they are simulated. Traces are made block by block, in bounded memory.
public struct SimulationStory: Sendable {
    /// The scenes, one per sweep.
    public let scenes: [GroundScene]
    /// The folder.
    public let folder: String

    /// What is written as the maker of the instrument.
    public static let maker = "ClearRoad simulation"

    /// The sweeps of `scenes` in `folder`.
    public init(scenes: [GroundScene], folder: String) {
        self.scenes = scenes
        self.folder = folder
    }

    /// Size of all samples (bytes).
    public var sampleByteCount: Int { scenes.reduce(0) { $0 + $1.sampleByteCount } }

    /// Reads a scene.
    ///
    /// - Throws: `WorkflowError` where the file is no scene.
    public static func scene(ofFile path: String) throws -> GroundScene {
        do {
            let bytes = try RegularFile(path: path).allBytes(limit: 1 << 26)
            return try JSONDecoder().decode(GroundScene.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw WorkflowError.impossible(
                reason: "\(path): this is no scene (\(Self.words(error)))",
                hint: "`clearroad simulate` writes a NAME.scene.json to start from")
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    /// Makes the sweeps.
    ///
    /// - Returns: The sidecars written, one per sweep.
    /// - Throws: where a scene is impossible or the disk fails, and `Cancelled`; what was written of an
    ///   unfinished sweep is removed.
    public func run(monitor: WorkMonitor = .silent) throws -> [String] {
        for scene in scenes { try scene.check() }
        guard Set(scenes.map(\.name)).count == scenes.count else {
            throw WorkflowError.impossible(reason: "two sweeps have the same name", hint: nil)
        }
        try Folder.create(folder)
        var written: [String] = []
        let total = Double(max(1, scenes.reduce(0) { $0 + $1.sampleByteCount }))
        var done = 0.0
        for scene in scenes {
            let (before, share) = (done / total, Double(scene.sampleByteCount) / total)
            let part = WorkMonitor(
                progress: { fraction, _ in
                    monitor.progress(before + share * fraction, scene.name)
                },
                isCancelled: monitor.isCancelled)
            written.append(
                try SimulatedSweep(scene: scene, folder: folder).write(monitor: part))
            done += Double(scene.sampleByteCount)
        }
        return written
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "`\(key.stringValue)` is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            (context.codingPath.map(\.stringValue) + [context.debugDescription])
                .joined(separator: ": ")
        @unknown default: "\(error)"
        }
    }
}
