internal import FileAccess

/// Temporary files of processes that were killed.
enum StaleFiles {
    /// Removes those in `path` and the folders of a survey below it; files of running processes stay.
    static func remove(below path: String) throws(FileError) {
        let sweeps = path + "/sweeps"
        var folders = [
            path, path + "/products", path + "/products/runs", path + "/evidence", sweeps,
        ]
        if Folder.isDirectory(sweeps) {
            folders += try Folder.names(in: sweeps).map { sweeps + "/" + $0 }
        }
        for folder in folders where Folder.isDirectory(folder) { try remove(in: folder) }
    }

    /// Removes those in the folder `path` alone.
    static func remove(in path: String) throws(FileError) {
        for name in try Folder.names(in: path) where isStale(name) {
            try Folder.remove(path + "/" + name)
        }
    }

    private static func isStale(_ name: String) -> Bool {
        guard name.hasPrefix(DurableFile.temporaryPrefix) else { return false }
        let digits = name.dropFirst(DurableFile.temporaryPrefix.count).prefix { $0.isNumber }
        guard let process = Int32(digits) else { return false }
        return !Folder.isRunning(process: process)
    }
}
