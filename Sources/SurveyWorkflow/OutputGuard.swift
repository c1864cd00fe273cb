internal import FileAccess
internal import LandRelease

/// Keeps results away from the record: no command writes over a survey's own files.
enum OutputGuard {
    /// Refuses `path` where it is a survey's registry, settings or road, lies among its raw sweeps or its
    /// evidence, or where its folder does not exist.
    static func check(_ path: String) throws(WorkflowError) {
        guard let folder = Folder.resolved(Folder.parent(of: path)), Folder.isDirectory(folder)
        else {
            throw .impossible(
                reason: "\(path): the folder does not exist", hint: "make it first")
        }
        guard !Folder.isDirectory(path) else {
            throw .impossible(reason: "\(path): this is a folder", hint: "give a file's name")
        }
        var root = folder
        var below = Folder.name(of: path)
        while true {
            if Folder.exists(root + "/" + SurveyFolder.registryName), isReserved(below) {
                throw .impossible(
                    reason: "\(path): this belongs to the survey in \(root), it is not overwritten",
                    hint: "write elsewhere, or into \(root)/products")
            }
            guard root != "/" else { return }
            below = Folder.name(of: root) + "/" + below
            root = Folder.parent(of: root)
        }
    }

    /// Refuses results that share a name, however it is spelled.
    static func checkDistinct(_ paths: [String]) throws(WorkflowError) {
        var seen: Set<String> = []
        for path in paths {
            let folder = Folder.resolved(Folder.parent(of: path)) ?? Folder.parent(of: path)
            let whole = Folder.resolved(path) ?? folder + "/" + Folder.name(of: path)
            guard seen.insert(whole).inserted else {
                throw .impossible(
                    reason: "\(path): two results cannot be one file",
                    hint: "give each a name of its own")
            }
        }
    }

    private static func isReserved(_ below: String) -> Bool {
        [SurveyFolder.registryName, SettingsFile.name, "road.geojson"].contains(below)
            || below.hasPrefix("sweeps/") || below.hasPrefix(EvidenceStore.folderName + "/")
    }
}
