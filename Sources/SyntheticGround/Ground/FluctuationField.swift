internal import Glibc
internal import SignalKit

/// A random field of unit variance on a lattice, the same at the same place for every channel and
/// however it is cut: white numbers that belong to lattice places, run through a one-sided exponential
/// filter along each axis, so that correlation is exp(-|dx| / Lx - |dy| / Ly - |dz| / Lz).
struct FluctuationField: Sendable {
    private let hash: SeededHash
    private let along: [Float]
    private let across: [Float]
    private let down: [Float]

    init(_ fluctuation: SoilFluctuation, _ hash: SeededHash, lattice: SpeckleLattice) {
        self.hash = hash
        along = Self.filter(fluctuation.alongMetres / lattice.along)
        across = Self.filter(fluctuation.acrossMetres / lattice.across)
        down = Self.filter(fluctuation.downMetres / lattice.down)
    }

    /// The field on the lattice, `layers` x `rows` x `columns`, `columns` contiguous.
    func values(layers: Range<Int>, rows: Range<Int>, columns: Range<Int>) -> [Float] {
        let width = columns.count
        let depthCount = layers.count + down.count - 1
        let rowCount = rows.count + across.count - 1
        var field = [Float](repeating: 0, count: depthCount * rowCount * width)
        var target = field.mutableSpan
        var white = [Float](repeating: 0, count: width + along.count - 1)
        for layer in 0..<depthCount {
            let slice = hash.child(layers.lowerBound + layer)
            for row in 0..<rowCount {
                let numbers = slice.child(rows.lowerBound + row)
                for place in white.indices {
                    white[place] = numbers.normal(columns.lowerBound + place)
                }
                let start = (layer * rowCount + row) * width
                var line = target._mutatingExtracting(start..<start + width)
                for tap in stride(from: 0, to: along.count, by: 2) {
                    let next = min(tap + 1, along.count - 1)
                    RowArithmetic.accumulate(
                        into: &line, white.span.extracting(tap..<tap + width), times: along[tap],
                        white.span.extracting(next..<next + width),
                        times: next > tap ? along[next] : 0)
                }
            }
        }
        field = Self.filtered(
            field, groups: depthCount, lines: rowCount, width: width, taps: across)
        return Self.filtered(
            field, groups: 1, lines: depthCount, width: width * rows.count, taps: down)
    }

    /// Filters `groups` groups of lines, each over its lines; `taps.count - 1` lines fewer come out.
    private static func filtered(
        _ field: [Float], groups: Int, lines: Int, width: Int, taps: [Float]
    ) -> [Float] {
        let kept = lines - taps.count + 1
        var result = [Float](repeating: 0, count: groups * kept * width)
        var target = result.mutableSpan
        let source = field.span
        for group in 0..<groups {
            for line in 0..<kept {
                let start = (group * kept + line) * width
                var row = target._mutatingExtracting(start..<start + width)
                for tap in stride(from: 0, to: taps.count, by: 2) {
                    let next = min(tap + 1, taps.count - 1)
                    let first = (group * lines + line + tap) * width
                    let second = (group * lines + line + next) * width
                    RowArithmetic.accumulate(
                        into: &row, source.extracting(first..<first + width), times: taps[tap],
                        source.extracting(second..<second + width),
                        times: next > tap ? taps[next] : 0)
                }
            }
        }
        return result
    }

    /// exp(-n / length) for as long as it matters, of unit energy.
    private static func filter(_ length: Double) -> [Float] {
        let count = max(1, Int((3 * length).rounded(.up)))
        let taps = (0..<count).map { exp(-Double($0) / length) }
        let energy = taps.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return taps.map { Float($0 / energy) }
    }
}

/// The places of the weak scatterers: columns along the lane at a whole part of the trace spacing, rows
/// across it, layers downwards.
struct SpeckleLattice: Sendable {
    /// Distance between columns (m).
    let along: Double
    /// Columns from one trace to the next.
    let columnsPerTrace: Int
    /// Distance between rows (m).
    let across: Double
    /// Distance between layers (m).
    let down: Double

    init(_ scene: GroundScene) {
        let spacing = scene.radar.traceSpacingMetres
        // Steps follow the wavelength in the soil: a tenth along, a fifth across, an eighth downwards.
        let index = (scene.layers.first?.permittivity ?? 1).squareRoot()
        let wavelength = 0.3 / (index * scene.radar.wavelet.centreFrequencyMHz / 1000)
        columnsPerTrace = max(1, Int((spacing / (wavelength * 0.12)).rounded(.up)))
        along = spacing / Double(columnsPerTrace)
        across = wavelength * 0.25
        down = wavelength * 0.125
    }
}
