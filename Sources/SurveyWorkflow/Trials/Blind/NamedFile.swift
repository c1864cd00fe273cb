internal import FileAccess

/// A file with the name it goes by in a trial.
public struct NamedFile: Sendable, Hashable {
    /// The name: of a lane, or the file's own.
    public var name: String
    /// Where it is.
    public var path: String

    /// The file at `path`, called `name`.
    public init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// Reads `NAME=FILE`, or `FILE` alone, which goes by its name without ending and without the
    /// `_truth` or `_alarms` before it.
    public init(lane text: String) {
        self.init(text) { name in
            let ending = Folder.fileExtension(of: name)
            var stem = ending.isEmpty ? name[...] : name.dropLast(ending.count + 1)
            for word in ["_truth", "_alarms"] where stem.hasSuffix(word) && stem.count > word.count
            {
                stem = stem.dropLast(word.count)
            }
            return String(stem)
        }
    }

    /// Reads `NAME=FILE`, or `FILE` alone, which goes by its whole name.
    public init(file text: String) { self.init(text) { $0 } }

    private init(_ text: String, ownName: (String) -> String) {
        // A file may have an equals sign in its own name.
        if let equals = text.firstIndex(of: "="), !text[..<equals].contains("/"),
            !Folder.exists(text)
        {
            name = String(text[..<equals])
            path = String(text[text.index(after: equals)...])
        } else {
            name = ownName(Folder.name(of: text))
            path = text
        }
    }
}
