import SurveyModel
import TestSupport
import Testing

@testable import MineDetection

@Suite struct GroundLikenessTests {
    private let blank = (0..<1000).map(Double.init)

    @Test func `Ground like the blank ground stands at its quartiles`() throws {
        let likeness = try #require(
            GroundLikeness(searched: (0..<81).map { 12.4 * Double($0) + 0.1 }, blank: blank))
        #expect(abs(likeness.lowerQuartile - 0.25) < 0.01)
        #expect(abs(likeness.upperQuartile - 0.75) < 0.01)
        #expect(likeness.verdict == .like && likeness.objection == nil)
    }

    @Test func `Objects under a quarter of the maxima leave ground alike, other soil does not`()
        throws
    {
        var noise = SeededNoise(seed: 4)
        for _ in 0..<200 {
            let ground = (0..<60).map { _ in 1000 * noise.uniform() }
            let objects = [Double](repeating: 5000, count: 20)
            let dug = try #require(GroundLikeness(searched: ground + objects, blank: blank))
            #expect(dug.verdict == .like)
            let gravel = try #require(
                GroundLikeness(searched: ground.map { $0 * 0.4 + 600 }, blank: blank))
            #expect(gravel.verdict == .livelier)
            #expect(gravel.objection?.contains("unlike the blank ground") == true)
            let silt = try #require(
                GroundLikeness(searched: ground.map { $0 * 0.4 }, blank: blank))
            #expect(silt.verdict == .quieter)
            #expect(silt.objection?.contains("faint mines") == true)
        }
    }

    @Test func `Few maxima, and such that are no numbers, tell nothing`() {
        #expect(GroundLikeness(searched: (0..<19).map(Double.init), blank: blank) == nil)
        #expect(
            GroundLikeness(
                searched: (0..<19).map(Double.init) + [.nan, .infinity], blank: blank) == nil)
        #expect(GroundLikeness(searched: blank, blank: Array(blank.prefix(19))) == nil)
    }

    @Test func `Neither rate nor probability is told of ground that is livelier`() throws {
        func candidate(_ score: Double) -> Candidate {
            Candidate(
                xMetres: 1, yMetres: 0, score: score, imagingScore: score, delayNanoseconds: 1,
                alarmClass: .undetermined)
        }
        let evidence = try BlankEvidence(
            candidates: (1...100).map { candidate(Double($0)) }, areaSquareMetres: 20)
        func rates(_ searched: [Candidate]) -> [Double?] {
            let point = OperatingPoint(
                groundRate: 0.2, blank: evidence, judge: nil, candidateRate: 5,
                searched: searched)
            return AlarmList.alarms(
                from: searched, sweep: "s", at: point, depth: DepthScale(permittivity: 4)
            ).flatMap { [$0.expectedFARPerSquareMetre, $0.evidence?.imagingFARPerSquareMetre] }
        }
        let alike = rates((1...50).map { candidate(2 * Double($0)) })
        let livelier = rates((1...50).map { candidate(80 + Double($0)) })
        #expect(!alike.isEmpty && alike.allSatisfy { $0 != nil })
        #expect(!livelier.isEmpty && livelier.allSatisfy { $0 == nil })
    }
}
