internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: FindRecorded, at: String) -> [Objection] {
        let codes = OrdnanceCodes.current
        var found = TextRules.identifier(fact.id, "the find's id")
        if findIndex(fact.id) != nil || alarm(fact.id) != nil {
            found.append(
                Self.objection(
                    "already-recorded", "find \(TextRules.quoted(fact.id)) is on record already",
                    "nothing to do"))
        }
        found += codes.objections(to: fact.item)
        if fact.item.codeListVersion <= codes.version {
            found += codes.unknown(fact.sensor, codes.sensors, "sensor")
        } else {
            found += TextRules.identifier(fact.sensor, "the sensor's code")
        }
        found += TextRules.name(fact.foundBy, "the name of who found it")
        found += TextRules.note(fact.note, "the note")
        found += Self.check("the depth of the find", fact.depthMetres, 0...10, "m")
        found += placeObjections(fact.place)
        found += Self.dayObjections(
            fact.foundOn, "the find", notBefore: "1900-01-01", of: "", at: at)
        found += disposalObjections(fact.disposal, foundOn: fact.foundOn, at: at)
        if fact.item.category == OrdnanceCodes.notExplosive, FoldedName(fact.note).isEmpty {
            found.append(
                Self.objection(
                    "note-missing", "an item that is not explosive is recorded without a note",
                    "say what was found"))
        }
        return found + atAlarmObjections(fact)
    }

    private func atAlarmObjections(_ fact: FindRecorded) -> [Objection] {
        guard let key = fact.alarm else { return [] }
        guard let index = alarmPlace(key) else { return [Self.alarmUnknown] }
        let alarm = alarms[index]
        var found: [Objection] = []
        if let position = fact.place.position {
            let margin =
                releaseRules(for: alarm.sweep).digPositionMarginMetres + fact.place.accuracyMetres
                + 1e-6
            let along = abs(position.chainageMetres - alarm.place.position.chainageMetres)
            let across = abs(position.offsetMetres - alarm.place.position.offsetMetres)
            let isNear =
                fact.place.road == alarm.place.road
                && along <= alarm.place.digAlongMetres + margin
                && across <= alarm.place.digAcrossMetres + margin
            if !isNear {
                found.append(
                    Self.objection(
                        "find-off-place",
                        "the find lies \(Figure.metres(along)) m along and "
                            + "\(Figure.metres(across)) m across the road from alarm \(alarm.id)",
                        "record it without the alarm, or check the place"))
            }
        }
        let known = finds.first { $0.alarmID == alarm.id && $0.details == nil }
        if let known, known.isExplosive, fact.item.category == OrdnanceCodes.notExplosive {
            found.append(
                Self.objection(
                    "find-contradicts",
                    "alarm \(alarm.id) was closed with an item that counts as explosive",
                    "record what it is, as explosive ordnance"))
        }
        return found
    }

    private func placeObjections(_ place: FindPlace) -> [Objection] {
        var found = Self.check("the error of the place", place.accuracyMetres, 0...10_000, "m")
        if !place.geographic.isOnEarth {
            found.append(
                Self.objection(
                    "geometry", "the find has no place in degrees", "give its coordinates"))
        }
        if let id = place.segment, segment(id) == nil { found.append(unknown(id)) }
        guard place.method != .communityCentroid else {
            if place.road != nil || place.position != nil {
                found.append(
                    Self.objection(
                        "centroid-with-place",
                        "the middle of a community is no place on a road",
                        "leave chainage and offset out, or say how the place is known"))
            }
            return found
        }
        guard let id = place.road, let position = place.position else {
            return found + [
                Self.objection(
                    "place", "the find has no place on a road", "give chainage and offset")
            ]
        }
        guard let road = road(id) else {
            return found + [
                Self.objection(
                    "road-unknown", "there is no road \(TextRules.quoted(id))",
                    "register the road first")
            ]
        }
        found += Self.check(
            "the chainage of the find", position.chainageMetres, 0...(road.lengthMetres + 0.01),
            "m")
        found += Self.check("the offset of the find", position.offsetMetres, -100...100, "m")
        // A place known to 100 m would put a whole road under suspicion, or none of it.
        found += Self.check("the error of a place on a road", place.accuracyMetres, 0...100, "m")
        return found
    }

    private func disposalObjections(
        _ disposal: FindDisposal, foundOn: String, at: String
    ) -> [Objection] {
        switch (disposal.method, disposal.on) {
        case (.pending, nil): []
        case (.pending, _):
            [
                Self.objection(
                    "disposal-dated", "a pending disposal has a date", "leave the date out")
            ]
        case (_, nil):
            [
                Self.objection(
                    "disposal-undated",
                    "the disposal \(disposal.method.rawValue) has no date", "say when it was done")
            ]
        case (_, let day?):
            Self.dayObjections(
                day, "the disposal", notBefore: foundOn, of: "the find", at: at)
        }
    }

    func objections(to fact: FindDisposed, at: String) -> [Objection] {
        var found = TextRules.note(fact.note, "the note")
        guard let index = findIndex(fact.find) else { return found + [findUnknown(fact.find)] }
        let find = finds[index]
        if fact.disposal.method == .pending {
            found.append(
                Self.objection(
                    "disposal-pending", "pending is no disposal", "say what was done with it"))
        }
        if let known = find.disposal, known.method != .pending,
            known.method != .renderedSafe || fact.disposal == known
        {
            found.append(
                Self.objection(
                    "already-recorded",
                    "find \(find.id) is \(known.method.rawValue) since \(known.on ?? "")",
                    "nothing to do"))
        }
        return found + disposalObjections(fact.disposal, foundOn: find.foundOn, at: at)
    }

    func findUnknown(_ id: String) -> Objection {
        Self.objection(
            "find-unknown", "there is no find \(TextRules.quoted(id))", "check the find's id")
    }
}
