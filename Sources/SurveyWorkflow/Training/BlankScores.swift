internal import MineDetection

/// What a discriminator makes of blank lanes, which it never learns from.
struct BlankScores {
    private let scores: [Double]
    private let areaSquareMetres: Double

    init(
        _ collection: EchoCollection, judge: Discriminator, suppressionRadiusMetres radius: Double
    ) {
        let search = CandidateSearch(discriminator: judge, radiusMetres: radius)
        let blank = collection.lanes.indices.filter { collection.lanes[$0].use == .blank }
        scores = blank.flatMap {
            search.candidates(from: collection.echoes(of: $0)).map(\.score)
        }.sorted(by: >)
        areaSquareMetres = blank.reduce(0) { $0 + collection.lanes[$1].sweptSquareMetres }
    }

    /// The score they reach `rate` times per m2; `nil` where they are too few.
    func score(atGroundRate rate: Double) -> Double? {
        let rank = Int((rate * areaSquareMetres).rounded())
        return rank >= 1 && rank <= scores.count ? scores[rank - 1] : nil
    }
}
