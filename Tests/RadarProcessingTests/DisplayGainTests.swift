import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct DisplayGainTests {
    private func ones(timeZero: Double = 1) -> Radargram {
        var section = Prepared.alive(Prepared.section { _, _ in 1 })
        section.timeAxis.timeZeroNanoseconds = timeZero
        return section
    }

    @Test(arguments: [0.0, 1, 1.5, 2])
    func `The power gain is the power of the time after time zero`(exponent: Double) throws {
        let result = try Prepared.apply("tpower:\(exponent)", to: ones())
        for (i, value) in result.trace(3).enumerated() {
            let time = max(0, Double(i) * 0.05 - 1)
            #expect(abs(Double(value) - pow(time, exponent)) < 1e-5)
        }
    }

    @Test func `The loss gain undoes spreading and loss of a wave that goes down and comes up`()
        throws
    {
        // 40 dB/m at 0.1 m/ns: 4 dB for each ns.
        var section = Prepared.section(samples: 200) { _, time in
            let after = time - 1
            return after <= 1 ? 1 : pow(10, -4 * (after - 1) / 20) / after
        }
        section.timeAxis.timeZeroNanoseconds = 1
        let result = try Prepared.apply(
            "sec:alpha=40:velocity=0.1:start=1:limit=80", to: section)
        #expect(result.samples.allSatisfy { abs($0 - 1) < 1e-5 })
        let limited = try Prepared.apply("sec:alpha=40:velocity=0.1:limit=12", to: ones())
        #expect(abs((limited.trace(0).max() ?? 0) - Float(pow(10, 0.6))) < 1e-5)
        #expect(limited.trace(0).prefix(40).allSatisfy { $0 == 1 })
    }

    @Test func `Gains that would pass all numbers are refused`() {
        var section = Prepared.alive(Prepared.section { _, _ in 1e15 })
        section.timeAxis.sampleIntervalNanoseconds = 1000
        #expect(throws: ProcessingError.self) {
            try Prepared.apply("tpower:5", to: section, frequency: 1)
        }
        let error = #expect(throws: ProcessingError.self) {
            try Prepared.apply(
                "sec:alpha=1000:limit=200,sec:alpha=1000:limit=200,sec:alpha=1000:limit=200",
                to: Prepared.alive(Prepared.section { _, _ in 1e15 }))
        }
        guard case .resultTooLarge("sec", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `Automatic gain divides by the root mean square of its window`() throws {
        let section = SyntheticSection.section(traces: 5)
        let result = try Prepared.apply("agc:0.5", to: section)
        for trace in 0..<5 {
            let values = section.trace(trace).map(Double.init)
            for (i, value) in result.trace(trace).enumerated() {
                // 0.5 ns are ten samples: five on either side, cut at the ends.
                let window = values[max(0, i - 5)...min(127, i + 5)]
                let mean = window.reduce(0) { $0 + $1 * $1 } / Double(window.count)
                #expect(abs(Double(value) - values[i] / mean.squareRoot()) < 1e-4)
            }
        }
    }

    @Test func `Automatic gain leaves silence silent and does not depend on strength`() throws {
        var quiet = Prepared.section { _, time in time < 2 ? sin(9 * time) : 0 }
        #expect(try Prepared.apply("agc:0.5", to: quiet).trace(0).suffix(80).allSatisfy { $0 == 0 })
        let loud = try Prepared.apply("agc:0.5", to: quiet)
        for i in quiet.samples.indices { quiet.samples[i] *= 0x1p-40 }
        #expect(try Prepared.apply("agc:0.5", to: quiet) == loud)
        let zero = Prepared.alive(Prepared.section { _, _ in 0 })
        let silent = try Prepared.apply("agc:0.5", to: zero).samples.dropLast(128)
        #expect(silent.allSatisfy { $0 == 0 })
    }
}
