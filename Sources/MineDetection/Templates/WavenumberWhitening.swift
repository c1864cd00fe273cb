internal import Foundation
internal import SignalKit

/// The clutter's inverse covariance between sample times, for each wavenumber along the track.
///
/// Blocks of `blockTraces` traces, overlapping by half, mirrored at both ends and tapered by a Hann window,
/// are transformed along the track: one snapshot x (a complex number per sample time) for each block,
/// section and wavenumber. The covariance of a wavenumber is the weighted mean of Re(x x*) over the
/// snapshots of that wavenumber and its `neighbours` on either side; a snapshot of more than the median
/// energy weighs less, in inverse proportion, so that a few strong objects do not set it. `loading` times
/// its mean variance, and a tenth of that of all wavenumbers, are added to its diagonal. Real parts alone:
/// clutter looks the same from either end of the line.
public struct WavenumberWhitening: Sendable {
    /// How the covariance is estimated.
    public struct Settings: Sendable, Hashable {
        /// Traces of a block, an even number.
        public var blockTraces: Int
        /// Wavenumbers on either side that are taken together.
        public var neighbours: Int
        /// Part of the mean variance that is added to the diagonal, above 0.
        public var loading: Double

        /// Blocks of 2.56 m at 2 cm between traces.
        public init(blockTraces: Int = 128, neighbours: Int = 1, loading: Double = 0.1) {
            self.blockTraces = blockTraces
            self.neighbours = neighbours
            self.loading = loading
        }
    }

    /// The settings it was made with.
    public let settings: Settings
    /// Sample times.
    public let order: Int
    /// Inverse covariances: (`blockTraces` / 2 + 1) x `order` x `order`, row-major.
    let precisions: [Float]

    /// Estimates it on sections of traces x `order` values.
    ///
    /// - Throws: `DetectionError.nothingToWhiten` where the sections do not vary.
    public init(
        sections: [[Float]], order: Int, settings: Settings = Settings()
    ) throws(DetectionError) {
        precondition(order > 0 && settings.blockTraces >= 4 && settings.blockTraces % 2 == 0)
        self.settings = settings
        self.order = order
        let snapshots = Snapshots(of: sections, order: order, block: settings.blockTraces)
        var covariances = snapshots.bins.indices.map { bin in
            let last = snapshots.bins.count - 1
            let range = max(0, bin - settings.neighbours)...min(last, bin + settings.neighbours)
            return Self.covariance(snapshots.bins[range].flatMap(\.self), order: order)
        }
        let variances = covariances.map { covariance in
            (0..<order).reduce(0.0) { $0 + covariance[$1 * (order + 1)] } / Double(order)
        }
        let overall = variances.reduce(0, +) / Double(max(1, variances.count))
        var precisions: [Float] = []
        precisions.reserveCapacity(covariances.count * order * order)
        for bin in covariances.indices {
            let load = settings.loading * (variances[bin] + 0.1 * overall)
            for time in 0..<order { covariances[bin][time * (order + 1)] += load }
            guard let inverse = SymmetricInverse.inverse(of: covariances[bin], order: order) else {
                throw .nothingToWhiten
            }
            for value in inverse { precisions.append(Float(value)) }
        }
        self.precisions = precisions
    }

    /// The weighted mean of Re(x x*), the heavier snapshots held down.
    private static func covariance(_ snapshots: [Snapshot], order: Int) -> [Double] {
        let energies = snapshots.map(\.energy)
        let usual = Double(RobustStatistics.median(of: energies.map { Float($0) }))
        var sums = [Float](repeating: 0, count: order * order)
        var total = 0.0
        for (snapshot, energy) in zip(snapshots, energies) {
            let weight = usual > 0 ? 1 / max(1, energy / usual) : 1
            total += weight
            for row in 0..<order {
                RowArithmetic.accumulate(
                    into: &sums, at: row * order, from: snapshot.parts, at: 0,
                    times: Float(weight) * snapshot.parts[row], at: order,
                    times: Float(weight) * snapshot.parts[order + row], count: order)
            }
        }
        return sums.map { total > 0 ? Double($0) / total : 0 }
    }

    /// Multiplies `spectrum`, one complex value per sample time at `wavenumber` cycles per trace
    /// (0...0.5), by the inverse covariance there.
    ///
    /// Between the wavenumbers of the blocks the inverse is interpolated linearly. `spectrum` holds the
    /// real parts, then the imaginary ones.
    public func whiten(_ spectrum: [Float], wavenumber: Double) -> [Float] {
        let place = wavenumber * Double(settings.blockTraces)
        let low = min(Int(place), settings.blockTraces / 2 - 1)
        let share = Float(place - Double(low))
        var result = [Float](repeating: 0, count: 2 * order)
        for part in 0..<2 {
            for time in 0..<order {
                let value = spectrum[part * order + time]
                RowArithmetic.accumulate(
                    into: &result, at: part * order, from: precisions,
                    at: (low * order + time) * order, times: (1 - share) * value,
                    at: ((low + 1) * order + time) * order, times: share * value, count: order)
            }
        }
        return result
    }
}

/// One block's complex values at one wavenumber: real parts, then imaginary ones.
private struct Snapshot {
    var parts: [Float]

    /// Mean square of the parts.
    var energy: Double {
        parts.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, parts.count))
    }
}

/// The blocks of several sections along the track.
private struct Snapshots {
    /// For each wavenumber the snapshots of all blocks.
    var bins: [[Snapshot]]

    init(of sections: [[Float]], order: Int, block: Int) {
        bins = [[Snapshot]](repeating: [], count: block / 2 + 1)
        let taper = (0..<block).map { trace in
            Float(0.5 - 0.5 * cos(2 * .pi * Double(trace) / Double(block - 1)))
        }
        var transform = RealFourierTransform(count: block)
        for section in sections where !section.isEmpty {
            let mirror = MirroredPlaces(count: section.count / order, repeatsEnds: true)
            for start in stride(from: -block / 2, through: mirror.count - block / 2, by: block / 2)
            {
                var parts = [[Float]](
                    repeating: [Float](repeating: 0, count: 2 * order), count: bins.count)
                for time in 0..<order {
                    let row = (0..<block).map { trace in
                        taper[trace] * section[mirror[start + trace] * order + time]
                    }
                    for (bin, value) in transform.spectrum(of: row.span).enumerated() {
                        parts[bin][time] = value.real
                        parts[bin][order + time] = value.imaginary
                    }
                }
                for bin in bins.indices { bins[bin].append(Snapshot(parts: parts[bin])) }
            }
        }
    }
}
