internal import SurveyModel

extension TrackFix.Place {
    /// A place on the globe; `nil` where a figure is none, is beyond the globe, or both are exactly
    /// 0, which receivers and loggers write for "no position".
    static func checked(
        latitude: Double?, longitude: Double?, elevationMetres: Double? = nil
    ) -> TrackFix.Place? {
        guard let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180,
            latitude != 0 || longitude != 0
        else { return nil }
        // No place on dry land lies deeper, none that a radar reaches lies higher.
        let elevation = elevationMetres.flatMap { (-12_000...60_000).contains($0) ? $0 : nil }
        return TrackFix.Place(
            latitude: latitude, longitude: longitude, elevationMetres: elevation)
    }
}

extension TrackFix {
    /// Error within which the place lies in 95 of 100 cases (m).
    ///
    /// The receiver's own figure goes first; else a nominal one by kind of fix: 0.05 m for RTK with
    /// whole cycles known, 0.5 m with cycles estimated, 2 m with corrections, 10 m for one receiver
    /// alone and for all that is not told. The nominal figures grow with the dilution of precision
    /// where that is above 1.
    package var error95Metres: Double {
        if let told = errorMetres, told.isFinite, told > 0 { return told }
        let nominal =
            switch quality {
            case .rtkFixed: 0.05
            case .rtkFloat: 0.5
            case .differential, .precise: 2.0
            default: 10.0
            }
        guard let dilution = horizontalDilution, dilution.isFinite else { return nominal }
        return nominal * Swift.min(Swift.max(dilution, 1), 100)
    }
}
