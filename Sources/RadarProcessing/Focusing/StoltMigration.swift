internal import Glibc
internal import SignalKit
public import SurveyModel

/// Stolt (f-k) time migration of a line (Stolt, 1978).
///
/// Zero offset, exploding reflectors in a ground of one velocity v, antenna on the ground. With the
/// section's spectrum P(k, omega), t counted from time zero,
///
///     M(k, w) = (w / omega) P(k, omega),   omega = sqrt(w^2 + (v k / 2)^2)
///
/// where w is the frequency of the migrated axis t = 2 z / v (same axes out as in) and w / omega the
/// Jacobian, the cosine of the dip. A flat section comes out as it was. What no dip explains (|omega| <
/// v |k| / 2, evanescent) is removed, as are the highest four frequencies. P between frequencies by
/// `FrequencyInterpolation`, to 2e-5. Traces are padded with zeros to twice their length; lines by the
/// distance v T / 2 of the record length T at most, so that what leaves one end does not come in at the
/// other. Samples before time zero become 0.
///
/// A line longer than a block is migrated in blocks counted from trace 0 and cross-faded linearly over the
/// overlap: dips whose echoes reach further than the overlap are cut there.
public struct StoltMigration: Sendable, Hashable {
    /// Velocity of the waves (m/ns).
    public var velocityMetresPerNanosecond: Double
    /// Traces of a block.
    public var blockTraces: Int
    /// Traces two blocks share.
    public var overlapTraces: Int

    /// Migration at `velocityMetresPerNanosecond`; blocks share a quarter where nothing else is asked.
    public init(
        velocityMetresPerNanosecond: Double, blockTraces: Int = 2048, overlapTraces: Int? = nil
    ) {
        self.velocityMetresPerNanosecond = velocityMetresPerNanosecond
        self.blockTraces = blockTraces
        self.overlapTraces = overlapTraces ?? blockTraces / 4
    }

    /// Migrates `radargram` in place.
    ///
    /// - Throws: `ProcessingError` for a velocity outside c/9.5...c, an overlap not below half the block,
    ///   fewer than three traces, unevenly spaced traces, or samples that are not finite.
    public func apply(to radargram: inout Radargram) throws(ProcessingError) {
        try migrate(&radargram, held: 0..<radargram.traceCount, of: radargram.traceCount)
    }

    /// Migrates the blocks of a line of `traceCount` traces that lie whole within `held`, which
    /// `radargram` holds; the others become 0.
    func migrate(
        _ radargram: inout Radargram, held: Range<Int>, of traceCount: Int
    ) throws(ProcessingError) {
        let spacing = try check(radargram)
        var result = [Float](repeating: 0, count: radargram.samples.count)
        for block in blocks(traceCount)
        where held.lowerBound <= block.lowerBound && block.upperBound <= held.upperBound {
            var mapper = StoltMapper(self, radargram, traces: block.count, spacing: spacing)
            let image = mapper.migrated(
                radargram.samples, from: block.lowerBound - held.lowerBound)
            blend(
                image, block, from: held.lowerBound, of: traceCount,
                samplesPerTrace: radargram.samplesPerTrace, into: &result)
        }
        radargram.samples = result
    }

    /// Puts the adjoint (modelling from a migrated section) in place of `radargram`.
    ///
    /// - Throws: as `apply`.
    public func applyAdjoint(to radargram: inout Radargram) throws(ProcessingError) {
        let spacing = try check(radargram)
        let width = radargram.samplesPerTrace
        var result = [Float](repeating: 0, count: radargram.samples.count)
        for block in blocks(radargram.traceCount) {
            var faded = [Float](repeating: 0, count: radargram.samples.count)
            let own = Array(radargram.samples[block.lowerBound * width..<block.upperBound * width])
            blend(
                own, block, from: 0, of: radargram.traceCount, samplesPerTrace: width,
                into: &faded)
            var mapper = StoltMapper(self, radargram, traces: block.count, spacing: spacing)
            let model = mapper.modelled(faded, from: block.lowerBound)
            for i in model.indices { result[block.lowerBound * width + i] += model[i] }
        }
        radargram.samples = result
    }

    static let step = "stolt"

    private func check(_ radargram: Radargram) throws(ProcessingError) -> Double {
        try checkFigures()
        try LinePositions.check(radargram, step: Self.step)
        return try LinePositions.regularStep(radargram, step: Self.step)
    }

    /// Throws for a velocity no ground has, and for blocks that share too much.
    func checkFigures() throws(ProcessingError) {
        try SweepFitness.checkVelocity(velocityMetresPerNanosecond, step: Self.step)
        guard blockTraces >= LinePositions.fewestTraces, blockTraces <= 65_536,
            overlapTraces >= 0, overlapTraces * 2 < blockTraces
        else {
            throw .badStepValue(
                step: Self.step,
                reason:
                    "blocks of \(blockTraces) traces that share \(overlapTraces); 3 to 65536 that "
                    + "share less than half are possible")
        }
    }

    /// Blocks of traces counted from trace 0.
    func blocks(_ traces: Int) -> [Range<Int>] {
        // Figures that were not checked must still come to an end.
        let length = max(1, blockTraces)
        let advance = max(1, length - max(0, overlapTraces))
        var ranges = [0..<min(length, traces)]
        while let last = ranges.last, last.upperBound < traces {
            let start = last.lowerBound + advance
            ranges.append(start..<min(start + length, traces))
        }
        return ranges
    }

    /// Adds `image` of `block` to `result`, which begins at the trace `first` of a line of
    /// `traceCount`, fading in and out over what the block shares with its neighbours.
    private func blend(
        _ image: [Float], _ block: Range<Int>, from first: Int, of traceCount: Int,
        samplesPerTrace width: Int, into result: inout [Float]
    ) {
        let slope = 1 / Float(overlapTraces + 1)
        for trace in block {
            var weight: Float = 1
            let fromStart = trace - block.lowerBound
            if block.lowerBound > 0, fromStart < overlapTraces {
                weight = Float(fromStart + 1) * slope
            }
            // Where the next block begins, if there is one.
            let intoNext = fromStart - (blockTraces - overlapTraces)
            if block.upperBound < traceCount, intoNext >= 0 {
                weight = 1 - Float(intoNext + 1) * slope
            }
            for i in 0..<width {
                result[(trace - first) * width + i] += weight * image[fromStart * width + i]
            }
        }
    }
}
