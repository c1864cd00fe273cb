/// A role with the days on which it is held.
public struct RoleTerm: Sendable, Hashable, Codable {
    /// The role.
    public var role: Role
    /// The first day, `YYYY-MM-DD`.
    public var from: String
    /// The last day; without one the role is held until it is ended.
    public var until: String?

    /// The role `role` from one day to another.
    public init(role: Role, from: String, until: String? = nil) {
        self.role = role
        self.from = from
        self.until = until
    }

    /// Whether it is held on `day`.
    public func holds(on day: String) -> Bool {
        from <= day && (until.map { day <= $0 } ?? true)
    }
}

/// The end of a role.
public struct RoleEnd: Sendable, Hashable, Codable {
    /// The role.
    public var role: Role
    /// The last day on which it is held.
    public var on: String

    /// The end of `role` after the day `on`.
    public init(role: Role, on: String) {
        self.role = role
        self.on = on
    }
}

/// A person was registered; a person is never deleted, only roles end.
public struct PersonRegistered: Sendable, Equatable, Codable {
    /// The name.
    public var name: String
    /// Whom the person works for.
    public var organisation: String
    /// Roles with their days.
    public var roles: [RoleTerm]
    /// Public SSH key with which the person signs, `TYPE BASE64`.
    public var key: String?

    /// A person `name`.
    public init(name: String, organisation: String, roles: [RoleTerm], key: String? = nil) {
        self.name = name
        self.organisation = organisation
        self.roles = roles
        self.key = key
    }
}

/// A person was given roles, lost some, or got another key or organisation.
public struct PersonChanged: Sendable, Equatable, Codable {
    /// The name.
    public var name: String
    /// Roles given.
    public var given: [RoleTerm]
    /// Roles ended.
    public var ended: [RoleEnd]
    /// The key that takes the place of the one before.
    public var key: String?
    /// The organisation that takes the place of the one before.
    public var organisation: String?
    /// Why.
    public var reason: String

    /// A change of the person `name`.
    public init(
        name: String, given: [RoleTerm] = [], ended: [RoleEnd] = [], key: String? = nil,
        organisation: String? = nil, reason: String = ""
    ) {
        self.name = name
        self.given = given
        self.ended = ended
        self.key = key
        self.organisation = organisation
        self.reason = reason
    }
}
