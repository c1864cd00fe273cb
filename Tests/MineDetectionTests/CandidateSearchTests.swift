import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import MineDetection

@Suite struct CandidateSearchTests {
    private let plain = CandidateSearch(discriminator: nil, radiusMetres: 0.25)

    private func distance(_ a: Candidate, _ x: Double, _ y: Double) -> Double {
        hypot(a.xMetres - x, a.yMetres - y)
    }

    /// Echoes at random places of 4 m x 1.5 m.
    private func echoes(_ count: Int, seed: UInt64) -> [Echo] {
        var noise = SeededNoise(seed: seed)
        return (0..<count).map { _ in
            TinyJudge.echo(
                4 * noise.uniform(), 1.5 * noise.uniform(), imaging: noise.normal(),
                symmetry: noise.uniform())
        }
    }

    @Test func `An echo near a higher one belongs to it`() {
        let found = plain.candidates(from: [
            TinyJudge.echo(1, imaging: 2), TinyJudge.echo(1.2, imaging: 3),
            TinyJudge.echo(1.2, 0.4, imaging: 1),
        ])
        #expect(found.map(\.score) == [3, 1])
        #expect(found.map(\.xMetres) == [1.2, 1.2] && found.map(\.yMetres) == [0, 0.4])
        #expect(found.map(\.imagingScore) == [3, 1])
        #expect(found[0].features[.smallDiscTop] == 3 && found[0].delayNanoseconds == 1)
        #expect(plain.candidates(from: []).isEmpty)
    }

    @Test func `Among equal scores the smaller x comes first, then the smaller y`() {
        let found = plain.candidates(from: [
            TinyJudge.echo(2, 0.5, imaging: 1), TinyJudge.echo(2, -0.5, imaging: 1),
            TinyJudge.echo(1, 0, imaging: 1),
        ])
        #expect(found.map(\.xMetres) == [1, 2, 2] && found.map(\.yMetres) == [0, -0.5, 0.5])
    }

    @Test func `A judge orders, and the imaging score of what it suppresses is handed over`() {
        let search = CandidateSearch(discriminator: TinyJudge.judge(), radiusMetres: 0.25)
        let found = search.candidates(from: [
            TinyJudge.echo(1, imaging: 1, symmetry: 1), TinyJudge.echo(1.1, imaging: 5),
            TinyJudge.echo(2, imaging: 4),
        ])
        #expect(found.map(\.xMetres) == [1, 2])
        #expect(found.map(\.imagingScore) == [5, 4])
        #expect(abs(found[0].score - log(0.802 / 0.202)) < 1e-5)
        #expect(abs(found[1].score + found[0].score) < 1e-5)
        #expect(found[0].features[.symmetry] == 1)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `No two lie within the radius and no echo is lost, whoever judges`(seed: UInt64) {
        let echoes = echoes(150, seed: seed)
        for judge in [nil, TinyJudge.judge(imagingWeight: 0.1)] {
            let search = CandidateSearch(discriminator: judge, radiusMetres: 0.25)
            let found = search.candidates(from: echoes)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
            for (place, candidate) in found.enumerated() {
                for other in found.dropFirst(place + 1) {
                    #expect(distance(candidate, other.xMetres, other.yMetres) > 0.25)
                }
            }
            for echo in echoes {
                let near = found.filter { distance($0, echo.xMetres, echo.yMetres) <= 0.25 }
                #expect(near.contains { $0.imagingScore >= echo.imagingScore })
                let score = judge?.score(of: echo) ?? echo.imagingScore
                #expect(near.contains { $0.score >= score })
            }
            let highest = echoes.map(\.imagingScore).max()
            #expect(found.map(\.imagingScore).max() == highest)
        }
    }

    @Test func `The class follows the judge, or the two discs where there is none`() {
        let judged = CandidateSearch(discriminator: TinyJudge.judge(), radiusMetres: 0.25)
        for (contrast, expected) in [
            (0.5, .antiVehicleLike), (-0.5, .antiPersonnelLike),
        ] as [(Double, AlarmClass)] {
            let found = judged.candidates(from: [
                TinyJudge.echo(1, imaging: 1, contrast: contrast)
            ])
            #expect(found.map(\.alarmClass) == [expected])
        }
        for (contrast, expected) in [
            (0.3, .antiVehicleLike), (0, .undetermined), (-0.7, .antiPersonnelLike),
        ] as [(Double, AlarmClass)] {
            var echo = TinyJudge.echo(1, imaging: 1)
            echo.features[.largeAgainstSmall] = contrast
            #expect(plain.candidates(from: [echo]).map(\.alarmClass) == [expected])
        }
    }
}
