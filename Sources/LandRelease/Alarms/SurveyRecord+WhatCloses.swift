internal import SurveyModel

extension SurveyRecord {
    /// What would close an open alarm, in sentences; empty where it is closed.
    public func whatCloses(_ alarm: AlarmRecord) -> [String] {
        guard alarm.isOpen else { return [] }
        let rules = releaseRules(for: alarm.sweep)
        let place = alarm.place
        let margin = rules.digPositionMarginMetres
        let depth = (alarm.alarm.depthMetres + place.depthErrorMetres) * 100
        let along = place.digAlongMetres + margin
        let across = place.digAcrossMetres + margin
        var ways = [
            "a dig at \(Chainage(metres: place.position.chainageMetres)), offset "
                + "\(Figure.metres(place.position.offsetMetres)) m (\(place.position.side.rawValue))"
                + ", within \(Figure.metres(along)) m along and \(Figure.metres(across)) m across, "
                + "down to at least \(Figure.rounded(depth + 0.499, 1)) cm"
        ]
        let blind = AlarmClosing.possibleClasses(alarm.alarm.alarmClass).filter {
            !rules.metalDetectorSees.contains($0)
        }
        ways.append(
            blind.isEmpty
                ? "a search there with a metal detector, which the settings rate able to see it"
                : "no metal detector: it may be " + blind.joined(separator: " or "))
        return ways
    }
}

extension SegmentAdded {
    /// Whether an alarm lies on it: by its sweep's segment, or by place within its errors.
    public func contains(_ alarm: AlarmRecord) -> Bool { holds(alarm) }
}
