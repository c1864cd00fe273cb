import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct StepRefusalTests {
    /// What is wrong with a line.
    enum Fault: Sendable {
        case none, twoTraces, zero, constant, noise, turning, gap, lateZero
    }

    /// A step, and what it must refuse.
    struct Refusal: Sendable, CustomStringConvertible {
        let steps: String
        let fault: Fault
        var description: String { "\(steps) on \(fault)" }
        init(_ steps: String, _ fault: Fault = .none) {
            self.steps = steps
            self.fault = fault
        }
    }

    static let refusals = [
        Refusal("cut:from=3:to=2"), Refusal("cut:to=7"), Refusal("cut:from=6.4"),
        Refusal("dc:7"), Refusal("dc:0.01"), Refusal("dewow:7"),
        Refusal("bandpass:low=400:high=9100"), Refusal("bandpass:low=900:high=901"),
        Refusal("bandpass:taps=64.5"),
        Refusal("notch:centre=900"), Refusal("notch:centre=9000:width=1000"),
        Refusal("notch:centre=400:width=900"), Refusal("notch:centre=900:width=10"),
        Refusal("notch:centre=900:width=600:taps=65"),
        Refusal("notch:centre=900:width=900:taps=1025"),
        Refusal("gain", .zero),
        Refusal("timezero", .zero), Refusal("timezero", .twoTraces),
        Refusal("timezero:trace:time=1"), Refusal("timezero:line", .zero),
        Refusal("timezero:line", .constant), Refusal("timezero:line", .twoTraces),
        Refusal("timezero:line", .noise),
        Refusal("equalise", .noise), Refusal("whitenspectrum", .noise),
        Refusal("timezero:line:time=6.39"), Refusal("timezero:line:time=-1"),
        Refusal("equalise", .zero), Refusal("equalise", .constant), Refusal("equalise", .twoTraces),
        Refusal("equalise:0"),
        Refusal("background:5"), Refusal("background:0.3", .turning),
        Refusal("background:0.3:method=mean", .turning), Refusal("background:5:method=mean"),
        Refusal("background:0.3:method=mean", .twoTraces), Refusal("background:method=mode"),
        Refusal("svd:1:block=5"), Refusal("svd:50:block=0.5"), Refusal("svd:1.5:block=0.5"),
        Refusal("svd:1:block=0.5", .turning), Refusal("svd", .twoTraces), Refusal("svd:0"),
        Refusal("whiten", .turning), Refusal("whiten", .twoTraces),
        Refusal("whitenspectrum", .zero), Refusal("whitenspectrum", .constant),
        Refusal("whitenspectrum", .twoTraces), Refusal("whitenspectrum:low=400:high=9100"),
        Refusal("whitenspectrum:low=900:high=800"), Refusal("whitenspectrum:k=nan"),
        Refusal("stack"), Refusal("stack:41"), Refusal("stack:2.5"), Refusal("stack:2", .turning),
        Refusal("stack:2", .twoTraces), Refusal("stack:0"),
        Refusal("resample"), Refusal("resample:0.01", .turning), Refusal("resample:0.01", .gap),
        Refusal("resample:0.01", .twoTraces), Refusal("resample:0.9"), Refusal("resample:0"),
        Refusal("smooth:5"), Refusal("smooth", .turning), Refusal("envelope:3"),
        Refusal("tpower:1", .lateZero), Refusal("tpower:-1"), Refusal("tpower:6"),
        Refusal("sec:alpha=10", .lateZero), Refusal("sec"), Refusal("sec:alpha=inf"),
        Refusal("agc"), Refusal("agc:7"), Refusal("agc:0.01"),
        Refusal("kirchhoff"), Refusal("kirchhoff:0.4"), Refusal("kirchhoff:0.1", .gap),
        Refusal("kirchhoff:0.1", .turning), Refusal("kirchhoff:0.1", .twoTraces),
        Refusal("kirchhoff:0.1", .lateZero), Refusal("stolt:0.03"), Refusal("stolt:0.1", .gap),
        Refusal("stolt:0.1", .lateZero), Refusal("stolt:0.1:block=64:overlap=32"),
        Refusal("focus"), Refusal("focus:100"), Refusal("focus:4", .gap),
        Refusal("focus:4", .lateZero), Refusal("focus:4", .twoTraces),
    ]

    private func channel(_ fault: Fault) -> Radargram {
        var section = SyntheticSection.section(traces: fault == .twoTraces ? 2 : 40)
        switch fault {
        case .zero: for i in section.samples.indices { section.samples[i] = 0 }
        case .constant: for i in section.samples.indices { section.samples[i] = 7 }
        case .noise:
            var noise = SeededNoise(seed: 3)
            for i in section.samples.indices { section.samples[i] = Float(noise.normal()) }
        case .turning: section.distancesMetres[20] -= 0.1
        case .gap: for i in 20..<40 { section.distancesMetres[i] += 0.5 }
        case .lateZero: section.timeAxis.timeZeroNanoseconds = 6.4
        case .none, .twoTraces: break
        }
        return section
    }

    @Test(arguments: refusals)
    func `A step refuses what it cannot do, by name`(refusal: Refusal) throws {
        let error = #expect(throws: ProcessingError.self) {
            try Prepared.apply(refusal.steps, to: channel(refusal.fault))
        }
        let name = refusal.steps.split(separator: ":")[0]
        #expect(error?.description.contains(name) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("\n") == false)
    }

    @Test func `Every step of the catalogue is refused something here`() {
        let names = Self.refusals.map { String($0.steps.split(separator: ":")[0]) }
        #expect(Set(names) == Set(StepCatalogue.definitions.map(\.name)))
    }

    @Test(arguments: StepBlocksTests.recipes)
    func `No step takes samples that are not finite`(steps: String) throws {
        for value in [Float.nan, .infinity, 2e15] {
            var broken = SyntheticSection.section(traces: 300, samples: 24)
            broken.samples[100] = value
            #expect(throws: ProcessingError.samplesOutOfRange(count: 1)) {
                try Prepared.apply(steps, to: broken, frequency: 5000)
            }
        }
    }

    @Test(arguments: ["background:method=mean", "svd:1:block=0.5", "resample:0.01"])
    func `Steps in metres refuse a line whose distances are not measured`(steps: String) {
        #expect(throws: ProcessingError.unknownTraceSpacing) {
            try Prepared.apply(steps, to: channel(.none), measured: false)
        }
    }

    @Test(arguments: ["tpower:1", "sec:alpha=3", "agc:1", "dewow,agc:1"])
    func `A recipe with a display gain says it is for display`(steps: String) throws {
        #expect(try ProcessingRecipe(steps).isForDisplay)
        #expect(try !ProcessingRecipe(ProcessingRecipe.detectorText).isForDisplay)
    }
}
