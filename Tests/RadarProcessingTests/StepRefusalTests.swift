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
        Refusal("dewow:0.07"), Refusal("dewow:0.001"), Refusal("dewow:0.149"),
        Refusal("bandpass:taps=64"), Refusal("bandpass:taps=129"),
        Refusal("bandpass:low=0.001:high=0.002"), Refusal("whitenspectrum:low=0.001:high=0.002"),
        Refusal("bandpass:low=600:high=700:taps=9"),
        Refusal("notch:centre=900:width=600:taps=120"),
        Refusal("timezero:line:time=5"), Refusal("timezero:line:time=0.01"),
        Refusal("background:0.001"), Refusal("background:0.04"), Refusal("background:0.3", .gap),
        Refusal("background:0.001:method=mean"), Refusal("background:0.3:method=mean", .gap),
        Refusal("svd:1:block=0.01"), Refusal("svd:1:block=0.5", .gap),
        Refusal("whiten:0.01"), Refusal("whiten:0.4"), Refusal("whiten:5"),
        Refusal("whiten:0.5", .gap),
        Refusal("smooth:0.001"), Refusal("smooth:0.04"), Refusal("smooth", .gap),
        Refusal("stolt:0.1:block=200:overlap=512"), Refusal("stolt:0.1:block=64:overlap=64"),
        Refusal("focus:4:height=5"), Refusal("focus:4:separation=10"),
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

    @Test(arguments: StepBlocksTests.recipes, [Fault.zero, .constant])
    func `No step takes a line that nothing varies on`(steps: String, fault: Fault) throws {
        let first = try ProcessingRecipe(steps).items[0].step
        #expect(throws: ProcessingError.nothingVaries(step: first)) {
            try Prepared.apply(steps, to: channel(fault))
        }
    }

    @Test func `A window too short for a step is told with the least it needs`() {
        let error = #expect(throws: ProcessingError.self) {
            try Prepared.apply("background:0.001", to: channel(.none))
        }
        #expect(
            error
                == .windowTooShort(step: "background", window: "0.001 m", least: "0.06 m"))
    }

    @Test func `A weight that reaches no neighbour is refused, one that does is not`() throws {
        let error = ProcessingError.windowTooShort(
            step: "smooth", window: "0.04 m", least: "more than 0.04 m")
        #expect(throws: error) { try Prepared.apply("smooth:0.04", to: channel(.none)) }
        _ = try Prepared.apply("smooth:0.041", to: channel(.none))
    }

    @Test func `A window across a gap is refused with the trace before it and its length`() {
        let error = #expect(throws: ProcessingError.self) {
            try Prepared.apply("background:0.3", to: channel(.gap))
        }
        #expect(error == .gapInLine(step: "background", trace: 20, metres: 0.52))
        #expect(error?.hint?.contains("--from --to") == true)
    }

    @Test func `The step that makes samples too large to hold is named`() {
        let gains = Array(repeating: "tpower:5", count: 12).joined(separator: ",")
        for (steps, name) in [
            (gains, "tpower"), ("tpower:5,tpower:5,tpower:5,kirchhoff:0.1", "kirchhoff"),
        ] {
            var section = channel(.none)
            for i in section.samples.indices { section.samples[i] *= 1e5 }
            let error = #expect(throws: ProcessingError.self) {
                try Prepared.apply(steps, to: section)
            }
            guard case .resultTooLarge(name, let samples)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(samples > 0)
        }
    }

    @Test(arguments: [
        "dewow:0x3", "dewow:0x1p1", "dewow:nan", "dewow:inf", "dewow: 3", "dewow:1e400",
    ])
    func `Figures are plain decimal numbers`(text: String) {
        #expect(throws: ProcessingError.self) { try ProcessingRecipe(text) }
    }

    @Test func `A recipe has a hundred steps at most`() throws {
        let most = Array(repeating: "dc", count: 100)
        #expect(try ProcessingRecipe(most.joined(separator: ",")).items.count == 100)
        let reason = ProcessingError.badRecipe(reason: "it has 101 steps, 100 are possible")
        #expect(throws: reason) { try ProcessingRecipe((most + ["dc"]).joined(separator: ",")) }
        #expect(throws: reason) {
            try ProcessingRecipe(steps: (most + ["dc"]).map { ($0, [:]) })
        }
    }

    @Test func `The standard window of whiten is all of a short line, and recorded`() throws {
        let settings = try Prepared.recipe("whiten", for: [channel(.none)]).channels[0].settings
        guard case .number(let metres)? = settings[0]["windowMetres"] else {
            Issue.record("no window")
            return
        }
        // Rounding of 40 steps of 2 cm.
        #expect(abs(metres - 0.8) < 1e-9)
    }

    @Test func `Blocks of a migration share a quarter where nothing else is told`() throws {
        let settings = try Prepared.recipe("stolt:0.1:block=200", for: [channel(.none)])
        #expect(settings.channels[0].settings[0]["overlapTraces"] == .number(50))
        var unchecked = StoltMigration(
            velocityMetresPerNanosecond: 0.1, blockTraces: 20, overlapTraces: 512)
        // Figures no check has seen come to an end, too.
        let line = Line(channel(.none), centreFrequencyMHz: 1500)
        #expect(unchecked.inputs(for: 0..<1, of: line).lowerBound == 0)
        unchecked.blockTraces = 0
        #expect(unchecked.inputs(for: 0..<1, of: line).lowerBound == 0)
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
