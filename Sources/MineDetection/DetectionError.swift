public import SurveyModel

/// What keeps the detector from stating something.
public enum DetectionError: ExplainedError, Equatable {
    /// Too little blank ground for a tail fit.
    case tooFewBlankMaxima(found: Int, needed: Int, areaSquareMetres: Double)
    /// The search window lies outside the recorded time.
    case windowTooShort(windowNanoseconds: Double, surfaceNanoseconds: Double)
    /// Sections that are constant, empty or not finite have no clutter to weigh an echo against.
    case nothingToWhiten

    /// One sentence.
    public var description: String {
        switch self {
        case .tooFewBlankMaxima(let found, let needed, let area):
            "the blank ground (\(rounded(area)) m2) holds \(found) maxima, at least \(needed) are "
                + "needed before a false-alarm rate can be stated"
        case .windowTooShort(let window, let surface):
            "the recorded window of \(rounded(window)) ns ends too soon after the ground surface "
                + "(\(rounded(surface)) ns) to search any depth"
        case .nothingToWhiten:
            "the sections hold no finite signal that varies, so that no echo can be weighed against it"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .tooFewBlankMaxima: "give more blank ground of the same instrument and soil"
        case .windowTooShort, .nothingToWhiten: nil
        }
    }
}

private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
