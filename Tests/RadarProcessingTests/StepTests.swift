import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct StepTests {
    private func constant(_ value: Float, slope: Float = 0) -> Radargram {
        Radargram(
            samples: (0..<40 * 100).map { value + slope * Float($0 % 100) }, samplesPerTrace: 100,
            distancesMetres: (0..<40).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }

    @Test func `Dewow takes a constant off and leaves the inside of a ramp at zero`() {
        var section = constant(7, slope: 0.5)
        Dewow(centreFrequencyMHz: 1500).apply(to: &section)
        #expect(section.trace(3).dropFirst(25).dropLast(25).allSatisfy { abs($0) < 1e-4 })
    }

    @Test func `The band-pass keeps the centre frequency and takes off the constant`() throws {
        var section = constant(0)
        for t in 0..<40 {
            for i in 0..<100 {
                section.samples[t * 100 + i] =
                    5 + Float(sin(2 * Double.pi * 1.5 * 0.05 * Double(i)))
            }
        }
        try ZeroPhaseBandPass(centreFrequencyMHz: 1500).apply(to: &section)
        let middle = section.trace(7).dropFirst(35).dropLast(35)
        for (i, value) in zip(middle.indices, middle) {
            let time = Double(i - 7 * 100) * 0.05
            // Ripple of a 65-tap filter, and what is left of the constant (-17 dB at 0 Hz).
            #expect(abs(Double(value) - sin(2 * .pi * 1.5 * time)) < 0.9)
        }
        let mean = middle.reduce(0, +) / Float(middle.count)
        #expect(abs(mean) < 0.8)
    }

    @Test func `A band above the sampling limit is refused`() {
        var section = constant(0)
        #expect(throws: ProcessingError.self) {
            try ZeroPhaseBandPass(centreFrequencyMHz: 40_000).apply(to: &section)
        }
    }

    @Test func `Time zero recovers shifts of a fraction of a sample`() {
        // Half the traces on time, so that the median trace is; the others up to 0.14 ns off.
        let delays = (0..<60).map { trace -> Double in
            trace % 2 == 0 ? 0 : 0.007 * Double(trace % 41 - 20)
        }
        var section = SyntheticSection.section(traces: 60, delays: delays)
        let shifts = TimeZeroAlignment(centreFrequencyMHz: 1500).apply(to: &section)
        let onTime: [Double] = stride(from: 0, to: 60, by: 2).map { shifts[$0] }
        let zero = onTime.sorted()[onTime.count / 2]
        for (delay, shift) in zip(delays, shifts) {
            // A tenth of a sample.
            #expect(abs(shift - zero - delay) < 0.005)
        }
    }

    @Test func `The background of a line that does not change is the line`() {
        var section = constant(3, slope: 0.1)
        MovingMedianBackground(windowMetres: 0.3).apply(to: &section)
        #expect(section.samples.allSatisfy { $0 == 0 })
    }

    @Test func `Whitening gives clutter of any strength unit spread, whatever the amplitude`() {
        var noise = SeededNoise(seed: 4)
        var section = constant(0)
        for i in section.samples.indices {
            section.samples[i] = Float(noise.normal()) * (i % 100 < 50 ? 1000 : 0.5)
        }
        var faint = section
        for i in faint.samples.indices { faint.samples[i] *= 0.0078125 }
        RobustWhitening().apply(to: &section)
        RobustWhitening().apply(to: &faint)
        #expect(section.samples == faint.samples)
        let early = (0..<40).map { abs(section.samples[$0 * 100 + 10]) }.sorted()[20]
        let late = (0..<40).map { abs(section.samples[$0 * 100 + 90]) }.sorted()[20]
        // The median of |z| of a unit normal is 0.674.
        #expect(abs(early - 0.674) < 0.05)
        #expect(abs(late - 0.674) < 0.05)
    }

    @Test func `A long line is whitened by its own neighbourhood, the same from both ends`() {
        var noise = SeededNoise(seed: 9)
        let values = (0..<3000 * 4).map { i in
            Float(noise.normal()) * (i < 1500 * 4 ? 1 : 50)
        }
        var section = Radargram(
            samples: values, samplesPerTrace: 4,
            distancesMetres: (0..<3000).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
        var turned = section
        turned.samples = stride(from: 2999, through: 0, by: -1).flatMap { Array(section.trace($0)) }
        RobustWhitening().apply(to: &section)
        RobustWhitening().apply(to: &turned)
        for t in stride(from: 0, to: 3000, by: 7) {
            for (a, b) in zip(section.trace(t), turned.trace(2999 - t)) {
                #expect(abs(a - b) <= 1e-4 * max(1, abs(a)))
            }
        }
        let strong = section.samples[2000 * 4..<2900 * 4].map(abs).sorted()[1800]
        #expect(abs(strong - 0.674) < 0.08)
    }
}
