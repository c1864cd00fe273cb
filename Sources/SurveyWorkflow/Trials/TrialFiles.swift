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
    /// Where the lanes lie on the map: `CRS,E0,N0,E1,N1`, start and end in a projected CRS.
    public var frames = LaneSettings()
    /// The CRS in which files of each kind give their places, where they are not lane metres.
    public var crs = PlaceCRS()
    /// Whether shapes of map files are in lane metres.
    public var isInLaneMetres = false
    /// Layer of the lists of alarms, where a file holds several.
    public var alarmLayer: String?

    /// A CRS for each kind of file; `nil` where the file tells, or gives lane metres.
    public struct PlaceCRS: Sendable, Hashable {
        /// Of lists of alarms.
        public var alarms: String?
        /// Of truths.
        public var truth: String?
        /// Of swept ground and zones that do not count.
        public var ground: String?

        /// No CRS is said.
        public init() {}
    }

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

        /// Nothing is read yet.
        public init() {}
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
                try lane(files, list: list, pass: passes[files.name] ?? 1, &loaded))
        }
        try Self.checkPasses(loaded.lanes)
        return loaded
    }

    private func lane(
        _ files: LaneFiles, list: Int, pass: Int, _ loaded: inout Loaded
    ) throws -> TrialLane {
        let map = try frames.setting(for: files.name).map(Self.map)
        let targets = try TruthTable.read(
            files.truth, columns: truthColumns, places: try places(map, crs.truth, "--truth-crs"))
        return TrialLane(
            name: files.name, pass: pass, soilGroup: soilGroups.setting(for: files.name),
            ground: try ground(of: files.name, try places(map, crs.ground, "--ground-crs")),
            targets: targets,
            alarms: try alarms(
                in: files.alarms[list], lane: files.name,
                try places(map, crs.alarms, "--alarms-crs"), &loaded))
    }

    private func ground(of lane: String, _ places: PlaceReference) throws -> SweptGround {
        guard let area = swept.setting(for: lane) else {
            throw WorkflowError.impossible(
                reason: "the swept area of lane \(lane) is missing",
                hint: "give --swept X0,X1,Y0,Y1 in metres of the lane")
        }
        let zones = try exclusions.setting(for: lane).map {
            try LaneGroundFile.exclusions($0, places: places)
        }
        return SweptGround(
            try LaneGroundFile.swept(area, places: places), exclusions: zones ?? [])
    }

    private func alarms(
        in path: String, lane: String, _ places: PlaceReference, _ loaded: inout Loaded
    ) throws -> [ScoredAlarm] {
        guard !path.isEmpty, Folder.exists(path) else {
            loaded.missingLists.append(path.isEmpty ? lane : path)
            return []
        }
        let contents = try AlarmListFile.read(
            path, columns: alarmColumns, places: places, layer: alarmLayer)
        loaded.saysSelected = loaded.saysSelected || contents.saysSelected
        loaded.hasMadeIDs = loaded.hasMadeIDs || contents.hasMadeIDs
        return contents.alarms
    }

    private func places(
        _ map: LaneMap?, _ crs: String?, _ option: String
    ) throws(WorkflowError) -> PlaceReference {
        switch (map, crs) {
        case (let map?, let crs?): return .onMap(map, crs: crs)
        case (let map?, nil): return .ofLane(map)
        case (nil, _?):
            throw .impossible(
                reason: "\(option) is given, but not where the lanes lie",
                hint: "give --frame CRS,E0,N0,E1,N1 with start and end of the lane")
        case (nil, nil): return isInLaneMetres ? .laneMetres : .notSaid
        }
    }

    private static func map(_ text: String) throws -> LaneMap {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.dropFirst().compactMap { TextNumber.parse($0) }
        guard parts.count == 5, numbers.count == 4 else {
            throw WorkflowError.impossible(
                reason: "`\(text)` is no frame of a lane",
                hint: "write CRS,E0,N0,E1,N1 such as EPSG:32634,512300,3601200,512312,3601200")
        }
        return try LaneMap(
            crs: String(parts[0]),
            frame: try LaneFrame(
                startEastMetres: numbers[0], startNorthMetres: numbers[1],
                endEastMetres: numbers[2], endNorthMetres: numbers[3]))
    }

    /// Refuses settings for lanes that are not there: a slip of the pen would change the figures.
    private func checkNames() throws(WorkflowError) {
        let known = Set(lanes.map(\.name))
        let named =
            aborted.union(swept.byLane.keys).union(exclusions.byLane.keys)
            .union(soilGroups.byLane.keys).union(frames.byLane.keys)
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
