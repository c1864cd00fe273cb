internal import Glibc
internal import SignalKit
internal import SurveyModel

extension HyperbolaSearch {
    /// Variance of a time read off an envelope over that of one read off its carrier, the centre
    /// frequency over the bandwidth squared: (1.1 / 0.35)^2 for a Ricker wavelet.
    private static var envelopeFactor: Double { 10 }

    /// A delay read off one trace.
    struct Pick {
        var position: Double
        var time: Double
        var weight: Double
    }

    /// `start` refined until it stands, with its uncertainties.
    ///
    /// - Throws: `ProcessingError.noEstimate` where fewer than 7 traces carry the echo or the best
    ///   permittivity lies at the end of what is searched.
    func refined(_ start: Point) throws(ProcessingError) -> HyperbolaFit.Hyperbola {
        var point = climbed(start)
        var covariance: [Double] = []
        var count = 0
        for _ in 0..<4 {
            let picks = picks(along: point)
            count = picks.count
            guard count >= 7 else {
                throw .noEstimate(
                    step: HyperbolaFit.step,
                    reason: "the echo at \(point.distance) m is on \(count) traces, 7 are needed")
            }
            let solution = try leastSquares(picks, from: point)
            point = solution.point
            covariance = solution.covariance
        }
        let ends = fit.permittivities
        guard point.permittivity > ends.lowerBound, point.permittivity < ends.upperBound,
            covariance.allSatisfy({ $0 > 0 && $0.isFinite })
        else {
            throw .noEstimate(
                step: HyperbolaFit.step,
                reason: "the echo at \(point.distance) m is not a hyperbola of a permittivity from "
                    + "\(ends.lowerBound) to \(ends.upperBound)")
        }
        let gate = (-4...4).map { Double($0) / 4 * 500 / fit.centreFrequencyMHz }
        let found = semblance(
            DelayCurve(self, point.depth, point.permittivity), at: point.distance, gate: gate)
        return HyperbolaFit.Hyperbola(
            permittivity: point.permittivity, permittivitySigma: covariance[2].squareRoot(),
            distanceMetres: point.distance, distanceSigmaMetres: covariance[0].squareRoot(),
            depthMetres: point.depth, depthSigmaMetres: covariance[1].squareRoot(),
            semblance: found.semblance, traceCount: count)
    }

    /// The strongest in-phase sum near `start`, one coordinate after another by parabolas.
    private func climbed(_ start: Point) -> Point {
        func height(_ point: Point) -> Double {
            let found = semblance(
                DelayCurve(self, point.depth, point.permittivity), at: point.distance, gate: [0])
            return found.strength
        }
        var point = start
        var steps = [0.02, 0.25 * fit.apertureMetres * 0.1, 0.12]
        for _ in 0..<12 {
            for axis in 0..<3 {
                func moved(_ amount: Double) -> Point {
                    var other = point
                    switch axis {
                    case 0: other.distance += amount * steps[0]
                    case 1: other.depth = max(0.002, other.depth + amount * steps[1])
                    default:
                        // The apex keeps its delay: depth falls as the index grows.
                        other.permittivity *= exp(amount * steps[2])
                        other.depth *= exp(-amount * steps[2] / 2)
                    }
                    return other
                }
                let (before, at, after) = (height(moved(-1)), height(point), height(moved(1)))
                let top = at >= max(before, after)
                point = moved(top ? parabolicPeak(before, at, after) : before > after ? -1 : 1)
                if top { steps[axis] *= 0.6 }
            }
        }
        return point
    }

    /// Delays of single traces: each compared in phase with the echo stacked along the hyperbola.
    private func picks(along point: Point) -> [Pick] {
        let gate = (-6...6).map { Double($0) / 8 * 1000 / fit.centreFrequencyMHz }
        let traces = section.traces(within: fit.apertureMetres, of: point.distance)
        let delays = traces.map {
            delay(section.positions[$0] - point.distance, point.depth, point.permittivity)
        }
        let reach = 250 / fit.centreFrequencyMHz
        func windowed(_ trace: Int, _ time: Double) -> [ComplexFloat]? {
            let values = gate.compactMap { section.value(trace, at: time + $0) }
            return values.count == gate.count ? values : nil
        }
        var stack = [ComplexFloat](
            repeating: ComplexFloat(real: 0, imaginary: 0), count: gate.count)
        for (trace, time) in zip(traces, delays) {
            guard let values = windowed(trace, time) else { continue }
            for index in stack.indices {
                stack[index].real += values[index].real
                stack[index].imaginary += values[index].imaginary
            }
        }
        // The echo's own time is where its envelope peaks.
        let envelope = stack.map { Double($0.squaredMagnitude) }
        let peak = envelope.indices.max { envelope[$0] < envelope[$1] } ?? 0
        var late = gate[peak]
        if peak > 0, peak + 1 < envelope.count {
            late +=
                parabolicPeak(envelope[peak - 1], envelope[peak], envelope[peak + 1])
                * (gate[1] - gate[0])
        }
        return zip(traces, delays).compactMap { trace, time -> Pick? in
            guard let own = windowed(trace, time) else { return nil }
            // Without the trace itself, whose noise would draw the pick to where it was expected.
            let others = zip(stack, own).map {
                ComplexFloat(real: $0.real - $1.real, imaginary: $0.imaginary - $1.imaginary)
            }
            let shifts = (-8...8).map { Double($0) / 8 * reach }
            let likeness = shifts.map { shift -> Double in
                guard let values = windowed(trace, time + shift) else { return -.infinity }
                return zip(values, others).reduce(0.0) {
                    $0 + Double($1.0.real * $1.1.real + $1.0.imaginary * $1.1.imaginary)
                }
            }
            let best = likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
            guard best > 0, best < shifts.count - 1, likeness[best] > 0,
                likeness[best - 1].isFinite, likeness[best + 1].isFinite
            else { return nil }
            let part = parabolicPeak(likeness[best - 1], likeness[best], likeness[best + 1])
            return Pick(
                position: section.positions[trace],
                time: time + shifts[best] + part * (shifts[1] - shifts[0]) + late,
                weight: likeness[best])
        }
    }

    /// Gauss and Newton's steps on distance, depth and permittivity; picks count by their
    /// strength squared and, beyond two standard deviations, less (Huber, 1964).
    private func leastSquares(
        _ picks: [Pick], from start: Point
    ) throws(ProcessingError) -> (point: Point, covariance: [Double]) {
        var point = start
        var covariance = [Double](repeating: 0, count: 3)
        let strongest = picks.map(\.weight).max() ?? 1
        for _ in 0..<8 {
            let rows = picks.map { row(of: $0, at: point) }
            let scale =
                1.4826 * Double(RobustStatistics.median(of: rows.map { Float(abs($0.rest)) }))
            var normal = NormalEquations(count: 3)
            for (pick, row) in zip(picks, rows) {
                let strength = pick.weight / strongest
                let far = abs(row.rest) / max(2 * scale, 1e-9)
                normal.add(
                    row.slopes, row.rest, weight: strength * strength * min(1, 1 / max(far, 1e-9)))
            }
            guard let solution = normal.solve(commonFactor: Self.envelopeFactor) else {
                throw .noEstimate(
                    step: HyperbolaFit.step,
                    reason: "the echo at \(start.distance) m is too flat to tell a velocity")
            }
            point.distance += min(max(solution.values[0], -0.05), 0.05)
            point.depth = max(0.002, point.depth + solution.values[1])
            point.permittivity = min(
                max(point.permittivity + solution.values[2], 0.5 * point.permittivity),
                2 * point.permittivity)
            covariance = solution.covariance
        }
        return (point, covariance)
    }

    private func row(of pick: Pick, at point: Point) -> (slopes: [Double], rest: Double) {
        let along = pick.position - point.distance
        let (depth, permittivity) = (point.depth, point.permittivity)
        func slope(_ small: Double, _ delay: (Double) -> Double) -> Double {
            (delay(small) - delay(-small)) / (2 * small)
        }
        return (
            [
                slope(1e-4) { delay(along - $0, depth, permittivity) },
                slope(1e-4) { delay(along, depth + $0, permittivity) },
                slope(1e-4) { delay(along, depth, permittivity + $0) },
            ], pick.time - delay(along, depth, permittivity)
        )
    }
}
