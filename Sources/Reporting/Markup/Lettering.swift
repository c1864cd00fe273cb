/// How much room letters take in a drawing.
///
/// A drawing cannot ask the browser; widths are estimated from the widest of the usual system fonts.
enum Lettering {
    /// Size of all text (units of the drawing), chosen so that a drawing 560 wide has letters of
    /// 9 pixels where 336 pixels are left for it on a phone.
    static let size = 15.0
    /// From one line of text to the next.
    static let leading = 20.0

    /// Width of `text` (units).
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + share(of: $1) } * size
    }

    /// Width of a letter in parts of the size.
    private static func share(of letter: Unicode.Scalar) -> Double {
        switch letter {
        case " ", ".", ",", ":", ";", "'", "|", "!", "i", "j", "l", "I": 0.34
        case "f", "r", "t", "(", ")", "-", "/", "[", "]": 0.42
        case "m", "w", "M", "W", "%", "@": 0.98
        case "A"..."Z": 0.7
        default: isWide(letter) ? 1 : 0.64
        }
    }

    /// `text` broken at spaces so that no line is wider than `width`, where the words allow it.
    static func lines(of text: String, width: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            if let last = lines.last, Self.width(of: last + " " + word) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(shortened(String(word), width: width))
            }
        }
        return lines
    }

    /// `text`, with its end replaced by an ellipsis where it is wider than `width`.
    static func shortened(_ text: String, width: Double) -> String {
        guard self.width(of: text) > width else { return text }
        var result = text
        while !result.isEmpty, self.width(of: result + "…") > width { result.removeLast() }
        return result + "…"
    }

    /// Whether the letter is one of East Asia, or a symbol as wide as one.
    private static func isWide(_ letter: Unicode.Scalar) -> Bool {
        (0x1100..<0x1200).contains(letter.value) || letter.value >= 0x2E80
    }

    /// A text element at (`x`, `y`), its base line at `y`.
    static func element(
        _ text: String, x: Double, y: Double, anchor: String = "start", fill: String = Ink.text
    ) -> Element {
        Element(
            "text",
            [
                "x": .number(x), "y": .number(y), "text-anchor": .text(anchor), "fill": .text(fill),
            ], text: text)
    }
}
