/// A person as the events leave it.
public struct PersonRecord: Sendable, Equatable {
    /// The name as registered.
    public var name: String
    /// Whom the person works for.
    public var organisation: String
    /// Every role ever held, with its days.
    public var roles: [RoleTerm]
    /// Every key ever held, the one in use last, with the event that registered it.
    public var keys: [Key]
    /// The event that registered the person.
    public var stamp: EventStamp
    /// Where the role authority came from, where the person ever had it.
    public internal(set) var authority: AuthorityGrant?

    /// A key with the event from which it counts.
    public struct Key: Sendable, Equatable {
        /// The key.
        public var key: SSHPublicKey
        /// The event that registered it.
        public var stamp: EventStamp
    }

    /// The key in use.
    public var key: SSHPublicKey? { keys.last?.key }

    /// The key in use when the event at `order` was read.
    public func key(at order: Int) -> SSHPublicKey? {
        keys.last { $0.stamp.order < order }?.key
    }
}

/// How somebody came by the role authority.
public struct AuthorityGrant: Sendable, Equatable {
    /// The event that gave it last.
    public var stamp: EventStamp
    /// Who registered himself or herself as the authority at the beginning of the line of appointments.
    public var root: String
}

/// Somebody who registered himself or herself as the authority.
public struct AuthorityClaim: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The event.
    public var stamp: EventStamp
    /// Whether there had been an authority before, whose term had ended.
    public var isAfterGap: Bool
}

/// The people of a survey, whose names are compared as `FoldedName` does.
public struct PeopleBook: Sendable, Equatable {
    /// People in order of registration.
    public internal(set) var persons: [PersonRecord] = []
    /// Those who registered themselves as the authority, in order.
    public internal(set) var claims: [AuthorityClaim] = []
    /// Every event that gave somebody the role authority, with the root of its line of appointments.
    var authorityRoots: [EventName: String] = [:]
    private var index: [FoldedName: Int] = [:]
    /// The same by the spelling registered: folding a name costs more than all else of most events.
    private var exactIndex: [String: Int] = [:]
    private var keyIndex: [SSHPublicKey: Int] = [:]

    /// Nobody.
    public init() {}

    /// Whether roles count: once somebody is registered; before that names are only asserted.
    public var isInForce: Bool { !persons.isEmpty }

    /// The person of that name.
    public func person(named name: String) -> PersonRecord? {
        (exactIndex[name] ?? index[FoldedName(name)]).map { persons[$0] }
    }

    /// Who acts under `name` at a time, a date or a timestamp.
    public func actor(named name: String, at time: String) -> Actor {
        guard let person = person(named: name) else {
            return Actor(name: name, roles: [], organisation: nil, isRegistered: false)
        }
        let day = ISOTime.date(of: time)
        let held = Set(person.roles.filter { $0.holds(on: day) }.map(\.role))
        var ended: [Role: String] = [:]
        var coming: [Role: String] = [:]
        for term in person.roles where !held.contains(term.role) {
            if term.from > day {
                coming[term.role] = min(term.from, coming[term.role] ?? term.from)
            } else if let until = term.until {
                ended[term.role] = max(until, ended[term.role] ?? until)
            }
        }
        return Actor(
            name: name, roles: held, organisation: person.organisation, isRegistered: true,
            endedRoles: ended, comingRoles: coming)
    }

    mutating func apply(_ fact: PersonRegistered, _ stamp: EventStamp, isAfterGap: Bool) {
        index[FoldedName(fact.name)] = persons.count
        exactIndex[fact.name] = persons.count
        persons.append(
            PersonRecord(
                name: fact.name, organisation: fact.organisation, roles: fact.roles, keys: [],
                stamp: stamp))
        setKey(fact.key, of: persons.count - 1, stamp)
        noteAuthority(fact.roles, of: persons.count - 1, stamp, isAfterGap: isAfterGap)
    }

    mutating func apply(_ fact: PersonChanged, _ stamp: EventStamp) {
        guard let place = index[FoldedName(fact.name)] else { return }
        for end in fact.ended {
            for term in persons[place].roles.indices
            where persons[place].roles[term].role == end.role
                && persons[place].roles[term].holds(on: end.on)
            {
                persons[place].roles[term].until = end.on
            }
        }
        persons[place].roles += fact.given
        if let organisation = fact.organisation { persons[place].organisation = organisation }
        setKey(fact.key, of: place, stamp)
        noteAuthority(fact.given, of: place, stamp, isAfterGap: false)
    }

    private mutating func setKey(_ text: String?, of place: Int, _ stamp: EventStamp) {
        guard let key = text.flatMap({ SSHPublicKey($0) }) else { return }
        persons[place].keys.append(PersonRecord.Key(key: key, stamp: stamp))
        keyIndex[key] = place
    }

    /// Whose key it is or was.
    func owner(of key: SSHPublicKey) -> PersonRecord? { keyIndex[key].map { persons[$0] } }
}
