/// Which rows of an alarm list are judged as its alarms.
public enum OperatingChoice: Sendable, Hashable {
    /// Those the detector selected itself; all where it does not say.
    case selected
    /// All rows.
    case everything
    /// Those of this score and more.
    case threshold(Double)
    /// As many, highest score first, as keep the rate of a kind at or below so many per m2.
    case rate(Double, RateKind)
}

extension JudgedTrial {
    /// The trial with the alarms of `choice` alone; this one holds all rows.
    public func judged(at choice: OperatingChoice) -> JudgedTrial {
        switch choice {
        case .selected:
            lanes.allSatisfy { $0.alarms.allSatisfy(\.isSelected) }
                ? self : judged { $0.isSelected }
        case .everything: self
        case .threshold(let limit): first(pool.prefix { $0.score >= limit }.count)
        case .rate(let rate, let kind): first(count(upTo: rate, kind))
        }
    }
}
