/// The alarms of all lanes of a trial, judged, in one order: one threshold holds for all lanes.
public struct JudgedTrial: Sendable {
    /// One alarm of the pool.
    public struct PooledAlarm: Sendable, Hashable {
        /// Place of its lane in the trial.
        public var lane: Int
        /// Place of the alarm in the lane's list.
        public var alarm: Int
        /// Its score.
        public var score: Double
        /// What it turned out to be.
        public var outcome: AlarmOutcome
    }

    /// The lanes, each pass by itself.
    public let lanes: [TrialLane]
    /// How far halos reach beyond the objects (m).
    public let haloMarginMetres: Double
    /// Which objects of each lane count.
    public let counts: [[Bool]]
    /// The areas of each lane.
    public let laneAreas: [GroundAreas]
    /// The areas of all lanes together.
    public let areas: GroundAreas
    /// The alarms inside the ground that counts: highest score first, then by lane, x and y.
    public let pool: [PooledAlarm]
    /// Number of alarms outside the ground that counts.
    public let outsideCount: Int
    private let outsideCounts: [Int]
    /// The mines that count, by lane and place in its truth: one for every pass over them.
    public let encounters: [(lane: Int, target: Int)]

    /// Judges the alarms of `lanes` that `isTaken`.
    ///
    /// - Throws: `EvaluationError.impossible` where a lane has no ground or more than any lane has.
    public init(
        lanes: [TrialLane], haloMarginMetres margin: Double = 0.10,
        where isTaken: (ScoredAlarm) -> Bool = { _ in true }
    ) throws(EvaluationError) {
        var areas: [GroundAreas] = []
        for lane in lanes {
            areas.append(try GroundAreas(of: lane.ground, targets: lane.targets, margin: margin))
        }
        self.init(lanes: lanes, margin: margin, laneAreas: areas, where: isTaken)
    }

    private init(
        lanes: [TrialLane], margin: Double, laneAreas: [GroundAreas],
        where isTaken: (ScoredAlarm) -> Bool
    ) {
        self.lanes = lanes
        haloMarginMetres = margin
        self.laneAreas = laneAreas
        areas = laneAreas.reduce(.none, +)
        let matchings = lanes.map { HaloMatching(lane: $0, margin: margin, where: isTaken) }
        let counts = matchings.map(\.counts)
        self.counts = counts
        encounters = lanes.indices.flatMap { lane in
            lanes[lane].targets.indices
                .filter { lanes[lane].targets[$0].isMine && counts[lane][$0] }
                .map { (lane, $0) }
        }
        var pool: [PooledAlarm] = []
        var outside = [Int](repeating: 0, count: lanes.count)
        for (lane, matching) in matchings.enumerated() {
            for judged in matching.judged {
                guard judged.outcome != .outside else {
                    outside[lane] += 1
                    continue
                }
                pool.append(
                    PooledAlarm(
                        lane: lane, alarm: judged.alarm, score: judged.score,
                        outcome: judged.outcome))
            }
        }
        outsideCount = outside.reduce(0, +)
        outsideCounts = outside
        // Within a lane the alarms are in order already; places keep that order where scores are equal.
        self.pool = pool.enumerated()
            .sorted { (-$0.element.score, $0.offset) < (-$1.element.score, $1.offset) }
            .map(\.element)
    }

    /// The same lanes with only the alarms that `isTaken`, judged anew.
    public func judged(where isTaken: (ScoredAlarm) -> Bool) -> JudgedTrial {
        JudgedTrial(lanes: lanes, margin: haloMarginMetres, laneAreas: laneAreas, where: isTaken)
    }

    /// The same trial with the first `count` alarms of the pool alone.
    public func first(_ count: Int) -> JudgedTrial {
        JudgedTrial(self, pool: Array(pool.prefix(count)))
    }

    /// The lanes of the trial that `isTaken`, as judged.
    public func part(where isTaken: (TrialLane) -> Bool) -> JudgedTrial {
        JudgedTrial(part: lanes.indices.filter { isTaken(lanes[$0]) }, of: self)
    }

    private init(part: [Int], of whole: JudgedTrial) {
        let places = Dictionary(uniqueKeysWithValues: part.enumerated().map { ($1, $0) })
        lanes = part.map { whole.lanes[$0] }
        haloMarginMetres = whole.haloMarginMetres
        counts = part.map { whole.counts[$0] }
        laneAreas = part.map { whole.laneAreas[$0] }
        areas = laneAreas.reduce(.none, +)
        outsideCount = part.reduce(0) { $0 + whole.outsideCounts[$1] }
        outsideCounts = part.map { whole.outsideCounts[$0] }
        encounters = whole.encounters.compactMap { mine in
            places[mine.lane].map { ($0, mine.target) }
        }
        pool = whole.pool.compactMap { alarm in
            guard let place = places[alarm.lane] else { return nil }
            var moved = alarm
            moved.lane = place
            return moved
        }
    }

    private init(_ whole: JudgedTrial, pool: [PooledAlarm]) {
        lanes = whole.lanes
        haloMarginMetres = whole.haloMarginMetres
        counts = whole.counts
        laneAreas = whole.laneAreas
        areas = whole.areas
        outsideCount = whole.outsideCount
        outsideCounts = whole.outsideCounts
        encounters = whole.encounters
        self.pool = pool
    }

    /// The object of `alarm`'s outcome, `nil` where there is none.
    public func target(of alarm: PooledAlarm) -> Target? {
        switch alarm.outcome {
        case .hit(let place), .duplicate(let place), .object(let place), .uncounted(let place):
            lanes[alarm.lane].targets[place]
        case .ground, .outside: nil
        }
    }
}
