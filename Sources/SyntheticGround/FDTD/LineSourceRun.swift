internal import Foundation
internal import SignalKit
public import SurveyModel

/// Electric fields of line currents over a `GroundSection`: the two-dimensional transverse magnetic
/// case of Maxwell's equations by finite differences in time (Yee 1966; Taflove and Hagness 2005).
///
/// The current of step n is that at n + 1/2 steps; traces in which
/// it is that at n are half a step later. Materials meet at the nodes of Ez, where permittivity and conductivity are the
/// means of the four cells around, as gprMax takes them (Warren, Giannopoulos and Giannakis 2016). The
/// time step is the longest that is stable, cell / (c0 sqrt 2). Absorbing layers as described
/// at `AbsorbingLayer` lie inside the section, along its four sides.
public struct LineSourceRun: Sendable {
    /// A place in the section (m): x along travel, z down.
    public struct Point: Sendable, Hashable {
        /// Along travel (m).
        public var xMetres: Double
        /// Down (m).
        public var zMetres: Double

        /// The place (`xMetres`, `zMetres`).
        public init(xMetres: Double, zMetres: Double) {
            self.xMetres = xMetres
            self.zMetres = zMetres
        }
    }

    /// Fewest cells along the shortest wave, that of the frequency 40 dB under the spectrum's peak.
    ///
    /// The velocity along the axes is low by 1/24 (2 pi / cells)^2: 2.6 % of the shortest wave at 8
    /// cells. At the centre frequency that is 0.1 % in permittivity 4.4 at 2.5 mm, which over 0.2 m of
    /// path makes 4 % of the peak; cells of 1 mm make 0.6 %.
    public static let cellsPerWavelength = 8.0
    /// Most time steps of a run.
    public static let stepLimit = 1_000_000
    /// Thickness of the absorbing layers (cells).
    public static let layerCells = 10

    /// Time from one sample to the next (ns).
    public let stepNanoseconds: Double
    /// Samples of each trace; sample n is Ez at n `stepNanoseconds`, time 0 the start of the source.
    public let sampleCount: Int

    private let section: GroundSection
    private let coefficients: FieldCoefficients
    private let currents: [Double]

    /// Makes ready to run `waveform` of `centreFrequencyMHz` and 1 A in `section` over `windowNanoseconds`.
    ///
    /// - Throws: `SyntheticGroundError` for a frequency or window out of range, a section without room
    ///   between its layers, or cells too coarse for the shortest wave in it. Metal does not count there.
    public init(
        section: GroundSection, waveform: SourceWaveform, centreFrequencyMHz: Double,
        windowNanoseconds: Double
    ) throws(SyntheticGroundError) {
        let needed = 2 * Self.layerCells + 4
        guard section.columns >= needed, section.rows >= needed else {
            throw .gridTooSmall(columns: section.columns, rows: section.rows, needed: needed)
        }
        guard centreFrequencyMHz >= 1, centreFrequencyMHz <= 20_000 else {
            throw .badValue(
                name: "frequency", reason: "\(centreFrequencyMHz) MHz is not in 1 to 20000 MHz")
        }
        let step = section.cellMetres / (speedOfLightMetresPerNanosecond * 2.0.squareRoot())
        guard windowNanoseconds >= step, windowNanoseconds / step < Double(Self.stepLimit) else {
            throw .badValue(
                name: "window",
                reason: "\(windowNanoseconds) ns is not 1 to \(Self.stepLimit) steps of \(step) ns")
        }
        try Self.checkCells(
            section,
            highestGigahertz: waveform.highestFrequencyMHz(centreFrequencyMHz: centreFrequencyMHz)
                / 1000)
        self.init(
            checked: section, waveform: waveform, centreFrequencyMHz: centreFrequencyMHz,
            windowNanoseconds: windowNanoseconds)
    }

    /// The same of figures that were checked; small objects in which the waves are short are let pass.
    init(
        checked section: GroundSection, waveform: SourceWaveform, centreFrequencyMHz: Double,
        windowNanoseconds: Double
    ) {
        let step = section.cellMetres / (speedOfLightMetresPerNanosecond * 2.0.squareRoot())
        stepNanoseconds = step
        // Half a step of tolerance: a window given as a number of steps is that number.
        sampleCount = Int((windowNanoseconds / step - 1e-6).rounded(.up)) + 1
        self.section = section
        coefficients = FieldCoefficients(section: section, layerCells: Self.layerCells)
        currents = (0..<sampleCount).map { sample in
            waveform.value(
                at: (Double(sample) + 0.5) * step, centreFrequencyMHz: centreFrequencyMHz)
        }
    }

    /// Ez (V/m) at each of `receivers`, for a line current of 1 A at `source`; places are taken to the nearest node.
    ///
    /// - Throws: `SyntheticGroundError.outsideGrid` for a place outside or in the layers, `Cancelled`.
    /// - Complexity: O(cells x samples).
    public func traces(
        source: Point, receivers: [Point], monitor: WorkMonitor = .silent
    ) throws -> [[Float]] {
        let sourceNode = try node(of: source, called: "the source")
        let receiverNodes = try receivers.map { try node(of: $0, called: "a receiver") }
        let steps = sampleCount - 1
        let drive = (0..<steps).map { step in
            Float(Double(coefficients.currentGain[sourceNode]) * currents[step])
        }
        var ports = YeePorts(
            columns: section.columns + 1, rows: section.rows + 1, steps: steps,
            sources: [(sourceNode, drive)], receivers: receiverNodes)
        try run(&ports, monitor)
        return receivers.indices.map { [0] + ports.record(of: $0) }
    }

    /// Ez from one node column to another, both at height `row` in rows of nodes, which may lie between rows.
    ///
    /// Source and receiver are split over four rows by cubic weights; away from the ground's own
    /// rows the field is so smooth that this is wrong by less than 1e-4 of it.
    func trace(
        sourceColumn: Int, receiverColumn: Int, row: Double, monitor: WorkMonitor
    ) throws -> [Float] {
        let columns = section.columns + 1
        let first = Int(row.rounded(.down)) - 1
        let margin = Self.layerCells
        precondition(first >= margin && first + 3 <= section.rows - margin)
        precondition(min(sourceColumn, receiverColumn) >= margin)
        precondition(max(sourceColumn, receiverColumn) <= section.columns - margin)
        let weights = CubicWeights(row - Double(first + 1)).values
        let steps = sampleCount - 1
        let sources = (0..<4).map { tap in
            let node = (first + tap) * columns + sourceColumn
            let gain = Double(coefficients.currentGain[node]) * weights[tap]
            return (node: node, drive: (0..<steps).map { Float(gain * currents[$0]) })
        }
        var ports = YeePorts(
            columns: columns, rows: section.rows + 1, steps: steps, sources: sources,
            receivers: (0..<4).map { (first + $0) * columns + receiverColumn })
        try run(&ports, monitor)
        var trace = [Float](repeating: 0, count: sampleCount)
        for tap in 0..<4 {
            let weight = Float(weights[tap])
            for (step, value) in ports.record(of: tap).enumerated() {
                trace[step + 1] += weight * value
            }
        }
        return trace
    }

    private func run(_ ports: inout YeePorts, _ monitor: WorkMonitor) throws {
        var grid = coefficients.grid()
        let steps = sampleCount - 1
        for start in stride(from: 0, to: steps, by: Self.stepsBetweenChecks) {
            try monitor.check()
            grid.advance(start..<min(start + Self.stepsBetweenChecks, steps), ports: &ports)
        }
    }

    private static let stepsBetweenChecks = 64

    private func node(of point: Point, called name: String) throws(SyntheticGroundError) -> Int {
        let x = (point.xMetres / section.cellMetres).rounded()
        let z = (point.zMetres / section.cellMetres).rounded()
        let margin = Double(Self.layerCells)
        guard x >= margin, x <= Double(section.columns) - margin, z >= margin,
            z <= Double(section.rows) - margin
        else { throw .outsideGrid(what: name, xMetres: point.xMetres, zMetres: point.zMetres) }
        return Int(z) * (section.columns + 1) + Int(x)
    }

    private static func checkCells(
        _ section: GroundSection, highestGigahertz: Double
    ) throws(SyntheticGroundError) {
        let permittivity = Double(section.permittivity.max() ?? 1)
        let wavelength =
            speedOfLightMetresPerNanosecond / (highestGigahertz * permittivity.squareRoot())
        let cells = wavelength / section.cellMetres
        guard cells >= Self.cellsPerWavelength else {
            throw .cellsTooCoarse(
                cellsPerWavelength: cells, needed: Self.cellsPerWavelength,
                largestCellMetres: wavelength / Self.cellsPerWavelength)
        }
    }
}
