internal import Glibc
internal import SurveyModel

/// Folders and names, as plain paths.
public enum Folder: Sendable {
    /// The folder part of `path`; `.` where there is none.
    public static func parent(of path: String) -> String {
        let trimmed = trimmedSlashes(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// The last part of `path`.
    public static func name(of path: String) -> String {
        let trimmed = trimmedSlashes(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return String(trimmed) }
        return String(trimmed[trimmed.index(after: slash)...])
    }

    /// The ending of the name in lower case without its dot; empty where there is none.
    public static func fileExtension(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Whether anything stands at `path`.
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Whether `path` is a folder.
    public static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether an ordinary file stands at `path`.
    public static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The absolute path of a folder with all links followed; `nil` where there is none.
    public static func resolved(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// Whether both names lead to one and the same file.
    public static func isSameFile(_ first: String, _ second: String) -> Bool {
        var one = stat()
        var other = stat()
        let found = unsafe (stat(first, &one), stat(second, &other))
        return found == (0, 0) && one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    /// Makes `path` and the folders above it.
    public static func create(_ path: String) throws(FileError) {
        guard !isDirectory(path) else { return }
        let above = parent(of: path)
        if above != path { try create(above) }
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST, isDirectory(path) else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
    }

    /// Names in the folder, sorted, without `.` and `..`; `nil` where there are more than `limit`.
    public static func names(in path: String, limit: Int) throws(FileError) -> [String]? {
        try list(path, limit: limit)
    }

    /// Names in the folder, sorted, without `.` and `..`.
    public static func names(in path: String) throws(FileError) -> [String] {
        try list(path, limit: .max) ?? []
    }

    private static func list(_ path: String, limit: Int) throws(FileError) -> [String]? {
        guard let handle = unsafe opendir(path) else {
            let code = errno
            throw code == ENOENT
                ? .missing(path: path) : .unreadable(path: path, reason: systemMessage(code))
        }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            guard name != "." && name != ".." else { continue }
            guard names.count < limit else { return nil }
            names.append(name)
        }
        return names.sorted()
    }

    /// Copies an ordinary file, block by block, and syncs the copy.
    public static func copy(_ source: String, to target: String) throws(FileError) {
        let file = try RegularFile(path: source)
        var out = try DurableFile(path: target)
        var offset = 0
        while offset < file.byteCount {
            let block = try file.bytes(at: offset, count: min(1 << 20, file.byteCount - offset))
            try out.write(block.span)
            offset += block.count
        }
        try out.commit()
    }

    /// Takes away everybody's right to write to the file.
    public static func makeReadOnly(_ path: String) throws(FileError) {
        guard unsafe chmod(path, 0o444) == 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
    }

    /// Whether nobody but its owner may read or write the file.
    public static func isPrivate(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & 0o077 == 0
    }

    /// Removes a file if there is one.
    public static func remove(_ path: String) throws(FileError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
    }

    /// Gives a file another name in the same folder and syncs the folder.
    public static func rename(_ path: String, to target: String) throws(FileError) {
        guard unsafe Glibc.rename(path, target) == 0 else {
            throw .unwritable(path: target, reason: systemMessage(errno))
        }
        let folder = unsafe open(parent(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Whether a process of this number is running.
    public static func isRunning(process: Int32) -> Bool {
        process > 0 && (kill(process, 0) == 0 || errno == EPERM)
    }

    /// Removes a folder that is empty.
    public static func removeEmpty(_ path: String) throws(FileError) {
        guard unsafe rmdir(path) == 0 else {
            throw .unwritable(path: path, reason: systemMessage(errno))
        }
    }

    private static func trimmedSlashes(_ path: String) -> Substring {
        var trimmed = path[...]
        while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed
    }
}
