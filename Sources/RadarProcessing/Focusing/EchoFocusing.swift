internal import SignalKit
public import SurveyModel

/// Refracted back-projection on the time axis, of one channel or of several side by side: for each trace and
/// each time after the surface the coherent sum of the analytic signal along the curves of buried bodies.
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
        /// Channel, fine sample and column of each term.
        fileprivate(set) var lines: [Int] = []
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
        let delays = try delays(curve, traceSpacingMetres: traceSpacingMetres)
        return plan(
            [Line(number: 0, delays: delays, surfaceNanoseconds: surfaceNanoseconds)],
            samplesPerTrace: samplesPerTrace, sampleIntervalNanoseconds: sampleIntervalNanoseconds)
    }

    /// Delays along a curve of a channel's traces, for every row of an image.
    public struct Delays: Sendable {
        /// Columns to either side.
        public let reach: Int
        /// Weight of each column; 0 outside the aperture.
        let weights: [Float]
        /// Delay after the apex (ns): rows x columns.
        let nanoseconds: [Double]
    }

    /// Delays along `curve` of traces `traceSpacingMetres` apart of a channel that stands `acrossMetres` beside
    /// the line that is imaged and `alongMetres` ahead of it.
    ///
    /// - Throws: `ProcessingError` for a height or a permittivity that cannot be.
    public func delays(
        _ curve: EchoCurve, traceSpacingMetres: Double, acrossMetres: Double = 0,
        alongMetres: Double = 0
    ) throws(ProcessingError) -> Delays {
        let path = try RefractedPath(
            antennaHeightMetres: antennaHeightMetres, permittivity: curve.permittivity,
            step: "imaging")
        let reach = Int(
            ((curve.apertureMetres + abs(alongMetres)) / traceSpacingMetres + 1e-6).rounded(.down))
        let places = (-reach...reach).map { Double($0) * traceSpacingMetres + alongMetres }
        let edge = curve.apertureMetres + 1e-6 * traceSpacingMetres
        let weights = places.map { along in
            let distance = EchoCurve.distance(along, acrossMetres)
            return distance <= edge ? Float(curve.weight(along: distance)) : 0
        }
        var delays: [Double] = []
        delays.reserveCapacity(timeCount * places.count)
        for row in 0..<timeCount {
            let depth = max(
                Self.leastDepthMetres,
                Double(row) * stepNanoseconds * speedOfLightMetresPerNanosecond
                    / (2 * curve.permittivity.squareRoot()))
            for (column, along) in places.enumerated() {
                if alongMetres == 0 && column > reach {
                    // Both sides of an apex are alike, to the last bit.
                    delays.append(delays[row * places.count + 2 * reach - column])
                } else {
                    delays.append(
                        weights[column] == 0
                            ? 0
                            : curve.delayNanoseconds(
                                along: along, across: acrossMetres, depthMetres: depth,
                                path: path, separationMetres: antennaSeparationMetres))
                }
            }
        }
        return Delays(reach: reach, weights: weights, nanoseconds: delays)
    }

    /// One channel's part in a sum.
    public struct Line: Sendable {
        /// Its place among the channels of the section.
        public var number: Int
        /// Its delays.
        public var delays: Delays
        /// Time of the ground surface's echo from its first sample (ns).
        public var surfaceNanoseconds: Double

        /// Channel `number` of the section.
        public init(number: Int, delays: Delays, surfaceNanoseconds: Double) {
            self.number = number
            self.delays = delays
            self.surfaceNanoseconds = surfaceNanoseconds
        }
    }

    /// Plans the sums over `lines`, whose traces have `samplesPerTrace` samples every
    /// `sampleIntervalNanoseconds`.
    public func plan(
        _ lines: [Line], samplesPerTrace: Int, sampleIntervalNanoseconds: Double
    ) -> Plan {
        let perNanosecond = Double(Self.oversampling) / sampleIntervalNanoseconds
        let last = Double((samplesPerTrace - 1) * Self.oversampling)
        var plan = Plan(reach: lines.map(\.delays.reach).max() ?? 0)
        for row in 0..<timeCount {
            let time = Double(row) * stepNanoseconds
            var total: Float = 0
            for line in lines {
                let start = row * line.delays.weights.count
                for (column, weight) in line.delays.weights.enumerated() where weight > 0 {
                    let delay = line.delays.nanoseconds[start + column]
                    let place = (line.surfaceNanoseconds + time + delay) * perNanosecond
                    guard place >= 0, place < last else { continue }
                    let share = Float(place - place.rounded(.down))
                    plan.lines.append(line.number)
                    plan.rows.append(Int(place))
                    plan.columns.append(column - line.delays.reach)
                    plan.weights += [weight * (1 - share), weight * share, 1 / weight]
                    total += weight
                }
            }
            plan.starts.append(plan.rows.count)
            plan.totals.append(total)
        }
        return plan
    }

    /// The fine analytic signal of some traces of channels, time-major, with room to either side.
    public struct Section: Sendable {
        fileprivate var planes: FocusingArithmetic.Planes
        /// First element of each channel.
        fileprivate let bases: [Int]
        fileprivate let margin: Int
        fileprivate let traceCount: Int
    }

    /// The traces `range` of `radargram` with `margin` traces on either side, mirrored at the line's ends.
    public func section(of radargram: Radargram, _ range: Range<Int>, margin: Int) -> Section {
        section(of: [radargram], range, margin: margin)
    }

    /// The same of several channels, whose traces have equally many samples.
    public func section(of channels: [Radargram], _ range: Range<Int>, margin: Int) -> Section {
        let width = range.count + 2 * margin
        let count = channels[0].samplesPerTrace
        precondition(channels.allSatisfy { $0.samplesPerTrace == count })
        var signal = AnalyticSignal(count: count, oversampling: Self.oversampling)
        let rows = signal.rowCount
        // One row more, so that a term of the last row can read its successor with no weight.
        let size = (rows + 1) * width
        var planes = FocusingArithmetic.Planes(count: channels.count * size + 16, stride: width)
        for (number, channel) in channels.enumerated() {
            let samples = channel.samples.span
            let mirror = MirroredPlaces(count: channel.traceCount, repeatsEnds: false)
            for tile in stride(from: 0, to: width, by: AnalyticSignal.tileWidth) {
                let columns = min(AnalyticSignal.tileWidth, width - tile)
                for column in 0..<columns {
                    let trace = mirror[range.lowerBound - margin + tile + column]
                    signal.load(samples, at: trace * count, column: column)
                }
                signal.transform()
                signal.write(
                    to: &planes, at: number * size + tile, columns: columns, rows: rows)
            }
        }
        return Section(
            planes: planes, bases: channels.indices.map { $0 * size }, margin: margin,
            traceCount: range.count)
    }

    /// The sums of `plan` over `section`, whose margin must hold the plan's reach.
    public func image(of section: Section, _ plan: Plan) -> EchoImage {
        precondition(plan.reach <= section.margin)
        let width = section.traceCount
        var image = EchoImage(timeCount: timeCount, traceCount: width)
        var sums = FocusingArithmetic.Sums(count: width)
        var weight = [Float](repeating: 0, count: width)
        let offsets = plan.rows.indices.map {
            section.bases[plan.lines[$0]] + plan.rows[$0] * section.planes.stride + section.margin
                + plan.columns[$0]
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
