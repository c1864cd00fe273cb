import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct AlongTrackStepTests {
    /// Traces at `distances`, each sample `value` of distance and sample.
    private func section(
        _ distances: [Double], samples: Int = 32, _ value: (Double, Int) -> Double
    ) -> Radargram {
        Radargram(
            samples: distances.flatMap { x in (0..<samples).map { Float(value(x, $0)) } },
            samplesPerTrace: samples, distancesMetres: distances,
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }

    private func uneven(_ count: Int) -> [Double] {
        var noise = SeededNoise(seed: 8)
        var place = 2.0
        return (0..<count).map { _ in
            place += 0.01 + 0.02 * noise.uniform()
            return place
        }
    }

    // MARK: Resampling

    @Test(arguments: [1.0, -1])
    func `What rises evenly along the track is interpolated exactly`(sign: Double) throws {
        let before = section(uneven(80).map { sign * $0 }) { x, i in 3 * x + Double(i) }
        let result = try Prepared.apply("resample:0.013", to: before)
        let first = before.distancesMetres[0]
        let length = abs(before.distancesMetres[79] - first)
        #expect(result.traceCount == Int(length / 0.013) + 1)
        for (t, x) in result.distancesMetres.enumerated() {
            #expect(abs(x - (first + sign * 0.013 * Double(t))) < 1e-12)
            for (i, value) in result.trace(t).enumerated() {
                // A few roundings of values up to 40.
                #expect(abs(Double(value) - 3 * x - Double(i)) < 2e-5)
            }
        }
    }

    @Test func `Traces already at the distances asked for stay as they are`() throws {
        let before = SyntheticSection.section(traces: 50)
        let result = try Prepared.apply("resample:0.02", to: before)
        #expect(result.samples == before.samples)
        #expect(
            zip(result.distancesMetres, before.distancesMetres).allSatisfy { abs($0 - $1) < 1e-12 })
        let third = try Prepared.apply("resample:0.06", to: before)
        #expect(third.traceCount == 17)
        #expect(third.trace(4) == before.trace(12).withNewStart(third.trace(4).startIndex))
    }

    @Test func `Of traces at one place the first stands for it`() throws {
        var distances = (0..<20).map { Double($0) * 0.02 }
        distances.insert(contentsOf: [0.1, 0.1, 0.1], at: 6)
        var count = 0.0
        var before = section(distances) { _, _ in 0 }
        for t in 0..<23 {
            for i in 0..<32 { before.samples[t * 32 + i] = Float(count) }
            count += 1
        }
        let result = try Prepared.apply("resample:0.01", to: Prepared.alive(before))
        // At 0.1 m trace 5 of traces 5 to 8, halfway on between traces 8 and 9.
        #expect(result.trace(10).first == 5)
        #expect(result.trace(11).first == 8.5)
        #expect(result.trace(9).first == 4.5)
    }

    @Test func `A gap is not filled unless asked for, and then named`() throws {
        let distances = (0..<40).map { Double($0) * 0.02 + ($0 < 20 ? 0 : 0.3) }
        let before = Prepared.alive(section(distances) { x, _ in x })
        let error = #expect(throws: ProcessingError.self) {
            try Prepared.apply("resample:0.02", to: before)
        }
        #expect(error?.description.contains("0.38 m on") == true)
        #expect(try Prepared.apply("resample:0.02:gap=0.4", to: before).traceCount == 55)
    }

    // MARK: Stacking

    @Test func `A stack is the mean of its traces at their mean distance`() throws {
        let before = section(uneven(41)) { x, i in x * Double(i) }
        let result = try Prepared.apply("stack:4", to: before)
        #expect(result.traceCount == 11)
        for t in 0..<11 {
            let places = before.distancesMetres[4 * t..<min(41, 4 * t + 4)]
            let mean = places.reduce(0, +) / Double(places.count)
            #expect(abs(result.distancesMetres[t] - mean) < 1e-12)
            for (i, value) in result.trace(t).enumerated() {
                #expect(abs(Double(value) - mean * Double(i)) < 1e-5)
            }
        }
        #expect(try Prepared.apply("stack:1", to: before) == before)
    }

    @Test func `Stacking lowers noise by the root of the number of traces`() throws {
        var noise = SeededNoise(seed: 6)
        let before = section((0..<640).map { Double($0) * 0.02 }) { _, _ in noise.normal() }
        let result = try Prepared.apply("stack:16", to: before)
        let power = result.samples.reduce(0.0) { $0 + Double($1 * $1) } / 1280
        // Of 1,280 squares of a normal the mean is right within 4 % (one sigma).
        #expect(abs(power * 16 - 1) < 0.16)
    }

    @Test func `Numbered traces are stacked too, and stay unmeasured`() throws {
        let before = SyntheticSection.section(traces: 40)
        #expect(try Prepared.apply("stack:2", to: before, measured: false).traceCount == 20)
        let prepared = try Prepared.recipe("stack:2", for: [before], measured: false)
        #expect(prepared.channels[0].result.traceSpacingMetres == nil)
    }
}

extension ArraySlice<Float> {
    /// The same values from another first index.
    fileprivate func withNewStart(_ start: Int) -> ArraySlice<Float> {
        ([Float](repeating: 0, count: start) + self)[start...]
    }
}
