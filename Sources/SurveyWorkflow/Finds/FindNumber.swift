internal import Fingerprint
internal import LandRelease
internal import SurveyModel

extension FindRecorded {
    /// The same find with an id that follows from everything said of it: the same words twice give the same
    /// id, so that a find told twice is told from two finds.
    var numbered: FindRecorded {
        var find = self
        find.id = ""
        let digest = (try? CanonicalJSON.digest(of: find))?.hexadecimal ?? ""
        find.id = "F-" + digest.prefix(10)
        return find
    }
}
