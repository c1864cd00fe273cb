internal import Foundation
public import SurveyModel

/// What a buried object adds to the traces of a radar: the field over ground with it less the field over the
/// same ground without it, by `LineSourceRun`.
///
/// Two-dimensional: the object is a bar across travel, so that echoes
/// are some dB stronger, and the arms of hyperbolas fade more slowly, than those of a disc.
public struct MineWaveforms: Sendable {
    /// The radar.
    public var antenna: LineAntenna
    /// Side of the cells (m); 1 mm keeps the layers of `MineModel` at their thicknesses.
    public var cellMetres: Double
    /// Length of traces from the start of the source (ns).
    public var windowNanoseconds: Double
    /// Time from one sample to the next in the result (ns).
    public var sampleIntervalNanoseconds: Double

    /// Waveforms for `antenna`.
    public init(
        antenna: LineAntenna = LineAntenna(), cellMetres: Double = 0.001,
        windowNanoseconds: Double = 8, sampleIntervalNanoseconds: Double = 0.05
    ) {
        self.antenna = antenna
        self.cellMetres = cellMetres
        self.windowNanoseconds = windowNanoseconds
        self.sampleIntervalNanoseconds = sampleIntervalNanoseconds
    }

    /// The signature of `mine` with its top at `depthMetres` in `soil`, in V/m per ampere of line current; the
    /// traces' distances are those from the middle of the object, `offsetsMetres`.
    ///
    /// - Throws: `SyntheticGroundError` for figures out of range, `Cancelled`.
    /// - Complexity: O(offsets x cells x samples).
    public func signature(
        of mine: MineModel, in soil: Soil, depthMetres: Double, offsetsMetres: [Double] = [0],
        tasks: Int = 2, monitor: WorkMonitor = .silent
    ) async throws -> Radargram {
        try check(mine, depthMetres: depthMetres, offsetsMetres: offsetsMetres)
        // The pair stays in the middle and the object moves, so that what the absorbing layers return
        // is the same with and without it.
        let frame = frame(mine, depthMetres: depthMetres, offsetsMetres: offsetsMetres)
        var ground = try GroundSection(
            widthMetres: frame.width, depthMetres: frame.depth, cellMetres: cellMetres, of: .air)
        try ground.fill(x: 0..<frame.width, z: frame.surface..<frame.depth, with: soil.material)
        let empty = ground
        let x = frame.width / 2
        let z = frame.surface + depthMetres
        // The first trace is that of the ground alone.
        let step = try run(over: empty).stepNanoseconds
        let shots =
            [shot(in: frame) { try run(over: empty) }]
            + offsetsMetres.map { offset in
                shot(in: frame) {
                    var section = empty
                    try Self.bury(mine, in: &section, x: x - offset, z: z)
                    return try run(over: section)
                }
            }
        let traces = try await LineScan(tasks: tasks, monitor: monitor).traces(shots)
        let count = max(1, Int((windowNanoseconds / sampleIntervalNanoseconds).rounded(.down)))
        let samples = traces.dropFirst().flatMap { trace in
            let difference = zip(trace, traces[0]).map { $0 - $1 }
            return (0..<count).map { sample in
                CubicWeights.value(
                    of: difference, at: Double(sample) * sampleIntervalNanoseconds / step)
            }
        }
        return Radargram(
            samples: samples, samplesPerTrace: count, distancesMetres: offsetsMetres,
            timeAxis: TimeAxis(
                sampleIntervalNanoseconds: sampleIntervalNanoseconds,
                timeZeroNanoseconds: antenna.zeroPathNanoseconds))
    }

    /// Sizes of a section, and the depth in it of the surface (m).
    private struct Frame {
        var width, depth, surface: Double
    }

    private func frame(
        _ mine: MineModel, depthMetres: Double, offsetsMetres: [Double]
    ) -> Frame {
        let layer = Double(LineSourceRun.layerCells) * cellMetres
        let reach = offsetsMetres.map(abs).max() ?? 0
        // 5 cm beyond object and antennas, so that the absorbing layers meet no near field.
        let half = layer + 0.05 + max(reach + mine.diameterMetres / 2, antenna.separationMetres / 2)
        let cells = (half / cellMetres).rounded(.up)
        let surface = ((layer + 0.05 + antenna.heightMetres) / cellMetres).rounded() * cellMetres
        return Frame(
            width: 2 * cells * cellMetres,
            depth: surface + depthMetres + mine.stackMetres + 0.05 + layer, surface: surface)
    }

    private func run(over section: GroundSection) throws(SyntheticGroundError) -> LineSourceRun {
        try LineSourceRun(
            section: section, waveform: antenna.waveform,
            centreFrequencyMHz: antenna.centreFrequencyMHz, windowNanoseconds: windowNanoseconds)
    }

    private func shot(
        in frame: Frame, makeRun: @escaping @Sendable () throws -> LineSourceRun
    ) -> LineScan.Shot {
        let z = frame.surface - antenna.heightMetres
        let half = antenna.separationMetres / 2
        return LineScan.Shot(
            source: .init(xMetres: frame.width / 2 - half, zMetres: z),
            receiver: .init(xMetres: frame.width / 2 + half, zMetres: z), makeRun: makeRun)
    }

    private static func bury(
        _ mine: MineModel, in section: inout GroundSection, x: Double, z: Double
    ) throws(SyntheticGroundError) {
        let half = mine.diameterMetres / 2
        var top = z
        for layer in mine.layers {
            let bottom = top + layer.thicknessMetres
            // A millionth of a cell keeps a layer of whole cells whole, whatever its sum rounds to.
            let slack = 1e-6 * section.cellMetres
            try section.fill(
                x: x - half - slack..<x + half - slack, z: top - slack..<bottom - slack,
                with: layer.material)
            top = bottom
        }
    }

    private func check(
        _ mine: MineModel, depthMetres: Double, offsetsMetres: [Double]
    ) throws(SyntheticGroundError) {
        let figures: [(String, Double, ClosedRange<Double>)] = [
            ("depth", depthMetres, 0...2), ("diameter of \(mine.name)", mine.diameterMetres, 0...2),
            ("antenna height", antenna.heightMetres, 0...2),
            ("antenna separation", antenna.separationMetres, 0...2),
            ("cell", cellMetres, 1e-4...0.1),
            ("sample interval", sampleIntervalNanoseconds, 1e-4...1),
            ("window", windowNanoseconds, 0.1...200),
        ]
        for (name, value, range) in figures where !range.contains(value) {
            throw .badValue(name: name, reason: "\(value) is not in \(range)")
        }
        for layer in mine.layers where !(0...2).contains(layer.thicknessMetres) {
            throw .badValue(
                name: "layer of \(mine.name)", reason: "\(layer.thicknessMetres) m is not in 0...2")
        }
        guard !offsetsMetres.isEmpty, offsetsMetres.allSatisfy({ abs($0) <= 5 }) else {
            throw .badValue(name: "offsets", reason: "none, or one beyond 5 m")
        }
    }
}
