internal import FileAccess

/// Where a reader finds files: on the disk, or in memory for tests and fuzzing.
package enum FileSource: Sendable {
    /// The disk.
    case disk
    /// Files by path, in memory.
    case memory([String: [UInt8]])

    func open(_ path: String) throws(InstrumentError) -> SourceFile {
        switch self {
        case .disk: return try SourceFile(path: path)
        case .memory(let files):
            guard let bytes = files[path] else { throw .file(.missing(path: path)) }
            return SourceFile(path: path, bytes: bytes)
        }
    }

    /// Names in the folder of `path`, sorted; none where the folder cannot be listed.
    func names(beside path: String) -> [String] {
        let folder = Folder.parent(of: path)
        switch self {
        case .disk:
            // A name that is no UTF-8 is listed with its bytes replaced: it would open another file.
            let names = (try? Folder.names(in: folder)) ?? []
            return names.filter { !$0.contains("\u{FFFD}") }
        case .memory(let files):
            return files.keys.filter { Folder.parent(of: $0) == folder }
                .map { Folder.name(of: $0) }.sorted()
        }
    }

    /// The path of the file beside `path` with the same stem and one of `endings`, written in any
    /// case; the first ending that is there wins, exact case before other case.
    ///
    /// A.DT1 and a.dt1 may be two lines: a stem in other case is taken only where no other file with
    /// exactly that stem has an ending of `owners`, by default that of `path`.
    func companion(of path: String, endings: [String], owners: [String]? = nil) -> String? {
        let stem = Self.stem(of: path)
        let folder = Folder.parent(of: path)
        let prefix = path.contains("/") ? folder + "/" : ""
        let owners = owners ?? [Self.ending(of: path)]
        let names = names(beside: path).filter { name in
            Self.stem(of: name).lowercased() == stem.lowercased()
        }
        func isOfAnother(_ found: String) -> Bool {
            names.contains { name in
                name != found && Self.stem(of: name) == Self.stem(of: found)
                    && owners.contains(Self.ending(of: name))
            }
        }
        for ending in endings {
            let fitting = names.filter { Folder.fileExtension(of: $0) == ending }
            let best =
                fitting.first { Self.stem(of: $0) == stem } ?? fitting.first { !isOfAnother($0) }
            if let best { return prefix + best }
        }
        return nil
    }

    /// The ending of `path` in lower case without its dot.
    static func ending(of path: String) -> String { Folder.fileExtension(of: path) }

    /// The name of `path` without folder and ending.
    static func stem(of path: String) -> String {
        let name = Folder.name(of: path)
        let ending = Folder.fileExtension(of: name)
        return ending.isEmpty ? name : String(name.dropLast(ending.count + 1))
    }
}
