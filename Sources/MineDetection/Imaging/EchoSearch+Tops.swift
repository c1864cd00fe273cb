internal import Foundation
internal import SignalKit
public import SurveyModel

/// The images of one stretch of a channel that the plain imaging score needs: the two discs'.
public struct TopImages: Sendable {
    /// Those of the small disc, one for each permittivity.
    public var small: [EchoImage]
    /// Those of the large disc.
    public var large: [EchoImage]
    /// First trace of the stretch in its channel.
    public var firstTrace: Int

    /// Images that begin at trace `firstTrace`.
    public init(small: [EchoImage], large: [EchoImage], firstTrace: Int) {
        self.small = small
        self.large = large
        self.firstTrace = firstTrace
    }
}

extension EchoSearch {
    /// The echoes under `places` with what the plain imaging score needs and nothing else: their scores are
    /// those of `echoes(at:of:number:images:referencePhase:)`, all other features and the delay are 0.
    public func tops(
        at places: [Int], of channel: ChannelScores, number: Int, images: TopImages
    ) -> [Echo] {
        let reach = EchoStep(metres: traceSpacingMetres, nanoseconds: stepNanoseconds)
            .traces(EchoMeter.reachMetres)
        let count = images.small.first?.traceCount ?? 0
        let windows = places.map { trace in
            let place = trace - images.firstTrace
            return max(0, place - reach)..<min(count, place + reach + 1)
        }
        let small = Self.tops(images.small, windows)
        let large = Self.tops(images.large, windows)
        return places.enumerated().map { place, trace in
            var features = EchoFeatures()
            features[.smallDiscTop] = EchoMeter.logarithm(small[place])
            features[.largeDiscTop] = EchoMeter.logarithm(large[place])
            features[.energy] = Double(channel.scores[trace])
            return Echo(
                xMetres: channel.distancesMetres[trace], yMetres: channel.lateralOffsetMetres,
                channel: number, delayNanoseconds: 0, features: features)
        }
    }

    /// For each window the largest amplitude over its time's clutter level in any of `images`.
    private static func tops(_ images: [EchoImage], _ windows: [Range<Int>]) -> [Float] {
        var found = [Float](repeating: 0, count: windows.count)
        for image in images {
            let levels = DepthLevels.amplitudes(of: image)
            for time in 0..<image.timeCount {
                let level = levels[time]
                for (place, window) in windows.enumerated() {
                    for trace in window {
                        found[place] = max(found[place], image.magnitude(time, trace) / level)
                    }
                }
            }
        }
        return found
    }
}
