internal import FileAccess
internal import Fingerprint
internal import LandRelease
internal import SurveyModel

/// The raw files of a sweep on their way into a survey, and those a release rests on.
struct RawFiles {
    /// Where the files are now.
    let sources: [String]
    /// Where each is kept, with its digest; the one with the samples first.
    let targets: [RawCompanion]

    /// Plans where the files of one sweep are kept: one file under its own name, several in a folder
    /// of their own, so that they still find each other.
    static func stored(
        _ files: [String], date: String, digest: Digest, survey: SurveyFolder
    ) throws -> RawFiles {
        guard files.count > 1, let first = files.first else {
            let file = files.first ?? ""
            let path = try singlePath(of: file, date: date, digest: digest, survey: survey)
            return RawFiles(
                sources: files, targets: [RawCompanion(path: path, digest: digest)])
        }
        let folder = "sweeps/\(date)/\(digest.short)-\(SweepRegistration.name(of: first))"
        return RawFiles(
            sources: files,
            targets: try files.map { file in
                RawCompanion(
                    path: "\(folder)/\(Folder.name(of: file))", digest: try Digest(ofFile: file))
            })
    }

    private static func singlePath(
        of file: String, date: String, digest: Digest, survey: SurveyFolder
    ) throws -> String {
        let wanted = "sweeps/\(date)/\(Folder.name(of: file))"
        let full = survey.path + "/" + wanted
        guard Folder.exists(full) else { return wanted }
        if try Digest(ofFile: full) == digest { return wanted }
        return "sweeps/\(date)/\(digest.short)-\(Folder.name(of: file))"
    }

    /// Copies them, read-only.
    ///
    /// - Throws: where a copy differs from its source.
    func copy(into survey: SurveyFolder) throws {
        for (source, target) in zip(sources, targets) {
            let full = survey.path + "/" + target.path
            try Folder.create(Folder.parent(of: full))
            if !Folder.exists(full) { try Folder.copy(source, to: full) }
            guard try Digest(ofFile: full) == target.digest else {
                throw WorkflowError.impossible(
                    reason: "\(full): the copy differs from \(source)", hint: "check the disk")
            }
            try Folder.makeReadOnly(full)
            try? FileLedger.note(target.path, target.digest, inSurvey: survey.path)
        }
    }

    /// Objections where the file of a sweep on `segment`, or of blank ground, is gone or was changed.
    static func objections(
        of segment: String, in record: SurveyRecord, survey: SurveyFolder
    ) -> [Objection] {
        let sweeps = record.sweeps(of: segment) + record.sweeps.filter(\.fact.isBlank)
        return sweeps.flatMap { sweep in
            sweep.fact.rawFiles.compactMap { file -> Objection? in
                guard let digest = try? Digest(ofFile: survey.path + "/" + file.path) else {
                    return objection(sweep, file.path, "is missing or cannot be read")
                }
                return digest == file.digest ? nil : objection(sweep, file.path, "was changed")
            }
        }
    }

    private static func objection(
        _ sweep: SweepRecord, _ path: String, _ what: String
    ) -> Objection {
        Objection(
            code: "raw-file", text: "the raw file of sweep \(sweep.label) \(what)",
            cure: "restore \(path) from a copy")
    }
}
