internal import SignalKit
internal import SurveyModel

/// Images over several velocities joined: an object stands out in at least one of them, wherever the true
/// velocity lies.
///
/// For each permittivity v and depth, n_v = |I_v| sqrt(CF) over its median across all points of that depth
/// within a stretch of `stretchMetres` along travel; the mean and the largest n_v over v are handed out.
/// Stretches are counted from the first point; what is left at the end, where shorter than half of one,
/// belongs to the last. A median below a millionth of the depth's largest value (a noiseless model) is
/// taken as that millionth; a depth of zeros gives zeros. Multi-velocity stacking: Schofield, Daniels and
/// Hammerton (2014).
public struct MultiVelocityFocusing: Sendable {
    /// The images that are joined.
    public let projection: BackProjection
    /// Length over which medians are taken (m).
    public let stretchMetres: Double

    /// Joins the images of `projection` in stretches of `stretchMetres`.
    ///
    /// - Throws: `ProcessingError.badStepValue` for a stretch without length.
    public init(
        _ projection: BackProjection, stretchMetres: Double = 10
    ) throws(ProcessingError) {
        guard stretchMetres > 0, stretchMetres <= 1e6 else {
            throw .badStepValue(
                step: BackProjection.step,
                reason: "medians over \(stretchMetres) m, above 0 and up to 1000 km is possible")
        }
        self.projection = projection
        self.stretchMetres = stretchMetres
    }

    /// The joined images of one stretch.
    public struct Stretch: Sendable, Equatable {
        /// Points along travel, counted in the whole image.
        public let range: Range<Int>
        /// Mean of n_v over the velocities.
        public var mean: DepthImage
        /// Largest n_v over the velocities.
        public var maximum: DepthImage
    }

    /// Points along travel of each stretch.
    var stretches: [Range<Int>] {
        let axis = projection.grid.x
        let length = max(1, Int(min((stretchMetres / axis.stepMetres).rounded(), 1e12)))
        var ranges: [Range<Int>] = []
        var start = 0
        while start < axis.count {
            var end = min(start + length, axis.count)
            if (axis.count - end) * 2 < length { end = axis.count }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// Hands out the joined images stretch by stretch, in order.
    ///
    /// Holds the images of one stretch for every permittivity. The bytes are the same for every number of
    /// tasks and every block size.
    /// - Throws: what `deliver` throws, `CancellationError` between blocks.
    public func forEachStretch(
        tasks: Int = 2, deliver: (Stretch) throws -> Void
    ) async throws {
        var rest = stretches[...]
        var images = emptyImages(rest.first)
        try await projection.forEachBlock(.coherentAmplitude, tasks: tasks) { range, blocks in
            var done = range.lowerBound
            while done < range.upperBound, let stretch = rest.first {
                let part = done..<min(range.upperBound, stretch.upperBound)
                for v in images.indices {
                    images[v].insert(
                        blocks[v], from: done - range.lowerBound, count: part.count,
                        at: done - stretch.lowerBound)
                }
                done = part.upperBound
                guard done == stretch.upperBound else { continue }
                try deliver(Self.join(images, stretch))
                rest = rest.dropFirst()
                images = emptyImages(rest.first)
            }
        }
    }

    private func emptyImages(_ stretch: Range<Int>?) -> [DepthImage] {
        guard let stretch else { return [] }
        var grid = projection.grid
        grid.x = grid.x.part(stretch)
        return projection.settings.permittivities.map { _ in DepthImage(grid: grid) }
    }

    private static func join(_ images: [DepthImage], _ range: Range<Int>) -> Stretch {
        let grid = images[0].grid
        var mean = DepthImage(grid: grid)
        var maximum = DepthImage(grid: grid)
        let slice = grid.x.count * grid.y.count
        let share = 1 / Float(images.count)
        for depth in 0..<grid.z.count {
            let values = depth * slice..<(depth + 1) * slice
            for image in images {
                let factor = normalisation(image.values[values])
                for i in values {
                    let n = image.values[i] * factor
                    mean.values[i] += n * share
                    maximum.values[i] = max(maximum.values[i], n)
                }
            }
        }
        return Stretch(range: range, mean: mean, maximum: maximum)
    }

    /// One over the median of `values`, 0 for zeros.
    private static func normalisation(_ values: ArraySlice<Float>) -> Float {
        let largest = values.reduce(0) { max($0, $1) }
        guard largest > 0 else { return 0 }
        return 1 / max(RobustStatistics.median(of: values), largest * 1e-6)
    }
}
