public import FileAccess
public import SurveyModel

/// Why the record could not be read, or would not take something in.
public enum LandReleaseError: ExplainedError, Equatable {
    /// The file itself cannot be used.
    case file(FileError)
    /// There is a registry, or something else, at this path already.
    case alreadyExists(path: String)
    /// What stands there is not a ClearRoad registry.
    case notARegistry(path: String, reason: String)
    /// A newer program made it.
    case newerVersion(path: String, found: Int, supported: Int)
    /// It may be read but not written.
    case readOnly(path: String)
    /// Another program holds it.
    case busy(path: String)
    /// No space is left.
    case diskFull(path: String)
    /// The database file is damaged.
    case damaged(path: String, reason: String)
    /// Any other failure of the database.
    case storage(path: String, code: Int, reason: String)
    /// The chain of events does not hold.
    case chainBroken(path: String, findings: [String])
    /// Tables or triggers are not as this program makes them.
    case schemaChanged(path: String, findings: [String])
    /// The rules of land release forbid it.
    case refused([Objection])
    /// A value cannot be written, such as a number that is not finite.
    case unencodable(reason: String)
    /// Evidence of that digest is there with other content.
    case evidenceDiffers(path: String)
    /// The file was copied from another machine, or out of a backup, and may not go on as its installation.
    case notOfThisMachine(path: String)
    /// What is to be merged does not hold by itself or with what is here.
    case bundleBroken(findings: [String])
    /// What is to be merged is of another survey.
    case otherSurvey(path: String)
    /// Two machines went on as one installation: the same numbers, other events.
    case forked(events: [String])
    /// What is to be merged starts after events that are not here.
    case bundleMisses(heads: [String])

    /// One sentence.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .alreadyExists(let path): "\(path): there is a file already, it is not overwritten"
        case .notARegistry(let path, let reason):
            "\(path): this is not a ClearRoad registry (\(reason))"
        case .newerVersion(let path, let found, let supported):
            "\(path): the registry has schema version \(found), made by a newer ClearRoad; this one "
                + "reads up to version \(supported)"
        case .readOnly(let path): "\(path): the registry cannot be written, nothing was recorded"
        case .busy(let path): "\(path): another program is writing to the registry"
        case .diskFull(let path): "\(path): the disk is full, nothing was recorded"
        case .damaged(let path, let reason): "\(path): the database file is damaged (\(reason))"
        case .storage(let path, let code, let reason):
            "\(path): the database answered with error \(code) (\(reason))"
        case .chainBroken(let path, let findings):
            "\(path): the chain of events does not hold: \(Self.joined(findings))"
        case .schemaChanged(let path, let findings):
            "\(path): tables or triggers were changed: \(Self.joined(findings))"
        case .refused(let objections): Self.joined(objections.map(\.text))
        case .unencodable(let reason): "this cannot be recorded (\(reason))"
        case .evidenceDiffers(let path):
            "\(path): the stored evidence does not match the digest in its name"
        case .notOfThisMachine(let path):
            "\(path): this registry comes from another machine or out of a backup; two machines "
                + "must not go on as one installation"
        case .bundleBroken(let findings):
            "the bundle does not hold, nothing was merged: \(Self.joined(findings))"
        case .otherSurvey(let path):
            "\(path): the bundle is of another survey, nothing was merged"
        case .forked(let events):
            "two machines went on as one installation, nothing was merged: "
                + Self.joined(events.map { "event \($0) differs" })
        case .bundleMisses(let heads):
            "the bundle starts after events that are not here, nothing was merged: "
                + Self.joined(heads)
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .file(let error): error.hint
        case .alreadyExists: "choose another folder, or open the survey that is there"
        case .notARegistry: "check that the folder is a survey folder"
        case .newerVersion: "update ClearRoad on this machine"
        case .readOnly: "check the permissions of the file and of its folder"
        case .busy: "wait until it is done, then run again"
        case .diskFull: "free some space, then run again"
        case .damaged, .chainBroken: "run verify and work from the last good copy"
        case .schemaChanged: "run verify, then registry rebuild"
        case .refused(let objections): objections.first?.cure
        case .storage, .unencodable: nil
        case .evidenceDiffers: "run verify and restore the file from a copy"
        case .notOfThisMachine: "`clearroad survey adopt DIR` goes on as an installation of its own"
        case .bundleBroken: "make the bundle again; it was damaged or changed on the way"
        case .otherSurvey: "check the name of the file"
        case .forked:
            "keep one of the two; what the other recorded since has to be recorded again here"
        case .bundleMisses: "merge the earlier bundle first, or make one without --since"
        }
    }

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: "; ") }
}
