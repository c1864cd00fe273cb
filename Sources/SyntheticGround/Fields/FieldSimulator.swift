internal import Foundation
public import SurveyModel

/// Makes the traces of a `FieldScene`, any of them alone and always with the same bits.
///
/// Each trace is one run of `LineSourceRun` in a window of the channel's plane that moves with the pair.
/// Height and roll move the pair in the fields; drift of time zero, gains, ringing, interference and noise
/// are put on what it records.
public struct FieldSimulator: Sendable {
    /// The scene.
    public let scene: FieldScene
    /// Peak of the wave that goes straight from transmitter to receiver (V/m).
    public let directPeak: Double

    private let lattice: FieldLattice
    private let planes: [FieldPlane]
    private let flaws: [ChannelFlaws]
    private let monitor: WorkMonitor

    /// Prepares a scene; `monitor` is asked whether to stop also within a trace.
    ///
    /// - Throws: `SyntheticGroundError` where it cannot be simulated, and `Cancelled`.
    public init(_ scene: FieldScene, monitor: WorkMonitor = .silent) throws {
        try scene.check()
        self.scene = scene
        self.monitor = monitor.withoutProgress
        let lattice = FieldLattice(scene)
        self.lattice = lattice
        planes = try (0..<scene.channelCount).map {
            try monitor.check()
            return FieldPlane(scene, channel: $0, lattice: lattice)
        }
        let peak = try Self.directPeak(scene, lattice, monitor.withoutProgress)
        directPeak = peak
        var radar = scene.radar
        radar.directWaveAmplitude = peak
        let own = radar
        flaws = (0..<scene.channelCount).compactMap { channel in
            scene.flaws.map {
                ChannelFlaws($0, seed: scene.seed, radar: own, channel: channel)
            }
        }
    }

    /// The traces `range` of channel number `channel`, from 0: traces x samples, row-major.
    ///
    /// - Throws: `Cancelled`.
    /// - Complexity: Memory for the plane under `range`; about 0.05 s a trace.
    public func traces(channel: Int, range: Range<Int>) throws -> [Float] {
        precondition((0..<scene.channelCount).contains(channel))
        precondition(range.lowerBound >= 0 && range.upperBound <= scene.traceCount)
        guard !range.isEmpty else { return [] }
        let piece = planes[channel].piece(lattice.columns(range), rows: lattice.rows)
        let heights = planes[channel].heights(lattice.columns(range))
        var result: [Float] = []
        result.reserveCapacity(range.count * scene.samplesPerTrace)
        for trace in range {
            try monitor.check()
            result += try self.trace(trace, channel, piece, heights)
        }
        return result
    }

    private func trace(
        _ trace: Int, _ channel: Int, _ piece: FieldPiece, _ heights: [Float]
    ) throws -> [Float] {
        let distance = Double(trace) * scene.traceSpacingMetres
        let own = channel < flaws.count ? flaws[channel] : nil
        let columns = lattice.columns(trace..<trace + 1)
        let row = height(own, distance, columns, piece, heights) / lattice.cell
        let run = LineSourceRun(
            checked: piece.section(columns, cellMetres: lattice.cell),
            waveform: scene.antenna.waveform,
            centreFrequencyMHz: scene.antenna.centreFrequencyMHz,
            windowNanoseconds: windowNanoseconds)
        let field = try run.trace(
            sourceColumn: lattice.halfColumns - lattice.antennaColumns,
            receiverColumn: lattice.halfColumns + lattice.antennaColumns,
            row: -row - Double(lattice.rows.lowerBound), monitor: monitor)
        let lateness = own?.lateness(trace: trace, distance: distance) ?? 0
        var samples = (0..<scene.samplesPerTrace).map { sample in
            CubicWeights.value(
                of: field,
                at: (Double(sample) * scene.sampleIntervalNanoseconds - lateness)
                    / run.stepNanoseconds)
        }
        if let own {
            var row = samples.mutableSpan
            own.finish(&row, trace: trace, distance: distance)
        }
        return samples
    }

    /// Height of the pair above the mean surface (m), never in the ground under it.
    private func height(
        _ own: ChannelFlaws?, _ distance: Double, _ columns: Range<Int>, _ piece: FieldPiece,
        _ heights: [Float]
    ) -> Double {
        let bound = lattice.largestRise
        let rise = min(bound, max(-bound, own?.rise(distance: distance) ?? 0))
        let first = columns.lowerBound - piece.columns.lowerBound
        let middle = first + lattice.halfColumns
        let near = heights[middle - lattice.antennaColumns...middle + lattice.antennaColumns]
        let highest = Double(near.max() ?? 0)
        return max(scene.antenna.heightMetres + rise, highest + 2 * lattice.cell)
    }

    /// Long enough for the last sample of a trace that is late or early.
    private var windowNanoseconds: Double {
        Double(scene.samplesPerTrace) * scene.sampleIntervalNanoseconds + 0.5
    }

    /// Peak of the direct wave in air (V/m).
    static func directPeak(
        _ scene: FieldScene, _ lattice: FieldLattice, _ monitor: WorkMonitor
    ) throws -> Double {
        let count = 2 * (lattice.antennaColumns + LineSourceRun.layerCells + 20)
        let air = GroundSection(
            columns: count, rows: count, cellMetres: lattice.cell,
            permittivity: [Float](repeating: 1, count: count * count),
            conductivity: [Float](repeating: 0, count: count * count))
        let path = scene.antenna.separationMetres / speedOfLightMetresPerNanosecond
        let run = LineSourceRun(
            checked: air, waveform: scene.antenna.waveform,
            centreFrequencyMHz: scene.antenna.centreFrequencyMHz,
            windowNanoseconds: 2 * scene.antenna.zeroPathNanoseconds + path)
        let trace = try run.trace(
            sourceColumn: count / 2 - lattice.antennaColumns,
            receiverColumn: count / 2 + lattice.antennaColumns, row: Double(count / 2),
            monitor: monitor)
        return Double(trace.map(abs).max() ?? 0)
    }
}
