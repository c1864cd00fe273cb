internal import Dispatch
internal import Foundation
internal import Instruments
internal import SurveyModel
internal import Synchronization
internal import SyntheticGround

/// The traces of a scene, made in blocks, several at once, while they are asked for.
struct SimulatedTraces: TraceSource {
    let outline: SweepOutline
    private let scene: any SimulatedScene
    private let workshop = Workshop()
    private let workers: Int
    private let monitor: WorkMonitor

    /// The traces of `scene`; the ground is made ready when the first block is asked for, so that whoever
    /// cannot store the sweep says so before.
    ///
    /// - Throws: `SyntheticGroundError` where it cannot be simulated.
    init(
        _ scene: any SimulatedScene,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount, monitor: WorkMonitor
    ) throws(SyntheticGroundError) {
        try scene.check()
        self.scene = scene
        self.workers = max(1, workers)
        self.monitor = monitor
        outline = Self.outline(scene)
    }

    func distances(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> [Double] {
        let spacing = scene.radar.traceSpacingMetres
        // Whole micrometres, so that a step of a centimetre stays one in a file.
        return traces.map { (Double($0) * spacing * 1e6).rounded() / 1e6 }
    }

    func forEachBlock(ofChannelAt place: Int, _ body: (TraceBlock) throws -> Void) throws {
        let simulator = try workshop.simulator(scene, monitor)
        let count = outline.channels[place].traceCount
        let size = scene.blockTraces
        for start in stride(from: 0, to: count, by: size * workers) {
            try monitor.check()
            let ranges = stride(from: start, to: min(start + size * workers, count), by: size)
                .map { $0..<min($0 + size, count) }
            let made = Made()
            DispatchQueue.concurrentPerform(iterations: ranges.count) { number in
                let result = Result {
                    try simulator.traces(channel: place, range: ranges[number])
                }
                made.blocks.withLock { $0[number] = result }
            }
            let blocks = made.blocks.withLock { $0 }
            for (number, range) in ranges.enumerated() {
                try body(
                    TraceBlock(
                        firstTrace: range.lowerBound, samples: try blocks[number]?.get() ?? [],
                        distancesMetres: try distances(ofChannelAt: place, traces: range)))
            }
        }
    }

    /// Holds the ground once it was made ready.
    private final class Workshop: Sendable {
        private let made = Mutex<(any SceneSimulator)?>(nil)

        func simulator(
            _ scene: any SimulatedScene, _ monitor: WorkMonitor
        ) throws -> any SceneSimulator {
            try made.withLock { made in
                if let made { return made }
                let simulator = try scene.simulator(monitor: monitor)
                made = simulator
                return simulator
            }
        }
    }

    private final class Made: Sendable {
        let blocks = Mutex<[Int: Result<[Float], any Error>]>([:])
    }

    /// Everything but the samples, stamped as simulated.
    private static func outline(_ scene: any SimulatedScene) -> SweepOutline {
        let radar = scene.radar
        let instrument = Instrument(
            maker: SimulationStory.maker, model: "simulated array",
            centreFrequencyMHz: radar.wavelet.centreFrequencyMHz,
            antennaSeparationMetres: radar.antennaSeparationMetres,
            antennaHeightMetres: radar.heightMetres)
        let channels = (0..<radar.channelCount).map { number in
            Channel(
                index: number + 1,
                lateralOffsetMetres: radar.lateralOffsetMetres(ofChannel: number),
                alongOffsetMetres: radar.alongOffsetMetres(ofChannel: number),
                radargram: Radargram(
                    samples: [], samplesPerTrace: radar.samplesPerTrace, distancesMetres: [],
                    timeAxis: radar.timeAxis))
        }
        var outline = SweepFile(
            Sweep(
                format: "simulated", instrument: instrument, channels: channels,
                positionSource: .traceHeaders)
        ).outline
        for place in outline.channels.indices {
            outline.channels[place].traceCount = scene.traceCount
        }
        return outline
    }
}
