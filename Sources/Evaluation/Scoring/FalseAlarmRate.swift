/// What a rate of false alarms counts and over which ground.
public enum RateKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Alarms outside the halos of all buried objects, per m2 outside those halos.
    case ground
    /// Alarms outside the mines' halos, per m2 outside those halos.
    case total
}

extension JudgedTrial {
    /// The area that rates of `kind` are given for (m2).
    public func area(for kind: RateKind) -> Double {
        kind == .ground ? areas.groundSquareMetres : areas.outsideMinesSquareMetres
    }
}

extension AlarmOutcome {
    /// Whether the alarm is a false one for a rate of `kind`.
    public func isFalse(for kind: RateKind) -> Bool {
        switch self {
        case .ground: true
        case .object: kind == .total
        case .hit, .duplicate, .uncounted, .outside: false
        }
    }

    /// Whether it is the first alarm on a mine.
    public var isHit: Bool {
        if case .hit = self { true } else { false }
    }
}

extension JudgedTrial {
    /// Number of alarms from the top of the pool until one more false alarm would bring the rate of
    /// `kind` above `rate` per m2.
    public func count(upTo rate: Double, _ kind: RateKind) -> Int {
        let limit = rate * area(for: kind)
        var falseAlarms = 0
        for (place, alarm) in pool.enumerated() where alarm.outcome.isFalse(for: kind) {
            if Double(falseAlarms + 1) > limit { return place }
            falseAlarms += 1
        }
        return pool.count
    }
}
