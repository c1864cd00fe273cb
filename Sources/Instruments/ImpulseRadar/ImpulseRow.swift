internal import FileAccess

/// The files of one line of an array, one pair per channel: `name_A01.iprb`, `name_A02.iprb` ...
struct ImpulseRow {
    struct Member {
        /// Number of the channel, from the name.
        var number: Int
        /// Path of its header, where that is there.
        var header: String?
        /// Path of its samples, where they are there.
        var data: String?
    }

    /// The members by number.
    let members: [Member]
    /// Number of the channel that was named.
    let named: Int
    /// Path of the line without channel and ending.
    let stem: String

    /// The row `path` belongs to; `nil` where its name has no channel number.
    init?(of path: String, in source: FileSource) {
        guard let own = Self.split(FileSource.stem(of: path)) else { return nil }
        let prefix = path.contains("/") ? Folder.parent(of: path) + "/" : ""
        named = own.number
        stem = prefix + own.line
        var found: [Int: Member] = [:]
        var names = source.names(beside: path).filter { $0 != Folder.name(of: path) }
        // What is spelt as the named file goes before other letter cases.
        let position = { (name: String) in name.hasPrefix(own.line) ? 0 : 1 }
        names.sort { (position($0), $0) < (position($1), $1) }
        names.insert(Folder.name(of: path), at: 0)
        for name in names {
            guard let other = Self.split(FileSource.stem(of: name)),
                other.line.lowercased() == own.line.lowercased()
            else { continue }
            var member = found[other.number] ?? Member(number: other.number)
            switch FileSource.ending(of: name) {
            case "iprh": member.header = member.header ?? prefix + name
            case "iprb": member.data = member.data ?? prefix + name
            default: continue
            }
            found[other.number] = member
        }
        members = found.values.sorted { $0.number < $1.number }
    }

    /// "name_A01" as "name" and 1.
    static func split(_ stem: String) -> (line: String, number: Int)? {
        let digits = stem.reversed().prefix { $0.isASCII && $0.isNumber }.count
        guard (1...3).contains(digits), let number = Int(stem.suffix(digits)) else { return nil }
        let rest = stem.dropLast(digits)
        guard rest.count > 2, rest.lowercased().hasSuffix("_a") else { return nil }
        return (String(rest.dropLast(2)), number)
    }

    /// Numbers between 1 and the last one, or `announced`, that are not there.
    func missing(announced: Int) -> [Int] {
        let there = Set(members.map(\.number))
        let last = max(there.max() ?? 0, min(announced, 999))
        guard last > 0 else { return [] }
        return (1...last).filter { !there.contains($0) }
    }
}
