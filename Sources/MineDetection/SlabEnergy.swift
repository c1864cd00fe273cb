internal import Foundation
internal import SignalKit
internal import SurveyModel

/// The energy of a section in slabs of time, and what becomes of it: traces x slabs, row-major.
struct SlabEnergy {
    private var values: [Float]
    private let slabCount: Int

    private var traceCount: Int { values.count / slabCount }

    /// The mean of z^2 over each of the slabs of `length` samples from `starts`, of which there is at
    /// least one.
    init(of section: Radargram, starts: [Int], length: Int) {
        slabCount = starts.count
        values = RowArithmetic.slabEnergies(
            of: section.samples.span, columns: section.samplesPerTrace, starts: starts,
            length: length)
    }

    /// Averages each slab along the track over `half` traces on either side.
    mutating func average(half: Int) {
        guard half > 0, !values.isEmpty else { return }
        let weights = [Float](repeating: 1, count: 2 * half + 1)
        let columns = slabCount
        var span = values.mutableSpan
        RowArithmetic.sumNeighbours(
            in: &span, columns: columns, weights: weights.span, divisor: Float(weights.count))
    }

    /// The natural logarithm in place of each value.
    mutating func takeLogarithm() {
        for i in values.indices { values[i] = log(values[i] + 1e-6) }
    }

    /// Takes off `weight` times what the level round each trace exceeds the line's level by.
    ///
    /// The level round a trace is the median at a distance of `innerTraces` to `outerTraces` on either
    /// side, evaluated at every few places and interpolated: it changes slowly against the annulus.
    mutating func level(innerTraces inner: Int, outerTraces outer: Int, weight: Float) {
        guard !values.isEmpty else { return }
        let line = ColumnMedians.medians(of: values.span, columns: slabCount)
        let last = traceCount - 1
        guard last > 0, outer > 0 else {
            for i in values.indices { values[i] -= weight * (values[i] - line[i % slabCount]) }
            return
        }
        let count = max(2, last / max(1, inner / 4) + 1)
        let nodes = (0..<count).map { Double($0) * Double(last) / Double(count - 1) }
        let medians = ColumnMedians.medians(
            of: values.span, columns: slabCount,
            over: nodes.map { annulus(at: Int($0.rounded()), inner: inner, outer: outer) })
        let positions = (0...last).map { trace -> RowLevels.Position? in
            let place = Double(trace) * Double(count - 1) / Double(last)
            let before = min(Int(place), count - 2)
            return RowLevels.Position(place: before, weight: Float(place - Double(before)))
        }
        let levels = RowLevels(levels: medians, columns: slabCount)
        var span = values.mutableSpan
        levels.takeOff(&span, positions: positions, above: line, share: weight)
    }

    /// The traces round `place`; the whole line where there are none.
    private func annulus(at place: Int, inner: Int, outer: Int) -> ColumnMedians.Stretch {
        let left = max(0, place - outer)..<max(0, place - inner + 1)
        let right =
            min(traceCount, place + inner)..<min(traceCount, place + outer + 1)
        return left.isEmpty && right.isEmpty
            ? ColumnMedians.Stretch(0..<traceCount) : ColumnMedians.Stretch(left, right)
    }

    /// For each trace the mean of its `count` largest values and the slab of the largest; among equal
    /// ones the earlier slab.
    func strongest(_ count: Int) -> (score: [Float], strongest: [Int]) {
        let take = min(count, slabCount)
        var scores: [Float] = []
        var slabs: [Int] = []
        // Indices of the largest values so far, largest first, and the least of these values.
        var best: [Int] = []
        var least: Float
        for start in stride(from: 0, to: values.count, by: slabCount) {
            best.removeAll(keepingCapacity: true)
            least = -.infinity
            for slab in 0..<slabCount {
                let value = values[start + slab]
                if best.count >= max(1, take), !(value > least) { continue }
                let rank = best.firstIndex { value > values[start + $0] } ?? best.count
                best.insert(slab, at: rank)
                if best.count > max(1, take) { best.removeLast() }
                least = values[start + best[best.count - 1]]
            }
            let sum = best.prefix(take).reduce(Float(0)) { $0 + values[start + $1] }
            scores.append(sum / Float(take))
            slabs.append(best[0])
        }
        return (scores, slabs)
    }
}
