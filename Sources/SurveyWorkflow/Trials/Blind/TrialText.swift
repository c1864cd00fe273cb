internal import SurveyModel

/// What names and sentences in the files of a trial may contain.
enum TrialText {
    /// Refuses `text` as a name: it becomes part of file names and stands in lists people read.
    static func checkName(_ text: String, _ what: String) throws(WorkflowError) {
        guard !isName(text) else { return }
        throw .impossible(
            reason: "\(shown(text)) cannot be \(what)",
            hint: "use up to 100 letters, digits, `_`, `-`, `.` and blanks, a letter or digit first"
        )
    }

    /// Whether `text` may be a name.
    static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber, text.last != " " else {
            return false
        }
        return text.utf8.count <= 100
            && text.allSatisfy { $0.isLetter || $0.isNumber || "_-. +()".contains($0) }
    }

    /// Whether `text` may be the ending of a file's name.
    static func isEnding(_ text: String) -> Bool {
        (1...8).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }

    /// Refuses `text` as something a person says, such as a name or a reason.
    static func checkWords(
        _ text: String, _ what: String, mostBytes: Int = 200
    ) throws(WorkflowError) {
        if !text.contains(where: { !$0.isWhitespace }) {
            throw .impossible(reason: "\(what) is empty", hint: nil)
        }
        if text.utf8.count > mostBytes {
            throw .impossible(reason: "\(what) is longer than \(mostBytes) bytes", hint: nil)
        }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        if !isPlain {
            throw .impossible(
                reason: "\(what) holds a control character", hint: "write it in one line of text")
        }
    }

    private static func shown(_ text: String) -> String { "`\(text.prefix(60))`" }
}
