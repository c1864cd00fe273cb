public import FileAccess
public import SurveyModel

/// What can be wrong with a zip file.
public enum ArchiveError: ExplainedError, Equatable {
    /// The file cannot be used.
    case file(FileError)
    /// It is no zip file, or its directory is damaged.
    case notAnArchive(path: String, reason: String)
    /// One member cannot be read.
    case damagedMember(path: String, member: String, reason: String)
    /// A member that is needed is not there.
    case missingMember(path: String, member: String)
    /// A member is larger than what it should be.
    case tooLarge(path: String, member: String, bytes: Int)
    /// It could not be written.
    case unwritable(path: String, reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .notAnArchive(let path, let reason): "\(path): this is no sound zip file (\(reason))"
        case .damagedMember(let path, let member, let reason):
            "\(path): its member \(member) is damaged (\(reason))"
        case .missingMember(let path, let member): "\(path): its member \(member) is missing"
        case .tooLarge(let path, let member, let bytes):
            "\(path): its member \(member) has \(bytes) bytes, more than such a file may have"
        case .unwritable(let path, let reason): "\(path): cannot be written (\(reason))"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .file(let error): error.hint
        case .notAnArchive, .damagedMember, .missingMember, .tooLarge:
            "get the file again from where it was made"
        case .unwritable: "check the folder, its permissions and the free space"
        }
    }
}
