internal import SurveyModel

extension SurveyRecord {
    /// Who acts under `name` at a time, a date or a timestamp: the roles valid on that day.
    public func actor(named name: String, at time: String) -> Actor {
        people.actor(named: name, at: time)
    }

    /// What keeps `by` from recording a fact of that kind: the role, once people are registered.
    public func permissionObjections(
        to kind: Fact.Kind, by: String, at: String
    ) -> [Objection] {
        if kind == .personRegistered && authorityStanding(at: at) != .inForce { return [] }
        guard kind.action.roles != nil else { return [] }
        if people.isInForce {
            return disputeObjections(to: kind)
                + Permission.objections(to: kind.action, by: people.actor(named: by, at: at))
        }
        return kind.needsPeople
            ? [
                Self.objection(
                    "no-people",
                    "no person is registered, so nobody may \(kind.action.rawValue)",
                    "have the authority run `clearroad person add DIR --name NAME --organisation O "
                        + "--role authority --by NAME`")
            ] : []
    }

    /// Everything that keeps a person from being registered.
    func objections(to fact: PersonRegistered, by: String, at: String) -> [Objection] {
        let standing = authorityStanding(at: at)
        let found = people.objections(to: fact, by: by, at: at, standing: standing)
        guard standing != .inForce else { return found }
        let name = FoldedName(fact.name)
        var conflicts: [String] = []
        if let inForce = settingsInForce, FoldedName(inForce.proposed.by) == name {
            conflicts.append("proposed the settings in force")
        }
        if let report = reports.last(where: { FoldedName($0.fact.author) == name }) {
            conflicts.append("wrote report \(report.id)")
        }
        return found
            + conflicts.map {
                Self.objection(
                    "first-person",
                    "\(TextRules.quoted(fact.name)) \($0) and cannot be the first authority on "
                        + "record", "have somebody who takes no part in the work register")
            }
    }

    /// The waivers a report names are those the gate finds it to rest on, neither more nor fewer.
    func waiverObjections(_ fact: ReportSubmitted, _ request: ReleaseRequest) -> [Objection] {
        let stated = fact.waivers ?? []
        let found = ReleaseGate.waivers(
            behind: request, record: self, coverage: fact.coverage)
        guard Set(stated) != Set(found) || stated.count != found.count else { return [] }
        return [
            Self.objection(
                "waivers-differ",
                "the report names \(stated.count) waivers, it rests on \(found.count)",
                "submit the report again")
        ]
    }

    /// Whether an approval is signed as the settings ask, by a key of the approver.
    ///
    /// Whether the signature fits its statement is found by `ssh-keygen`, before it is recorded and by
    /// verification.
    public func signatureObjections(_ fact: ReportApproved) -> [Objection] {
        guard let text = fact.signature else {
            guard settingsInForce?.settings.authority?.signatures == .required else { return [] }
            return [
                Self.objection(
                    "signature-missing", "the authority's settings require signed approvals",
                    "approve with `--sign KEY`")
            ]
        }
        guard let signature = SSHSignature(armoured: text),
            signature.namespace == ApprovalStatement.namespace, fact.signedHead != nil,
            fact.signedAt != nil, let key = fact.key.flatMap({ SSHPublicKey($0) }),
            key == signature.key
        else {
            return [
                Self.objection(
                    "signature", "the signature is none over an approval, or names another key",
                    "sign again")
            ]
        }
        guard let person = people.person(named: fact.approver), person.key == key else {
            return [
                Self.objection(
                    "foreign-key",
                    "the key \(key.fingerprint) is not the registered key of "
                        + TextRules.quoted(fact.approver),
                    "have the authority register it with `clearroad person give DIR --name "
                        + "\(ShellWord.quoted(fact.approver)) --key FILE.pub`")
            ]
        }
        return []
    }
}

extension Fact.Kind {
    /// Whether it means nothing as long as nobody is registered.
    fileprivate var needsPeople: Bool {
        switch self {
        case .personChanged, .assetRegistered, .assetRetired, .accreditationGranted,
            .accreditationWithdrawn, .taskOrdered, .taskClosed, .waiverGranted, .waiverWithdrawn:
            true
        default: false
        }
    }
}
