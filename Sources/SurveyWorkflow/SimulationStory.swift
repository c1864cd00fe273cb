internal import FileAccess
public import Foundation
public import SurveyModel
public import SyntheticGround

/// Makes simulated sweeps in a folder: `clearroad simulate`.
///
/// Each sweep NAME gives NAME.sgy, NAME.sweep.json, NAME.truth.csv and NAME.scene.json, one of computed
/// fields also NAME.soil.json; the radar file and the sidecar say that they are simulated. Traces are made block by block, in bounded memory.
public struct SimulationStory: Sendable {
    /// The scenes, one per sweep.
    public let scenes: [any SimulatedScene]
    /// The folder.
    public let folder: String
    private let tasks: Int

    /// What is written as the maker of the instrument.
    public static let maker = "ClearRoad simulation"

    /// The sweeps of `scenes` in `folder`, `tasks` blocks of traces at a time, whose number changes no bit.
    ///
    /// - Throws: where a scene is impossible, its files cannot be named or cannot hold it, or two sweeps
    ///   have the same name; `Cancelled`.
    public init(
        scenes: [any SimulatedScene], folder: String,
        tasks: Int = ProcessInfo.processInfo.activeProcessorCount, monitor: WorkMonitor = .silent
    ) throws {
        for scene in scenes {
            try SimulatedSweep(scene: scene, folder: folder, tasks: tasks).check(monitor: monitor)
        }
        guard Set(scenes.map(\.name)).count == scenes.count else {
            throw WorkflowError.impossible(reason: "two sweeps have the same name", hint: nil)
        }
        self.scenes = scenes
        self.folder = folder
        self.tasks = tasks
    }

    /// Size of all samples (bytes).
    public var sampleByteCount: Int { scenes.reduce(0) { $0 + $1.sampleByteCount } }

    /// Reads a scene.
    ///
    /// - Throws: `WorkflowError` where the file is no scene, a key of it is unknown, missing or there twice.
    public static func scene(ofFile path: String) throws -> any SimulatedScene {
        try SceneFile.scene(path)
    }

    /// Makes the sweeps.
    ///
    /// - Returns: The sidecars written, one per sweep.
    /// - Throws: where the disk fails or what is there is not these sweeps, and `Cancelled`; what was written of an
    ///   unfinished sweep is removed.
    public func run(monitor: WorkMonitor = .silent) throws -> [String] {
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
                try SimulatedSweep(scene: scene, folder: folder, tasks: tasks).write(monitor: part))
            done += Double(scene.sampleByteCount)
        }
        return written
    }
}
