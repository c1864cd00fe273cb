/// Gives the alarms of a lane to the objects in whose halo they lie, highest score first.
///
/// Each alarm goes to the nearest mine not found yet whose halo holds it (hit), else it is a duplicate
/// where it lies in the halo of a found mine, else an object alarm where it lies in the halo of another
/// object, else a ground alarm. Alarms of equal score are taken by x, then y.
public struct HaloMatching: Sendable {
    /// The alarms inside the ground that counts, in the order they were judged, then those outside.
    public let judged: [JudgedAlarm]
    /// Whether each object of the truth counts: its centre was swept and is not excluded.
    public let counts: [Bool]

    /// Judges the alarms of `lane` whose index `isTaken`, with halos `margin` metres beyond the objects.
    ///
    /// - Complexity: O((alarms + targets) log alarms) while halos hold few other objects.
    public init(
        lane: TrialLane, margin: Double, where isTaken: (ScoredAlarm) -> Bool = { _ in true }
    ) {
        counts = lane.targets.map {
            lane.ground.counts(xMetres: $0.xMetres, yMetres: $0.yMetres)
        }
        let index = HaloIndex(targets: lane.targets, margin: margin)
        var found = [Bool](repeating: false, count: lane.targets.count)
        var inside: [Int] = []
        var outside: [Int] = []
        for (place, alarm) in lane.alarms.enumerated() where isTaken(alarm) {
            if lane.ground.counts(xMetres: alarm.xMetres, yMetres: alarm.yMetres) {
                inside.append(place)
            } else {
                outside.append(place)
            }
        }
        let order = inside.sorted {
            let (first, second) = (lane.alarms[$0], lane.alarms[$1])
            return (-first.score, first.xMetres, first.yMetres, $0)
                < (-second.score, second.xMetres, second.yMetres, $1)
        }
        var judged: [JudgedAlarm] = []
        judged.reserveCapacity(inside.count + outside.count)
        for place in order {
            let alarm = lane.alarms[place]
            let near = index.objects(round: alarm.xMetres, alarm.yMetres)
            let outcome = Self.outcome(near, lane.targets, counts, &found)
            judged.append(JudgedAlarm(alarm: place, score: alarm.score, outcome: outcome))
        }
        for place in outside {
            judged.append(
                JudgedAlarm(alarm: place, score: lane.alarms[place].score, outcome: .outside))
        }
        self.judged = judged
    }

    /// What an alarm is that lies in the halos of the objects `near`, nearest first.
    private static func outcome(
        _ near: [Int], _ targets: [Target], _ counts: [Bool], _ found: inout [Bool]
    ) -> AlarmOutcome {
        guard !near.isEmpty else { return .ground }
        let mines = near.filter { targets[$0].isMine }
        if let fresh = mines.first(where: { counts[$0] && !found[$0] }) {
            found[fresh] = true
            return .hit(target: fresh)
        }
        if let mine = mines.first(where: { counts[$0] }) { return .duplicate(target: mine) }
        if let mine = mines.first { return .uncounted(target: mine) }
        if let object = near.first(where: { counts[$0] }) { return .object(target: object) }
        return .uncounted(target: near[0])
    }
}

/// Finds the objects in whose halo a point lies.
private struct HaloIndex {
    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private let targets: [Target]
    private let radii: [Double]
    private let side: Double
    private let cells: [Cell: [Int]]

    init(targets: [Target], margin: Double) {
        self.targets = targets
        let radii = targets.map { $0.haloMetres(margin: margin) }
        self.radii = radii
        let side = max(0.01, (radii.max() ?? 0) * 2)
        self.side = side
        var cells: [Cell: [Int]] = [:]
        for (place, target) in targets.enumerated() {
            let reach = radii[place] * (1 + 1e-9)
            let columns =
                Self.cell(target.xMetres - reach, side)...Self.cell(target.xMetres + reach, side)
            let rows =
                Self.cell(target.yMetres - reach, side)...Self.cell(target.yMetres + reach, side)
            for column in columns {
                for row in rows { cells[Cell(column: column, row: row), default: []].append(place) }
            }
        }
        self.cells = cells
    }

    private static func cell(_ metres: Double, _ side: Double) -> Int {
        Int(min(max((metres / side).rounded(.down), -1e15), 1e15))
    }

    /// The objects whose halo holds (`x`, `y`), nearest first, of equally near ones the first in the
    /// truth.
    func objects(round x: Double, _ y: Double) -> [Int] {
        let cell = Cell(column: Self.cell(x, side), row: Self.cell(y, side))
        guard let candidates = cells[cell] else { return [] }
        var near: [(distance: Double, place: Int)] = []
        for place in candidates {
            let across = targets[place].xMetres - x
            let along = targets[place].yMetres - y
            guard abs(across) <= radii[place], abs(along) <= radii[place] else { continue }
            let distance = ExactDistance.length(across, along)
            if distance <= radii[place] { near.append((distance, place)) }
        }
        return near.sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }.map(\.place)
    }
}
