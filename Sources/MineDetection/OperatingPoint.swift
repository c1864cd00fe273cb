internal import Foundation

/// Where the detector draws the line between candidate and alarm, in both lists.
public struct OperatingPoint: Sendable {
    /// Requested ground rate (1/m2).
    public let groundRatePerSquareMetre: Double
    /// Score from which a candidate is an alarm.
    public let threshold: Double
    /// Imaging score from which a candidate is an alarm of the plain imaging list.
    public let imagingThreshold: Double
    /// Score and imaging score from which a maximum is written as a candidate: either is enough.
    public let candidateThreshold, imagingCandidateThreshold: Double
    /// The blank ground the rate rests on; `nil` where the rate is only nominal.
    public let blank: BlankEvidence?
    /// How the ground searched compares with it; `nil` where nothing can be told.
    public let likeness: GroundLikeness?
    /// Who gave the scores; `nil` where they are imaging scores.
    public let judge: Discriminator?

    /// The point at `groundRate` on `blank`, or the nominal one where there is none, for ground with the
    /// maxima `searched`.
    ///
    /// A candidate is written up to `candidateRate`, or up to `groundRate` where that is higher.
    public init(
        groundRate: Double, blank: BlankEvidence?, judge: Discriminator?, candidateRate: Double,
        searched: [Candidate]
    ) {
        groundRatePerSquareMetre = groundRate
        self.blank = blank
        self.judge = judge
        likeness = blank?.likeness(of: searched)
        let lowest = max(candidateRate, groundRate)
        let nominal = judge?.nominalTail ?? .imaging
        func score(_ rate: Double) -> Double {
            blank?.tail.score(atGroundRate: rate) ?? nominal.score(atGroundRate: rate)
        }
        func imaging(_ rate: Double) -> Double {
            blank?.imagingTail.score(atGroundRate: rate)
                ?? NominalTail.imaging.score(atGroundRate: rate)
        }
        threshold = score(groundRate)
        candidateThreshold = score(lowest)
        imagingThreshold = imaging(groundRate)
        imagingCandidateThreshold = imaging(lowest)
    }

    /// Whether the rate is supported by blank ground of the same radar.
    public var isVerified: Bool { blank != nil }

    /// Whether nothing speaks against that blank ground standing for the ground searched.
    public var isGroundAlike: Bool { (likeness?.verdict ?? .like) == .like }

    /// Whether probabilities may be given: the scores are a calibrated judge's, the blank ground is like
    /// that of the calibration and the ground searched is like the blank ground.
    public var calibration: ScoreCalibration? {
        guard let calibration = judge?.calibration, let blank, blank.agrees(with: calibration),
            isGroundAlike
        else { return nil }
        return calibration
    }
}

/// The law used to place a threshold where no blank ground was given: an exponential tail through the
/// scores that blank ground reached at 0.2 and 5 maxima per m2.
///
/// On other ground it is a starting point, not a rate: what it promises is never stated.
public struct NominalTail: Sendable, Hashable, Codable {
    /// Score at 0.2 maxima per m2.
    public var scoreAtFifth: Double
    /// Score at 5 maxima per m2.
    public var scoreAtFive: Double

    /// A tail through two scores.
    public init(scoreAtFifth: Double, scoreAtFive: Double) {
        self.scoreAtFifth = scoreAtFifth
        self.scoreAtFive = scoreAtFive
    }

    /// That of the plain imaging score on the six blank simulated lanes (36 m2, 2-D FDTD, dry and damp sand).
    public static let imaging = NominalTail(scoreAtFifth: 2.72, scoreAtFive: 2.06)

    /// How far a threshold fitted on registered blank ground may lie above the nominal one before that ground
    /// is no longer believed to be blank: what lies between 0.2 and 5 maxima per m2, half as much again.
    public var blankGroundMargin: Double { 1.5 * (scoreAtFifth - scoreAtFive) }

    /// The score blank ground reaches at `rate` (1/m2) under the nominal law.
    public func score(atGroundRate rate: Double) -> Double {
        let perDecade = (scoreAtFifth - scoreAtFive) / log10(5 / 0.2)
        return scoreAtFifth - perDecade * log10(rate / 0.2)
    }
}
