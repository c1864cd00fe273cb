import Foundation
import SignalKit
import SurveyModel
import TestSupport
import Testing

@testable import MineDetection

@Suite struct EchoSearchTests {
    private let search = EchoSearch(
        traceSpacingMetres: 0.02, stepNanoseconds: 0.05, timeScale: 2)
    /// The trace of the echo in its channel of 200 traces, its row in the images, and their first trace.
    private static let trace = 100
    private static let row = 20
    private static let first = 60
    private static let times = 48
    private static let width = 81

    /// One echo of 1.5 GHz in clutter of constant strength.
    private struct Made {
        var phase = 0.7
        var gigahertz = 1.5
        var strength = 20.0
        /// Strength of an echo 0.6 ns below, against the first.
        var second = 0.0
        var factor: Float = 1
    }

    private func image(_ made: Made, seed: UInt64) -> EchoImage {
        var noise = SeededNoise(seed: seed)
        var image = EchoImage(timeCount: Self.times, traceCount: Self.width)
        for time in 0..<Self.times {
            for trace in 0..<Self.width {
                let away = Double(trace - (Self.trace - Self.first)) / 3
                var real = 0.0
                var imaginary = 0.0
                for (strength, row) in [
                    (made.strength, Self.row), (made.strength * made.second, Self.row + 12),
                ] {
                    let late = Double(time - row)
                    let envelope = strength * exp(-away * away - late * late / 16)
                    let phase = 2 * Double.pi * made.gigahertz * 0.05 * late + made.phase
                    real += envelope * cos(phase)
                    imaginary += envelope * sin(phase)
                }
                let isEcho = (real * real + imaginary * imaginary).squareRoot() > 1
                let clutter = 2 * Double.pi * noise.uniform()
                let place = time * Self.width + trace
                image.real[place] = made.factor * Float(real + 0.05 * cos(clutter))
                image.imaginary[place] = made.factor * Float(imaginary + 0.05 * sin(clutter))
                image.coherence[place] = isEcho ? 0.95 : 0.1
            }
        }
        return image
    }

    private func images(_ made: Made) -> ChannelImages {
        ChannelImages(
            bodies: [EchoImage](repeating: image(made, seed: 10), count: 9),
            short: image(made, seed: 1), long: image(made, seed: 2), firstTrace: Self.first)
    }

    private var channel: ChannelScores {
        ChannelScores(
            lateralOffsetMetres: 0.3, distancesMetres: (0..<200).map { 5 + Double($0) * 0.02 },
            scores: (0..<200).map { $0 == Self.trace ? 3 : Float($0 % 7) / 10 },
            delaysNanoseconds: [Float](repeating: 1, count: 200),
            scaleContrast: [Float](repeating: 0.5, count: 200))
    }

    private func echo(_ made: Made, referencePhase: Double = 0) throws -> Echo {
        try #require(
            search.echoes(
                at: [Self.trace], of: channel, number: 4, images: images(made),
                referencePhase: referencePhase
            ).first)
    }

    @Test func `An echo is told where and when it is`() throws {
        let echo = try echo(Made())
        #expect(abs(echo.xMetres - 7) < 1e-9 && echo.yMetres == 0.3 && echo.channel == 4)
        let features = echo.features
        #expect(abs(features[.echoTime] - 1) < 1e-9)
        #expect(abs(features[.discTime] - 1) < 1e-9)
        #expect(features[.timeDifference] == 0)
        // exp(-(t / 0.2 ns)^2) is 0.3 at 0.2195 ns and 0.5 at 0.1665 ns.
        #expect(abs(features[.rise30Time] - 0.2195) < 0.01)
        #expect(abs(features[.fall30Time] - 0.2195) < 0.01)
        #expect(abs(features[.rise50Time] - 0.1665) < 0.01)
        #expect(abs(features[.fall50Time] - 0.1665) < 0.01)
        // Times of the features count cycles; the delay is in nanoseconds of this radar.
        #expect(abs(echo.delayNanoseconds - 2 * (1 - 0.2195)) < 0.02)
    }

    @Test func `Strength is told against the clutter`() throws {
        let features = try echo(Made()).features
        for top in [EchoFeature.pointTop, .smallDiscTop, .largeDiscTop] {
            #expect(abs(features[top] - log(20 / 0.05)) < 0.02)
        }
        for peak in [EchoFeature.pointPeak, .smallDiscPeak, .largeDiscPeak] {
            #expect(abs(features[peak] - log(20 / 0.05 * (0.95 / 0.1).squareRoot())) < 0.02)
        }
        #expect(abs(features[.smallDiscCoherence] - 0.95) < 1e-6)
        #expect(abs(features[.amplitudeShort] - log(20)) < 0.01)
        #expect(features[.energy] == 3 && features[.energyContrast] == 0.5)
        #expect(features[.energyShort] == 2.75)
        #expect((0...0.7).contains(features[.surroundings]))
        #expect(features[.symmetry] > 0.99 && features[.phaseAgreement] > 0.99)
        #expect(abs(features[.pointAgainstDisc]) < 0.02)
    }

    @Test func `Phases are told against the early arrival's`() throws {
        let features = try echo(Made(phase: 0.7), referencePhase: 0.2).features
        #expect(abs(features[.phaseCosine] - cos(0.5)) < 0.01)
        #expect(abs(features[.phaseSine] - sin(0.5)) < 0.01)
        // 0.2195 ns before the peak at 1.5 GHz.
        let before = 0.5 - 2 * Double.pi * 1.5 * 0.2195
        #expect(abs(features[.rise30Cosine] - cos(before)) < 0.1)
        #expect(abs(features[.rise30Sine] - sin(before)) < 0.1)
    }

    @Test func `A second echo is told with its sign and delay`() throws {
        let inverted = try echo(Made(second: -0.7)).features
        #expect(abs(inverted[.invertedEcho] + 0.7) < 0.02)
        #expect(abs(inverted[.invertedDelay] - 0.6) < 1e-9)
        let upright = try echo(Made(second: 0.7)).features
        #expect(abs(upright[.uprightEcho] - 0.7) < 0.02)
        #expect(abs(upright[.uprightDelay] - 0.6) < 1e-9)
        #expect(inverted[.smallDiscThick] > upright[.smallDiscThick] + 0.1)
    }

    @Test func `A higher frequency gives a higher centre and tilt`() throws {
        let low = try echo(Made(gigahertz: 1.2)).features
        let high = try echo(Made(gigahertz: 1.8)).features
        #expect(high[.spectrumCentre] > low[.spectrumCentre] + 0.2)
        #expect(high[.spectrumTilt] > low[.spectrumTilt])
    }

    @Test func `Another gain changes nothing but amplitudes`() throws {
        let features = try echo(Made()).features
        let louder = try echo(Made(factor: 4)).features
        // Measured in strengths of clutter, which sections have before they are imaged.
        let absolute: Set<EchoFeature> = [
            .amplitudeShort, .amplitudeLong, .below1, .below2, .below3, .above, .longBelow1,
            .longBelow2,
        ]
        for feature in EchoFeature.allCases where !absolute.contains(feature) {
            #expect(abs(louder[feature] - features[feature]) < 1e-3, "\(feature)")
        }
        for feature in [EchoFeature.amplitudeShort, .amplitudeLong] {
            #expect(abs(louder[feature] - features[feature] - log(4)) < 1e-3)
        }
    }

    @Test func `Inverted samples turn the phases and nothing else`() throws {
        let features = try echo(Made()).features
        let turned = try echo(Made(factor: -1)).features
        let phases: Set<EchoFeature> = [
            .phaseCosine, .phaseSine, .rise30Cosine, .rise30Sine, .rise50Cosine, .rise50Sine,
            .fall50Cosine, .fall50Sine, .largeRise50Cosine, .largeRise50Sine,
        ]
        for feature in EchoFeature.allCases {
            let expected = phases.contains(feature) ? -features[feature] : features[feature]
            #expect(abs(turned[feature] - expected) < 1e-9, "\(feature)")
        }
        #expect(abs(features[.rise30Cosine]) > 0.1)
    }

    @Test func `At the ends of a stretch everything is a number`() {
        let made = images(Made())
        let found = search.echoes(
            at: [Self.first, Self.first + Self.width - 1], of: channel, number: 0, images: made,
            referencePhase: 0)
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.features.values.allSatisfy(\.isFinite) })
        #expect(found.allSatisfy { $0.delayNanoseconds >= 0 })
        #expect(
            search.echoes(at: [], of: channel, number: 0, images: made, referencePhase: 0).isEmpty)
    }

    @Test func `Images of silence give numbers too`() {
        let empty = EchoImage(timeCount: 10, traceCount: 30)
        let made = ChannelImages(
            bodies: [EchoImage](repeating: empty, count: 9), short: empty, long: empty,
            firstTrace: 90)
        let found = search.echoes(
            at: [100], of: channel, number: 0, images: made, referencePhase: 0)
        #expect(found.allSatisfy { $0.features.values.allSatisfy(\.isFinite) })
    }

    @Test(arguments: [1, 2, 249, 499, 500, 501, 749, 750, 751, 1300, 2600])
    func `Stretches cover each trace once, with margins`(count: Int) {
        let stretches = search.stretches(traceCount: count)
        #expect(stretches.first?.traces.lowerBound == 0)
        #expect(stretches.last?.traces.upperBound == count)
        for (one, next) in zip(stretches, stretches.dropFirst()) {
            #expect(one.traces.upperBound == next.traces.lowerBound)
        }
        for stretch in stretches {
            #expect(stretches.count == 1 || stretch.traces.count * 2 >= 500)
            #expect(stretch.traces.count < 750)
            let (traces, imaged) = (stretch.traces, stretch.imaged)
            #expect(imaged.lowerBound == 0 || traces.lowerBound - imaged.lowerBound >= 42)
            #expect(imaged.upperBound == count || imaged.upperBound - traces.upperBound >= 42)
            #expect(imaged.lowerBound >= 0 && imaged.upperBound <= count)
        }
    }

    @Test func `A channel of nothing has no stretch`() {
        #expect(search.stretches(traceCount: 0).isEmpty)
    }

    @Test func `Places are the highest, 10 cm apart, never on a faulty trace`() throws {
        var noise = SeededNoise(seed: 8)
        var line = channel
        line.scores = (0..<200).map { _ in Float(noise.normal()) }
        for trace in 50..<60 { line.scores[trace] = -.infinity }
        let places = search.places(in: line)
        #expect(places == places.sorted() && places.count > 15)
        for (one, next) in zip(places, places.dropFirst()) {
            #expect(line.distancesMetres[next] - line.distancesMetres[one] > 0.1 - 1e-9)
        }
        let scores = line.scores
        let highest = try #require(scores.indices.max { scores[$0] < scores[$1] })
        #expect(places.contains(highest))
        #expect(places.allSatisfy { !(50..<60).contains($0) })
        // What is not a place lies below one near by.
        for trace in scores.indices where scores[trace].isFinite {
            let near = places.filter { abs($0 - trace) < 15 }
            #expect(near.contains { scores[$0] >= scores[trace] })
        }
        #expect(places == search.places(in: line))
    }
}
