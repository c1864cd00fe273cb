internal import Foundation

/// A name in the form in which two spellings of one person or place are the same.
///
/// Compatibility composition (NFKC), full case folding, default-ignorable characters left out,
/// white space trimmed and inner runs of it made one space (after Unicode, UAX 15 and UTS 46).
public struct FoldedName: Sendable, Hashable {
    /// The folded text.
    public let text: String

    /// Folds `name`.
    public init(_ name: String) {
        var folded = name
        // Folding may open new compositions; two rounds reach the fixed point of real names.
        for _ in 0..<2 {
            folded = Self.caseFolded(folded.precomposedStringWithCompatibilityMapping)
        }
        let words = folded.precomposedStringWithCompatibilityMapping
            .split(whereSeparator: \.isWhitespace)
        text = words.joined(separator: " ")
    }

    /// Whether nothing is left of the name.
    public var isEmpty: Bool { text.isEmpty }

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
