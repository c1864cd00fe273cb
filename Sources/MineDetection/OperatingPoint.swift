internal import Foundation

/// Where the detector draws the line between candidate and alarm.
public struct OperatingPoint: Sendable, Equatable {
    /// Requested ground rate (1/m2).
    public let groundRatePerSquareMetre: Double
    /// Score from which a candidate is an alarm.
    public let threshold: Double
    /// Score from which a maximum is written as a candidate.
    public let candidateThreshold: Double
    /// The fit the rate rests on; `nil` where the rate is only nominal.
    public let tail: TailFit?

    /// The point at `groundRate` on `tail`, or the nominal one where there is no fit.
    ///
    /// A candidate is written up to `candidateRate`, or up to `groundRate` where that is higher.
    public init(groundRate: Double, tail: TailFit?, candidateRate: Double) {
        groundRatePerSquareMetre = groundRate
        self.tail = tail
        let lowest = max(candidateRate, groundRate)
        if let tail {
            threshold = tail.score(atGroundRate: groundRate)
            candidateThreshold = tail.score(atGroundRate: lowest)
        } else {
            threshold = NominalTail.score(atGroundRate: groundRate)
            candidateThreshold = NominalTail.score(atGroundRate: lowest)
        }
    }

    /// Whether the rate is supported by blank ground.
    public var isVerified: Bool { tail != nil }
}

/// The law used to place a threshold where no blank ground was given: an exponential tail through
/// the scores that the six blank simulated lanes (36 m2, 2-D FDTD, dry and damp sand) reach at 0.2
/// and 5 maxima per m2.
///
/// On other ground it is a starting point, not a rate: what it promises is never stated.
public enum NominalTail: Sendable {
    /// How far a threshold fitted on registered blank ground may lie above the nominal one before that
    /// ground is no longer believed to be blank: a factor e in energy.
    public static let blankGroundMargin = 1.0

    /// Score at 0.2 maxima per m2.
    static let scoreAtFifth = 2.55
    /// Score at 5 maxima per m2.
    static let scoreAtFive = 1.93

    /// The score blank ground reaches at `rate` (1/m2) under the nominal law.
    public static func score(atGroundRate rate: Double) -> Double {
        let perDecade = (scoreAtFifth - scoreAtFive) / log10(5 / 0.2)
        return scoreAtFifth - perDecade * log10(rate / 0.2)
    }
}
