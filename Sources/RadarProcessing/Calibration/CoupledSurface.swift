internal import Glibc
internal import SignalKit
public import SurveyModel

/// Permittivity of the surface from sweeps whose gain, time zero and antenna height wander.
///
/// Each trace is fitted by g [a(t - s) + e(t - s - d)]: a the trace in free space, e the echo of ground of
/// permittivity eps, made from the plate's by `SurfaceModel`, g the gain, s the shift of time zero and d
/// the delay of an antenna that rides higher or lower than over the plate. The direct wave thereby measures gain
/// and time zero of every trace before its echo is judged. The best of a grid, eps refined by a parabola;
/// medians over the traces.
public struct CoupledSurface: Sendable {
    /// What the traces of a channel say.
    public struct Fit: Sendable, Hashable {
        /// Relative permittivity of each trace judged, in order.
        public var permittivities: [Double]
        /// Median of the part of a trace's energy that is left unexplained.
        public var misfit: Double
        /// Median gain re the trace in free space.
        public var gain: Double
        /// Median shift of time zero (ns).
        public var shiftNanoseconds: Double
        /// Share of traces whose echo is weaker than any ground's.
        public var withoutEcho: Double
        /// Share of traces whose echo is as strong as the plate's.
        public var likePlate: Double
    }

    static let step = "surface echo"
    fileprivate static let permittivities = (0..<30).map { 1.15 * exp(0.13 * Double($0)) }
    private static let delayCycles = (-6...6).map { 0.01 * Double($0) }
    /// Shifts of time zero tried at first, every third delay with them, and those tried round the best.
    private static let coarseShifts = (-12...12).map { Double($0) / 30 }
    private static let fineShifts = (-12...12).map { Double($0) / 240 }

    private let window: Range<Int>
    private let samplesPerTrace: Int
    private let interval: Double
    private let cycle: Double
    /// Rows of equal length, permittivity by permittivity and delay by delay, each of unit energy.
    private let patterns: [[Float]]
    /// The factor that made a pattern of unit energy.
    private let scales: [Float]

    /// Templates from the mean traces of `plate` and free space `air`.
    ///
    /// - Throws: `ProcessingError` for traces that differ in samples, hold no numbers or no echo, and figures
    ///   that cannot be.
    public init(
        plate: [Double], air: [Double], intervalNanoseconds: Double, antennaHeightMetres: Double,
        antennaSeparationMetres: Double, centreFrequencyMHz: Double, wave: SurfaceWave = .dipoles
    ) throws(ProcessingError) {
        _ = try SurfaceReflection(
            antennaHeightMetres: antennaHeightMetres,
            antennaSeparationMetres: antennaSeparationMetres,
            centreFrequencyMHz: centreFrequencyMHz, wave: wave)
        guard plate.count == air.count, air.count >= 32 else {
            throw .badStepValue(
                step: Self.step,
                reason: "plate and free space must be recorded with the same samples, at least 32")
        }
        try SweepFitness.checkFrequency(
            centreFrequencyMHz, intervalNanoseconds: intervalNanoseconds,
            samplesPerTrace: air.count)
        let echo = zip(plate, air).map { Float($0 - $1) }
        let free = air.map { Float($0) }
        guard (plate + air).allSatisfy({ abs($0) <= 1e15 }),
            let peak = echo.indices.max(by: { abs(echo[$0]) < abs(echo[$1]) }),
            let direct = free.indices.max(by: { abs(free[$0]) < abs(free[$1]) }),
            abs(echo[peak]) > 0.01 * abs(free[direct])
        else {
            throw .noEstimate(
                step: Self.step, reason: "the plate's trace is that of free space, no echo is in it"
            )
        }
        samplesPerTrace = air.count
        interval = intervalNanoseconds
        cycle = 1000 / centreFrequencyMHz / intervalNanoseconds
        let first = max(0, min(direct, peak) - Int(cycle.rounded()))
        let window = first..<min(air.count, peak + Int((0.3 * cycle).rounded()) + 1)
        self.window = window
        let model = SurfaceModel(
            wave: wave, heightMetres: antennaHeightMetres,
            separationMetres: antennaSeparationMetres)
        let bank = EchoBank(
            echo: echo, interval: intervalNanoseconds, centre: centreFrequencyMHz / 1000)
        var patterns: [[Float]] = []
        var scales: [Float] = []
        for permittivity in Self.permittivities {
            let response = bank.response { model.ratio(permittivity: permittivity, frequency: $0) }
            for delay in Self.delayCycles {
                let ground = bank.trace(response, lateBy: delay * cycle)
                let row = window.map { free[$0] + ground[$0] }
                let energy = row.reduce(0.0) { $0 + Double($1) * Double($1) }
                let scale = energy > 0 ? Float(1 / energy.squareRoot()) : 0
                patterns.append(row.map { $0 * scale })
                scales.append(scale)
            }
        }
        self.patterns = patterns
        self.scales = scales
    }

    /// Fits the traces of `radargram` as recorded that have no fault, at most `mostTraces` of them, evenly
    /// taken.
    ///
    /// - Throws: `ProcessingError` for other samples, no good trace, and an arrival that direct wave and
    ///   echo do not explain.
    public func fit(
        _ radargram: Radargram, faults: [ChannelQuality.Fault?], mostTraces: Int = 60
    ) throws(ProcessingError) -> Fit {
        guard radargram.samplesPerTrace == samplesPerTrace,
            abs(radargram.timeAxis.sampleIntervalNanoseconds - interval) <= 1e-9 * interval
        else {
            throw .badStepValue(
                step: Self.step,
                reason: "ground, plate and free space must be recorded with the same samples")
        }
        let good = faults.indices.filter { faults[$0] == nil }
        guard !good.isEmpty else {
            throw .noEstimate(step: Self.step, reason: "no trace can be used")
        }
        let stride = max(1, (good.count + mostTraces - 1) / mostTraces)
        var transform = RealFourierTransform(
            count: FastLength.atLeast(2 * samplesPerTrace + 32))
        let fits = good.indices.filter { $0 % stride == stride / 2 }.map { place in
            fit(Array(radargram.trace(good[place])), &transform)
        }
        let usable = fits.filter { $0.misfit.isFinite }
        guard !usable.isEmpty else {
            throw .noEstimate(step: Self.step, reason: "no trace can be used")
        }
        let inside = usable.filter { $0.edge == 0 }
        let misfit = ClutterMeasure.median(usable.map(\.misfit))
        guard misfit < 0.1 else {
            throw .noEstimate(
                step: Self.step,
                reason: "the early arrival is not direct wave and echo of this antenna: "
                    + "\(Int((100 * misfit).rounded())) % of its energy is something else")
        }
        let count = Double(usable.count)
        return Fit(
            permittivities: inside.map(\.permittivity), misfit: misfit,
            gain: ClutterMeasure.median(usable.map(\.gain)),
            shiftNanoseconds: ClutterMeasure.median(usable.map(\.shift)) * interval,
            withoutEcho: Double(usable.count { $0.edge < 0 }) / count,
            likePlate: Double(usable.count { $0.edge > 0 }) / count)
    }

    fileprivate struct TraceFit {
        var permittivity: Double
        var misfit: Double
        var gain: Double
        var shift: Double
        /// -1 at the lowest permittivity, 1 at the highest.
        var edge: Int
    }

    private func fit(_ trace: [Float], _ transform: inout RealFourierTransform) -> TraceFit {
        let all = Array(Self.delayCycles.indices)
        var coarse = Search()
        for shift in Self.coarseShifts {
            compare(&coarse, trace, shift, delays: all.filter { $0 % 3 == 0 }, &transform)
        }
        guard coarse.misfit.isFinite else { return TraceFit(coarse, cycle: cycle) }
        var fine = Search()
        for shift in Self.fineShifts {
            compare(&fine, trace, coarse.shift + shift, delays: all, &transform)
        }
        return TraceFit(fine, cycle: cycle)
    }

    /// The best found so far.
    fileprivate struct Search {
        /// Least misfit at each permittivity.
        var byPermittivity = [Double](
            repeating: .infinity, count: CoupledSurface.permittivities.count)
        var misfit = Double.infinity
        var gain = 0.0
        /// Cycles.
        var shift = 0.0
        var place = 0
    }

    /// Compares the trace moved earlier by `shift` cycles with the patterns of some delays.
    private func compare(
        _ search: inout Search, _ trace: [Float], _ shift: Double, delays: [Int],
        _ transform: inout RealFourierTransform
    ) {
        var moved = trace
        var span = moved.mutableSpan
        transform.advance(
            &span, at: 0..<samplesPerTrace, bySamples: shift * cycle, leading: samplesPerTrace / 2)
        let row = Array(moved[window])
        let energy = row.reduce(0.0) { $0 + Double($1) * Double($1) }
        guard energy > 0, energy.isFinite else { return }
        for place in Self.permittivities.indices {
            for delay in delays {
                let index = place * Self.delayCycles.count + delay
                let pattern = patterns[index]
                let products = RowArithmetic.correlation(of: pattern.span, with: row.span)
                let product = Double(products[0])
                // A pattern upside down is no arrival of this antenna.
                let misfit = product > 0 ? 1 - product * product / energy : 1
                if misfit < search.byPermittivity[place] { search.byPermittivity[place] = misfit }
                if misfit < search.misfit {
                    search.misfit = misfit
                    search.gain = product * Double(scales[index])
                    (search.shift, search.place) = (shift, place)
                }
            }
        }
    }
}

extension CoupledSurface.TraceFit {
    /// What a finished search says; a cycle has `cycle` samples.
    fileprivate init(_ search: CoupledSurface.Search, cycle: Double) {
        let best = search.byPermittivity
        let place = search.place
        edge = place == 0 ? -1 : (place == best.count - 1 ? 1 : 0)
        let bend =
            edge == 0 ? parabolicPeak(-best[place - 1], -best[place], -best[place + 1]) : 0
        permittivity = CoupledSurface.permittivities[place] * exp(0.13 * bend)
        misfit = search.misfit
        gain = search.gain
        shift = search.shift * cycle
    }
}
