internal import Evaluation
internal import MineDetection
internal import RadarProcessing
internal import SurveyModel
internal import SyntheticGround

/// Echoes of simulated mines and other objects in blank lanes, for a discriminator to learn from.
///
/// They are made and added as the trial echoes of a detectability map are, in ground of the permittivities
/// and loss that the lane allows.
public struct EchoLaying: Sendable, Hashable {
    /// Objects laid into each lane.
    public var perLane: Int
    /// What kinds, places and depths come from.
    public var seed: UInt64
    /// Weight of a laid object's echoes against those of a buried one.
    public var weight: Double
    /// Whether nothing else is learnt from.
    public var isAlone: Bool

    /// `perLane` objects in each lane.
    public init(perLane: Int, seed: UInt64 = 1, weight: Double = 0.2, isAlone: Bool = false) {
        self.perLane = perLane
        self.seed = seed
        self.weight = weight
        self.isAlone = isAlone
    }

    /// The name of what simulates them.
    static let simulator = "SyntheticGround"

    /// Which of `lanes` echoes are laid into: every other blank lane of a soil group, the first among them.
    ///
    /// The others stay unseen, so that something tells of blank ground.
    static func chosen(among lanes: [(soilGroup: String, isBlank: Bool)]) -> [Bool] {
        var met: [String: Int] = [:]
        return lanes.map { lane in
            guard lane.isBlank else { return false }
            let number = met[lane.soilGroup, default: 0]
            met[lane.soilGroup] = number + 1
            return number % 2 == 0
        }
    }

    /// Lays the objects of lane number `lane` into `sweep`, pass by pass, and hands out what lies where and
    /// the echoes found.
    func lay(
        into sweep: Sweep, lane: Int, pipeline: DetectionPipeline, monitor: WorkMonitor,
        deliver: (_ pass: Int, _ targets: [Target], _ echoes: [Echo]) throws -> Void
    ) async throws {
        let ground = try GroundEstimate(
            sweep, centreFrequencyMHz: pipeline.centreFrequencyMHz, permittivity: .dryToDamp,
            depthMetres: Detectability.depthsMetres.last ?? 0.25,
            tileMetres: DetectabilityAssessment.tileMetres, monitor: monitor)
        let model = GroundModel(ground, isMeasured: false)
        let injection = TrialInjection(
            sweep, try TrialRadar(sweep, centreFrequencyMHz: ground.centreFrequencyMHz)
        ) { model.decibelsPerMetre(permittivity: $0) }
        let plan = LaidPlan(
            sweep, permittivity: model.permittivity.low...model.permittivity.high)
        // Lanes differ however many objects each holds.
        let passes = plan.passes(perLane, seed: seed &* 1_000_003 &+ UInt64(lane))
        for (number, pass) in passes.enumerated() {
            try monitor.check()
            let laid = try injection.sweep(with: pass)
            let scored = try await pipeline.scored(laid, monitor: monitor.withoutProgress)
            let targets = try pass.echoes.enumerated().map { try Target($0.element, $0.offset) }
            try deliver(number, targets, scored.echoes)
        }
    }
}

extension Target {
    /// What `echo` is of.
    fileprivate init(_ echo: TrialEcho, _ number: Int) throws {
        let object = try ReferenceItem.object(
            echo.item, x: echo.xMetres, y: echo.yMetres, depth: echo.depthMetres)
        self.init(
            id: "\(number + 1)", model: object.model,
            targetClass: TargetClass(rawValue: object.kind.rawValue) ?? .clutter,
            xMetres: echo.xMetres, yMetres: echo.yMetres, depthMetres: echo.depthMetres,
            diameterMetres: object.extentMetres, heightMetres: object.heightMetres,
            isMine: object.isMine)
    }
}
