internal import FileAccess
internal import Foundation
internal import Instruments
internal import SurveyModel
internal import SyntheticGround

/// Writes the files of one simulated sweep.
struct SimulatedSweep: Sendable {
    let scene: any SimulatedScene
    let folder: String
    /// Traces made at the same time, in blocks.
    let tasks: Int

    /// Checks all that can be told before a trace is made.
    func check(monitor: WorkMonitor) throws {
        try checkName()
        _ = try radarByteCount(
            try SimulatedTraces(scene, workers: tasks, monitor: monitor), monitor)
    }

    /// Makes and writes everything; a sweep of the same scene that is there as a whole is kept.
    ///
    /// Whole is a radar file of the right size and the very bytes of the others.
    /// - Returns: The sidecar's path.
    func write(monitor: WorkMonitor) throws -> String {
        try checkName()
        let traces = try SimulatedTraces(scene, workers: tasks, monitor: monitor)
        let (radar, sidecar, text) = (path(".sgy"), path(".sweep.json"), path(".scene.json"))
        // The scene comes last: where it lies, the others were written.
        var texts = [
            (path: path(".truth.csv"), bytes: Array(scene.truthTable.utf8)),
            (path: sidecar, bytes: try Self.json(SidecarText(scene))),
        ]
        if let fields = scene as? FieldScene {
            let figures = try fields.soilFigures(monitor: monitor)
            texts.append((path: path(".soil.json"), bytes: try Self.json(figures)))
        }
        texts.append((path: text, bytes: try Self.json(scene)))
        if Folder.isRegularFile(text), try has(text, texts.last?.bytes ?? []) {
            try checkIsWhole(radar, byteCount: try radarByteCount(traces, monitor), texts)
            return sidecar
        }
        let files = [radar] + texts.map(\.path)
        for file in files {
            try OutputGuard.check(file)
            guard !Folder.exists(file) else {
                throw WorkflowError.impossible(
                    reason: "\(file): this is there already, it is not overwritten",
                    hint: "give another folder, or remove it where it is left of an "
                        + "interrupted run")
            }
        }
        do {
            try SweepWriter.write(traces, to: radar, monitor: monitor)
            for file in texts { try DurableFile.write(file.bytes, to: file.path) }
        } catch {
            // A sweep is there as a whole or not at all; none of these was there before.
            for file in files where Folder.exists(file) { try? Folder.remove(file) }
            throw error
        }
        return sidecar
    }

    /// Refuses a sweep of which something was lost or changed after it was written.
    private func checkIsWhole(
        _ radar: String, byteCount: Int, _ texts: [(path: String, bytes: [UInt8])]
    ) throws {
        guard Folder.isRegularFile(radar) else { throw damaged(radar, "it is missing") }
        let found = try RegularFile(path: radar).byteCount
        guard found == byteCount else {
            throw damaged(radar, "it has \(found) bytes in place of \(byteCount)")
        }
        for text in texts {
            guard Folder.isRegularFile(text.path) else { throw damaged(text.path, "it is missing") }
            guard try has(text.path, text.bytes) else {
                throw damaged(text.path, "it was changed")
            }
        }
    }

    private func damaged(_ file: String, _ how: String) -> WorkflowError {
        .impossible(
            reason: "\(file): this is not as `simulate` wrote it beside \(scene.name).scene.json: "
                + how,
            hint: "remove the files of \(scene.name) to make them again, or give another folder")
    }

    private func has(_ path: String, _ bytes: [UInt8]) throws -> Bool {
        let file = try RegularFile(path: path)
        guard file.byteCount == bytes.count else { return false }
        return try file.allBytes(limit: bytes.count) == bytes
    }

    private func radarByteCount(
        _ traces: SimulatedTraces, _ monitor: WorkMonitor
    ) throws -> Int {
        try SweepWriter.segyByteCount(of: traces, at: path(".sgy"), monitor: monitor)
    }

    private static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    private func path(_ ending: String) -> String { folder + "/" + scene.name + ending }

    private func checkName() throws(WorkflowError) {
        let name = scene.name
        guard !name.isEmpty, name.utf8.count <= 100, !name.hasPrefix("."), !name.hasPrefix("-"),
            name.unicodeScalars.allSatisfy({ $0.value > 32 && $0 != "/" && $0.value != 127 })
        else {
            throw .impossible(
                reason: "`\(name)` cannot be the name of a sweep's files",
                hint: "use letters, digits and dashes")
        }
    }
}
