internal import SignalKit

/// A bank of matched filters for the parallel sections of one sweep.
///
/// With D(k) the sections' spectra along the track, R(k)^-1 the clutter's inverse covariance and s(k) a
/// template's spectrum, the output is the inverse transform of s(k)^T R(k)^-1 D(k): for each trace the
/// weight of evidence that a body lies under it. Every sample time is first divided by its robust spread
/// over all sections. Without whitening R is the unit matrix. Ends are mirrored, so that a body at an end
/// is met by a whole template.
public struct MatchedFilter: Sendable {
    /// The grid of its templates and sections.
    public let grid: TemplateGrid
    /// Traces of each section.
    public let traceCounts: [Int]

    /// Spread of each sample time, by which sections and templates are divided.
    private let spreads: [Float]
    /// Traces of the transform along the track.
    private let length: Int
    /// For each section R^-1 D: sample times x (real parts, then imaginary ones, over wavenumber).
    private let spectra: [[Float]]

    /// Prepares filters for `sections`, each traces x `grid.samples.count` values without background.
    ///
    /// - Complexity: O(b n^3 + k c n^2) for n samples, b wavenumbers of a block, k of a line, c sections.
    /// - Throws: `DetectionError.nothingToWhiten` where the sections do not vary.
    public init(
        sections: [[Float]], grid: TemplateGrid, whitening: WavenumberWhitening.Settings? = .init()
    ) throws(DetectionError) {
        let width = grid.samples.count
        precondition(width > 0 && sections.allSatisfy { $0.count % width == 0 })
        self.grid = grid
        let counts = sections.map { $0.count / width }
        traceCounts = counts
        let spreads = try Self.spreads(sections, width)
        let scaled = sections.map { section in
            section.indices.map { section[$0] / spreads[$0 % width] }
        }
        let length = FastLength.atLeast((counts.max() ?? 0) + 2 * grid.halfTraces + 1)
        let whitener = try whitening.map { settings throws(DetectionError) in
            try WavenumberWhitening(sections: scaled, order: width, settings: settings)
        }
        self.spreads = spreads
        self.length = length
        spectra = scaled.map {
            Self.spectra($0, width, lead: grid.halfTraces, length: length, whitener)
        }
    }

    /// The output of `template` at every trace of every section, not normalised: positive where the echo
    /// has the template's sign.
    public func outputs(_ template: TargetTemplate) -> [[Float]] {
        precondition(template.grid == grid)
        let response = spectrum(of: template)
        var transform = RealFourierTransform2D(rows: 1, columns: length)
        return zip(spectra, traceCounts).map { spectrum, traces in
            let bins = length / 2 + 1
            var sums = [Float](repeating: 0, count: 2 * bins)
            for (time, row) in response {
                let start = 2 * time * bins
                for k in 0..<bins { sums[k] += row[k] * spectrum[start + k] }
                for k in 0..<bins { sums[bins + k] += row[k] * spectrum[start + bins + k] }
            }
            let values = (0..<bins).map { k in
                ComplexFloat(real: sums[k], imaginary: sums[bins + k])
            }
            let line = transform.inverse(values)
            return Array(line[grid.halfTraces..<grid.halfTraces + traces])
        }
    }

    /// The strongest response to any of `templates` at every trace of every section.
    ///
    /// A response is the magnitude of the output over its own robust spread on the whole sweep (1.4826
    /// times its median magnitude round its median), so that it does not depend on the template's or the
    /// recording's scale.
    public func responses(_ templates: [TargetTemplate]) -> [[Float]] {
        var best = traceCounts.map { [Float](repeating: 0, count: $0) }
        for template in templates {
            let outputs = outputs(template)
            var all = outputs.flatMap(\.self)
            let middle = RobustStatistics.median(&all)
            let spread =
                RobustStatistics.normalConsistency
                * RobustStatistics.median(of: all.lazy.map { abs($0 - middle) })
            guard spread > 0 else { continue }
            for section in outputs.indices {
                for trace in outputs[section].indices {
                    best[section][trace] = max(
                        best[section][trace], abs(outputs[section][trace]) / spread)
                }
            }
        }
        return best
    }

    /// The template's spectrum along the track at each sample time at which it is not nothing; real,
    /// because a template is symmetric.
    private func spectrum(of template: TargetTemplate) -> [(time: Int, row: [Float])] {
        let width = grid.samples.count
        var transform = RealFourierTransform(count: length)
        return (0..<width).compactMap { time in
            var row = [Float](repeating: 0, count: length)
            for trace in 0...grid.halfTraces {
                let value = template.values[trace * width + time] / spreads[time]
                row[trace] = value
                if trace > 0 { row[length - trace] = value }
            }
            guard row.contains(where: { $0 != 0 }) else { return nil }
            return (time, transform.spectrum(of: row.span).map(\.real))
        }
    }

    /// 1.4826 times the median magnitude of each sample time, none below the tenth percentile of them.
    private static func spreads(
        _ sections: [[Float]], _ width: Int
    ) throws(DetectionError) -> [Float] {
        let all = sections.flatMap(\.self)
        guard !all.isEmpty else { throw .nothingToWhiten }
        let medians = ColumnMedians.medians(
            of: all.span, columns: width,
            over: [ColumnMedians.Stretch(0..<all.count / width)], measure: .magnitudes
        ).map { $0 * RobustStatistics.normalConsistency }
        let floor = RobustStatistics.quantile(0.1, of: medians)
        let least = floor > 0 ? floor : medians.filter { $0 > 0 }.min() ?? 0
        guard least > 0, all.allSatisfy(\.isFinite) else { throw .nothingToWhiten }
        return medians.map { max($0, least) }
    }

    /// The whitened spectra of one section, mirrored by `lead` traces at both ends.
    private static func spectra(
        _ section: [Float], _ width: Int, lead: Int, length: Int, _ whitener: WavenumberWhitening?
    ) -> [Float] {
        let bins = length / 2 + 1
        var result = [Float](repeating: 0, count: width * 2 * bins)
        guard !section.isEmpty else { return result }
        let mirror = MirroredPlaces(count: section.count / width, repeatsEnds: true)
        var transform = RealFourierTransform(count: length)
        for time in 0..<width {
            var row = [Float](repeating: 0, count: length)
            for place in 0..<mirror.count + 2 * lead {
                row[place] = section[mirror[place - lead] * width + time]
            }
            for (k, value) in transform.spectrum(of: row.span).enumerated() {
                result[2 * time * bins + k] = value.real
                result[(2 * time + 1) * bins + k] = value.imaginary
            }
        }
        guard let whitener else { return result }
        for k in 0..<bins {
            let spectrum = (0..<2 * width).map {
                result[(2 * ($0 % width) + $0 / width) * bins + k]
            }
            let white = whitener.whiten(spectrum, wavenumber: Double(k) / Double(length))
            for i in white.indices { result[(2 * (i % width) + i / width) * bins + k] = white[i] }
        }
        return result
    }
}
