import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct QualityControlTests {
    @Test func `Each kind of bad trace is named and the others are good`() {
        var section = SyntheticSection.section(traces: 60)
        func change(_ trace: Int, _ body: (Int, Float) -> Float) {
            for i in 0..<128 {
                section.samples[trace * 128 + i] = body(i, section.samples[trace * 128 + i])
            }
        }
        change(3) { i, value in i == 90 ? .nan : value }
        change(10) { _, _ in 0 }
        change(20) { i, value in (60..<70).contains(i) ? 200 : value }
        change(30) { _, value in value * 0.2 }
        change(40) { i, value in i > 96 ? value * 60 : value }
        let quality = QualityControl.assess(section, centreFrequencyMHz: 1500)
        #expect(quality.faults[3] == .notFinite)
        #expect(quality.faults[10] == .dead)
        #expect(quality.faults[20] == .clipped)
        #expect(quality.faults[30] == .weakOrStrong)
        #expect(quality.faults[40] == .noisy)
        #expect(quality.faults.filter { $0 != nil }.count == 5)
        #expect(abs(quality.arrival.peakNanoseconds - 1) < 0.01)
    }

    @Test func `Faulty traces and missing ones end a valid stretch`() throws {
        var section = SyntheticSection.section(traces: 100)
        for i in 0..<128 { section.samples[50 * 128 + i] = .nan }
        for t in 80..<100 { section.distancesMetres[t] += 0.5 }
        let sweep = Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500),
            channels: [Channel(index: 1, lateralOffsetMetres: 0.1, radargram: section)],
            positionSource: .traceHeaders)
        let prepared = try DetectionPreparation(sweep: sweep).prepare(sweep.channels[0])
        let stretches = prepared.validStretches(permittivity: 9)
        let expected = [(-0.01, 0.99), (1.01, 1.59), (2.09, 2.49)]
        #expect(stretches.count == 3)
        for (stretch, (from, to)) in zip(stretches, expected) {
            #expect(abs(stretch.fromMetres - from) < 1e-9)
            #expect(abs(stretch.toMetres - to) < 1e-9)
            // 6.4 ns of window, surface at 1 ns, 0.05 m/ns one way in permittivity 9.
            #expect(abs(stretch.depthReachMetres - 5.4 * 0.299792458 / 6) < 0.001)
        }
    }

    @Test func `A channel far weaker than its array gives no evidence at all`() throws {
        var weak = SyntheticSection.section(seed: 2)
        for i in weak.samples.indices { weak.samples[i] *= 0.2 }
        let channels = [SyntheticSection.section(), SyntheticSection.section(seed: 3), weak]
            .enumerated().map {
                Channel(index: $0.offset + 1, lateralOffsetMetres: 0, radargram: $0.element)
            }
        let sweep = Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500), channels: channels,
            positionSource: .traceHeaders)
        let preparation = try DetectionPreparation(sweep: sweep)
        #expect(try preparation.prepare(channels[2]).validStretches(permittivity: 9).isEmpty)
        #expect(try preparation.prepare(channels[0]).validStretches(permittivity: 9).count == 1)
    }

    @Test func `The centre frequency is measured where the file has none`() throws {
        let measured = try #require(
            CentreFrequency.measureMHz(in: SyntheticSection.section(traces: 60)))
        // The power centroid of a Ricker wavelet lies 6 % above its peak frequency.
        #expect(abs(measured - 1590) < 160)
    }

    @Test func `Sweeps that cannot be processed say why`() {
        let section = SyntheticSection.section(traces: 10)
        func sweep(_ source: PositionSource, _ section: Radargram) -> Sweep {
            Sweep(
                format: "test", instrument: Instrument(),
                channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: section)],
                positionSource: source)
        }
        #expect(throws: ProcessingError.tooFewTraces(step: "detection", traces: 10, needed: 25)) {
            try DetectionPreparation(sweep: sweep(.traceHeaders, section))
        }
        #expect(throws: ProcessingError.unknownTraceSpacing) {
            try DetectionPreparation(sweep: sweep(.none, SyntheticSection.section()))
        }
    }
}
