/// Who takes a step, and who stands behind what it rests on.
public struct LandPeople: Sendable, Equatable {
    /// Who takes the step.
    public var acting: Actor
    /// Who wrote the report or the claim the step decides on.
    public var authors: [Actor]
    /// Who did the work the step judges.
    public var workers: [Actor]
    /// Whether the role of who acts is asked for; not where another rule has asked already.
    public var judgesRoles = true

    /// People of a step.
    public init(acting: Actor, authors: [Actor] = [], workers: [Actor] = []) {
        self.acting = acting
        self.authors = authors
        self.workers = workers
    }

    /// Objections to who acts, by role and by whom the step concerns.
    func objections(to step: LandStep, from state: LandState, _ rules: LandRules) -> [Objection] {
        let name = TextRules.quoted(acting.name)
        guard judgesRoles, rules.peopleInForce, let roles = step.roles(from: state) else {
            return separation(step, name)
        }
        return Permission.objections(to: step.deed, roles: roles, by: acting)
            + separation(step, name)
    }

    private func separation(_ step: LandStep, _ name: String) -> [Objection] {
        switch step {
        case .approve where authors.contains(where: isActing):
            [
                Objection(
                    code: "own-report", text: "\(name) wrote the report and cannot approve it",
                    cure: "another person has to approve it")
            ]
        case .check(let kind, _): checkers(kind, name)
        default: []
        }
    }

    private func checkers(_ kind: QualityKind, _ name: String) -> [Objection] {
        if (authors + workers).contains(where: isActing) {
            return [
                Objection(
                    code: "own-work", text: "\(name) took part in the work and cannot check it",
                    cure: "another person has to check it")
            ]
        }
        guard kind == .external, let organisation = acting.organisation else { return [] }
        let same = (authors + workers).contains {
            $0.organisation.map { FoldedName($0) == FoldedName(organisation) } ?? false
        }
        guard same else { return [] }
        return [
            Objection(
                code: "own-organisation",
                text: "\(name) works for the organisation that did the work",
                cure: "have the authority or another organisation check it")
        ]
    }

    private func isActing(_ other: Actor) -> Bool {
        let name = FoldedName(acting.name)
        return !name.isEmpty && FoldedName(other.name) == name
    }
}

/// What the settings and the register of people ask of a step.
public struct LandRules: Sendable, Hashable {
    /// Whether people are registered: then roles count, and work needs a task.
    public var peopleInForce: Bool
    /// Whether the authority's settings are in force.
    public var authorityInForce: Bool
    /// Whether every day of work needs a passed test box.
    public var boxCheckRequired: Bool
    /// Whether the settings accredit GPR alone for clearance.
    public var gprMayClear: Bool

    /// Rules of a survey.
    public init(
        peopleInForce: Bool, authorityInForce: Bool, boxCheckRequired: Bool, gprMayClear: Bool
    ) {
        self.peopleInForce = peopleInForce
        self.authorityInForce = authorityInForce
        self.boxCheckRequired = boxCheckRequired
        self.gprMayClear = gprMayClear
    }

    /// Whether every step of the procedure has to be on record, as with people and the authority's settings.
    public var isStrict: Bool { peopleInForce && authorityInForce }
    /// Whether nothing but reports is on record, as in surveys without people and the authority's settings.
    public var isShort: Bool { !peopleInForce && !authorityInForce }
}

extension LandStep {
    /// The roles that may take it; `nil` where nobody decides it or anybody may report it.
    func roles(from state: LandState) -> Set<Role>? {
        switch self {
        case .classify(.confirmed): [.surveyLead, .teamLead, .siteSupervisor, .authority]
        case .classify: [.surveyLead, .authority]
        case .concludeNoEvidence: [.authority]
        case .order: Permission.Action.orderTask.roles
        case .start: [.siteSupervisor]
        case .claim: [.operationsManager]
        case .check(.internal, _): [.qualityOfficer]
        case .check(.external, _): [.inspector, .authority]
        case .submit: Permission.Action.requestRelease.roles
        case .approve: Permission.Action.approveReport.roles
        case .reopen:
            state.isSuspended && !state.isReleased ? [.siteSupervisor, .authority] : [.authority]
        case .handOver: [.operationsManager, .authority]
        case .suspend: Permission.Action.suspend.roles
        case .reshape: [.surveyLead, .operationsManager, .taskOfficer, .authority]
        case .meetItem, .meetAccident, .sweep: nil
        }
    }

    /// What it is called in a sentence.
    var deed: String {
        switch self {
        case .classify: "classify segments"
        case .concludeNoEvidence: "conclude that there is no evidence"
        case .meetItem, .meetAccident, .sweep: "report that"
        case .order: Permission.Action.orderTask.rawValue
        case .start: "start work"
        case .claim: "claim completion"
        case .check(.internal, _): "record internal quality control"
        case .check(.external, _): "record external quality control"
        case .submit: Permission.Action.requestRelease.rawValue
        case .approve: Permission.Action.approveReport.rawValue
        case .handOver: "hand segments over"
        case .reopen: Permission.Action.reopen.rawValue
        case .suspend: Permission.Action.suspend.rawValue
        case .reshape: "split, merge or change segments"
        }
    }
}
