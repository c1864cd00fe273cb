internal import SurveyModel

extension SurveyRecord {
    func objections(to fact: SegmentSplit, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        guard let segment = segment(fact.segment) else { return found + [unknown(fact.segment)] }
        found += reshapeObjections([segment], by: by, at: at)
        if !(2...1000).contains(fact.parts.count) {
            found.append(
                Self.objection(
                    "parts", "segment \(segment.id) would become \(fact.parts.count) parts",
                    "cut it into two parts or more"))
        }
        if Set(fact.parts.map { FoldedName($0.id) }).count < fact.parts.count {
            found.append(
                Self.objection("already-recorded", "two parts have one id", "give each its own"))
        }
        for part in fact.parts {
            found += objections(to: part, besides: [segment.id])
            found += kinshipFaults(part, segment)
        }
        return found
            + coverFaults(fact.parts, [segment.fact], "the parts", "segment \(segment.id)")
    }

    func objections(to fact: SegmentMerged, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        let parts = fact.segments.compactMap { segment($0) }
        for id in fact.segments where segment(id) == nil { found.append(unknown(id)) }
        if Set(fact.segments).count < max(2, fact.segments.count) {
            found.append(
                Self.objection(
                    "parts", "a merger needs two different segments or more",
                    "name each segment once"))
        }
        guard let first = parts.first, parts.count == fact.segments.count else { return found }
        found += reshapeObjections(parts, by: by, at: at)
        found += objections(to: fact.whole, besides: Set(fact.segments))
        for part in parts { found += kinshipFaults(fact.whole, part) }
        if parts.contains(where: { $0.state != first.state }) {
            found.append(
                Self.objection(
                    "state",
                    "segments \(ReleaseGate.list(parts.map(\.id))) are not in one state: "
                        + parts.map { "\($0.id) is \($0.state)" }.joined(separator: "; "),
                    "bring them to one state first"))
        }
        return found
            + coverFaults(parts.map(\.fact), [fact.whole], "the segments", "the whole")
    }

    func objections(to fact: SegmentReversioned, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        let new = fact.geometry
        guard let segment = segment(new.id) else { return found + [unknown(new.id)] }
        found += reshapeObjections([segment], by: by, at: at)
        if fact.version != segment.version + 1 {
            found.append(
                Self.objection(
                    "version",
                    "the next version of segment \(segment.id) is \(segment.version + 1), not "
                        + "\(fact.version)", "number it again"))
        }
        found += objections(to: new, besides: [segment.id], isNew: false)
        let old = segment.fact
        if new.road != old.road || new.band != old.band
            || new.classification != segment.classification
        {
            found.append(Self.foreign(new.id, segment.id))
        }
        let shrinks =
            !(new.chainage.low <= old.chainage.low + 1e-6
            && new.chainage.high >= old.chainage.high - 1e-6
            && new.offset.low <= old.offset.low + 1e-6
            && new.offset.high >= old.offset.high - 1e-6
            && new.depthMetres >= old.depthMetres - 1e-9
            && new.areaSquareMetres >= old.areaSquareMetres * (1 - 1e-3))
        if shrinks {
            found.append(
                Self.objection(
                    "shrinks", "the new geometry leaves out ground or depth of segment \(new.id)",
                    "split it and have the part that is left out cancelled, reduced or cleared"))
        } else if new.outline == old.outline && new.depthMetres == old.depthMetres {
            found.append(
                Self.objection(
                    "already-recorded", "segment \(new.id) has that geometry already",
                    "nothing to do"))
        }
        return found
    }

    private func reshapeObjections(
        _ parts: [SegmentRecord], by: String, at: String
    ) -> [Objection] {
        let people = LandPeople(acting: actor(named: by, at: at))
        var said: Set<Objection> = []
        return parts.flatMap { segment -> [Objection] in
            var found = objections(
                to: .reshape, on: segment,
                faults: [.notFrozen: ReleaseGate.frozenObjections(segment, self)], people: people)
            let pending = reports.filter {
                $0.fact.segment == segment.id && $0.state == .submitted
            }
            for report in pending {
                found.append(
                    Self.objection(
                        "report-open", "report \(report.id) waits for a decision",
                        "have it approved or returned first"))
            }
            return found
        }.filter { said.insert($0).inserted }
    }

    /// A part has the road, band, width and depth of the whole, and what is known of it.
    private func kinshipFaults(_ part: SegmentAdded, _ whole: SegmentRecord) -> [Objection] {
        let isKin =
            part.road == whole.fact.road && part.band == whole.fact.band
            && abs(part.offset.low - whole.fact.offset.low) <= 1e-6
            && abs(part.offset.high - whole.fact.offset.high) <= 1e-6
            && part.depthMetres == whole.fact.depthMetres
            && part.classification == whole.classification
        return isKin ? [] : [Self.foreign(part.id, whole.id)]
    }

    private static func foreign(_ one: String, _ other: String) -> Objection {
        objection(
            "foreign-part",
            "segment \(TextRules.quoted(one)) differs from \(TextRules.quoted(other)) in road, band, "
                + "width, depth or classification",
            "keep them; another depth or band is another segment")
    }

    /// Parts side by side cover the whole, no more and no less, in chainage and in area.
    private func coverFaults(
        _ parts: [SegmentAdded], _ whole: [SegmentAdded], _ what: String, _ of: String
    ) -> [Objection] {
        guard let whole = whole.first, !parts.isEmpty else { return [] }
        let ordered = parts.sorted { $0.chainage.low < $1.chainage.low }
        var place = whole.chainage.low
        var fits = true
        for part in ordered {
            fits = fits && abs(part.chainage.low - place) <= 1e-6
            place = part.chainage.high
        }
        fits = fits && abs(place - whole.chainage.high) <= 1e-6
        var found: [Objection] = []
        if !fits {
            found.append(
                Self.objection(
                    "parts-cover", "\(what) do not cover \(of) from end to end, each once",
                    "cut at chainages inside it, without gap or overlap"))
        }
        let sum = parts.reduce(0) { $0 + $1.areaSquareMetres }
        if !(abs(sum - whole.areaSquareMetres) <= max(1, whole.areaSquareMetres * 1e-3)) {
            found.append(
                Self.objection(
                    "parts-area",
                    "\(what) have \(Figure.metres(sum)) m2, \(of) has "
                        + "\(Figure.metres(whole.areaSquareMetres)) m2",
                    "compute the areas from the outlines"))
        }
        return found
    }
}
