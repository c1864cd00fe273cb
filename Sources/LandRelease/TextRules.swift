/// What a name or a note may contain.
///
/// Quotes, semicolons and signs of any script are fine: no text is ever pasted into SQL, a path or a
/// shell command. Control characters are not, because they hide or cut what a person reads.
enum TextRules {
    /// Objections to `text` as an id or a person's name.
    static func name(_ text: String, _ what: @autoclosure () -> String) -> [Objection] {
        guard !isPlainLine(text) else { return [] }
        let what = what()
        if FoldedName(text).isEmpty {
            return [objection("\(what) is empty", "give \(what)")]
        }
        if text.unicodeScalars.contains(where: {
            isControl($0) || turnsText($0) || $0.value == 0xFFFD
        }) {
            return [objection("\(what) holds a control character", "write it in one line of text")]
        }
        if text.utf8.count > 200 {
            return [objection("\(what) is longer than 200 bytes", "shorten it")]
        }
        return []
    }

    /// Whether `text` is short, in printable ASCII and has a letter or digit: nothing is wrong with most.
    private static func isPlainLine(_ text: String) -> Bool {
        var holdsSign = false
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte) else { return false }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                holdsSign = true
            default: break
            }
        }
        return holdsSign && text.utf8.count <= 200
    }

    /// Objections to `text` as an id: a name without white space at its ends.
    static func identifier(_ text: String, _ what: @autoclosure () -> String) -> [Objection] {
        let what = what()
        let found = name(text, what)
        guard found.isEmpty else { return found }
        let isPadded = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        return isPadded
            ? [objection("\(what) begins or ends with a space", "take the space away")] : []
    }

    /// Objections to `text` as a note, which may have several lines.
    static func note(
        _ text: String, _ what: @autoclosure () -> String, isRequired: Bool = false
    ) -> [Objection] {
        guard !isPlainLine(text) else { return [] }
        let what = what()
        let forbidden = text.unicodeScalars.contains {
            isControl($0) && $0 != "\n" && $0 != "\t"
        }
        if forbidden {
            return [objection("\(what) holds a control character", "write it as plain text")]
        }
        if text.utf8.count > 10_000 {
            return [objection("\(what) is longer than 10000 bytes", "shorten it")]
        }
        if isRequired && FoldedName(text).isEmpty {
            return [objection("\(what) is empty", "give \(what)")]
        }
        return []
    }

    /// Objections to `path` as a place below the survey folder.
    static func relativePath(_ path: String) -> [Objection] {
        let found = name(path.isEmpty ? "" : String(path.prefix(200)), "the file path")
        guard found.isEmpty else { return found }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isInside =
            !path.hasPrefix("/") && !parts.contains("..") && !parts.contains("")
            && path.utf8.count <= 4096 && !path.unicodeScalars.contains(where: isControl)
        return isInside
            ? []
            : [objection("the file path leads out of the survey folder", "give a path below it")]
    }

    /// `text` made fit to stand in a sentence: short, and without control characters.
    static func quoted(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(80) {
            shown += isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return "\"" + shown + (text.unicodeScalars.count > 80 ? "..." : "") + "\""
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Characters that turn the direction of what stands beside them on the screen.
    private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func objection(_ text: String, _ cure: String) -> Objection {
        Objection(code: "text", text: text, cure: cure)
    }
}
