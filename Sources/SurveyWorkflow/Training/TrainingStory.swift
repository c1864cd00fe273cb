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
        var collection = EchoCollection()
        for folder in folders {
            let run = try TrialRun(
                folder: try TrialFolder.read(folder),
                detectors: [try TrialDetector.standard(groundRate: 0.2)], options: options)
            try await collection.add(run, pipeline: pipeline, monitor: monitor)
        }
        guard collection.echoes.contains(where: \.label.isMine) else {
            throw WorkflowError.impossible(
                reason: "there is no mine in any of the lanes to learn from", hint: nil)
        }
        let training = DiscriminatorTraining(
            collection: collection, growth: growth, imagingWeight: imagingWeight)
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

    private func provenance(_ collection: EchoCollection) -> TrainingProvenance {
        let echoes = collection.echoes.reduce(into: [Int: Int]()) { $0[$1.lane, default: 0] += 1 }
        return TrainingProvenance(
            tool: "ClearRoad \(ToolVersion.current)", algorithm: DetectorSettings.algorithmVersion,
            growth: growth,
            lanes: collection.lanes.enumerated().map { place, lane in
                TrainingProvenance.Lane(
                    name: lane.name, digest: lane.digest.hexadecimal, soilGroup: lane.soilGroup,
                    mines: lane.targets.count(where: \.isMine),
                    objects: lane.targets.count { !$0.isMine }, echoes: echoes[place] ?? 0)
            },
            limits: "Holds for ground and radars like those of its lanes and no further.")
    }
}
