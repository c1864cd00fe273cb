internal import Fingerprint
internal import LandRelease
internal import SurveyModel

/// The raw files a release rests on, looked at when it is decided.
enum RawFiles {
    /// Objections where the file of a sweep on `segment`, or of blank ground, is gone or was changed.
    static func objections(
        of segment: String, in record: SurveyRecord, survey: SurveyFolder
    ) -> [Objection] {
        let sweeps = record.sweeps.filter { $0.fact.segment == segment || $0.fact.isBlank }
        return sweeps.compactMap { sweep in
            let path = survey.path + "/" + sweep.fact.path
            guard let digest = try? Digest(ofFile: path) else {
                return objection(sweep, "is missing or cannot be read")
            }
            return digest == sweep.digest ? nil : objection(sweep, "was changed")
        }
    }

    private static func objection(_ sweep: SweepRecord, _ what: String) -> Objection {
        Objection(
            code: "raw-file", text: "the raw file of sweep \(sweep.label) \(what)",
            cure: "restore \(sweep.fact.path) from a copy")
    }
}
