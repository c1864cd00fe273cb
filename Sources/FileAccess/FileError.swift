public import SurveyModel

/// What a disk can do to us.
public enum FileError: ExplainedError, Equatable {
    /// There is nothing at this path.
    case missing(path: String)
    /// A folder stands where a file is meant.
    case isDirectory(path: String)
    /// A pipe, socket or device stands where a file is meant.
    case notRegular(path: String)
    /// The system refused to open or read it.
    case unreadable(path: String, reason: String)
    /// The file ended before the bytes it had when it was opened.
    case shrank(path: String, expectedBytes: Int, atByte: Int)
    /// The system refused to write it.
    case unwritable(path: String, reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file"
        case .isDirectory(let path): "\(path): this is a folder, a file is needed"
        case .notRegular(let path): "\(path): this is a pipe or device, an ordinary file is needed"
        case .unreadable(let path, let reason): "\(path): cannot be read (\(reason))"
        case .shrank(let path, let expected, let at):
            "\(path): the file became shorter while it was read (\(expected) bytes expected, "
                + "it ends before byte \(at))"
        case .unwritable(let path, let reason): "\(path): cannot be written (\(reason))"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .missing: "check the name and the folder"
        case .isDirectory, .notRegular: nil
        case .unreadable: "check the permissions of the file"
        case .shrank: "wait until the copy is complete, then run again"
        case .unwritable: "check the folder, its permissions and the free space"
        }
    }
}
