/// A language of maps.
public enum MapLanguage: String, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Arabic.
    case arabic = "ar"
}

/// A text in the languages of maps.
public struct MapText: Sendable, Hashable {
    /// English.
    public var english: String
    /// Arabic.
    public var arabic: String

    /// A text in both languages.
    public init(_ english: String, _ arabic: String) {
        self.english = english
        self.arabic = arabic
    }

    /// The text in a language.
    public func text(in language: MapLanguage) -> String {
        switch language {
        case .english: english
        case .arabic: arabic
        }
    }
}
