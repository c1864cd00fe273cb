internal import Glibc
internal import SignalKit
internal import SurveyModel

/// The search behind `HyperbolaFit`: a grid of semblance, then delays picked trace by trace.
struct HyperbolaSearch {
    /// A point of the search.
    struct Point {
        var distance: Double
        var depth: Double
        var permittivity: Double
        var semblance = 0.0
        var strength = 0.0
    }

    let fit: HyperbolaFit
    let section: AnalyticSection
    let timeZero: Double
    let spacing: Double

    init(_ fit: HyperbolaFit, _ radargram: Radargram) throws(ProcessingError) {
        try fit.check()
        try VelocityInput.check(
            radargram, step: HyperbolaFit.step, centreFrequencyMHz: fit.centreFrequencyMHz)
        self.fit = fit
        section = AnalyticSection(radargram)
        timeZero = radargram.timeAxis.timeZeroNanoseconds
        spacing = radargram.traceSpacingMetres ?? 0
    }

    /// Delay of a buried point (ns from the first sample); a point above the surface has the delay of
    /// its mirror image.
    func delay(_ along: Double, _ depth: Double, _ permittivity: Double) -> Double {
        let bounded = min(
            max(permittivity, RefractedPath.permittivities.lowerBound),
            RefractedPath.permittivities.upperBound)
        guard
            let path = try? RefractedPath(
                antennaHeightMetres: fit.antennaHeightMetres, permittivity: bounded)
        else { return .infinity }
        return timeZero
            + path.delayNanoseconds(
                alongMetres: along, depthMetres: abs(depth),
                separationMetres: fit.antennaSeparationMetres)
    }

    /// The best point of the grid.
    func best(distances: ClosedRange<Double>?, times: ClosedRange<Double>?) -> Point? {
        let points = grid(distances, times)
        let strongest = points.map(\.strength).max() ?? 0
        return points.filter { $0.strength >= 0.25 * strongest }
            .max { $0.semblance * $0.strength < $1.semblance * $1.strength }
    }

    /// Points of the grid above `semblance`, the strongest in-phase sums first.
    func peaks(
        distances: ClosedRange<Double>?, times: ClosedRange<Double>?, semblance: Double
    ) -> [Point] {
        let points = grid(distances, times).filter { $0.semblance >= semblance }
            .sorted { $0.semblance * $0.strength > $1.semblance * $1.strength }
        var kept: [Point] = []
        for point in points where kept.count < 40 {
            let isNew = !kept.contains {
                abs($0.distance - point.distance) < fit.apertureMetres / 2
                    && abs($0.depth - point.depth) < 0.1
            }
            if isNew { kept.append(point) }
        }
        return kept
    }

    /// Half a cycle of the centre (ns).
    private var halfCycle: Double { 500 / fit.centreFrequencyMHz }

    private func grid(
        _ distances: ClosedRange<Double>?, _ times: ClosedRange<Double>?
    ) -> [Point] {
        let window = Double(section.width) * section.interval - timeZero
        let first = section.positions.min() ?? 0
        let last = section.positions.max() ?? 0
        let places = stride(
            from: max(first, distances?.lowerBound ?? first),
            through: min(last, distances?.upperBound ?? last), by: max(spacing, 0.02))
        let ratio = (fit.permittivities.upperBound / fit.permittivities.lowerBound)
        let permittivities = (0...11).map {
            fit.permittivities.lowerBound * pow(ratio, Double($0) / 11)
        }
        var points: [Point] = []
        for permittivity in permittivities {
            // Depths so that the delay grows by a quarter of a cycle.
            let step =
                halfCycle / 2 * speedOfLightMetresPerNanosecond / 2 / permittivity.squareRoot()
            for depth in stride(
                from: fit.depthsMetres.lowerBound, through: fit.depthsMetres.upperBound, by: step)
            {
                let apex = delay(0, depth, permittivity) - timeZero
                guard apex < window else { break }
                if let times, !times.contains(apex) { continue }
                let curve = DelayCurve(self, depth, permittivity)
                for place in places {
                    let found = semblance(curve, at: place, gate: [0])
                    guard found.count >= 5 else { continue }
                    points.append(
                        Point(
                            distance: place, depth: depth, permittivity: permittivity,
                            semblance: found.semblance, strength: found.strength))
                }
            }
        }
        return points
    }

    /// Semblance along `curve` with its apex at `place`, and the magnitude of the mean echo.
    func semblance(
        _ curve: DelayCurve, at place: Double, gate: [Double]
    ) -> (semblance: Double, strength: Double, count: Int) {
        var (sum, power, mean, count) = (0.0, 0.0, 0.0, 0)
        let traces = section.traces(within: fit.apertureMetres, of: place)
        for late in gate {
            var stack = ComplexFloat(real: 0, imaginary: 0)
            var own = 0.0
            count = 0
            for trace in traces {
                let along = section.positions[trace] - place
                guard let value = section.value(trace, at: curve.delay(along) + late) else {
                    continue
                }
                stack.real += value.real
                stack.imaginary += value.imaginary
                own += Double(value.squaredMagnitude)
                count += 1
            }
            let coherent = Double(stack.squaredMagnitude)
            sum += coherent
            power += own * Double(count)
            mean = max(mean, coherent.squareRoot() / Double(max(1, count)))
        }
        return (power > 0 ? sum / power : 0, mean, count)
    }
}

/// Delays over distance of one point, from a table.
struct DelayCurve {
    private let step: Double
    private let delays: [Double]

    init(_ search: HyperbolaSearch, _ depth: Double, _ permittivity: Double) {
        let step = search.fit.apertureMetres / 40
        self.step = step
        delays = (0...42).map { search.delay(Double($0) * step, depth, permittivity) }
    }

    /// Delay `along` m from the apex.
    func delay(_ along: Double) -> Double {
        let place = abs(along) / step
        let whole = min(Int(place), delays.count - 2)
        let weight = place - Double(whole)
        return delays[whole] + weight * (delays[whole + 1] - delays[whole])
    }
}
