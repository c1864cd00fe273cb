import Evaluation

/// Lanes of a few objects and alarms, small enough to count by hand.
enum SmallTrial {
    /// A mine of 8 cm (halo 0.14 m) unless told otherwise.
    static func mine(
        _ id: String, _ x: Double, _ y: Double = 0, diameter: Double = 0.08, depth: Double = 0.05,
        targetClass: TargetClass = .plasticAntiPersonnel, error: Double = 0
    ) -> Target {
        Target(
            id: id, model: "M", targetClass: targetClass, xMetres: x, yMetres: y,
            depthMetres: depth, diameterMetres: diameter, heightMetres: 0.05,
            isMine: targetClass != .clutter, positionErrorMetres: error)
    }

    static func stone(_ id: String, _ x: Double, _ y: Double = 0, diameter: Double = 0.08) -> Target
    {
        mine(id, x, y, diameter: diameter, targetClass: .clutter)
    }

    static func alarm(
        _ x: Double, _ y: Double = 0, score: Double, depth: Double? = nil
    ) -> ScoredAlarm {
        ScoredAlarm(id: "\(x),\(y)", xMetres: x, yMetres: y, depthMetres: depth, score: score)
    }

    static let strip = SweptGround(
        .rectangle(LaneRectangle(fromX: 0, toX: 12, fromY: -0.25, toY: 0.25)))

    static func lane(
        _ targets: [Target], _ alarms: [ScoredAlarm], name: String = "L", pass: Int = 1,
        ground: SweptGround = strip
    ) -> TrialLane {
        TrialLane(name: name, pass: pass, ground: ground, targets: targets, alarms: alarms)
    }
}
