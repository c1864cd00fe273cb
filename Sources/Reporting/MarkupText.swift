/// Text made safe for HTML and SVG.
public enum MarkupText: Sendable {
    /// `text` with the letters replaced that mean something in markup.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for letter in text {
            switch letter {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(letter)
            }
        }
        return result
    }
}
