internal import Foundation

/// A name in the form in which two spellings of one person or place are the same.
///
/// Compatibility decomposition (NFKD), full case folding, and only letters and digits kept: spaces,
/// points, accents, Arabic vowel signs and tatweel, and invisible characters make no other person. Cyrillic
/// and Greek letters that look like Latin ones count as those (after Unicode, UAX 15 and UTS 39).
public struct FoldedName: Sendable, Hashable {
    /// The folded text.
    public let text: String

    /// Folds `name`.
    public init(_ name: String) {
        var folded = name
        // Folding may open new decompositions; two rounds reach the fixed point of real names.
        for _ in 0..<2 {
            folded = Self.caseFolded(folded.decomposedStringWithCompatibilityMapping)
        }
        var kept = String.UnicodeScalarView()
        for scalar in folded.decomposedStringWithCompatibilityMapping.unicodeScalars
        where Self.isKept(scalar) {
            kept.append(Self.lookAlikes[scalar] ?? scalar)
        }
        text = String(kept)
    }

    /// Whether nothing is left of the name.
    public var isEmpty: Bool { text.isEmpty }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            !scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }

    /// Lower-case letters of other alphabets, and small capitals, that look like Latin ones.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(String, String)] = [
            ("\u{430}\u{3B1}\u{1D00}\u{251}", "a"), ("\u{432}\u{3B2}\u{299}", "b"),
            ("\u{441}\u{3F2}\u{1D04}", "c"), ("\u{501}\u{1D05}", "d"),
            ("\u{435}\u{3B5}\u{1D07}", "e"), ("\u{262}\u{261}", "g"),
            ("\u{43D}\u{3B7}\u{29C}\u{4BB}", "h"), ("\u{456}\u{3B9}\u{26A}\u{131}", "i"),
            ("\u{458}\u{1D0A}", "j"), ("\u{43A}\u{3BA}\u{1D0B}", "k"),
            ("\u{29F}\u{4CF}", "l"), ("\u{43C}\u{3BC}\u{1D0D}", "m"),
            ("\u{3BD}\u{274}\u{578}", "n"), ("\u{43E}\u{3BF}\u{1D0F}\u{585}", "o"),
            ("\u{440}\u{3C1}\u{1D18}", "p"), ("\u{280}", "r"), ("\u{455}\u{A731}", "s"),
            ("\u{442}\u{3C4}\u{1D1B}", "t"), ("\u{1D1C}\u{57D}", "u"), ("\u{1D20}", "v"),
            ("\u{51D}\u{1D21}", "w"), ("\u{445}\u{3C7}", "x"), ("\u{443}\u{3C5}\u{28F}", "y"),
            ("\u{3B6}\u{1D22}", "z"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (others, latin) in pairs {
            guard let target = latin.unicodeScalars.first else { continue }
            for scalar in others.unicodeScalars { table[scalar] = target }
        }
        return table
    }()

    private static func caseFolded(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            // Upper before lower: sharp s and final sigma have no lower-case partner otherwise.
            for upper in scalar.properties.uppercaseMapping.unicodeScalars {
                result += upper.properties.lowercaseMapping
            }
        }
        return result
    }
}
