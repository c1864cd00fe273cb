internal import FileAccess
internal import SurveyModel

/// Finds the lanes of a folder without a description, by the names of its files.
enum TrialLayout {
    private static let truthEnding = "_truth.csv"
    /// Files that lie beside radar files and are none.
    private static let companions: Set<String> = [
        "json", "csv", "txt", "png", "md", "hd", "rad", "iprh", "dzx", "dzg", "cor", "gps", "npy",
    ]

    static func read(_ path: String) throws(TrialFileError) -> TrialFolder {
        let truths = try names(path + "/truth", in: path).filter { $0.hasSuffix(truthEnding) }
        let radar = try names(path + "/lanes", in: path)
        var lanes: [TrialFolder.Lane] = []
        var without: [String] = []
        for truth in truths {
            let name = String(truth.dropLast(truthEnding.count))
            if let file = try sweep(of: name, in: radar, path) {
                lanes.append(try lane(name, sweep: file, path))
            } else {
                without.append(name)
            }
        }
        guard !lanes.isEmpty else {
            throw TrialFileError(
                path, "no lane has both a truth and a radar file",
                hint: "name them truth/NAME_truth.csv and lanes/NAME_noisy.sgy, or write a "
                    + TrialFolder.descriptionName)
        }
        return TrialFolder(
            path: path, name: Folder.name(of: Folder.resolved(path) ?? path), isSimulated: nil,
            lanes: lanes, lanesWithoutRadar: without)
    }

    private static func lane(
        _ name: String, sweep: String, _ path: String
    ) throws(TrialFileError) -> TrialFolder.Lane {
        let truth = "\(path)/truth/\(name)\(truthEnding)"
        let soilPath = "\(path)/truth/\(name)_soil.json"
        let soil = Folder.exists(soilPath) ? try SoilFacts.read(soilPath) : nil
        return TrialFolder.Lane(
            name: name, sweepPath: "\(path)/lanes/\(sweep)", truthPath: truth,
            soilPath: soil == nil ? nil : soilPath, soil: soil, soilGroup: soil?.group,
            role: try TrialFolder.role(truth: truth, soil: soil, map: nil))
    }

    /// The radar file of a lane: the noisy one, else the only one of its name.
    private static func sweep(
        of name: String, in files: [String], _ path: String
    ) throws(TrialFileError) -> String? {
        if files.contains(name + "_noisy.sgy") { return name + "_noisy.sgy" }
        let own = files.filter { file in
            file.hasPrefix(name + ".") && !companions.contains(Folder.fileExtension(of: file))
        }
        guard own.count <= 1 else {
            throw TrialFileError(
                path + "/lanes",
                "lane \(name) has several radar files (\(own.joined(separator: ", ")))",
                hint: "say which one in a " + TrialFolder.descriptionName)
        }
        return own.first
    }

    private static func names(_ folder: String, in path: String) throws(TrialFileError) -> [String]
    {
        do throws(FileError) {
            if let names = try Folder.names(in: folder, limit: 10 * TrialFolder.mostLanes) {
                return names
            }
        } catch {
            throw TrialFileError(
                path,
                "this is no trial: it has neither a \(TrialFolder.descriptionName) nor the folders "
                    + "lanes and truth",
                hint: "give the folder that holds them")
        }
        throw TrialFileError(folder, "the folder holds too many files")
    }
}
