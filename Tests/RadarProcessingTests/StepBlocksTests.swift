import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct StepBlocksTests {
    /// One recipe at least for every step of the catalogue.
    static let recipes = [
        "cut:from=0.1:to=1.1", "dc", "dc:0.4", "dewow", "bandpass", "notch:centre=3000:width=2800",
        "gain", "timezero", "timezero:line", "timezero:line:time=0.31", "equalise", "background",
        "background:0.9:method=mean", "background:1:method=mean", "svd:2:block=0.5", "svd",
        "whiten", "whiten:1", "whitenspectrum", "stack:7", "resample:0.013", "smooth", "envelope",
        "tpower:2", "sec:alpha=30", "agc:0.4",
        "resample:0.02,kirchhoff:0.12", "resample:0.02,kirchhoff:0.12:aperture=0.3",
        "resample:0.02,stolt:0.12:block=64:overlap=16", "resample:0.02,focus:4",
        "resample:0.02,focus:4:height=0.04:separation=0.06:ends=mirrored",
        "dc,stack:2,resample:0.03,timezero:line,background:0.6:method=mean,svd:1:block=0.7,envelope",
    ]

    /// A channel of a 5 GHz radar: an early arrival at 0.4 ns, one target, noise; uneven steps, some
    /// traces at one place; driven backwards for an odd `seed`.
    private func channel(traces: Int, seed: UInt64) -> Radargram {
        var noise = SeededNoise(seed: seed)
        var place = 0.0
        var distances: [Double] = []
        var samples: [Float] = []
        for trace in 0..<traces {
            distances.append(seed % 2 == 0 ? place : -place)
            if noise.uniform() > 0.05 { place += 0.015 + 0.01 * noise.uniform() }
            let late = 0.4 + 0.01 * Double(seed) + 0.02 * noise.uniform()
            for sample in 0..<24 {
                let time = Double(sample) * 0.05
                var value = 3 + 50 * SyntheticSection.ricker(time - late, frequency: 5)
                if (30..<38).contains(trace % 400) {
                    value += 9 * SyntheticSection.ricker(time - 0.8, frequency: 5)
                }
                samples.append(Float(value + noise.normal()))
            }
            // Two huge samples in one window that cancel: a sum in another order has other bits.
            if trace % 50 == 10 { samples[samples.count - 2] = 3e14 }
            if trace % 50 == 16 { samples[samples.count - 2] = -3e14 }
        }
        return Radargram(
            samples: samples, samplesPerTrace: 24, distancesMetres: distances,
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: 0.3))
    }

    @Test func `Every step of the catalogue is among those tried here`() throws {
        let tried = try Self.recipes.flatMap { try ProcessingRecipe($0).items.map(\.step) }
        #expect(Set(tried) == Set(StepCatalogue.definitions.map(\.name)))
    }

    @Test(arguments: recipes, [300, 1100])
    func `Any part of a line made alone has the bytes it has in the whole`(
        steps: String, traces: Int
    ) throws {
        let channels = [channel(traces: traces, seed: 2), channel(traces: traces, seed: 3)]
        let prepared = try Prepared.recipe(steps, for: channels, frequency: 5000)
        var noise = SeededNoise(seed: UInt64(traces))
        for (line, channel) in zip(prepared.channels, channels) {
            let count = line.result.traceCount
            let read = { LineSection(radargram: channel).trimmed(to: $0) }
            let whole = try line.traces(0..<count, reading: read)
            #expect(whole.distancesMetres == line.result.distancesMetres)
            #expect(whole.samplesPerTrace == line.result.samplesPerTrace)
            #expect(whole.timeAxis == line.result.timeAxis)
            #expect(whole.samples.allSatisfy { $0.isFinite })
            var ranges = [0..<1, count - 1..<count, 0..<count / 2]
            for _ in 0..<3 {
                let start = Int(noise.uniform() * Double(count))
                let length = 1 + Int(noise.uniform() * 40)
                ranges.append(start..<min(count, start + length))
            }
            for range in ranges {
                let part = try line.traces(range, reading: read)
                #expect(part == LineSection(radargram: whole).trimmed(to: range), "\(range)")
            }
        }
    }
}
