internal import SignalKit
public import SurveyModel

/// Refracted back-projection of one channel on the time axis: for each trace and each time after the surface
/// the coherent sum of the analytic signal along the curves of buried bodies.
///
/// For an apex t after the surface the depth is z = c t / (2 sqrt(eps)), 2 mm at least; trace k at the
/// distance x_k is taken at t + delay(x_k, z) with the weight of its curve,
///
///     S = sum_k w_k za_k / sum_k w_k,   CF = |sum w za|^2 / (sum w  sum w |za|^2)
///
/// with za the analytic signal, interpolated linearly between fine samples. The line is mirrored at its
/// ends; traces whose delay lies beyond the window are left out of sum and weights. Time-domain
/// back-projection with refraction: `RefractedPath`; coherence factor: Hollman, Rigby and O'Donnell (1999).
public struct EchoFocusing: Sendable {
    /// Height of the antennas above the ground (m).
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver (m).
    public var antennaSeparationMetres: Double
    /// Time of the ground surface's echo from the first sample (ns).
    public var surfaceNanoseconds: Double
    /// Time from one row of the image to the next (ns).
    public var stepNanoseconds: Double
    /// Rows of the image.
    public var timeCount: Int

    /// Images of `timeCount` rows, `stepNanoseconds` apart, from `surfaceNanoseconds` on.
    public init(
        antennaHeightMetres: Double, antennaSeparationMetres: Double, surfaceNanoseconds: Double,
        stepNanoseconds: Double, timeCount: Int
    ) {
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
        self.surfaceNanoseconds = surfaceNanoseconds
        self.stepNanoseconds = stepNanoseconds
        self.timeCount = timeCount
    }

    /// Fine samples per sample.
    static let oversampling = 2
    /// Depth of the shallowest apex (m).
    static let leastDepthMetres = 0.002

    /// The terms of every row of an image along one curve.
    public struct Plan: Sendable {
        /// Columns the curve reaches to either side.
        let reach: Int
        /// First term of each row, and the end of the last.
        fileprivate(set) var starts: [Int] = [0]
        /// Fine sample and column of each term.
        fileprivate(set) var rows: [Int] = []
        fileprivate(set) var columns: [Int] = []
        fileprivate(set) var weights: [Float] = []
        /// Sum of the weights of each row.
        fileprivate(set) var totals: [Float] = []
    }

    /// Plans the sums along `curve` in traces `traceSpacingMetres` apart of `samplesPerTrace` samples every
    /// `sampleIntervalNanoseconds`.
    ///
    /// - Throws: `ProcessingError` for a height or a permittivity that cannot be.
    public func plan(
        _ curve: EchoCurve, traceSpacingMetres: Double, samplesPerTrace: Int,
        sampleIntervalNanoseconds: Double
    ) throws(ProcessingError) -> Plan {
        let path = try RefractedPath(
            antennaHeightMetres: antennaHeightMetres, permittivity: curve.permittivity,
            step: "imaging")
        let reach = Int((curve.apertureMetres / traceSpacingMetres + 1e-6).rounded(.down))
        let perNanosecond = Double(Self.oversampling) / sampleIntervalNanoseconds
        let last = Double((samplesPerTrace - 1) * Self.oversampling)
        var plan = Plan(reach: reach)
        for row in 0..<timeCount {
            let time = Double(row) * stepNanoseconds
            let depth = max(
                Self.leastDepthMetres,
                time * speedOfLightMetresPerNanosecond / (2 * curve.permittivity.squareRoot()))
            var total: Float = 0
            // Both sides of an apex are alike, to the last bit.
            let delays = (0...reach).map { column in
                curve.delayNanoseconds(
                    along: Double(column) * traceSpacingMetres, depthMetres: depth, path: path,
                    separationMetres: antennaSeparationMetres)
            }
            for column in -reach...reach {
                let along = Double(column) * traceSpacingMetres
                let delay = delays[abs(column)]
                let place = (surfaceNanoseconds + time + delay) * perNanosecond
                guard place >= 0, place < last else { continue }
                let weight = Float(curve.weight(along: along))
                let share = Float(place - place.rounded(.down))
                plan.rows.append(Int(place))
                plan.columns.append(column)
                plan.weights += [weight * (1 - share), weight * share, 1 / weight]
                total += weight
            }
            plan.starts.append(plan.rows.count)
            plan.totals.append(total)
        }
        return plan
    }

    /// The fine analytic signal of some traces of a channel, time-major, with room to either side.
    public struct Section: Sendable {
        fileprivate var planes: FocusingArithmetic.Planes
        fileprivate let margin: Int
        fileprivate let traceCount: Int
    }

    /// The traces `range` of `radargram` with `margin` traces on either side, mirrored at the line's ends.
    public func section(of radargram: Radargram, _ range: Range<Int>, margin: Int) -> Section {
        let width = range.count + 2 * margin
        let count = radargram.samplesPerTrace
        var signal = AnalyticSignal(count: count, oversampling: Self.oversampling)
        let rows = signal.rowCount
        // One row more, so that a term of the last row can read its successor with no weight.
        var planes = FocusingArithmetic.Planes(count: (rows + 1) * width + 16, stride: width)
        let samples = radargram.samples.span
        let mirror = MirroredIndex(count: radargram.traceCount)
        for tile in stride(from: 0, to: width, by: AnalyticSignal.tileWidth) {
            let columns = min(AnalyticSignal.tileWidth, width - tile)
            for column in 0..<columns {
                let trace = mirror[range.lowerBound - margin + tile + column]
                signal.load(samples, at: trace * count, column: column)
            }
            signal.transform()
            signal.write(to: &planes, at: tile, columns: columns, rows: rows)
        }
        return Section(planes: planes, margin: margin, traceCount: range.count)
    }

    /// The sums of `plan` over `section`, whose margin must hold the plan's reach.
    public func image(of section: Section, _ plan: Plan) -> EchoImage {
        precondition(plan.reach <= section.margin)
        let width = section.traceCount
        var image = EchoImage(timeCount: timeCount, traceCount: width)
        var sums = FocusingArithmetic.Sums(count: width)
        var weight = [Float](repeating: 0, count: width)
        let offsets = plan.rows.indices.map {
            plan.rows[$0] * section.planes.stride + section.margin + plan.columns[$0]
        }
        for row in 0..<timeCount {
            let terms = plan.starts[row]..<plan.starts[row + 1]
            guard !terms.isEmpty else { continue }
            FocusingArithmetic.sum(
                section.planes, offsets: offsets.span.extracting(terms),
                weights: plan.weights.span.extracting(3 * terms.lowerBound..<3 * terms.upperBound),
                count: width, into: &sums)
            for i in weight.indices { weight[i] = plan.totals[row] }
            let start = row * width
            FocusingArithmetic.write(
                .real, of: sums, weight: weight, count: width, to: &image.real, at: start)
            FocusingArithmetic.write(
                .imaginary, of: sums, weight: weight, count: width, to: &image.imaginary, at: start)
            FocusingArithmetic.write(
                .coherence, of: sums, weight: weight, count: width, to: &image.coherence, at: start)
        }
        return image
    }
}

/// Indices mirrored at both ends of a row, the ends not repeated.
private struct MirroredIndex {
    let count: Int

    subscript(_ index: Int) -> Int {
        guard count > 1 else { return 0 }
        let period = 2 * (count - 1)
        let folded = ((index % period) + period) % period
        return folded < count ? folded : period - folded
    }
}
