internal import Glibc
internal import SignalKit
internal import SurveyModel

/// The migration of one block: its transform, its mapping of frequencies, and their adjoint.
struct StoltMapper: ~Copyable {
    private let traces: Int
    private let samples: Int
    /// First sample not before time zero.
    private let firstSample: Int
    /// Its place in a row of the transform.
    private let lead: Int
    /// What the true times are later than the places in the row (samples, 0..<1).
    private let fraction: Double
    /// v |k| / 2 of the first wavenumber, in steps of frequency.
    private let wavenumberStep: Double
    private let interpolation = FrequencyInterpolation()
    private let correction: [Float]
    private var transform: RealFourierTransform2D

    init(_ migration: StoltMigration, _ radargram: Radargram, traces: Int, spacing: Double) {
        self.traces = traces
        samples = radargram.samplesPerTrace
        let velocity = migration.velocityMetresPerNanosecond
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let zero = radargram.timeAxis.timeZeroNanoseconds / interval
        let first = min(max(0, Int((zero - 1e-9).rounded(.up))), samples)
        let late = max(0, Double(first) - zero)
        let lead = Int((late + 1e-9).rounded(.down))
        let kept = samples - first
        let columns = FastLength.atLeast(2 * (lead + kept + 1))
        let reach = velocity / 2 * Double(kept + lead) * interval / spacing
        let rows = FastLength.atLeast(traces + min(traces, Int(reach.rounded(.up))))
        let fraction = max(0, late - Double(lead))
        firstSample = first
        self.lead = lead
        self.fraction = fraction
        wavenumberStep = velocity / 2 * Double(columns) * interval / (Double(rows) * spacing)
        correction = (0..<kept).map {
            FrequencyInterpolation.correction(
                place: Double($0 + lead) + fraction, count: columns)
        }
        transform = RealFourierTransform2D(rows: rows, columns: columns)
    }

    /// Migrates the block's traces of `section` from trace `start` on.
    mutating func migrated(_ section: [Float], from start: Int) -> [Float] {
        var spectrum = transform.forward(padded(section, start, corrected: true))
        turn(&spectrum, backwards: false)
        var image = mapped(spectrum)
        turn(&image, backwards: true)
        return cut(transform.inverse(image), corrected: false)
    }

    /// The adjoint of `migrated`.
    mutating func modelled(_ section: [Float], from start: Int) -> [Float] {
        var spectrum = transform.forward(padded(section, start, corrected: false))
        turn(&spectrum, backwards: false)
        var model = spread(spectrum)
        turn(&model, backwards: true)
        return cut(transform.inverse(model), corrected: true)
    }

    private func padded(_ section: [Float], _ start: Int, corrected: Bool) -> [Float] {
        var result = [Float](repeating: 0, count: transform.rows * transform.columns)
        for trace in 0..<traces {
            let from = (start + trace) * samples + firstSample
            let to = trace * transform.columns + lead
            for i in correction.indices {
                result[to + i] = section[from + i] * (corrected ? correction[i] : 1)
            }
        }
        return result
    }

    private func cut(_ rows: [Float], corrected: Bool) -> [Float] {
        var result = [Float](repeating: 0, count: traces * samples)
        for trace in 0..<traces {
            let from = trace * transform.columns + lead
            let to = trace * samples + firstSample
            for i in correction.indices {
                result[to + i] = rows[from + i] * (corrected ? correction[i] : 1)
            }
        }
        return result
    }

    /// Moves all rows later (or earlier) by the fraction of a sample.
    private func turn(_ spectrum: inout [ComplexFloat], backwards: Bool) {
        guard fraction > 0 else { return }
        let bins = transform.frequencyCount
        let sign = backwards ? 1.0 : -1.0
        let phases = (0..<bins).map { bin -> ComplexFloat in
            let angle = sign * 2 * Double.pi * Double(bin) * fraction / Double(transform.columns)
            return ComplexFloat(real: Float(cos(angle)), imaginary: Float(sin(angle)))
        }
        for row in 0..<transform.rows {
            for bin in 0..<bins {
                spectrum[row * bins + bin] = spectrum[row * bins + bin] * phases[bin]
            }
        }
    }

    /// |k| of a row in steps of frequency.
    private func wavenumber(_ row: Int) -> Double {
        Double(min(row, transform.rows - row)) * wavenumberStep
    }

    /// Places on the frequency axis a migrated frequency may come from: short of the highest by the taps.
    private var highest: Double { Double(transform.columns / 2 - 4) }

    private func mapped(_ spectrum: [ComplexFloat]) -> [ComplexFloat] {
        let bins = transform.frequencyCount
        var image = [ComplexFloat](
            repeating: ComplexFloat(real: 0, imaginary: 0), count: spectrum.count)
        for row in 0..<transform.rows {
            let k = wavenumber(row)
            let mirror = (row == 0 ? 0 : transform.rows - row) * bins
            for bin in (row == 0 ? 0 : 1)..<bins {
                let u = (Double(bin) * Double(bin) + k * k).squareRoot()
                guard u <= highest else { break }
                let cosine = u > 0 ? Float(Double(bin) / u) : 1
                let first = FrequencyInterpolation.first(u)
                var sum = ComplexFloat(real: 0, imaginary: 0)
                for tap in 0..<FrequencyInterpolation.taps {
                    let at = first + tap
                    var value = spectrum[at >= 0 ? row * bins + at : mirror - at]
                    if at < 0 { value.imaginary = -value.imaginary }
                    let part = interpolation.tap(tap, u) * value
                    sum.real += part.real
                    sum.imaginary += part.imaginary
                }
                image[row * bins + bin] = ComplexFloat(
                    real: sum.real * cosine, imaginary: sum.imaginary * cosine)
            }
        }
        return image
    }

    /// The adjoint of `mapped` on whole spectra of real sections: what falls on a negative frequency comes
    /// back, conjugate, from the mirrored wavenumber.
    private func spread(_ image: [ComplexFloat]) -> [ComplexFloat] {
        let bins = transform.frequencyCount
        var model = [ComplexFloat](
            repeating: ComplexFloat(real: 0, imaginary: 0), count: image.count)
        for row in 0..<transform.rows {
            let k = wavenumber(row)
            let mirror = (row == 0 ? 0 : transform.rows - row) * bins
            for bin in (row == 0 ? 0 : 1)..<bins {
                let u = (Double(bin) * Double(bin) + k * k).squareRoot()
                guard u <= highest else { break }
                // The zero frequency is its own mirror: half from either side.
                let factor = u > 0 ? Float(Double(bin) / u) : 0.5
                let value = image[row * bins + bin]
                let scaled = ComplexFloat(
                    real: value.real * factor, imaginary: value.imaginary * factor)
                let first = FrequencyInterpolation.first(u)
                for tap in 0..<FrequencyInterpolation.taps {
                    var weight = interpolation.tap(tap, u)
                    weight.imaginary = -weight.imaginary
                    let part = weight * scaled
                    let at = first + tap
                    if at >= 0 {
                        model[row * bins + at].real += part.real
                        model[row * bins + at].imaginary += part.imaginary
                    }
                    if at <= 0 {
                        model[mirror - at].real += part.real
                        model[mirror - at].imaginary -= part.imaginary
                    }
                }
            }
        }
        return model
    }
}
