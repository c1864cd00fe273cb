internal import LandRelease
internal import SurveyModel

extension Track {
    /// When its newest fix with a date was taken (UTC, to the second below); a time of day alone tells no day.
    var newestFixAt: String? {
        placedFixes.compactMap { fix -> String? in
            guard let utc = fix.utc, utc.utf8.count >= 20, utc.hasSuffix("Z") else { return nil }
            let second = utc.prefix(19) + "Z"
            return ISOTime.isTimestamp(String(second)) ? String(second) : nil
        }.max()
    }
}
