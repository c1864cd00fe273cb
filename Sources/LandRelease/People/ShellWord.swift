/// A text as one word of a command that a person may copy into a shell.
enum ShellWord {
    /// `text` in single quotes; `NAME` where it is long or holds what hides in a line.
    static func quoted(_ text: String) -> String {
        guard TextRules.name(text, "").isEmpty, text.unicodeScalars.count <= 80 else {
            return "NAME"
        }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}
