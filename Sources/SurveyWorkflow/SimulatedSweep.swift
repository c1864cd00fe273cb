internal import FileAccess
internal import Foundation
internal import Instruments
internal import SurveyModel
internal import SyntheticGround

/// Writes the files of one simulated sweep.
struct SimulatedSweep: Sendable {
    let scene: GroundScene
    let folder: String

    /// Makes and writes everything; a sweep of the same scene that is there as a whole is kept.
    ///
    /// - Returns: The sidecar's path.
    func write(monitor: WorkMonitor) throws -> String {
        try checkName()
        let (radar, truth) = (path(".sgy"), path(".truth.csv"))
        let (text, sidecar) = (path(".scene.json"), path(".sweep.json"))
        let files = [radar, truth, text, sidecar]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let sceneBytes = Array(try encoder.encode(scene))
        if files.allSatisfy(Folder.isRegularFile),
            try RegularFile(path: text).allBytes(limit: 1 << 26) == sceneBytes
        {
            return sidecar
        }
        for file in files {
            try OutputGuard.check(file)
            guard !Folder.exists(file) else {
                throw WorkflowError.impossible(
                    reason: "\(file): this is there already, it is not overwritten",
                    hint: "give another folder")
            }
        }
        do {
            try SweepWriter.write(
                try SimulatedTraces(scene, monitor: monitor), to: radar, monitor: monitor)
            try DurableFile.write(scene.truthTable, to: truth)
            try DurableFile.write(sceneBytes, to: text)
            try DurableFile.write(Array(try encoder.encode(SidecarText(scene))), to: sidecar)
        } catch {
            // A sweep is there as a whole or not at all; none of these was there before.
            for file in files where Folder.exists(file) { try? Folder.remove(file) }
            throw error
        }
        return sidecar
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

/// A sidecar as it is written.
private struct SidecarText: Encodable {
    struct Radar: Encodable {
        var maker: String
        var model: String
        var centreFrequencyMHz: Double
        var antennaSeparationMetres: Double
    }
    struct Part: Encodable {
        var file: String
        var index: Int
        var lateralOffsetMetres: Double
        var alongOffsetMetres: Double
        var kind = "radar"
    }
    var instrument: Radar
    var channels: [Part]
    var traceSpacingMetres: Double
    var antennaHeightMetres: Double

    init(_ scene: GroundScene) {
        let radar = scene.radar
        instrument = Radar(
            maker: SimulationStory.maker, model: "simulated array",
            centreFrequencyMHz: radar.wavelet.centreFrequencyMHz,
            antennaSeparationMetres: radar.antennaSeparationMetres)
        channels = (0..<radar.channelCount).map { number in
            Part(
                file: scene.name + ".sgy", index: number + 1,
                lateralOffsetMetres: radar.lateralOffsetMetres(ofChannel: number),
                alongOffsetMetres: radar.alongOffsetMetres(ofChannel: number))
        }
        traceSpacingMetres = radar.traceSpacingMetres
        antennaHeightMetres = radar.heightMetres
    }
}
