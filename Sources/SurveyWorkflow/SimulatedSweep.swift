internal import FileAccess
internal import Foundation
internal import Instruments
internal import SurveyModel
internal import Synchronization
internal import SyntheticGround

/// Writes the files of one simulated sweep.
struct SimulatedSweep: Sendable {
    let scene: GroundScene
    let folder: String

    /// Traces made between two looks at the monitor.
    private static let blockTraces = 1024

    /// Makes and writes everything.
    ///
    /// - Returns: The sidecar's path.
    func write(monitor: WorkMonitor) async throws -> String {
        try checkName()
        let sidecar = path(".sweep.json")
        let files = [path(".truth.csv"), path(".scene.json"), sidecar] + radarFiles
        for file in files {
            try OutputGuard.check(file)
            guard !Folder.exists(file) else {
                throw WorkflowError.impossible(
                    reason: "\(file): this is there already, it is not overwritten",
                    hint: "give another folder")
            }
        }
        do {
            let simulator = try GroundSimulator(scene)
            if radarFiles.count == 1 {
                try await writeWhole(simulator, monitor)
            } else {
                try await writeChannels(simulator, monitor)
            }
            try DurableFile.write(scene.truthTable, to: path(".truth.csv"))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try DurableFile.write(Array(try encoder.encode(scene)), to: path(".scene.json"))
            try DurableFile.write(
                Array(try encoder.encode(SidecarText(scene, files: channelFiles))), to: sidecar)
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

    private var isSplit: Bool { scene.sampleByteCount > SimulationStory.largestFile }

    /// The file of each channel.
    private var channelFiles: [String] {
        (1...scene.radar.channelCount).map { number in
            isSplit
                ? scene.name + "-ch" + (number < 10 ? "0" : "") + "\(number).sgy"
                : scene.name + ".sgy"
        }
    }

    private var radarFiles: [String] {
        isSplit ? channelFiles.map { folder + "/" + $0 } : [path(".sgy")]
    }

    private func writeWhole(_ simulator: GroundSimulator, _ monitor: WorkMonitor) async throws {
        let tally = TraceTally(scene, monitor)
        let made = try await Parallel.map(scene.radar.channelCount) { channel in
            try self.channel(channel, simulator, tally)
        }
        try SweepWriter.write(SweepFile(sweep(made)), to: path(".sgy"))
    }

    private func writeChannels(_ simulator: GroundSimulator, _ monitor: WorkMonitor) async throws {
        let tally = TraceTally(scene, monitor)
        let files = radarFiles
        _ = try await Parallel.map(files.count) { channel in
            let made = try self.channel(channel, simulator, tally)
            try SweepWriter.write(SweepFile(sweep([made])), to: files[channel])
        }
    }

    private func channel(
        _ number: Int, _ simulator: GroundSimulator, _ tally: TraceTally
    ) throws -> Channel {
        let radar = scene.radar
        var samples: [Float] = []
        samples.reserveCapacity(scene.traceCount * radar.samplesPerTrace)
        for start in stride(from: 0, to: scene.traceCount, by: Self.blockTraces) {
            let range = start..<min(start + Self.blockTraces, scene.traceCount)
            samples += simulator.traces(channel: number, range: range)
            try tally.made(range.count)
        }
        let along = radar.alongOffsetMetres(ofChannel: number)
        return Channel(
            index: number + 1, lateralOffsetMetres: radar.lateralOffsetMetres(ofChannel: number),
            alongOffsetMetres: along,
            radargram: Radargram(
                samples: samples, samplesPerTrace: radar.samplesPerTrace,
                distancesMetres: (0..<scene.traceCount).map {
                    // Whole micrometres: a step added up would drift off what files hold.
                    (Double($0) * radar.traceSpacingMetres * 1e6).rounded() / 1e6
                }, timeAxis: radar.timeAxis))
    }

    private func sweep(_ channels: [Channel]) -> Sweep {
        Sweep(
            format: "simulated",
            instrument: Instrument(
                maker: SimulationStory.maker, model: "simulated, seed \(scene.seed)",
                centreFrequencyMHz: scene.radar.wavelet.centreFrequencyMHz,
                antennaSeparationMetres: scene.radar.antennaSeparationMetres,
                antennaHeightMetres: scene.radar.heightMetres), channels: channels,
            positionSource: .traceHeaders)
    }
}

/// Counts traces of all channels.
private final class TraceTally: Sendable {
    private let done = Atomic<Int>(0)
    private let total: Double
    private let name: String
    private let monitor: WorkMonitor

    init(_ scene: GroundScene, _ monitor: WorkMonitor) {
        total = Double(max(1, scene.traceCount * scene.radar.channelCount))
        name = scene.name
        self.monitor = monitor
    }

    func made(_ count: Int) throws(Cancelled) {
        try monitor.check()
        let all = done.add(count, ordering: .relaxed).newValue
        monitor.progress(Double(all) / total, name)
    }
}

/// Work on numbered parts with as many tasks as there are processors.
enum Parallel {
    /// The results of `body` for 0..<`count`, in order; the first error stops the rest.
    static func map<Result: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            var next = 0
            func start() {
                guard next < count else { return }
                let number = next
                next += 1
                group.addTask { (number, try body(number)) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
            while let (number, result) = try await group.next() {
                results[number] = result
                start()
            }
            return results.compactMap { $0 }
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

    init(_ scene: GroundScene, files: [String]) {
        let radar = scene.radar
        instrument = Radar(
            maker: SimulationStory.maker, model: "simulated, seed \(scene.seed)",
            centreFrequencyMHz: radar.wavelet.centreFrequencyMHz,
            antennaSeparationMetres: radar.antennaSeparationMetres)
        channels = files.enumerated().map { number, file in
            Part(
                file: file, index: number + 1,
                lateralOffsetMetres: radar.lateralOffsetMetres(ofChannel: number),
                alongOffsetMetres: radar.alongOffsetMetres(ofChannel: number))
        }
        traceSpacingMetres = radar.traceSpacingMetres
        antennaHeightMetres = radar.heightMetres
    }
}
