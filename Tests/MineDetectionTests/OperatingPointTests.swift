import SurveyModel
import Testing

@testable import MineDetection

@Suite struct OperatingPointTests {
    private func candidate(_ score: Double, imaging: Double) -> Candidate {
        Candidate(
            xMetres: 1, yMetres: 0, score: score, imagingScore: imaging, delayNanoseconds: 1,
            alarmClass: .undetermined)
    }

    /// Blank ground with scores 1...100 and imaging scores 101...200 on 20 m2.
    private func blank() throws -> BlankEvidence {
        try BlankEvidence(
            candidates: (1...100).map { candidate(Double($0), imaging: Double(201 - $0)) },
            areaSquareMetres: 20)
    }

    private func alarms(_ candidates: [Candidate], _ point: OperatingPoint) -> [Alarm] {
        AlarmList.alarms(
            from: candidates, sweep: "s", at: point, depth: DepthScale(permittivity: 4))
    }

    @Test func `Without blank ground nothing is promised`() {
        let point = OperatingPoint(
            groundRate: 0.2, blank: nil, judge: nil, candidateRate: 5, searched: [])
        #expect(!point.isVerified && point.calibration == nil)
        #expect(abs(point.threshold - NominalTail.imaging.scoreAtFifth) < 1e-12)
        #expect(abs(point.candidateThreshold - NominalTail.imaging.scoreAtFive) < 1e-12)
        #expect(point.imagingThreshold == point.threshold)
        #expect(point.imagingCandidateThreshold == point.candidateThreshold)
        let found = alarms([candidate(9, imaging: 9)], point)
        #expect(found.count == 1 && found[0].isSelected && found[0].id == "1")
        #expect(found[0].expectedFARPerSquareMetre == nil)
        // 1 ns in permittivity 4: 7.5 cm.
        #expect(abs(found[0].depthMetres - 0.07495) < 1e-4)
        #expect(
            found[0].evidence
                == AlarmEvidence(imagingScore: 9, isImagingSelected: true))
    }

    @Test func `A nominal tail is straight over the logarithm of the rate`() {
        let tail = NominalTail(scoreAtFifth: 3, scoreAtFive: 1)
        #expect(abs(tail.score(atGroundRate: 0.2) - 3) < 1e-12)
        #expect(abs(tail.score(atGroundRate: 5) - 1) < 1e-12)
        #expect(abs(tail.score(atGroundRate: 1) - 2) < 1e-12)
        #expect(abs(tail.score(atGroundRate: 0.04) - 4) < 1e-12)
        #expect(tail.blankGroundMargin == 3)
    }

    @Test func `A judge's own tail places its threshold, not that of the imaging list`() {
        let point = OperatingPoint(
            groundRate: 0.2, blank: nil, judge: TinyJudge.judge(), candidateRate: 5, searched: [])
        #expect(abs(point.threshold - 1) < 1e-12 && abs(point.candidateThreshold + 1) < 1e-12)
        #expect(abs(point.imagingThreshold - NominalTail.imaging.scoreAtFifth) < 1e-12)
        #expect(abs(point.imagingCandidateThreshold - NominalTail.imaging.scoreAtFive) < 1e-12)
    }

    @Test func `Either list keeps a candidate, and each selects its own`() {
        let point = OperatingPoint(
            groundRate: 0.2, blank: nil, judge: TinyJudge.judge(), candidateRate: 5, searched: [])
        let found = alarms(
            [
                candidate(2, imaging: 0), candidate(-2, imaging: 9), candidate(-2, imaging: 2.5),
                candidate(-2, imaging: 0),
            ], point)
        #expect(found.map(\.id) == ["1", "2", "3"])
        #expect(found.map(\.isSelected) == [true, false, false])
        #expect(found.map { $0.evidence?.isImagingSelected } == [false, true, false])
        #expect(found.map { $0.evidence?.imagingScore } == [0, 9, 2.5])
        #expect(found.map(\.isOpen) == [true, true, false])
        #expect(found.allSatisfy { $0.evidence?.judge == "tiny" })
        #expect(found.allSatisfy { $0.evidence?.probability == nil })
    }

    @Test func `A rate above that of candidates writes candidates up to it`() {
        let point = OperatingPoint(
            groundRate: 8, blank: nil, judge: nil, candidateRate: 5, searched: [])
        #expect(point.candidateThreshold == point.threshold)
    }

    @Test func `Both lists rest on the blank ground`() throws {
        let blank = try blank()
        let point = OperatingPoint(
            groundRate: 0.2, blank: blank, judge: nil, candidateRate: 5, searched: [])
        #expect(point.isVerified)
        #expect(point.threshold == blank.tail.score(atGroundRate: 0.2))
        #expect(point.imagingThreshold == blank.imagingTail.score(atGroundRate: 0.2))
        // The imaging scores lie 100 above the others.
        #expect(abs(point.imagingThreshold - point.threshold - 100) < 1e-6)
        let found = try #require(alarms([candidate(81, imaging: 150)], point).first)
        #expect(found.expectedFARPerSquareMetre == blank.tail.groundRate(at: 81))
        let evidence = try #require(found.evidence)
        #expect(evidence.imagingFARPerSquareMetre == blank.imagingTail.groundRate(at: 150))
        // 20 of 100 blank scores are at least 81.
        #expect(evidence.clutterPValue == 21.0 / 101)
        // Its echoes do not vary, so that nothing can be unlike them.
        #expect(evidence.anomaly == nil && evidence.judge == nil)
    }

    @Test func `Probabilities need a calibration and ground like that it was made on`() throws {
        let judged = OperatingPoint(
            groundRate: 0.2, blank: try blank(),
            judge: TinyJudge.judge(calibration: TinyJudge.calibration), candidateRate: 5,
            searched: [])
        let range = try #require(
            alarms([candidate(90, imaging: 0)], judged).first?.evidence?.probability)
        let expected = TinyJudge.calibration.probability(at: 90)
        #expect(range.value == expected.value)
        #expect(range.low == expected.low && range.high == expected.high)
        var foreign = TinyJudge.calibration
        foreign.blankScoreAtOne = 1
        for judge in [TinyJudge.judge(), TinyJudge.judge(calibration: foreign)] {
            let point = OperatingPoint(
                groundRate: 0.2, blank: try blank(), judge: judge, candidateRate: 5, searched: [])
            #expect(point.calibration == nil)
        }
        let nominal = OperatingPoint(
            groundRate: 0.2, blank: nil,
            judge: TinyJudge.judge(calibration: TinyJudge.calibration), candidateRate: 5,
            searched: [])
        #expect(nominal.calibration == nil)
    }
}
