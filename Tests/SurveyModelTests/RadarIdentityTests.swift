import SurveyModel
import TestSupport
import Testing

@Suite struct RadarIdentityTests {
    @Test("What two radars do not share is said, what one of them does not state is no difference")
    func differences() throws {
        let sweep = TinySweep.sweep(seed: 1)
        let mine = try #require(RadarIdentity(sweep))
        #expect(mine.differences(from: mine).isEmpty)
        var other = sweep
        other.instrument.maker = "Somebody"
        #expect(try #require(RadarIdentity(other)).differences(from: mine).isEmpty)
        other.instrument.centreFrequencyMHz = 900
        other.channels[0].lateralOffsetMetres = 0.3
        let theirs = try #require(RadarIdentity(other))
        #expect(theirs.differences(from: mine).count == 2)
        let radarOnly = theirs.differences(from: mine, comparingChannels: false)
        #expect(radarOnly.count == 1 && radarOnly[0].contains("900"), "\(radarOnly)")
    }

    @Test("A sweep without a radar channel has no radar")
    func none() {
        var sweep = TinySweep.sweep(seed: 1, offsets: [0])
        sweep.channels[0].kind = .metalDetector
        #expect(RadarIdentity(sweep) == nil)
    }
}
