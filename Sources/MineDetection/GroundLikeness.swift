/// How the ground searched compares with the blank ground its alarm rate was fitted to, judged by the
/// ordinary run of its maxima: objects make a few strong ones, other soil moves all of them.
public struct GroundLikeness: Sendable, Equatable {
    /// Where the lower quartile of the maxima searched stands among those of blank ground (0 to 1; 0.25 on
    /// the same ground, somewhat more where part of the maxima are objects).
    public let lowerQuartile: Double
    /// Where their upper quartile stands (0.75 on the same ground; objects only raise it).
    public let upperQuartile: Double

    /// Fewest maxima that tell anything of the ground.
    static let fewestMaxima = 20
    /// Beyond this the lower quartile is livelier than blank ground: with a quarter of all maxima objects
    /// it stands at 0.33, and by chance 0.05 higher or lower in one lane of 12 m.
    static let livelier = 0.55
    /// Below this the upper quartile is quieter.
    static let quieter = 0.40

    /// Compares `searched` with `blank`, both imaging scores, `blank` ascending; `nil` where either is too
    /// few.
    init?(searched: [Double], blank: [Double]) {
        let sorted = searched.filter(\.isFinite).sorted()
        guard sorted.count >= Self.fewestMaxima, blank.count >= Self.fewestMaxima else {
            return nil
        }
        func place(_ share: Double) -> Double {
            let value = sorted[Int(share * Double(sorted.count - 1))]
            return Double(blank.count { $0 < value }) / Double(blank.count)
        }
        lowerQuartile = place(0.25)
        upperQuartile = place(0.75)
    }

    /// What became of the ground.
    public enum Verdict: String, Sendable {
        /// The blank ground speaks for it.
        case like
        /// It gives more false alarms than the blank ground promises.
        case livelier
        /// The threshold stands higher than this ground needs.
        case quieter
    }

    /// The verdict.
    public var verdict: Verdict {
        if lowerQuartile > Self.livelier { return .livelier }
        return upperQuartile < Self.quieter ? .quieter : .like
    }

    /// The verdict as a warning; `nil` where the ground is alike.
    public var objection: String? {
        switch verdict {
        case .like: nil
        case .livelier:
            "this ground is unlike the blank ground: three quarters of its maxima exceed what "
                + "\(percent(lowerQuartile)) % of the blank ground's stay below. More false alarms will "
                + "come than asked for, and no probability is given; register blank ground of this soil"
        case .quieter:
            "this ground is quieter than the blank ground: three quarters of its maxima stay below what "
                + "\(percent(1 - upperQuartile)) % of the blank ground's exceed. The threshold stands "
                + "higher than it need and faint mines may lie below it; register blank ground of this soil"
        }
    }

    private func percent(_ share: Double) -> Int { Int((100 * share).rounded()) }
}
