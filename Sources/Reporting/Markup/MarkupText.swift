/// Text made safe for HTML and SVG.
public enum MarkupText: Sendable {
    /// `text` with the letters replaced that mean something in markup.
    ///
    /// Letters are taken as Unicode scalars, so that a quote with an accent upon it is still a
    /// quote to a browser and still replaced. Control letters that XML forbids become U+FFFD.
    public static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for letter in text.unicodeScalars {
            switch letter {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            default: result.append(isForbidden(letter) ? "\u{FFFD}" : letter)
            }
        }
        return String(result)
    }

    private static func isForbidden(_ letter: Unicode.Scalar) -> Bool {
        switch letter.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
