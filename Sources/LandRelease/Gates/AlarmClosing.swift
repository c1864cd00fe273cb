public import SurveyModel

/// What a person's look at an alarm must fulfil before it closes the alarm.
public enum AlarmClosing: Sendable {
    /// Everything that keeps `closing` from closing `alarm`.
    ///
    /// - Parameters:
    ///   - alarm: the alarm.
    ///   - closing: what the person says.
    ///   - rules: the release rules that bind the alarm's sweep (`releaseRules(for:)`).
    ///   - sweptOn: date of the alarm's sweep.
    ///   - at: when it is recorded (UTC).
    /// - Returns: all objections; empty where the closing stands.
    public static func objections(
        alarm: AlarmRecord, closing: AlarmClosed, rules: SurveySettings.Release, sweptOn: String,
        at: String
    ) -> [Objection] {
        digObjections(alarm: alarm, closing: closing, rules: rules)
            + personObjections(closing)
            + timeObjections(alarm, closing, sweptOn, at)
            + resultObjections(alarm, closing)
    }

    /// Objections to place, depth and method alone.
    static func digObjections(
        alarm: AlarmRecord, closing: AlarmClosed, rules: SurveySettings.Release
    ) -> [Objection] {
        placeObjections(alarm, closing, rules) + depthObjections(alarm, closing)
            + methodObjections(alarm, closing, rules)
    }

    /// The classes of buried item an alarm of this shape might be.
    static func possibleClasses(_ alarmClass: AlarmClass) -> [String] {
        switch alarmClass {
        case .antiVehicleLike: ["plastic_AT", "metal_AT"]
        case .antiPersonnelLike: ["plastic_AP", "metal_AP"]
        case .undetermined: ["plastic_AT", "metal_AT", "plastic_AP", "metal_AP"]
        }
    }

    private static func placeObjections(
        _ alarm: AlarmRecord, _ closing: AlarmClosed, _ rules: SurveySettings.Release
    ) -> [Objection] {
        let place = alarm.place
        let margin = rules.digPositionMarginMetres + 1e-6
        let along = abs(closing.position.chainageMetres - place.position.chainageMetres)
        let across = abs(closing.position.offsetMetres - place.position.offsetMetres)
        var found: [Objection] = []
        if !(along <= place.digAlongMetres + margin) {
            found.append(offPlace(alarm, "along", along, place.digAlongMetres + margin))
        }
        if !(across <= place.digAcrossMetres + margin) {
            found.append(offPlace(alarm, "across", across, place.digAcrossMetres + margin))
        }
        return found
    }

    private static func offPlace(
        _ alarm: AlarmRecord, _ way: String, _ distance: Double, _ limit: Double
    ) -> Objection {
        Objection(
            code: "dig-off-place",
            text: "the dig lies \(Figure.metres(distance)) m \(way) the road from alarm "
                + "\(alarm.id), at most \(Figure.metres(limit)) m is allowed",
            cure: "dig at \(Chainage(metres: alarm.place.position.chainageMetres)), offset "
                + "\(Figure.metres(alarm.place.position.offsetMetres)) m")
    }

    private static func depthObjections(
        _ alarm: AlarmRecord, _ closing: AlarmClosed
    ) -> [Objection] {
        let needed = alarm.alarm.depthMetres + alarm.place.depthErrorMetres
        guard !(closing.depthMetres >= needed - 1e-6 && closing.depthMetres <= 10) else {
            return []
        }
        return [
            Objection(
                code: "dig-too-shallow",
                text: "the dig at alarm \(alarm.id) is \(Figure.metres(closing.depthMetres)) m "
                    + "deep, \(Figure.metres(needed)) m is needed",
                cure: "dig to at least \(Figure.metres(needed)) m")
        ]
    }

    private static func methodObjections(
        _ alarm: AlarmRecord, _ closing: AlarmClosed, _ rules: SurveySettings.Release
    ) -> [Objection] {
        switch closing.method {
        case .excavation: return []
        case .metalDetector:
            let blind = possibleClasses(alarm.alarm.alarmClass).filter {
                !rules.metalDetectorSees.contains($0)
            }
            guard !blind.isEmpty else { return [] }
            return [
                Objection(
                    code: "method-blind",
                    text: "a metal detector cannot close alarm \(alarm.id): it may be "
                        + blind.joined(separator: " or ")
                        + ", which the settings do not rate a metal detector able to see",
                    cure: "dig it")
            ]
        case .instrument(let name):
            return [
                Objection(
                    code: "method-unrated",
                    text: "the settings rate no instrument \(TextRules.quoted(name))",
                    cure: "dig it")
            ]
        }
    }

    private static func personObjections(_ closing: AlarmClosed) -> [Objection] {
        TextRules.name(closing.closedBy, "the name of the person who closed the alarm")
            + TextRules.note(closing.note, "the note")
    }

    private static func timeObjections(
        _ alarm: AlarmRecord, _ closing: AlarmClosed, _ sweptOn: String, _ at: String
    ) -> [Objection] {
        let when = closing.closedOn
        guard ISOTime.isDate(when) || ISOTime.isTimestamp(when) else {
            return [
                Objection(
                    code: "closing-undated",
                    text: "\(TextRules.quoted(when)) is not a date such as 2026-03-01",
                    cure: "say when it was dug")
            ]
        }
        let day = ISOTime.date(of: when)
        let earliest = max(sweptOn, ISOTime.date(of: alarm.stamp.at))
        var found: [Objection] = []
        if day < earliest {
            found.append(
                Objection(
                    code: "closing-before-alarm",
                    text: "the dig is dated \(day), alarm \(alarm.id) is of \(earliest)",
                    cure: "check the date"))
        }
        if ISOTime.isAfter(when, at) {
            found.append(
                Objection(
                    code: "closing-in-future", text: "the dig is dated \(when), now is \(at)",
                    cure: "check the date and the clock of this machine"))
        }
        return found
    }

    private static func resultObjections(
        _ alarm: AlarmRecord, _ closing: AlarmClosed
    ) -> [Objection] {
        let isNoted = !FoldedName(closing.note).isEmpty
        if closing.result == .infrastructure && !isNoted {
            return [
                Objection(
                    code: "note-missing",
                    text: "alarm \(alarm.id) is closed as infrastructure without a note",
                    cure: "say what it is")
            ]
        }
        guard closing.isNotExplosive else { return [] }
        if closing.result != .item || !isNoted {
            return [
                Objection(
                    code: "note-missing",
                    text: "not explosive is said of alarm \(alarm.id) without an item and a note",
                    cure: "say what was found")
            ]
        }
        return []
    }
}

/// Numbers for sentences.
enum Figure {
    /// To the centimetre.
    static func metres(_ value: Double) -> String { rounded(value, 100) }

    /// To `steps` parts of one.
    static func rounded(_ value: Double, _ steps: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        return "\((value * steps).rounded() / steps)"
    }
}
