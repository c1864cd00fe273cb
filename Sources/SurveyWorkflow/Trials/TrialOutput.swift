internal import FileAccess
internal import Fingerprint
internal import MineDetection
internal import Reporting
public import SurveyModel

/// Writes what became of a trial into a folder: the alarms of each lane, the scores and the page.
public struct TrialOutput: Sendable {
    /// The page.
    public static let pageName = "index.html"
    /// The scores.
    public static let scoresName = "scores.json"

    private let folder: String

    /// Output into `folder`, which is made; one that holds other files is refused.
    ///
    /// - Throws: `WorkflowError.impossible`.
    public init(folder: String) throws(WorkflowError) {
        self.folder = folder
        guard Folder.exists(folder) else { return }
        guard Folder.isDirectory(folder) else {
            throw .impossible(
                reason: "\(folder): this is a file", hint: "give the name of a folder")
        }
        let known: Set<String> = [Self.pageName, Self.scoresName, "alarms"]
        let names = (try? Folder.names(in: folder)) ?? []
        if let strange = names.first(where: { !known.contains($0) && !$0.hasPrefix(".") }) {
            throw .impossible(
                reason: "\(folder): it holds `\(strange)`, which is no result of `evaluate`",
                hint: "give a new folder")
        }
    }

    /// Writes the alarms, then `scores`, and the page last.
    ///
    /// - Throws: errors of the files, or `Cancelled`.
    public func write(
        _ run: TrialRun, _ report: TrialReport, scores: String, monitor: WorkMonitor = .silent
    ) throws {
        let isSimulated = try run.isSimulated()
        let stamp = isSimulated ? Simulation.stamp : nil
        let pictures = try run.pictures(of: report, stamp: stamp, monitor: monitor)
        for path in [folder, folder + "/alarms"] { try Self.make(path) }
        var digests = try Self.digests(of: report.folder)
        for judged in report.detectors {
            guard let lists = judged.result.written else { continue }
            let target = folder + "/alarms/" + judged.name
            try Self.make(target)
            for (lane, alarms) in lists.sorted(by: { $0.key < $1.key }) {
                let text = AlarmTable.csv(alarms)
                try DurableFile.write(text, to: "\(target)/\(lane).csv")
                digests.append((name: "alarms/\(judged.name)/\(lane).csv", Digest(of: text)))
            }
        }
        try DurableFile.write(scores, to: folder + "/" + Self.scoresName)
        let page = TrialPage(report: report, views: pictures, digests: digests, stamp: stamp).page
        try DurableFile.write(page.html, to: folder + "/" + Self.pageName)
    }

    private static func make(_ path: String) throws {
        if !Folder.exists(path) { try Folder.create(path) }
    }

    private static func digests(of folder: TrialFolder) throws -> [(name: String, digest: Digest)] {
        var digests: [(name: String, digest: Digest)] = []
        for lane in folder.lanes {
            for path in [lane.truthPath, lane.sweepPath] {
                digests.append(
                    (name: "\(lane.name): \(Folder.name(of: path))", try Digest(ofFile: path)))
            }
        }
        return digests
    }
}
