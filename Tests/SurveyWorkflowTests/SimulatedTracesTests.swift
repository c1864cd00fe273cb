import FileAccess
import Foundation
import Instruments
import SurveyModel
import SyntheticGround
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SimulatedTracesTests {
    private func scene() -> GroundScene {
        // Longer than a block, and cheap: no fluctuation of the soil.
        var scene = GroundScene(
            name: "lane", seed: 3, lengthMetres: 25, layers: [GroundLayer(permittivity: 4)])
        scene.radar.samplesPerTrace = 32
        scene.flaws = RecordingFlaws()
        return scene
    }

    private func samples(workers: Int) throws -> [Float] {
        let source = try SimulatedTraces(scene(), workers: workers, monitor: .silent)
        var samples: [Float] = []
        try source.forEachBlock(ofChannelAt: 0) { block in
            #expect(block.firstTrace * 32 == samples.count)
            samples += block.samples
        }
        return samples
    }

    @Test("The same bits come from one worker and from several")
    func workers() throws {
        let alone = try samples(workers: 1)
        #expect(alone.count == 2501 * 32)
        #expect(try samples(workers: 3) == alone)
    }

    @Test("Stopped, a sweep leaves no file")
    func stopped() throws {
        let room = try TemporaryFolder()
        let stop = WorkMonitor(progress: { _, _ in }, isCancelled: { true })
        let story = try SimulationStory(scenes: [scene()], folder: room.path)
        #expect(throws: Cancelled.self) { try story.run(monitor: stop) }
        #expect(throws: Cancelled.self) {
            try SimulationStory(scenes: [scene()], folder: room.path, monitor: stop)
        }
        #expect(try Folder.names(in: room.path).isEmpty)
    }

    @Test("A sweep that is finished is kept; another scene does not overwrite it")
    func kept() throws {
        let room = try TemporaryFolder()
        var scene = scene()
        scene.lengthMetres = 0.1
        let first = try SimulationStory(scenes: [scene], folder: room.path).run()
        #expect(try SimulationStory(scenes: [scene], folder: room.path).run() == first)
        scene.seed = 4
        #expect(throws: WorkflowError.self) {
            try SimulationStory(scenes: [scene], folder: room.path).run()
        }
    }

    @Test(
        "A sweep that lost something since it was written is refused by the file's name",
        arguments: [".sgy", ".truth.csv", ".sweep.json"])
    func damaged(ending: String) throws {
        let room = try TemporaryFolder()
        var scene = scene()
        scene.lengthMetres = 0.1
        _ = try SimulationStory(scenes: [scene], folder: room.path).run()
        try Data().write(to: URL(fileURLWithPath: room.file("lane" + ending)))
        let emptied = #expect(throws: WorkflowError.self) {
            try SimulationStory(scenes: [scene], folder: room.path).run()
        }
        #expect(emptied?.description.contains("lane" + ending) == true)
        try Folder.remove(room.file("lane" + ending))
        let lost = #expect(throws: WorkflowError.self) {
            try SimulationStory(scenes: [scene], folder: room.path).run()
        }
        #expect(lost?.description.contains("missing") == true)
    }

    @Test("A figure beyond every bound is refused before anything is counted with it")
    func beyond() {
        let changes: [(inout GroundScene) -> Void] = [
            { $0.lengthMetres = 1e308 }, { $0.lengthMetres = -1e308 }, { $0.lengthMetres = 1e15 },
            { $0.radar.traceSpacingMetres = 0 }, { $0.radar.traceSpacingMetres = 1e-300 },
            { $0.radar.channelCount = 2_000_000_000_000_000_000 },
            { $0.radar.samplesPerTrace = 9_000_000_000_000_000_000 },
        ]
        for change in changes {
            var scene = scene()
            change(&scene)
            #expect(scene.sampleByteCount >= 0)
            #expect(throws: SyntheticGroundError.self) {
                try SimulationStory(scenes: [scene], folder: "nowhere")
            }
        }
    }

    @Test("What SEG-Y cannot hold is refused before a trace is made")
    func wide() {
        var scene = scene()
        scene.radar.channelCount = 600
        #expect(throws: InstrumentError.self) {
            try SimulationStory(scenes: [scene], folder: "nowhere")
        }
    }
}
