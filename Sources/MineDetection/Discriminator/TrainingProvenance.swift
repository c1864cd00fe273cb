/// What a discriminator was trained on.
public struct TrainingProvenance: Sendable, Equatable, Codable {
    /// One lane.
    public struct Lane: Sendable, Equatable, Codable {
        /// Its name.
        public var name: String
        /// Digest of its radar file.
        public var digest: String
        /// Its soil group, which folds follow.
        public var soilGroup: String
        /// Mines and other objects in it.
        public var mines, objects: Int
        /// Echoes measured.
        public var echoes: Int
        /// Simulated mines and other objects whose echoes were laid into it; `nil` where none were.
        public var laidMines, laidObjects: Int?

        /// A lane.
        public init(
            name: String, digest: String, soilGroup: String, mines: Int, objects: Int, echoes: Int,
            laidMines: Int? = nil, laidObjects: Int? = nil
        ) {
            self.name = name
            self.digest = digest
            self.soilGroup = soilGroup
            self.mines = mines
            self.objects = objects
            self.echoes = echoes
            self.laidMines = laidMines
            self.laidObjects = laidObjects
        }

        /// Whether anything of it was learnt, or it only told what scores blank ground reaches.
        public var wasLearntFrom: Bool {
            mines + objects + (laidMines ?? 0) + (laidObjects ?? 0) > 0
        }
    }

    /// Simulated echoes it learnt from.
    public struct LaidEchoes: Sendable, Equatable, Codable {
        /// What simulated them.
        public var simulator: String
        /// Objects laid into each lane that tells how many.
        public var perLane: Int
        /// What their places, depths and kinds come from.
        public var seed: UInt64
        /// Weight of a laid object's echoes against a buried one's.
        public var weight: Double
        /// Whether nothing else was learnt from.
        public var isAlone: Bool

        /// Echoes of `perLane` objects in each lane.
        public init(
            simulator: String, perLane: Int, seed: UInt64, weight: Double, isAlone: Bool
        ) {
            self.simulator = simulator
            self.perLane = perLane
            self.seed = seed
            self.weight = weight
            self.isAlone = isAlone
        }
    }

    /// The program that trained it.
    public var tool: String
    /// Version of the features.
    public var algorithm: String
    /// How the forest was grown.
    public var growth: ForestGrowth
    /// The lanes.
    public var lanes: [Lane]
    /// Simulated echoes laid into blank lanes among them; `nil` for none.
    public var laidEchoes: LaidEchoes?
    /// What may be said of it, in words.
    public var limits: String

    /// A provenance.
    public init(
        tool: String, algorithm: String, growth: ForestGrowth, lanes: [Lane],
        laidEchoes: LaidEchoes? = nil, limits: String
    ) {
        self.tool = tool
        self.algorithm = algorithm
        self.growth = growth
        self.lanes = lanes
        self.laidEchoes = laidEchoes
        self.limits = limits
    }
}
