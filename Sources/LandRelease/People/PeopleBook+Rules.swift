/// Whether there is an authority, as far as the installation knows that registers somebody.
enum AuthorityStanding {
    /// There never was one.
    case never
    /// Somebody holds the role, or will.
    case inForce
    /// Every term has ended.
    case ended
}

extension PeopleBook {
    /// Everything that keeps a person from being registered, but for the role of who registers.
    ///
    /// - Parameters:
    ///   - fact: who is registered.
    ///   - by: who registers.
    ///   - at: when.
    ///   - standing: whether an authority is in force, or was before, as far as the installation knows.
    /// - Returns: all objections.
    func objections(
        to fact: PersonRegistered, by: String, at: String, standing: AuthorityStanding
    ) -> [Objection] {
        var found = TextRules.name(fact.name, "the person's name")
        found += TextRules.name(fact.organisation, "the person's organisation")
        if let known = person(named: fact.name) {
            found.append(
                Objection(
                    code: "already-recorded",
                    text: "\(TextRules.quoted(fact.name)) is registered already, as "
                        + TextRules.quoted(known.name),
                    cure: "give further roles with `clearroad person give`"))
        }
        if fact.roles.isEmpty {
            found.append(
                Objection(
                    code: "role-missing",
                    text: "\(TextRules.quoted(fact.name)) is given no role",
                    cure: "name a role with its first day"))
        }
        found += termObjections(fact.roles, held: [], of: fact.name)
        found += keyObjections(fact.key, of: fact.name)
        switch standing {
        case .inForce: found += ownRoleObjections(fact.name, by)
        case .never: found += firstObjections(fact, by, at)
        case .ended: found += gapObjections(fact, by, at)
        }
        return found
    }

    /// Where nobody holds the role authority any more, somebody who is not on record takes it on.
    private func gapObjections(
        _ fact: PersonRegistered, _ by: String, _ at: String
    ) -> [Objection] {
        let day = ISOTime.date(of: at)
        let isAuthority =
            fact.roles.count == 1
            && fact.roles.allSatisfy {
                $0.role == .authority && $0.from == day && $0.until == nil
            }
        guard isAuthority, FoldedName(fact.name) == FoldedName(by) else {
            return [
                Objection(
                    code: "no-authority",
                    text: "nobody holds the role authority any more: all that can be registered is "
                        + "somebody new who takes it on himself or herself, that role alone, from "
                        + "today and without an end",
                    cure: "have the new authority run `clearroad person add DIR --name NAME "
                        + "--organisation O --role authority --by NAME`; it stays marked in the record"
                )
            ]
        }
        return []
    }

    /// The first person gives the record its authority, and nothing else.
    private func firstObjections(
        _ fact: PersonRegistered, _ by: String, _ at: String
    ) -> [Objection] {
        let day = ISOTime.date(of: at)
        let isAuthority =
            fact.roles.count == 1
            && fact.roles.allSatisfy {
                $0.role == .authority && $0.holds(on: day) && $0.until == nil
            }
        guard isAuthority, FoldedName(fact.name) == FoldedName(by) else {
            return [
                Objection(
                    code: "first-person",
                    text: "the first person on record is the authority, who registers himself or "
                        + "herself with that role alone, from today or earlier and without an end",
                    cure: "have the authority run `clearroad person add DIR --name NAME "
                        + "--organisation O --role authority --by NAME`")
            ]
        }
        return []
    }

    /// Everything that keeps a person from being changed, but for the role of who changes.
    func objections(to fact: PersonChanged, by: String) -> [Objection] {
        let reason = TextRules.note(fact.reason, "the reason")
        guard let person = person(named: fact.name) else {
            return reason + [Self.unknown(fact.name)]
        }
        var found = reason
        if fact.given.isEmpty && fact.ended.isEmpty && fact.key == nil && fact.organisation == nil {
            found.append(
                Objection(
                    code: "no-change", text: "nothing is changed of \(TextRules.quoted(fact.name))",
                    cure: "name a role, a key or an organisation"))
        }
        if let organisation = fact.organisation {
            found += TextRules.name(organisation, "the person's organisation")
        }
        found += endObjections(fact.ended, of: person)
        found += termObjections(fact.given, held: person.roles, of: fact.name)
        found += keyObjections(fact.key, of: fact.name)
        if !fact.given.isEmpty { found += ownRoleObjections(fact.name, by) }
        if fact.key != nil, person.key != nil, FoldedName(fact.name) == FoldedName(by) {
            found.append(
                Objection(
                    code: "own-key",
                    text: "\(TextRules.quoted(by)) cannot replace the own key",
                    cure: "another person with the role authority has to do it"))
        }
        return found
    }

    static func unknown(_ name: String) -> Objection {
        Objection(
            code: "unregistered", text: "\(TextRules.quoted(name)) is not registered",
            cure: "`clearroad person add DIR --name \(ShellWord.quoted(name)) ...`")
    }

    private func ownRoleObjections(_ name: String, _ by: String) -> [Objection] {
        guard FoldedName(name) == FoldedName(by) else { return [] }
        return [
            Objection(
                code: "own-role",
                text: "\(TextRules.quoted(by)) cannot give himself or herself a role",
                cure: "another person with the role authority has to give it")
        ]
    }

    private func termObjections(
        _ terms: [RoleTerm], held: [RoleTerm], of name: String
    ) -> [Objection] {
        var found: [Objection] = []
        for (place, term) in terms.enumerated() {
            let days = [term.from, term.until].compactMap { $0 }
            found += days.filter { !ISOTime.isDate($0) }.map(Self.noDate)
            if let until = term.until, until < term.from {
                found.append(
                    Objection(
                        code: "dates",
                        text: "the role \(term.role.rawValue) ends on \(until), "
                            + "before it begins on \(term.from)", cure: "check the dates"))
            }
            let others = held + terms[..<place]
            if others.contains(where: { $0.role == term.role && Self.overlap($0, term) }) {
                found.append(
                    Objection(
                        code: "role-held",
                        text: "\(TextRules.quoted(name)) holds the role \(term.role.rawValue) "
                            + "already on some of those days", cure: "choose other days"))
            }
        }
        return found
    }

    private static func overlap(_ one: RoleTerm, _ other: RoleTerm) -> Bool {
        one.from <= (other.until ?? "9999-12-31") && other.from <= (one.until ?? "9999-12-31")
    }

    private func endObjections(_ ends: [RoleEnd], of person: PersonRecord) -> [Objection] {
        var found: [Objection] = []
        for end in ends {
            if !ISOTime.isDate(end.on) { found.append(Self.noDate(end.on)) }
            if !person.roles.contains(where: { $0.role == end.role && $0.holds(on: end.on) }) {
                found.append(
                    Objection(
                        code: "role-not-held",
                        text: "\(TextRules.quoted(person.name)) does not hold the role "
                            + "\(end.role.rawValue) on \(end.on)", cure: "check role and day"))
            }
            if end.role == .authority && !hasAuthority(after: end.on, besides: person) {
                found.append(
                    Objection(
                        code: "last-authority",
                        text: "nobody else holds the role authority after \(end.on)",
                        cure: "give another person that role first"))
            }
        }
        return found
    }

    private func hasAuthority(after day: String, besides person: PersonRecord) -> Bool {
        persons.contains { other in
            other.stamp != person.stamp
                && other.roles.contains {
                    $0.role == .authority && ($0.until.map { $0 > day } ?? true)
                }
        }
    }

    private func keyObjections(_ text: String?, of name: String) -> [Objection] {
        guard let text else { return [] }
        guard let key = SSHPublicKey(text), key.text == text else {
            return [
                Objection(
                    code: "key", text: "this is not a public SSH key such as `ssh-ed25519 AAAA...`",
                    cure: "give the file that ends in .pub")
            ]
        }
        guard let owner = owner(of: key) else { return [] }
        let isOwn = FoldedName(owner.name) == FoldedName(name)
        return [
            Objection(
                code: "key-taken",
                text: "the key \(key.fingerprint) is or was that of "
                    + (isOwn ? "this person" : TextRules.quoted(owner.name)),
                cure: "make a new key: a key belongs to one person and is registered once")
        ]
    }

    static func noDate(_ text: String) -> Objection {
        Objection(
            code: "date", text: "\(TextRules.quoted(text)) is not a date such as 2026-03-01",
            cure: "check the date")
    }
}
