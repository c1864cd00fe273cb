import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct FilterStepTests {
    /// The largest magnitude in the middle of a trace, away from the filter's edges.
    private func middle(_ section: Radargram) -> Double {
        let trace = section.trace(1)
        let quarter = trace.count / 4
        return Double(trace.dropFirst(quarter).dropLast(quarter).map(abs).max() ?? 0)
    }

    private func tone(_ megahertz: Double) -> Radargram {
        Prepared.section(traces: 3, samples: 1024) { _, time in
            sin(2 * .pi * megahertz / 1000 * (time - 25.6))
        }
    }

    // MARK: DC

    @Test func `DC takes the mean of each trace off, and a second time nothing more`() throws {
        let section = Prepared.section { trace, time in Double(trace) * 10 + sin(3 * time) }
        let once = try Prepared.apply("dc", to: section)
        for trace in 0..<40 {
            let values = (0..<128).map { sin(3 * Double($0) * 0.05) }
            let mean = values.reduce(0, +) / 128
            for (i, value) in once.trace(trace).enumerated() {
                // The rounding of an amplitude of 400.
                #expect(abs(Double(value) - (values[i] - mean)) < 1e-4)
            }
        }
        let twice = try Prepared.apply("dc", to: once)
        #expect(zip(once.samples, twice.samples).allSatisfy { abs($0 - $1) < 5e-5 })
    }

    @Test func `DC by the end of the trace leaves the early signal out of the mean`() throws {
        let section = Prepared.section { _, time in time < 3.2 ? 100 : 5 }
        let result = try Prepared.apply("dc:3.2", to: section)
        #expect(result.trace(0).prefix(64).allSatisfy { $0 == 95 })
        #expect(result.trace(0).suffix(64).allSatisfy { $0 == 0 })
    }

    // MARK: Notch

    @Test(arguments: [
        // Half amplitude at the edges, nothing at the centre, all of it elsewhere.
        (900.0, 0.0), (700, 0.5), (1100, 0.5), (400, 1), (1400, 1), (3000, 1), (9000, 1),
    ])
    func `A notch of 400 MHz at 900 MHz passes what it should`(frequency: Double, gain: Double)
        throws
    {
        let result = try Prepared.apply("notch:centre=900:width=400", to: tone(frequency))
        let passed = middle(result) / middle(tone(frequency))
        if gain == 0 {
            #expect(passed < 1e-3)
        } else {
            // 0.1 dB of the design; a Hamming window ripples by 0.02 dB.
            #expect(abs(20 * log10(passed / gain)) < 0.1)
        }
    }

    @Test func `A notch keeps a constant, and what it keeps in place`() throws {
        let section = Prepared.alive(Prepared.section(samples: 512) { _, _ in 7 })
        let flat = try Prepared.apply("notch:centre=1500:width=600", to: section)
        #expect(flat.samples.dropLast(512).allSatisfy { abs($0 - 7) < 0.02 })
        // Zero phase: a symmetric pulse stays symmetric about its centre.
        let pulse = Prepared.section(samples: 401) { _, time in
            SyntheticSection.ricker(time - 10)
        }
        let trace = Array(
            try Prepared.apply("notch:centre=1500:width=600", to: pulse).trace(0))
        for i in 0...200 { #expect(abs(trace[200 - i] - trace[200 + i]) < 1e-5) }
    }

    // MARK: Envelope

    @Test func `The envelope of a tone under a Gaussian is the Gaussian`() throws {
        let gaussian = { (time: Double) in exp(-pow((time - 6.4) / 1.2, 2)) }
        let section = Prepared.section(samples: 256) { trace, time in
            gaussian(time) * cos(2 * .pi * 1.5 * time + Double(trace))
        }
        let result = try Prepared.apply("envelope", to: section)
        for trace in 0..<40 {
            for (i, value) in result.trace(trace).enumerated() {
                // The pulse has no energy below zero frequency to one part in 10^6 of its peak.
                #expect(abs(Double(value) - gaussian(Double(i) * 0.05)) < 2e-5)
            }
        }
    }

    @Test func `The envelope is never below the magnitude and the same for a turned sign`() throws {
        let section = SyntheticSection.section(traces: 10)
        var turned = section
        for i in turned.samples.indices { turned.samples[i] *= -1 }
        let one = try Prepared.apply("envelope", to: section)
        let other = try Prepared.apply("envelope", to: turned)
        #expect(zip(one.samples, section.samples).allSatisfy { $0 >= abs($1) * (1 - 1e-6) })
        #expect(one.samples == other.samples)
        let silent = Prepared.alive(Prepared.section { _, _ in 0 })
        let zero = try Prepared.apply("envelope", to: silent)
        #expect(zero.samples.dropLast(128).allSatisfy { $0 == 0 })
    }

    // MARK: Cut

    @Test func `A cut keeps the samples from the first time up to the second`() throws {
        var section = Prepared.section { _, time in time }
        section.timeAxis.timeZeroNanoseconds = 1.2
        let result = try Prepared.apply("cut:from=1:to=2", to: section)
        #expect(result.samplesPerTrace == 20)
        #expect(result.trace(5).first == 1 && result.trace(5).last == 1.95)
        #expect(abs(result.timeAxis.timeZeroNanoseconds - 0.2) < 1e-12)
        let between = try Prepared.apply("cut:from=1.01:to=1.06", to: section)
        #expect(Array(between.trace(0)) == [1.05])
        #expect(try Prepared.apply("cut", to: section) == section)
    }

    // MARK: Spectral whitening

    /// Amplitude at `gigahertz`, by the definition of Fourier's transform.
    private func amplitude(_ trace: ArraySlice<Float>, _ gigahertz: Double) -> Double {
        var (real, imaginary) = (0.0, 0.0)
        for (i, value) in trace.enumerated() {
            let angle = 2 * Double.pi * gigahertz * Double(i) * 0.05
            real += Double(value) * cos(angle)
            imaginary -= Double(value) * sin(angle)
        }
        return (real * real + imaginary * imaginary).squareRoot()
    }

    @Test func `Spectral whitening levels the wavelet within its band as the formula says`() throws
    {
        let section = Prepared.section(samples: 256) { _, time in
            100 * SyntheticSection.ricker(time - 4)
        }
        let result = try Prepared.apply("whitenspectrum:k=0.02:low=300:high=3600", to: section)
        // The amplitude spectrum of a Ricker wavelet: (f/f0)^2 exp(1 - (f/f0)^2), 1 at f0.
        for frequency in stride(from: 0.8, through: 2.8, by: 0.25) {
            let ratio = pow(frequency / 1.5, 2)
            let known = ratio * exp(1 - ratio)
            let gain = (1.02 / (known * known + 0.02)).squareRoot()
            let measured =
                amplitude(result.trace(0), frequency) / amplitude(section.trace(0), frequency)
            // The window that cuts the wavelet out blurs its spectrum a little.
            #expect(abs(measured / gain - 1) < 0.02, "\(frequency) GHz")
        }
    }

    @Test(arguments: ["median", "mean"])
    func `Spectral whitening refuses a line without its background`(method: String) {
        #expect(throws: ProcessingError.nothingVaries(step: "whitenspectrum")) {
            try Prepared.apply(
                "background:0.4:method=\(method),whitenspectrum", to: SyntheticSection.section())
        }
    }

    @Test func `Spectral whitening does not depend on the strength of the line`() throws {
        let section = SyntheticSection.section(traces: 20)
        var faint = section
        for i in faint.samples.indices { faint.samples[i] *= 0.0078125 }
        let one = try Prepared.apply("whitenspectrum", to: section)
        let other = try Prepared.apply("whitenspectrum", to: faint)
        #expect(zip(one.samples, other.samples).allSatisfy { $0 * 0.0078125 == $1 })
    }
}
