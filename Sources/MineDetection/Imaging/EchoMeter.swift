internal import Foundation
internal import SignalKit
internal import SurveyModel

/// Measures the echoes of one stretch of a channel.
struct EchoMeter {
    let images: ChannelImages
    let channel: ChannelScores
    let step: EchoStep
    /// Phase of the early arrival (rad).
    let referencePhase: Double

    let levels: [DepthLevels]
    var traceCount: Int { images.short.traceCount }
    var timeCount: Int { images.short.timeCount }

    init(
        images: ChannelImages, channel: ChannelScores, step: EchoStep, referencePhase: Double
    ) {
        self.images = images
        self.channel = channel
        self.step = step
        self.referencePhase = referencePhase
        levels = images.bodies.map(DepthLevels.init)
    }

    /// The features of the echo under trace `trace` of the channel, in the order of `EchoFeature.allCases`.
    func features(at trace: Int) -> EchoFeatures {
        let place = trace - images.firstTrace
        var result = EchoFeatures()
        let peaks = BodyShape.allCases.map { peak(of: $0, near: place) }
        energies(at: trace, &result)
        coherence(peaks, &result)
        let echo = mainEcho(at: place, disc: peaks[BodyShape.antiPersonnel.rawValue])
        times(echo, &result)
        flanks(echo, peaks, &result)
        spectrum(echo, &result)
        secondEchoes(echo, &result)
        surroundingEnergy(echo, at: place, &result)
        extents(echo, at: place, &result)
        bodies(near: place, &result)
        neighbours(echo, at: place, &result)
        return result
    }
}

/// Lengths and times in traces and rows of the images.
struct EchoStep: Sendable {
    /// Distance between traces (m).
    var metres: Double
    /// Time between rows in cycles of the centre frequency, told as nanoseconds at 1.5 GHz.
    var nanoseconds: Double

    /// Rows that `nanoseconds` span, at least one.
    func rows(_ nanoseconds: Double) -> Int {
        max(1, Int((nanoseconds / self.nanoseconds).rounded()))
    }

    /// Traces that `metres` span, at least one.
    func traces(_ metres: Double) -> Int { max(1, Int((metres / self.metres).rounded())) }
}

/// Values of all features.
public struct EchoFeatures: Sendable, Equatable {
    /// One value for each of `EchoFeature.allCases`.
    public var values = [Double](repeating: 0, count: EchoFeature.allCases.count)

    private static let places = Dictionary(
        uniqueKeysWithValues: EchoFeature.allCases.enumerated().map { ($1, $0) })

    /// Zeros.
    public init() {}

    /// The value of one feature.
    public subscript(_ feature: EchoFeature) -> Double {
        get { values[Self.places[feature] ?? 0] }
        set { values[Self.places[feature] ?? 0] = newValue }
    }
}

/// The best of the images of one shape.
struct BodyPeak {
    /// Amplitude over its clutter level.
    var value: Float
    /// Mean of the permittivities' best.
    var mean: Float
    var velocity: Int
    var trace: Int
    var time: Int
}

/// The echo a candidate is judged by: a time in one trace of the small disc's image.
struct MainEcho {
    /// Its trace's complex amplitudes over time.
    var real: [Double]
    var imaginary: [Double]
    /// Its trace among those of the images.
    var place: Int
    /// Time of its strongest swing in that image.
    var time: Int
    /// Time of the strongest echo in the channel, short and long window.
    var shortTime: Int
    var longTime: Int

    func magnitude(_ time: Int) -> Double {
        (real[time] * real[time] + imaginary[time] * imaginary[time]).squareRoot()
    }

    func phase(_ time: Int) -> Double { atan2(imaginary[time], real[time]) }
}

extension EchoMeter {
    /// Traces round a candidate among which the best of an image is looked for (m).
    static let reachMetres = 0.04

    func window(_ place: Int) -> Range<Int> {
        let reach = step.traces(Self.reachMetres)
        return max(0, place - reach)..<min(traceCount, place + reach + 1)
    }

    func image(_ shape: BodyShape, _ velocity: Int) -> EchoImage {
        images.bodies[ChannelImages.place(shape, velocity)]
    }

    /// |S| sqrt(CF) over its level.
    func normalised(_ shape: BodyShape, _ velocity: Int, _ time: Int, _ trace: Int) -> Float {
        let number = ChannelImages.place(shape, velocity)
        let image = images.bodies[number]
        let coherence = image.coherence[time * image.traceCount + trace]
        return image.magnitude(time, trace) * coherence.squareRoot()
            / levels[number].coherent[time]
    }

    func peak(of shape: BodyShape, near place: Int) -> BodyPeak {
        var best = BodyPeak(value: -1, mean: 0, velocity: 0, trace: place, time: 0)
        var sum: Float = 0
        for velocity in BodyShape.permittivities.indices {
            var own: Float = 0
            for trace in window(place) {
                for time in 0..<timeCount {
                    let value = normalised(shape, velocity, time, trace)
                    own = max(own, value)
                    if value > best.value {
                        best = BodyPeak(
                            value: value, mean: 0, velocity: velocity, trace: trace, time: time)
                    }
                }
            }
            sum += own
        }
        best.mean = sum / Float(BodyShape.permittivities.count)
        return best
    }

    func mainEcho(at place: Int, disc: BodyPeak) -> MainEcho {
        echo(of: .antiPersonnel, disc, at: place)
    }

    /// The echo at the peak of a shape's image.
    func echo(of shape: BodyShape, _ peak: BodyPeak, at place: Int) -> MainEcho {
        let image = image(shape, peak.velocity)
        let column = { (plane: [Float]) in
            (0..<timeCount).map { Double(plane[$0 * image.traceCount + peak.trace]) }
        }
        var echo = MainEcho(
            real: column(image.real), imaginary: column(image.imaginary), place: place,
            time: peak.time, shortTime: Self.strongest(images.short, place),
            longTime: Self.strongest(images.long, place))
        let reach = step.rows(0.15)
        let times = max(0, peak.time - reach)...min(timeCount - 1, peak.time + reach)
        echo.time = times.max { echo.magnitude($0) < echo.magnitude($1) } ?? peak.time
        return echo
    }

    private static func strongest(_ image: EchoImage, _ trace: Int) -> Int {
        (0..<image.timeCount).max { image.magnitude($0, trace) < image.magnitude($1, trace) } ?? 0
    }

    /// Natural logarithm of a value that may be 0.
    static func logarithm(_ value: Double) -> Double { log(value + 1e-6) }
    static func logarithm(_ value: Float) -> Double { log(Double(value) + 1e-6) }
}
