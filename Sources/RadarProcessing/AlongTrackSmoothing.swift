internal import Foundation
internal import SignalKit
public import SurveyModel

/// Adds neighbouring traces in phase with a Hann weight: the top of a buried object's echo is flat
/// over about its Fresnel zone, recorder noise and fine clutter are not.
///
/// Reach: half the length; mirrored ends.
public struct AlongTrackSmoothing: Sendable, Hashable {
    /// Length of the weight between its zeros (m).
    public var lengthMetres: Double

    /// A weight of `lengthMetres`.
    public init(lengthMetres: Double = 0.16) { self.lengthMetres = lengthMetres }

    /// Changes `radargram` in place.
    public func apply(to radargram: inout Radargram) {
        guard let step = radargram.traceSpacingMetres, step > 0 else { return }
        let reach = (lengthMetres / step / 2 - 1e-9).rounded(.down)
        let half = Int(min(reach, Double(radargram.traceCount)))
        guard half > 0 else { return }
        let raw = (-half...half).map { offset -> Float in
            Float(0.5 + 0.5 * cos(2 * Double.pi * Double(offset) * step / lengthMetres))
        }
        let sum = raw.reduce(0, +)
        let weights = raw.map { $0 / sum }
        radargram.transformColumns { column, _ in
            let count = column.count
            let source = (-half..<count + half).map { column[mirrored($0, count)] }
            for t in column.indices {
                var value: Float = 0
                for (k, weight) in weights.enumerated() { value += weight * source[t + k] }
                column[t] = value
            }
        }
    }
}
