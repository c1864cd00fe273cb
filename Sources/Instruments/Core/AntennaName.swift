internal import FileAccess

/// The centre frequency an antenna's name tells.
enum AntennaName: Sendable {
    /// MHz where the name begins with a number and a word that makes it one, as "500_shielded" and
    /// "1.6 GHz", or with "GX" and a number; `nil` where that is not sure.
    static func centreFrequencyMHz(_ name: String?) -> Double? {
        guard let name else { return nil }
        var text = name.lowercased()[...]
        let isSeries = text.hasPrefix("gx")
        if isSeries { text = text.dropFirst(2) }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard let number = TextNumber.parse(digits, decimalComma: true) else { return nil }
        let rest = text.dropFirst(digits.count).drop { $0 == " " || $0 == "_" || $0 == "-" }
        let words = ["mhz", "shielded", "unshielded", "sh", "rta"]
        let scale: Double
        if rest.hasPrefix("ghz") {
            scale = 1000
        } else if isSeries || rest.isEmpty || words.contains(where: { isWord($0, of: rest) }) {
            scale = 1
        } else {
            return nil
        }
        let frequency = number * scale
        return (10...10_000).contains(frequency) ? frequency : nil
    }

    private static func isWord(_ word: String, of text: Substring) -> Bool {
        guard text.hasPrefix(word) else { return false }
        return text.dropFirst(word.count).first?.isLetter != true
    }
}
