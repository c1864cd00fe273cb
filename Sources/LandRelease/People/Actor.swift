/// What a person is charged with in land release, after IMAS 07.11 and 07.40.
public enum Role: String, Sendable, Codable, CaseIterable {
    /// Leads a team on the ground: sweeps, digs, closes alarms.
    case teamLead = "team-lead"
    /// Runs a site: daily start, test box, marking.
    case siteSupervisor = "site-supervisor"
    /// Leads non-technical survey.
    case surveyLead = "survey-lead"
    /// Runs an operator's work: submits completion reports.
    case operationsManager = "operations-manager"
    /// The operator's quality control, not of the team that did the work.
    case qualityOfficer = "quality-officer"
    /// External monitoring body.
    case inspector
    /// Gives task orders for the national authority.
    case taskOfficer = "task-officer"
    /// Approves for the national mine action authority.
    case authority
    /// Takes the land over.
    case landUser = "land-user"
}

/// Somebody who acts at a time: a name, and what the record knows behind it.
public struct Actor: Sendable, Equatable {
    /// The name as typed.
    public var name: String
    /// Roles held at that time; empty where the person is not registered.
    public var roles: Set<Role>
    /// Whom the person works for, where known.
    public var organisation: String?
    /// Whether the person is on record.
    public var isRegistered: Bool
    /// Roles held before that time, with the last day of each.
    public var endedRoles: [Role: String]
    /// Roles given for later, with the first day of each.
    public var comingRoles: [Role: String]

    /// An actor.
    public init(
        name: String, roles: Set<Role>, organisation: String?, isRegistered: Bool,
        endedRoles: [Role: String] = [:], comingRoles: [Role: String] = [:]
    ) {
        self.name = name
        self.roles = roles
        self.organisation = organisation
        self.isRegistered = isRegistered
        self.endedRoles = endedRoles
        self.comingRoles = comingRoles
    }
}
