internal import FileAccess
internal import SurveyModel

/// What a file must be before it is sealed or registered.
enum TrialFileCheck {
    /// The bytes of a truth.
    static func truth(_ file: NamedFile) throws(WorkflowError) -> [UInt8] { try read(file.path) }

    /// The bytes of a list of alarms.
    static func alarms(_ file: NamedFile) throws(WorkflowError) -> [UInt8] { try read(file.path) }

    /// The bytes of any other file.
    static func other(_ path: String) throws(WorkflowError) -> [UInt8] { try read(path) }

    private static func read(_ path: String) throws(WorkflowError) -> [UInt8] {
        let bytes = try BlindTrialFolder.bytes(of: path)
        guard !bytes.isEmpty else {
            throw .impossible(
                reason: "\(path): the file is empty", hint: "a list without rows has its header")
        }
        let isTable = Folder.fileExtension(of: path) == "csv"
        if isTable, bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil {
            throw .impossible(
                reason: "\(path): the text is not UTF-8", hint: "save the table as CSV in UTF-8")
        }
        return bytes
    }
}
