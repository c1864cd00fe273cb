/// Who may do what in land release, after IMAS 07.11 and 07.40.
public enum Permission: Sendable {
    /// What a role is needed for.
    public enum Action: String, Sendable, CaseIterable {
        /// Registers people and gives roles.
        case registerPerson = "register people"
        /// Registers and retires assets.
        case registerAsset = "register assets"
        /// Grants and withdraws accreditations.
        case accredit = "grant and withdraw accreditations"
        /// Approves settings.
        case approveSettings = "approve settings"
        /// Gives and closes task orders.
        case orderTask = "give task orders"
        /// Closes alarms.
        case closeAlarm = "close alarms"
        /// Submits a report that land be released.
        case requestRelease = "request a release"
        /// Checks finished work.
        case checkQuality = "check the quality of finished work"
        /// Approves a report.
        case approveReport = "approve reports"
        /// Gives a report back.
        case returnReport = "return reports"
        /// Takes a release or a suspension back.
        case reopen = "reopen segments"
        /// Ends the review of released ground.
        case closeReview = "close reviews"
        /// Stops work on a segment.
        case suspend = "suspend work"
        /// Grants and withdraws waivers.
        case grantWaiver = "grant and withdraw waivers"
        /// Puts a segment, a road, a sweep, a run, a proposal or suspicion on record.
        case recordWork = "record work"

        /// The roles that may; `nil` where anybody with a name may.
        public var roles: Set<Role>? {
            switch self {
            case .registerPerson, .accredit, .approveSettings, .approveReport, .returnReport,
                .reopen, .closeReview, .grantWaiver:
                [.authority]
            case .registerAsset, .orderTask: [.taskOfficer, .authority]
            case .closeAlarm: [.teamLead, .siteSupervisor]
            case .requestRelease: [.operationsManager, .surveyLead]
            case .checkQuality: [.qualityOfficer, .inspector]
            case .suspend: [.siteSupervisor, .teamLead, .inspector, .authority]
            case .recordWork: nil
            }
        }
    }

    /// Everything in the person that keeps `actor` from `action`.
    ///
    /// It asks for roles only; that nobody decides on the own report, role or settings is for the
    /// rules of each fact.
    public static func objections(to action: Action, by actor: Actor) -> [Objection] {
        guard let roles = action.roles else { return [] }
        return objections(to: action.rawValue, roles: roles, by: actor)
    }

    /// Everything in the person that keeps `actor` from a deed that needs one of `roles`.
    static func objections(
        to deed: String, roles: Set<Role>, by actor: Actor
    ) -> [Objection] {
        guard actor.roles.isDisjoint(with: roles) else { return [] }
        let name = TextRules.quoted(actor.name)
        let word = ShellWord.quoted(actor.name)
        let names = Role.allCases.filter { roles.contains($0) }
        let wanted = names.map(\.rawValue).joined(separator: " or ")
        let may = "only a person with the role \(wanted) may \(deed)"
        guard actor.isRegistered else {
            return [
                Objection(
                    code: "unregistered", text: "\(name) is not registered: \(may)",
                    cure: "have the authority run `clearroad person add DIR --name \(word) "
                        + "--organisation O --role \(names.first?.rawValue ?? "ROLE") --by NAME`")
            ]
        }
        let ended = names.compactMap { role in actor.endedRoles[role].map { (role, $0) } }
        if !ended.isEmpty {
            return ended.map { role, day in
                Objection(
                    code: "role-lapsed",
                    text: "\(name) held the role \(role.rawValue) until \(day): \(may)",
                    cure: "have the authority give the role again, or another person do this")
            }
        }
        let coming = names.compactMap { role in actor.comingRoles[role].map { (role, $0) } }
        if !coming.isEmpty {
            return coming.map { role, day in
                Objection(
                    code: "role-not-yet",
                    text: "\(name) holds the role \(role.rawValue) from \(day) on only: \(may)",
                    cure: "wait for that day, or have another person do this")
            }
        }
        return [
            Objection(
                code: "role", text: "\(name) does not hold the role: \(may)",
                cure:
                    "have a person with that role do this, or the authority run `clearroad person "
                    + "give DIR --name \(word) --role \(names.first?.rawValue ?? "ROLE") --by NAME`"
            )
        ]
    }
}

extension Fact.Kind {
    /// What recording it needs a role for.
    ///
    /// Every kind is named, so that a new one cannot be forgotten.
    public var action: Permission.Action {
        switch self {
        case .surveyCreated, .settingsProposed, .roadRegistered, .segmentAdded,
            .segmentClassified, .sweepRegistered, .detectionRun, .findRecorded, .roadCalibrated:
            .recordWork
        // Which role these need depends on the step: the state machine asks for it.
        case .segmentReopened, .noEvidenceConcluded, .workStarted, .boxChecked, .clearanceClaimed,
            .qualityChecked, .qaVisited, .accidentReported, .handedOver, .lotThawed,
            .segmentSplit, .segmentMerged, .segmentReversioned:
            .recordWork
        case .settingsApproved: .approveSettings
        case .alarmClosed, .alarmAssigned, .alarmInspected, .findDisposed: .closeAlarm
        case .searchClosed, .seedsSealed, .seedsUnsealed: .checkQuality
        case .reportSubmitted: .requestRelease
        case .reportReturned: .returnReport
        case .reportApproved: .approveReport
        case .segmentSuspended: .suspend
        case .reviewClosed, .conflictSettled: .closeReview
        case .personRegistered, .personChanged: .registerPerson
        case .assetRegistered, .assetRetired: .registerAsset
        case .accreditationGranted, .accreditationWithdrawn: .accredit
        case .taskOrdered, .taskClosed: .orderTask
        case .waiverGranted, .waiverWithdrawn: .grantWaiver
        }
    }
}
