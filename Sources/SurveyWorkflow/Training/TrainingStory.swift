public import Evaluation
internal import FileAccess
internal import Foundation
public import Instruments
public import MineDetection
public import SurveyModel

/// Training on lanes with known truth: `clearroad train`.
public struct TrainingStory: Sendable {
    /// Folders of lanes with truth.
    public var folders: [String]
    /// How to read the radar files.
    public var options: SweepReadOptions
    /// How the forest is grown.
    public var growth: ForestGrowth
    /// What is added of the plain imaging score.
    public var imagingWeight: Double
    /// Name of the discriminator.
    public var name: String
    /// Simulated echoes to learn from as well; `nil` for none.
    public var laying: EchoLaying?

    /// Training on the lanes of `folders`.
    public init(
        folders: [String], options: SweepReadOptions, name: String,
        growth: ForestGrowth = ForestGrowth(), imagingWeight: Double = 0.2
    ) {
        self.folders = folders
        self.options = options
        self.name = name
        self.growth = growth
        self.imagingWeight = imagingWeight
    }

    /// What came out.
    public struct Result: Sendable {
        /// The discriminator trained on all lanes.
        public var discriminator: Discriminator
        /// Alarms of each lane with objects by judges that had not learnt from its soil group.
        public var folds: JudgedTrial
        /// All lanes with these alarms, blank ones too.
        public var foldLanes: [TrialLane]
        /// Every echo with its features, as CSV.
        public var table: String
    }

    /// The alarms of each lane by judges that had not learnt from its soil group, in a folder: LANE.csv.
    ///
    /// - Throws: where the folder cannot be written.
    public static func writeFoldAlarms(_ result: Result, to folder: String) throws {
        try Folder.create(folder)
        for lane in result.foldLanes {
            let rows = lane.alarms.map { alarm in
                "\(alarm.id),\(decimal(alarm.xMetres, 3)),\(decimal(alarm.yMetres, 3)),"
                    + decimal(alarm.score, 4)
            }
            try DurableFile.write(
                (["id,x_m,y_m,score"] + rows).joined(separator: "\n") + "\n",
                to: "\(folder)/\(lane.name).csv")
        }
    }

    /// Gathers the echoes, judges each soil group by the others, and trains on all.
    ///
    /// - Throws: errors about the lanes, `WorkflowError.impossible` for too few soil groups, `Cancelled`.
    public func run(monitor: WorkMonitor = .silent) async throws -> Result {
        let pipeline = DetectionPipeline(
            ground: SurveySettings.Detection(
                groundRatePerSquareMetre: 0.2, permittivity: 4, permittivityMaximum: 9,
                searchDepthMetres: 0.3), discriminator: nil)
        let collection = try await gathered(pipeline, monitor)
        guard collection.echoes.contains(where: \.label.isMine) else {
            throw WorkflowError.impossible(
                reason: "there is no mine in any of the lanes to learn from", hint: nil)
        }
        let training = DiscriminatorTraining(
            collection: collection, growth: growth, imagingWeight: imagingWeight, laying: laying)
        let provenance = provenance(collection)
        monitor.progress(0, "folds by soil group")
        let folds = try await SoilFoldAlarms(
            training, provenance: provenance,
            suppressionRadiusMetres: pipeline.detector.suppressionRadiusMetres)
        monitor.progress(0.7, "training on all lanes")
        var discriminator = try await training.discriminator(
            name: name, provenance: provenance, where: { _ in true })
        let blank = BlankScores(
            collection, judge: discriminator,
            suppressionRadiusMetres: pipeline.detector.suppressionRadiusMetres)
        discriminator.calibration = blank.score(atGroundRate: 1).flatMap {
            folds.calibration(blankScoreAtOne: $0)
        }
        guard let rare = blank.score(atGroundRate: 0.2), let usual = blank.score(atGroundRate: 5)
        else {
            throw WorkflowError.impossible(
                reason: "too little blank ground is among the lanes to know what it looks like",
                hint: "add lanes in which nothing is buried, 5 m2 at least")
        }
        discriminator.nominalTail = NominalTail(scoreAtFifth: rare, scoreAtFive: usual)
        return Result(
            discriminator: discriminator,
            folds: try JudgedTrial(lanes: folds.lanes.filter { !$0.targets.isEmpty }),
            foldLanes: folds.lanes, table: collection.csv())
    }

    /// The echoes of all lanes that are not aborted and whose targets can be expected to be seen.
    private func gathered(
        _ pipeline: DetectionPipeline, _ monitor: WorkMonitor
    ) async throws -> EchoCollection {
        let lanes = try folders.flatMap { folder in
            try TrialFolder.read(folder).lanes.filter { $0.aborted == nil && $0.role != .shown }
        }
        let chosen = try chosen(among: lanes)
        var collection = EchoCollection()
        for (place, lane) in lanes.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(lanes.count), "lane \(lane.name)")
            let sweep = try lane.sweep(options: options, monitor: monitor)
            let use: EchoCollection.Use =
                lane.role != .blank ? .trial : chosen[place] ? .ground : .blank
            try await collection.add(lane, sweep, use: use, pipeline: pipeline, monitor: monitor)
            guard use == .ground, let laying else { continue }
            try await laying.lay(
                into: sweep, lane: place, pipeline: pipeline, monitor: monitor.withoutProgress
            ) { collection.add(copyOfLastWith: $1, pass: $0, $2) }
        }
        return collection
    }

    /// The lanes echoes are laid into.
    private func chosen(among lanes: [TrialFolder.Lane]) throws -> [Bool] {
        guard laying != nil else { return lanes.map { _ in false } }
        let chosen = EchoLaying.chosen(
            among: lanes.map { ($0.soilGroup ?? $0.name, $0.role == .blank) })
        guard chosen.contains(true) else {
            throw WorkflowError.impossible(
                reason: "there is no blank lane to lay simulated echoes into",
                hint: "add lanes in which nothing is buried, two of each soil group")
        }
        return chosen
    }

    private func provenance(_ collection: EchoCollection) -> TrainingProvenance {
        let echoes = collection.echoes.reduce(into: [Int: Int]()) { $0[$1.lane, default: 0] += 1 }
        var lanes: [TrainingProvenance.Lane] = []
        for (place, lane) in collection.lanes.enumerated() {
            let mines = lane.targets.count(where: \.isMine)
            let objects = lane.targets.count - mines
            guard lane.use != .laid else {
                lanes[lanes.count - 1].laidMines? += mines
                lanes[lanes.count - 1].laidObjects? += objects
                continue
            }
            let laid = lane.use == .ground ? 0 : nil
            lanes.append(
                TrainingProvenance.Lane(
                    name: lane.name, digest: lane.digest.hexadecimal, soilGroup: lane.soilGroup,
                    mines: mines, objects: objects, echoes: echoes[place] ?? 0, laidMines: laid,
                    laidObjects: laid))
        }
        return TrainingProvenance(
            tool: "ClearRoad \(ToolVersion.current)", algorithm: DetectorSettings.algorithmVersion,
            growth: growth, lanes: lanes,
            laidEchoes: laying.map {
                TrainingProvenance.LaidEchoes(
                    simulator: EchoLaying.simulator, perLane: $0.perLane, seed: $0.seed,
                    weight: $0.weight, isAlone: $0.isAlone)
            }, limits: "Holds for ground and radars like those of its lanes and no further.")
    }
}
