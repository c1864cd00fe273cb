internal import SurveyModel

/// A waiver as the events leave it.
public struct WaiverRecord: Sendable, Equatable {
    /// What was granted.
    public var fact: WaiverGranted
    /// Its withdrawal, where there is one.
    public var withdrawn: WaiverWithdrawn?
    /// The event that granted it.
    public var stamp: EventStamp
    /// The event that withdrew it.
    public var withdrawal: EventStamp?

    /// As reports cite it.
    public var cited: WaiverCited {
        WaiverCited(code: fact.code, name: fact.name, role: fact.role, reason: fact.reason)
    }

    /// Whether it counts on `day`.
    public func counts(on day: String) -> Bool {
        withdrawn == nil && (fact.until.map { day <= $0 } ?? true)
    }
}

/// The waivers of a survey.
public struct WaiverBook: Sendable, Equatable {
    /// Waivers in order of granting.
    public internal(set) var waivers: [WaiverRecord] = []

    /// None.
    public init() {}

    /// The waivers ever granted on a segment.
    public func waivers(on segment: String) -> [WaiverRecord] {
        waivers.filter { $0.fact.segment == segment }
    }

    /// Those that count on `day`.
    func inForce(on segment: String, day: String) -> [WaiverRecord] {
        waivers(on: segment).filter { $0.counts(on: day) }
    }

    mutating func apply(_ fact: WaiverGranted, _ stamp: EventStamp) {
        waivers.append(
            WaiverRecord(fact: fact, withdrawn: nil, stamp: stamp, withdrawal: nil))
    }

    mutating func apply(_ fact: WaiverWithdrawn, _ stamp: EventStamp) {
        for place in waivers.indices
        where waivers[place].fact.segment == fact.segment && waivers[place].fact.code == fact.code
            && waivers[place].withdrawn == nil
        {
            waivers[place].withdrawn = fact
            waivers[place].withdrawal = stamp
        }
    }
}

extension SurveyRecord {
    /// Every waiver a map or page of a segment has to show: those not withdrawn, and those its standing
    /// report rests on.
    public func shownWaivers(on segment: String) -> [WaiverCited] {
        let standing = reports.last { $0.fact.segment == segment && $0.state == .approved }
        var shown = standing?.fact.waivers ?? []
        for waiver in waivers.waivers(on: segment) where waiver.withdrawn == nil {
            if !shown.contains(waiver.cited) { shown.append(waiver.cited) }
        }
        return shown
    }

    /// The same in one line; empty where there is none.
    public func waiverText(on segment: String) -> String {
        shownWaivers(on: segment).map(\.description).joined(separator: "; ")
    }

    /// Everything that keeps a waiver from being granted, but for the role of who grants it.
    func objections(to fact: WaiverGranted, by: String, at: String) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        if segment(fact.segment) == nil { found.append(unknown(fact.segment)) }
        if FoldedName(fact.name) != FoldedName(by) {
            found.append(
                Self.objection(
                    "signer",
                    "the waiver is of \(TextRules.quoted(fact.name)), but \(TextRules.quoted(by)) "
                        + "records it", "the person who waives has to record it"))
        }
        if fact.role != .authority {
            found.append(
                Self.objection(
                    "role", "a waiver is given as authority, not as \(fact.role.rawValue)",
                    "have the authority waive it"))
        }
        found += codeObjections(fact.code)
        let day = ISOTime.date(of: at)
        if let until = fact.until {
            if !ISOTime.isDate(until) {
                found.append(PeopleBook.noDate(until))
            } else if until < day {
                found.append(
                    Self.objection(
                        "dates", "the waiver ends on \(until), before today, \(day)",
                        "check the date"))
            }
        }
        if waivers.inForce(on: fact.segment, day: day).contains(where: { $0.fact.code == fact.code }
        ) {
            found.append(
                Self.objection(
                    "already-recorded",
                    "\(fact.code) is waived on segment \(fact.segment) already", "nothing to do"))
        }
        return found
    }

    private func codeObjections(_ code: String) -> [Objection] {
        guard !Waivable.codes.contains(code) else { return [] }
        let why = Waivable.never[code].map { ": \($0)" } ?? ""
        return [
            Self.objection(
                "never-waivable", "\(TextRules.quoted(code)) cannot be waived\(why)",
                "a waiver can take away \(Waivable.codes.joined(separator: ", "))")
        ]
    }

    /// Everything that keeps a waiver from being withdrawn, but for the role of who withdraws it.
    func objections(to fact: WaiverWithdrawn) -> [Objection] {
        var found = TextRules.note(fact.reason, "the reason", isRequired: true)
        let stands = waivers.waivers(on: fact.segment).contains {
            $0.fact.code == fact.code && $0.withdrawn == nil
        }
        if !stands {
            found.append(
                Self.objection(
                    "waiver-unknown",
                    "no waiver of \(TextRules.quoted(fact.code)) stands on segment "
                        + TextRules.quoted(fact.segment), "check segment and code"))
        }
        return found
    }
}
