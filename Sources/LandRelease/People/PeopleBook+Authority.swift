extension PeopleBook {
    /// Whether anybody holds the role authority on `day` or will hold it later, of those whose appointment
    /// `isKnown`.
    ///
    /// Days before count too: a clock that is set back opens no gap.
    func hasAuthority(from day: String, _ isKnown: (EventStamp) -> Bool) -> Bool {
        persons.contains { person in
            guard let grant = person.authority, isKnown(grant.stamp) else { return false }
            return person.roles.contains {
                $0.role == .authority && ($0.until.map { $0 >= day } ?? true)
            }
        }
    }

    /// Who registered himself or herself first in the line of appointments that made `name` an authority.
    func authorityRoot(of name: String) -> FoldedName? {
        person(named: name)?.authority.map { FoldedName($0.root) }
    }

    /// Remembers where an authority comes from.
    mutating func noteAuthority(
        _ terms: [RoleTerm], of place: Int, _ stamp: EventStamp, isAfterGap: Bool
    ) {
        guard terms.contains(where: { $0.role == .authority }) else { return }
        let name = persons[place].name
        if FoldedName(name) == FoldedName(stamp.by) {
            claims.append(AuthorityClaim(name: name, stamp: stamp, isAfterGap: isAfterGap))
            persons[place].authority = AuthorityGrant(stamp: stamp, root: name)
        } else {
            let root = person(named: stamp.by)?.authority?.root ?? stamp.by
            persons[place].authority = AuthorityGrant(stamp: stamp, root: root)
        }
        authorityRoots[stamp.name] = persons[place].authority?.root
    }

    /// Takes the role authority from everybody whose appointment goes back to `root`, from `day` on.
    mutating func endAuthority(of root: FoldedName, from day: String) {
        guard let number = ISOTime.dayNumber(of: day) else { return }
        let before = ISOTime.date(ofDay: number - 1)
        for place in persons.indices {
            guard let grant = persons[place].authority, FoldedName(grant.root) == root else {
                continue
            }
            for term in persons[place].roles.indices
            where persons[place].roles[term].role == .authority
                && (persons[place].roles[term].until.map { $0 >= day } ?? true)
            {
                persons[place].roles[term].until = before
            }
        }
    }
}
