public import Evaluation
internal import FileAccess
internal import SurveyModel

/// Writes a lay-out of targets: `clearroad plan --layout`.
///
/// The folder gets one truth table per lane (NAME_truth.csv), `lanes.csv` with the stretches that stay blank,
/// and `burial-sheet.txt` for the person who buries. The same request gives the same bytes.
public struct LayoutStory: Sendable {
    /// The lay-out.
    public let layout: LaneLayout
    /// The folder.
    public let folder: String

    /// The files of `layout` in `folder`.
    public init(layout: LaneLayout, folder: String) {
        self.layout = layout
        self.folder = folder
    }

    /// Writes the files, all or none; those that are there with these very bytes are kept.
    ///
    /// - Returns: Their paths, the burial sheet last.
    /// - Throws: where the disk fails, or another file has one of the names.
    public func run() throws -> [String] {
        try Folder.create(folder)
        let files = texts.map { (path: folder + "/" + $0.name, bytes: Array($0.text.utf8)) }
        for file in files { try OutputGuard.check(file.path) }
        let isKept = try files.map { try isThere($0.path, $0.bytes) }
        if !isKept.allSatisfy({ $0 }) {
            let staged = StagedFiles()
            for file in files {
                try DurableFile.write(file.bytes, to: staged.path(for: file.path))
            }
            try staged.commit()
        }
        return files.map(\.path)
    }

    private func isThere(_ path: String, _ bytes: [UInt8]) throws -> Bool {
        guard Folder.exists(path) else { return false }
        if Folder.isRegularFile(path) {
            let file = try RegularFile(path: path)
            if file.byteCount == bytes.count, try file.allBytes(limit: bytes.count) == bytes {
                return true
            }
        }
        throw WorkflowError.impossible(
            reason: "\(path): this is there already and is not this lay-out, it is not overwritten",
            hint: "give another folder: what is buried by the old one must stay known")
    }

    private var texts: [(name: String, text: String)] {
        layout.lanes.map { ("\($0.name)_truth.csv", Self.truth(of: $0)) }
            + [("lanes.csv", lanesTable), ("burial-sheet.txt", BurialSheet(layout: layout).text)]
    }

    private static func truth(of lane: LaneLayout.Lane) -> String {
        let head = "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine"
        let rows = lane.objects.map { object in
            [
                object.id, object.model, object.targetClass.rawValue, "\(object.xMetres)",
                "\(object.yMetres)", "\(object.depthMetres)", "\(object.diameterMetres)",
                "\(object.heightMetres)", object.isMine ? "1" : "0",
            ].joined(separator: ",")
        }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    private var lanesTable: String {
        let request = layout.request
        let rows = layout.lanes.map { lane in
            let mines = lane.objects.count { $0.isMine }
            return [
                lane.name, "\(request.laneLengthMetres)", "\(request.laneWidthMetres)", "\(mines)",
                "\(lane.objects.count - mines)", decimal(lane.blankFromMetres, 3),
                decimal(lane.blankToMetres, 3),
            ].joined(separator: ",")
        }
        return
            (["lane,length_m,width_m,targets,clutter,blank_from_m,blank_to_m"] + rows)
            .joined(separator: "\n") + "\n"
    }
}
