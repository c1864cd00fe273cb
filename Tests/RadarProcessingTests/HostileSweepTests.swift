import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct HostileSweepTests {
    private func faults(_ section: Radargram) -> [ChannelQuality.Fault?] {
        QualityControl.assess(section, centreFrequencyMHz: 1500).faults
    }

    private func sweep(_ section: Radargram) -> Sweep {
        Sweep(
            format: "test", instrument: Instrument(centreFrequencyMHz: 1500),
            channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: section)],
            positionSource: .traceHeaders)
    }

    @Test func `A stuck radar that repeats its first trace gives no evidence after it`() {
        var section = SyntheticSection.section(traces: 60)
        let first = Array(section.trace(0))
        for t in 1..<60 { section.samples.replaceSubrange(t * 128..<(t + 1) * 128, with: first) }
        #expect(faults(section).dropFirst().allSatisfy { $0 == .frozen })
    }

    @Test func `A radar stuck between two traces gives no evidence after them`() {
        var section = SyntheticSection.section(traces: 60)
        let pair = [Array(section.trace(0)), Array(section.trace(1))]
        for t in 2..<60 {
            section.samples.replaceSubrange(t * 128..<(t + 1) * 128, with: pair[t % 2])
        }
        #expect(faults(section).dropFirst(2).allSatisfy { $0 == .frozen })
    }

    @Test func `Ground is covered only as deep as the traces hold signal`() throws {
        var section = SyntheticSection.section(traces: 60)
        for t in 0..<60 { for i in 60..<128 { section.samples[t * 128 + i] = 0 } }
        let sweep = sweep(section)
        let prepared = try DetectionPreparation(sweep: sweep).prepare(sweep.channels[0])
        let reach = try #require(prepared.validStretches(permittivity: 9).first).depthReachMetres
        // Signal ends at 3 ns, the surface is at 1 ns: 2 ns at 0.1 m/ns, there and back.
        #expect(abs(reach - 0.1) < 0.003)
    }

    @Test func `Traces that end in nothing before the others do give no evidence`() {
        var section = SyntheticSection.section(traces: 60)
        for t in 20..<25 { for i in 50..<128 { section.samples[t * 128 + i] = 0 } }
        let found = faults(section)
        #expect(found[21...24].allSatisfy { $0 == .deadTail })
        #expect(found.count { $0 != nil } <= 5)
    }

    @Test func `A wrong antenna height moves the surface by a quarter of a cycle at most`() {
        let arrival = EarlyArrival(in: SyntheticSection.section(traces: 60))
        func surface(_ height: Double) -> Double {
            arrival.surfaceNanoseconds(
                of: Instrument(antennaSeparationMetres: 0.06, antennaHeightMetres: height),
                centreFrequencyMHz: 1500) - arrival.peakNanoseconds
        }
        // 2 sqrt(0.04^2 + 0.03^2) = 0.1 m of way less 0.06 m direct.
        #expect(abs(surface(0.04) - 0.04 / 0.299792458) < 1e-9)
        #expect(abs(surface(0.9) - 0.25 / 1.5) < 1e-9)
        #expect(surface(-5) == 0 && surface(1e300) == 0)
    }

    @Test func `Noise without a steady early arrival gives no evidence`() {
        var noise = SeededNoise(seed: 12)
        var section = SyntheticSection.section(traces: 60)
        for i in section.samples.indices { section.samples[i] += 40 * Float(noise.normal()) }
        #expect(faults(section).allSatisfy { $0 == .incoherent })
    }

    @Test func `One huge sample spoils its trace and no other, and nothing overflows`() throws {
        var section = SyntheticSection.section(traces: 60)
        section.samples[30 * 128 + 20] = 3e38
        #expect(faults(section)[30] == .outOfRange)
        #expect(faults(section).count { $0 != nil } == 1)
        let sweep = sweep(section)
        let prepared = try DetectionPreparation(sweep: sweep).prepare(sweep.channels[0])
        #expect(prepared.short.samples.allSatisfy { $0.isFinite })
        #expect(prepared.long.samples.allSatisfy { $0.isFinite })
    }

    @Test func `A lane in units near the end of the number range is processed like any other`()
        throws
    {
        let plain = SyntheticSection.section(traces: 60)
        var huge = plain
        for i in huge.samples.indices { huge.samples[i] *= 1e36 }
        let one = try DetectionPreparation(sweep: sweep(plain)).prepare(sweep(plain).channels[0])
        let other = try DetectionPreparation(sweep: sweep(huge)).prepare(sweep(huge).channels[0])
        #expect(
            zip(one.short.samples, other.short.samples).allSatisfy { abs($0 - $1) < 1e-2 })
    }

    @Test(arguments: ["dewow", "bandpass", "timezero", "background", "whiten", "smooth"])
    func `A step refuses samples that are not finite`(step: String) throws {
        var broken = sweep(SyntheticSection.section(traces: 60))
        broken.channels[0].radargram.samples[100] = .nan
        let recipe = try ProcessingRecipe(step)
        #expect(throws: ProcessingError.samplesOutOfRange(count: 1)) {
            try recipe.apply(to: &broken)
        }
    }

    @Test(arguments: [1e-9, 1e-300, 50])
    func `Trace spacings no sweep can have are refused`(metres: Double) {
        var section = SyntheticSection.section(traces: 60)
        section.distancesMetres = (0..<60).map { Double($0) * metres }
        #expect(throws: ProcessingError.self) { try DetectionPreparation(sweep: sweep(section)) }
    }
}
