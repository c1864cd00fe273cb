internal import Glibc
internal import SignalKit
internal import SurveyModel

/// Echoes of the soil's own fluctuation and of the unevenness of its surface in one channel.
///
/// First-order Born scattering: every lattice cell adds (k / 2)^2 / pi * (d eps) * dV * G(tx) * G(rx),
/// and the surface, to first order in its height, k^2 / pi * Gamma * height * dS (Rice, 1951). All
/// channels see one field, each through its own geometry, so that they share clutter as under a real
/// array. Valid while the heights are well below a quarter wavelength and the contrasts weak; multiple
/// scattering is left out.
struct SoilSpeckle: Sendable {
    private struct Contribution: Sendable {
        var bin: Int32
        /// Row of cells, and column relative to the trace's own.
        var row: Int32
        var column: Int32
        var weight: Float
    }

    /// Cells of one range of depths, folded with one response.
    private struct Slab: Sendable {
        var contributions: [Contribution]
        var response: EchoResponse
    }

    private var slabs: [Slab] = []
    private let field: FluctuationField?
    private let surface: SurfaceHeights?
    private let lattice: SpeckleLattice
    private let layerCount: Int
    private let rows: Range<Int>
    private let columnReach: Int
    private let firstColumn: Int
    private let binCount: Int

    /// Half the width of the ground a trace sees (m).
    private static let footprint = 0.22
    private static let slabCount = 4
    /// Deeper than this nothing is summed (m).
    private static let deepest = 0.9

    init(
        _ scene: GroundScene, channel: Int, wavelet: WaveletSpectrum, window: TraceWindow,
        legStrength: LegStrength
    ) {
        lattice = SpeckleLattice(scene)
        binCount = window.sampleCount
        let fluctuation = scene.fluctuation
        let hasSoil = fluctuation.relativeDeviation > 0 && !scene.isMetalPlate
        let hasSurface = scene.roughness.rootMeanSquareMetres > 0 && !scene.isMetalPlate
        field =
            hasSoil
            ? FluctuationField(
                fluctuation, SeededHash(seed: scene.seed, .permittivity), lattice: lattice) : nil
        surface =
            hasSurface
            ? SurfaceHeights(scene.roughness, SeededHash(seed: scene.seed, .surface)) : nil
        let y = scene.radar.lateralOffsetMetres(ofChannel: channel)
        let centre = Int((y / lattice.across).rounded())
        let reach = Int((Self.footprint / lattice.across).rounded(.up))
        rows = centre - reach..<centre + reach + 1
        columnReach = Int((Self.footprint / lattice.along).rounded(.up))
        firstColumn = Int(
            (scene.radar.alongOffsetMetres(ofChannel: channel) / lattice.along).rounded())
        let ground = EffectiveGround(layers: scene.layers)
        let seen = Self.visibleDepth(scene, ground, window)
        layerCount = hasSoil ? max(1, Int(seen / lattice.down)) : 0
        let geometry = CellGeometry(
            scene: scene, ground: ground, lattice: lattice, channelY: y, rows: rows,
            columnReach: columnReach, window: window, legStrength: legStrength)
        if hasSurface {
            slabs.append(
                Slab(
                    contributions: contributions(geometry, layers: 0..<1, isSurface: true),
                    response: Self.response(scene, ground, wavelet, depth: 0)))
        }
        let thickness = max(1, (layerCount + Self.slabCount - 1) / Self.slabCount)
        for start in stride(from: 0, to: layerCount, by: thickness) {
            let layers = start..<min(start + thickness, layerCount)
            let middle = (Double(layers.lowerBound + layers.upperBound) / 2) * lattice.down
            slabs.append(
                Slab(
                    contributions: contributions(geometry, layers: layers, isSurface: false),
                    response: Self.response(scene, ground, wavelet, depth: middle)))
        }
    }

    /// Whether it adds anything.
    var isSilent: Bool { slabs.isEmpty }

    /// The echoes in `traces`, traces x samples of the window, row-major, at the nominal height.
    func traces(_ traces: Range<Int>) -> [Float] {
        let count = traces.count
        var result = [Float](repeating: 0, count: count * binCount)
        guard count > 0 else { return result }
        let cells = CellRows(
            soil: soilRows(traces), surface: surfaceRows(traces), traceCount: count,
            columnsPerTrace: lattice.columnsPerTrace, columnReach: columnReach,
            rowCount: rows.count)
        var target = result.mutableSpan
        var spikes = [Float](repeating: 0, count: binCount)
        for (number, slab) in slabs.enumerated() {
            let isSurface = surface != nil && number == 0
            let gathered = gather(slab, isSurface ? cells.surface : cells.soil, cells, count)
            for trace in 0..<count {
                for bin in 0..<binCount { spikes[bin] = gathered[bin * count + trace] }
                let start = trace * binCount
                var row = target._mutatingExtracting(start..<start + binCount)
                slab.response.add(spikes.span, to: &row)
            }
        }
        return result
    }

    /// Sums the cells of a slab into bins x traces.
    private func gather(
        _ slab: Slab, _ values: [Float], _ cells: CellRows, _ count: Int
    ) -> [Float] {
        var sums = [Float](repeating: 0, count: binCount * count)
        var target = sums.mutableSpan
        let source = values.span
        let list = slab.contributions.span
        var place = 0
        while place < list.count {
            let first = list[place]
            let hasNext = place + 1 < list.count && list[place + 1].bin == first.bin
            let second = hasNext ? list[place + 1] : first
            let start = Int(first.bin) * count
            var bin = target._mutatingExtracting(start..<start + count)
            let a = cells.start(row: Int(first.row), column: Int(first.column))
            let b = cells.start(row: Int(second.row), column: Int(second.column))
            RowArithmetic.accumulate(
                into: &bin, source.extracting(a..<a + count), times: first.weight,
                source.extracting(b..<b + count), times: hasNext ? second.weight : 0)
            place += hasNext ? 2 : 1
        }
        return sums
    }

    private func columns(_ traces: Range<Int>) -> Range<Int> {
        let low = traces.lowerBound * lattice.columnsPerTrace + firstColumn - columnReach
        let high = (traces.upperBound - 1) * lattice.columnsPerTrace + firstColumn + columnReach
        return low..<high + 1
    }

    private func soilRows(_ traces: Range<Int>) -> [Float] {
        field?.values(layers: 0..<layerCount, rows: rows, columns: columns(traces)) ?? []
    }

    private func surfaceRows(_ traces: Range<Int>) -> [Float] {
        guard let surface else { return [] }
        let columns = columns(traces)
        return rows.flatMap { row in
            surface.heights(
                y: Double(row) * lattice.across,
                firstX: Double(columns.lowerBound) * lattice.along, step: lattice.along,
                count: columns.count)
        }
    }

    private func contributions(
        _ geometry: CellGeometry, layers: Range<Int>, isSurface: Bool
    ) -> [Contribution] {
        var found: [Contribution] = []
        for layer in layers {
            for row in 0..<rows.count {
                for column in -columnReach...columnReach {
                    guard
                        let cell = geometry.cell(
                            layer: layer, row: row, column: column, isSurface: isSurface)
                    else { continue }
                    let bin = cell.place.rounded(.down)
                    let share = cell.place - bin
                    let place = Int32((isSurface ? 0 : layer) * rows.count + row)
                    for (offset, part) in [(0, 1 - share), (1, share)] where part != 0 {
                        found.append(
                            Contribution(
                                bin: Int32(bin) + Int32(offset), row: place,
                                column: Int32(column), weight: Float(cell.weight * part)))
                    }
                }
            }
        }
        return found.sorted { ($0.bin, $0.row, $0.column) < ($1.bin, $1.row, $1.column) }
    }

    /// Depth below which nothing comes back within the window and 60 dB.
    private static func visibleDepth(
        _ scene: GroundScene, _ ground: EffectiveGround, _ window: TraceWindow
    ) -> Double {
        var depth = 0.02
        while depth < deepest {
            let delay =
                2 * (scene.radar.heightMetres + depth * ground.index(to: depth))
                / speedOfLightMetresPerNanosecond
            if window.place(delay) > Double(window.sampleCount)
                || 2 * ground.loss(to: depth, atGHz: 1.5) > 60
            {
                break
            }
            depth += 0.005
        }
        return depth
    }

    /// Second derivative of the wavelet, and what the soil down to `depth` takes more or less from each
    /// frequency than from the centre.
    private static func response(
        _ scene: GroundScene, _ ground: EffectiveGround, _ wavelet: WaveletSpectrum, depth: Double
    ) -> EchoResponse {
        let atCentre = ground.loss(to: depth, atGHz: wavelet.centre)
        return EchoResponse(wavelet: wavelet, interval: scene.radar.sampleIntervalNanoseconds) {
            let wave = 2 * .pi * $0 / speedOfLightMetresPerNanosecond
            let loss = 2 * (ground.loss(to: depth, atGHz: $0) - atCentre)
            return Complex(-wave * wave * amplitude(decibels: -loss))
        }
    }
}
