/// An echo under one trace of one channel that was measured.
public struct Echo: Sendable, Equatable {
    /// Along the lane (m).
    public var xMetres: Double
    /// Across the lane (m), positive to the left of travel.
    public var yMetres: Double
    /// Place of its channel in the list that was searched.
    public var channel: Int
    /// Delay of the echo's onset, where its envelope rises through 0.3 of its peak, after the peak of the
    /// early arrival (ns).
    public var delayNanoseconds: Double
    /// What was measured of it.
    public var features: EchoFeatures

    /// An echo at (`xMetres`, `yMetres`).
    public init(
        xMetres: Double, yMetres: Double, channel: Int, delayNanoseconds: Double,
        features: EchoFeatures
    ) {
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.channel = channel
        self.delayNanoseconds = delayNanoseconds
        self.features = features
    }

    /// The plain imaging score: the top's amplitude over the clutter in the images of small and large
    /// bodies, and the energy; logarithms, nothing learnt.
    public var imagingScore: Double {
        features[.smallDiscTop] + 0.2 * features[.largeDiscTop] + 0.2 * features[.energy]
    }
}

/// Finds and measures the echoes along a channel.
public struct EchoSearch: Sendable {
    /// Least distance between two echoes of a channel (m).
    public static let separationMetres = 0.10
    /// Length of the stretches whose images are held at a time (m).
    public static let stretchMetres = 10.0
    /// What images reach beyond their stretch, so that every echo has its surroundings (m).
    public static let marginMetres = 0.85

    /// A stretch of a channel and what its images must hold.
    public struct Stretch: Sendable, Hashable {
        /// Traces whose echoes are measured.
        public var traces: Range<Int>
        /// Traces of the images.
        public var imaged: Range<Int>
    }

    /// Distance between traces (m).
    public let traceSpacingMetres: Double
    /// Time between rows of the images, in cycles of the centre frequency told as ns at 1.5 GHz.
    public let stepNanoseconds: Double

    /// Nanoseconds of this radar in one nanosecond at 1.5 GHz.
    public let timeScale: Double

    /// A search in images of that grid.
    public init(traceSpacingMetres: Double, stepNanoseconds: Double, timeScale: Double) {
        self.traceSpacingMetres = traceSpacingMetres
        self.stepNanoseconds = stepNanoseconds
        self.timeScale = timeScale
    }

    /// The stretches of a channel of `traceCount` traces; a rest shorter than half of one belongs to the last.
    public func stretches(traceCount: Int) -> [Stretch] {
        let length = max(1, Int((Self.stretchMetres / traceSpacingMetres).rounded()))
        let margin = max(1, Int((Self.marginMetres / traceSpacingMetres).rounded()))
        var result: [Stretch] = []
        var start = 0
        while start < traceCount {
            var end = min(start + length, traceCount)
            if (traceCount - end) * 2 < length { end = traceCount }
            result.append(
                Stretch(
                    traces: start..<end,
                    imaged: max(0, start - margin)..<min(traceCount, end + margin)))
            start = end
        }
        return result
    }

    /// Traces of a channel at which its score is highest, no two nearer than 0.10 m, in order.
    public func places(in channel: ChannelScores) -> [Int] {
        let maxima = LocalMaxima.along(
            scores: channel.scores, distancesMetres: channel.distancesMetres,
            lateralOffsetMetres: channel.lateralOffsetMetres, channel: 0)
        return LocalMaxima.thinned(maxima, radiusMetres: Self.separationMetres)
            .map(\.trace).sorted()
    }

    /// The echoes under `places`, which lie in the stretch of `images`.
    public func echoes(
        at places: [Int], of channel: ChannelScores, number: Int, images: ChannelImages,
        referencePhase: Double
    ) -> [Echo] {
        guard !places.isEmpty else { return [] }
        let meter = EchoMeter(
            images: images, channel: channel,
            step: EchoStep(metres: traceSpacingMetres, nanoseconds: stepNanoseconds),
            referencePhase: referencePhase)
        return places.map { trace in
            let features = meter.features(at: trace)
            let onset = max(0, features[.discTime] - features[.rise30Time])
            return Echo(
                xMetres: channel.distancesMetres[trace], yMetres: channel.lateralOffsetMetres,
                channel: number, delayNanoseconds: onset * timeScale, features: features)
        }
    }
}
