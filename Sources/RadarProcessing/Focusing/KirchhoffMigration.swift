internal import Glibc
internal import SignalKit
public import SurveyModel

/// Kirchhoff time migration of a line: every point gathers along its diffraction curve.
///
/// Zero offset, exploding reflectors, one velocity v, antenna on the ground. With t from time zero and
/// tau^2 = t^2 + (2 x / v)^2, the sum over the traces at the distances x within the aperture is
///
///     m(t) = dx sum_x sqrt(2 / (pi v^2 tau)) (t / tau) D(tau)
///
/// D is the half-derivative that runs backwards in time, spectrum sqrt(omega) exp(-i pi / 4), so that a
/// flat reflector keeps its wavelet and its amplitude away from the ends of the line, and a diffractor
/// comes out as Stolt migration would give it; t / tau is the obliquity (Schneider, 1978, in two
/// dimensions). Same axes out as in: t = 2 z / v. Samples before time zero become 0; within one sample of it
/// 1 / sqrt(tau) is held. Linear interpolation between samples four times finer. Traces must be closer than
/// v / (4 f) or steep flanks alias. Fewer traces are summed at the ends of the line.
///
/// Reach: the aperture.
/// - Complexity: O(samples x traces x traces within the aperture).
public struct KirchhoffMigration: Sendable, Hashable {
    /// Velocity of the waves (m/ns).
    public var velocityMetresPerNanosecond: Double
    /// Largest distance of a trace that is summed (m), `nil` for the whole line.
    public var apertureMetres: Double?

    /// Migration at `velocityMetresPerNanosecond`.
    public init(velocityMetresPerNanosecond: Double, apertureMetres: Double? = nil) {
        self.velocityMetresPerNanosecond = velocityMetresPerNanosecond
        self.apertureMetres = apertureMetres
    }

    /// Migrates `radargram` in place.
    ///
    /// - Throws: `ProcessingError` for a velocity outside c/9.5...c, an aperture that is not positive,
    ///   fewer than three traces, unevenly spaced traces, or samples that are not finite.
    public func apply(to radargram: inout Radargram) throws(ProcessingError) {
        let curves = try DiffractionCurves(self, radargram)
        radargram.samples = curves.migrated(radargram.samples)
    }

    /// Puts the adjoint (modelling: every point spreads along its diffraction curve) in place of
    /// `radargram`.
    ///
    /// - Throws: as `apply`.
    public func applyAdjoint(to radargram: inout Radargram) throws(ProcessingError) {
        let curves = try DiffractionCurves(self, radargram)
        radargram.samples = curves.modelled(radargram.samples)
    }
}

/// The curves of one migration.
private struct DiffractionCurves {
    static let step = "kirchhoff"
    static let oversampling = 4

    let velocity: Double
    let interval: Double
    let timeZero: Double
    let spacing: Double
    let reach: Int
    let traces: Int
    let samples: Int
    let rows: Int

    init(_ migration: KirchhoffMigration, _ radargram: Radargram) throws(ProcessingError) {
        velocity = migration.velocityMetresPerNanosecond
        try SweepFitness.checkVelocity(velocity, step: Self.step)
        try LinePositions.check(radargram, step: Self.step)
        spacing = try LinePositions.regularStep(radargram, step: Self.step)
        traces = radargram.traceCount
        if let aperture = migration.apertureMetres {
            guard aperture > 0 else {
                throw .badStepValue(step: Self.step, reason: "an aperture of \(aperture) m")
            }
            reach = Int(min((aperture / spacing + 1e-6).rounded(.down), Double(traces - 1)))
        } else {
            reach = traces - 1
        }
        samples = radargram.samplesPerTrace
        interval = radargram.timeAxis.sampleIntervalNanoseconds
        timeZero = radargram.timeAxis.timeZeroNanoseconds
        rows = (samples - 1) * Self.oversampling + 1
    }

    /// Hands out, for each sample and offset in traces, row and weights of the two fine samples.
    private func forEachTerm(
        _ body: (_ sample: Int, _ offset: Int, _ row: Int, _ first: Float, _ second: Float) -> Void
    ) {
        let gain = spacing * (2 / (Double.pi * velocity * velocity)).squareRoot()
        for sample in 0..<samples {
            let time = Double(sample) * interval - timeZero
            guard time >= 0 else { continue }
            for offset in 0...reach {
                let across = 2 * Double(offset) * spacing / velocity
                let delay = (time * time + across * across).squareRoot()
                let place = (delay + timeZero) / interval * Double(Self.oversampling)
                guard place <= Double(rows - 1) else { break }
                guard place >= 0 else { continue }
                let row = min(Int(place), rows - 2)
                let share = place - Double(row)
                let obliquity = delay > 0 ? time / delay : 1
                let weight = gain * obliquity / max(delay, interval).squareRoot()
                guard weight > 0 else { continue }
                body(sample, offset, row, Float(weight * (1 - share)), Float(weight * share))
            }
        }
    }

    /// sqrt(omega) exp(-i pi / 4), omega in radians per ns.
    private func halfDerivative() -> [ComplexFloat] {
        let length = AnalyticSignal.transformCount(for: samples)
        return (0...length / 2).map { k in
            let omega = 2 * Double.pi * Double(k) / (Double(length) * interval)
            let part = Float((omega / 2).squareRoot())
            return ComplexFloat(real: part, imaginary: -part)
        }
    }

    func migrated(_ section: [Float]) -> [Float] {
        let planes = fineRows(section)
        var image = [Float](repeating: 0, count: samples * traces)
        forEachTerm { sample, offset, row, first, second in
            let width = traces - offset
            let line = sample * traces
            let at = row * traces
            RowArithmetic.accumulate(
                into: &image, at: line, from: planes.real, at: at + offset, times: first,
                at: at + traces + offset, times: second, count: width)
            guard offset > 0 else { return }
            RowArithmetic.accumulate(
                into: &image, at: line + offset, from: planes.real, at: at, times: first,
                at: at + traces, times: second, count: width)
        }
        return transposed(image, rows: samples, columns: traces)
    }

    func modelled(_ section: [Float]) -> [Float] {
        let image = transposed(section, rows: traces, columns: samples)
        var planes = FocusingArithmetic.Planes(count: rows * traces, stride: traces)
        func spread(_ from: Int, _ to: Int, _ weight: Float, _ width: Int) {
            RowArithmetic.accumulate(
                into: &planes.real, at: to, from: image, at: from, times: weight, at: from,
                times: 0, count: width)
        }
        forEachTerm { sample, offset, row, first, second in
            let width = traces - offset
            for (weight, at) in [(first, row * traces), (second, (row + 1) * traces)] {
                spread(sample * traces, at + offset, weight, width)
                if offset > 0 { spread(sample * traces + offset, at, weight, width) }
            }
        }
        var signal = AnalyticSignal(
            count: samples, oversampling: Self.oversampling, response: halfDerivative())
        var result = [Float](repeating: 0, count: section.count)
        for trace in 0..<traces {
            signal.addAdjoint(of: planes, at: trace, rows: rows, to: &result, at: trace * samples)
        }
        return result
    }

    private func fineRows(_ section: [Float]) -> FocusingArithmetic.Planes {
        var planes = FocusingArithmetic.Planes(count: rows * traces, stride: traces)
        var signal = AnalyticSignal(
            count: samples, oversampling: Self.oversampling, response: halfDerivative())
        for start in stride(from: 0, to: traces, by: AnalyticSignal.tileWidth) {
            let width = min(AnalyticSignal.tileWidth, traces - start)
            for c in 0..<width {
                signal.load(section.span, at: (start + c) * samples, column: c)
            }
            signal.transform()
            signal.write(to: &planes, at: start, columns: width, rows: rows)
        }
        return planes
    }

    private func transposed(_ values: [Float], rows: Int, columns: Int) -> [Float] {
        var result = [Float](repeating: 0, count: values.count)
        for start in stride(from: 0, to: columns, by: 16) {
            for row in 0..<rows {
                for column in start..<min(start + 16, columns) {
                    result[column * rows + row] = values[row * columns + column]
                }
            }
        }
        return result
    }
}
