internal import FileAccess
internal import Glibc

/// Results that belong together: written under temporary names and given their own only when all are
/// there, so that nothing is left, and nothing older replaced, where one of them fails.
final class StagedFiles {
    private var staged: [(temporary: String, target: String)] = []
    private var isCommitted = false

    deinit {
        guard !isCommitted else { return }
        // What cannot be removed has a temporary name and is never taken for a result.
        for file in staged { try? Folder.remove(file.temporary) }
    }

    /// Where to write what becomes `target`: in its folder, with its ending.
    func path(for target: String) -> String {
        let name = Folder.name(of: target)
        let temporary =
            Folder.parent(of: target) + "/.unfinished-\(staged.count)-\(getpid())."
            + Folder.fileExtension(of: name)
        staged.append((temporary, target))
        return temporary
    }

    /// Gives all files their names.
    func commit() throws(FileError) {
        for file in staged { try Folder.rename(file.temporary, to: file.target) }
        isCommitted = true
    }
}
