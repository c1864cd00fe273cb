import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct LevellingStepTests {
    /// A channel whose early arrival peaks at `time` ns, `strength` strong.
    private func channel(_ time: Double, strength: Double = 100, frequency: Double = 1.5)
        -> Radargram
    {
        Prepared.section { _, t in
            strength * SyntheticSection.ricker(t - time, frequency: frequency)
        }
    }

    @Test(arguments: [1.0, 1.013, 1.0255, 0.71, 1.9])
    func `A line is moved to the time asked for to a thousandth of a sample`(time: Double) throws {
        let result = try Prepared.apply("timezero:line:time=1.4", to: channel(time))
        let wanted = channel(1.4)
        for (value, known) in zip(result.samples, wanted.samples) {
            // The wavelet rises by at most 35 in a sample of 50 ps: 1e-3 samples are 0.035.
            #expect(abs(value - known) < 0.035)
        }
    }

    @Test func `Channels of an array come to the arrival of the first`() throws {
        let channels = [channel(1.02), channel(1.31, strength: 40), channel(0.84)]
        let results = try Prepared.apply("timezero:line", to: channels)
        #expect(results[0] == channels[0])
        for result in results {
            let scale = result.samples[20] / channels[0].samples[20]
            for (value, known) in zip(result.samples, channels[0].samples) {
                #expect(abs(value - scale * known) < 0.05)
            }
        }
    }

    @Test(arguments: [1e-30, 1e-38, 1e-41])
    func `Channels of the faintest amplitudes are equalised like any others`(scale: Double) throws {
        let channels = [channel(1.02, strength: 100 * scale), channel(1.31, strength: 40 * scale)]
        let results = try Prepared.apply("equalise", to: channels)
        let plain = try Prepared.apply(
            "equalise", to: [channel(1.02), channel(1.31, strength: 40)])
        // Of the smallest numbers there are, 1.4e-45, the peak of 4e-40 has 3e5.
        for (faint, known) in zip(results, plain) {
            let differences = zip(faint.samples, known.samples).map {
                abs(Double($0) / scale - Double($1))
            }
            #expect((differences.max() ?? .nan) < 0.05)
        }
    }

    @Test func `One shift moves all traces alike, whatever their own delay`() throws {
        // Three traces of five on time, so that the median trace is theirs.
        let delays = (0..<40).map { $0 % 5 < 3 ? 0 : 0.04 * Double($0 % 5) }
        let section = Prepared.section { trace, time in
            100 * SyntheticSection.ricker(time - 1 - delays[trace])
        }
        let result = try Prepared.apply("timezero:line:time=1.5", to: section)
        let moved = Prepared.section { trace, time in
            100 * SyntheticSection.ricker(time - 1.5 - delays[trace])
        }
        let error = zip(result.samples, moved.samples).map { abs($0 - $1) }.max() ?? 0
        // A thousandth of a sample, 35 a sample.
        #expect(error < 0.035)
    }

    @Test func `Channels of any strength and time come to the channel of median strength`() throws {
        let channels = [
            channel(1.2, strength: 30), channel(1, strength: 100), channel(0.9, strength: 250),
        ]
        let results = try Prepared.apply("equalise:k=0.01", to: channels)
        let reference = results[1]
        let peak = reference.samples.max() ?? 0
        // |W|^2 / (|W|^2 + k) takes a little off: at most what lies outside the band.
        #expect(peak > 85 && peak < 101)
        for result in results {
            for (value, known) in zip(result.samples, reference.samples) {
                // What differs is how the window falls on the samples.
                #expect(abs(value - known) < 1.5)
            }
        }
    }

    @Test func `Equalisation brings a channel's own wavelet to that of the others`() throws {
        // The third channel rings: it hears an echo of itself 0.4 ns later.
        let ringing = Prepared.section { _, time in
            90 * SyntheticSection.ricker(time - 1) - 35 * SyntheticSection.ricker(time - 1.3)
        }
        let channels = [channel(1), channel(1, strength: 101), ringing]
        func distance(_ sections: [Radargram]) -> Double {
            let squares = zip(sections[0].samples, sections[2].samples).map {
                Double(($0 - $1) * ($0 - $1))
            }
            let energy = sections[0].samples.reduce(0.0) { $0 + Double($1 * $1) }
            return (squares.reduce(0, +) / energy).squareRoot()
        }
        let before = distance(channels)
        let after = distance(try Prepared.apply("equalise:k=0.01", to: channels))
        #expect(before > 0.25 && after < before / 3, "\(before) \(after)")
    }

    @Test func `Channels with different time axes are not equalised`() {
        var coarse = channel(1)
        coarse.timeAxis.sampleIntervalNanoseconds = 0.06
        #expect(throws: ProcessingError.self) {
            try Prepared.apply("equalise", to: [channel(1), coarse])
        }
    }
}
