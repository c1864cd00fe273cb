/// A kind of mine to be buried.
public struct BuriedModel: Sendable, Hashable {
    /// Its name, such as `PMN`.
    public var name: String
    /// Its class.
    public var targetClass: TargetClass
    /// Largest horizontal extent (m).
    public var diameterMetres: Double
    /// Height (m).
    public var heightMetres: Double

    /// The model `name`.
    public init(
        name: String, targetClass: TargetClass, diameterMetres: Double, heightMetres: Double
    ) {
        self.name = name
        self.targetClass = targetClass
        self.diameterMetres = diameterMetres
        self.heightMetres = heightMetres
    }
}

/// What a lay-out of targets has to hold.
public struct LayoutRequest: Sendable, Hashable {
    /// Number of mines over all lanes.
    public var targets: Int
    /// Number of other objects over all lanes.
    public var clutter: Int
    /// Models, each at each depth.
    public var models: [BuriedModel]
    /// Depths of the top (m).
    public var depthsMetres: [Double]
    /// Number of lanes.
    public var lanes: Int
    /// Length of a lane (m).
    public var laneLengthMetres: Double
    /// Width of a lane (m).
    public var laneWidthMetres: Double
    /// Share of each lane's length that one stretch without any object takes.
    public var blankShare: Double
    /// Least distance between the edges of two objects (m).
    public var separationMetres: Double
    /// What all that is drawn at random follows from.
    public var seed: UInt64

    /// What is added to half the largest extent of an object to make its halo (m).
    public static let haloMargin = 0.10
    /// What stands for an object that is no mine; the person who buries chooses one of about this size.
    static let clutterModel = BuriedModel(
        name: "clutter", targetClass: .clutter, diameterMetres: 0.05, heightMetres: 0.03)

    /// A lay-out of `targets` over `lanes`.
    public init(
        targets: Int, clutter: Int = 0, models: [BuriedModel], depthsMetres: [Double], lanes: Int,
        laneLengthMetres: Double, laneWidthMetres: Double, blankShare: Double = 0.3,
        separationMetres: Double = 0.5, seed: UInt64
    ) {
        self.targets = targets
        self.clutter = clutter
        self.models = models
        self.depthsMetres = depthsMetres
        self.lanes = lanes
        self.laneLengthMetres = laneLengthMetres
        self.laneWidthMetres = laneWidthMetres
        self.blankShare = blankShare
        self.separationMetres = separationMetres
        self.seed = seed
    }

    /// Refuses figures that cannot be meant.
    func check() throws(EvaluationError) {
        try Self.check((1...100_000).contains(targets), "\(targets) targets", "from 1 to 100000")
        try Self.check((0...100_000).contains(clutter), "\(clutter) clutter", "from 0 to 100000")
        try Self.check((1...1000).contains(lanes), "\(lanes) lanes", "from 1 to 1000")
        try Self.check(
            laneLengthMetres >= 0.1 && laneLengthMetres <= 100_000,
            "a lane length of \(laneLengthMetres) m", "from 0.1 to 100000 m")
        try Self.check(
            laneWidthMetres >= 0.1 && laneWidthMetres <= 1000,
            "a lane width of \(laneWidthMetres) m", "from 0.1 to 1000 m")
        try Self.check(
            blankShare >= 0 && blankShare < 1, "a blank share of \(blankShare)",
            "from 0 and less than 1")
        try Self.check(
            separationMetres >= 0 && separationMetres <= 100,
            "a separation of \(separationMetres) m", "from 0 to 100 m")
        try checkDepths()
        try checkModels()
    }

    private func checkDepths() throws(EvaluationError) {
        try Self.check(!depthsMetres.isEmpty, "a lay-out without depths", "one or more")
        for depth in depthsMetres {
            try Self.check(depth >= 0 && depth <= 5, "a depth of \(depth) m", "from 0 to 5 m")
        }
        try Self.check(
            Set(depthsMetres).count == depthsMetres.count, "a depth that is named twice",
            "each depth once")
    }

    private func checkModels() throws(EvaluationError) {
        try Self.check(!models.isEmpty, "a lay-out without models", "one or more")
        for model in models {
            let isPlain = model.name.unicodeScalars.allSatisfy { scalar in
                scalar.value > 31 && scalar.value != 127 && scalar != "," && scalar != "\""
            }
            try Self.check(
                isPlain && !model.name.isEmpty && model.name.utf8.count <= 100,
                "the model name `\(model.name)`", "1 to 100 letters without commas and quotes")
            try Self.check(
                model.targetClass != .clutter, "the class clutter for \(model.name)",
                "a class of mines; objects that are none are asked for by their number")
            try Self.check(
                model.diameterMetres >= 0.01 && model.diameterMetres <= 2,
                "a diameter of \(model.diameterMetres) m for \(model.name)", "from 0.01 to 2 m")
            try Self.check(
                model.heightMetres >= 0.001 && model.heightMetres <= 2,
                "a height of \(model.heightMetres) m for \(model.name)", "from 0.001 to 2 m")
        }
        try Self.check(
            Set(models.map(\.name)).count == models.count, "a model that is named twice",
            "each model once")
    }

    private static func check(
        _ isAllowed: Bool, _ what: String, _ allowed: String
    ) throws(EvaluationError) {
        guard isAllowed else {
            throw .impossible("\(what) cannot be laid out, allowed is \(allowed)", hint: nil)
        }
    }
}
