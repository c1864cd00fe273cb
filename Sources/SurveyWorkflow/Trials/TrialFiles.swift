public import Evaluation
internal import FileAccess
internal import SurveyModel

/// The files of a trial and what is known about its lanes, as given on the command line.
public struct TrialFiles: Sendable {
    /// The lanes, one for each pass.
    public var lanes: [LaneFiles]
    /// Ground that was swept.
    public var swept = LaneSettings()
    /// Zones that do not count.
    public var exclusions = LaneSettings()
    /// Soil groups.
    public var soilGroups = LaneSettings()
    /// Lanes that were declared aborted before the truth was opened.
    public var aborted: Set<String> = []
    /// How the lists of alarms name their columns.
    public var alarmColumns = ColumnNames.own
    /// How the truths name their columns.
    public var truthColumns = ColumnNames.own

    /// The trial of `lanes`.
    public init(lanes: [LaneFiles]) { self.lanes = lanes }

    /// A trial as read: for one detector.
    public struct Loaded: Sendable {
        /// The lanes that are judged.
        public var lanes: [TrialLane] = []
        /// Lists of alarms that are not there: everything in their lanes counts as missed.
        public var missingLists: [String] = []
        /// Lanes that are not judged because they were declared aborted.
        public var aborted: [String] = []
        /// Whether some list says which of its rows are alarms.
        public var saysSelected = false
        /// Whether some list has no ids of its own.
        public var hasMadeIDs = false
    }

    /// Reads the truths and the lists of alarms of detector number `list`.
    ///
    /// - Throws: `TrialFileError`, `WorkflowError`.
    public func load(list: Int = 0) throws -> Loaded {
        try checkNames()
        var loaded = Loaded()
        var passes: [String: Int] = [:]
        for files in lanes {
            guard !aborted.contains(files.name) else {
                if !loaded.aborted.contains(files.name) { loaded.aborted.append(files.name) }
                continue
            }
            passes[files.name, default: 0] += 1
            loaded.lanes.append(
                TrialLane(
                    name: files.name, pass: passes[files.name] ?? 1,
                    soilGroup: soilGroups.setting(for: files.name),
                    ground: try ground(of: files.name),
                    targets: try TruthTable.read(files.truth, columns: truthColumns),
                    alarms: try alarms(in: files.alarms[list], lane: files.name, &loaded)))
        }
        try Self.checkPasses(loaded.lanes)
        return loaded
    }

    private func ground(of lane: String) throws -> SweptGround {
        guard let area = swept.setting(for: lane) else {
            throw WorkflowError.impossible(
                reason: "the swept area of lane \(lane) is missing",
                hint: "give --swept X0,X1,Y0,Y1 in metres of the lane")
        }
        return try LaneGroundFile.read(area, exclusions: exclusions.setting(for: lane))
    }

    private func alarms(
        in path: String, lane: String, _ loaded: inout Loaded
    ) throws -> [ScoredAlarm] {
        guard !path.isEmpty, Folder.exists(path) else {
            loaded.missingLists.append(path.isEmpty ? lane : path)
            return []
        }
        let contents = try AlarmListFile.read(path, columns: alarmColumns)
        loaded.saysSelected = loaded.saysSelected || contents.saysSelected
        loaded.hasMadeIDs = loaded.hasMadeIDs || contents.hasMadeIDs
        return contents.alarms
    }

    /// Refuses settings for lanes that are not there: a slip of the pen would change the figures.
    private func checkNames() throws(WorkflowError) {
        let known = Set(lanes.map(\.name))
        let named =
            aborted.union(swept.byLane.keys).union(exclusions.byLane.keys)
            .union(soilGroups.byLane.keys)
        if let stranger = named.subtracting(known).min() {
            throw .unknown(kind: "lane", name: stranger, known: known.sorted())
        }
    }

    /// Passes over a lane must tell of the same objects, or they would count as others.
    private static func checkPasses(_ lanes: [TrialLane]) throws(WorkflowError) {
        var first: [String: [Target]] = [:]
        for lane in lanes {
            guard let other = first[lane.name] else {
                first[lane.name] = lane.targets
                continue
            }
            guard other == lane.targets else {
                throw .impossible(
                    reason: "the passes over lane \(lane.name) have different truths",
                    hint: "give every pass the same truth, or the lanes different names")
            }
        }
    }
}
