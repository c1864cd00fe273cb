import SurveyModel

@testable import LandRelease

/// A survey with people: each name holds one role.
enum OfficeFixture {
    static let since = "2026-01-01"
    static let names: [Role: String] = [
        .authority: SurveyFixture.approver, .operationsManager: SurveyFixture.author,
        .surveyLead: "Layla", .taskOfficer: "Nadia", .teamLead: "Yusuf", .siteSupervisor: "Omar",
        .qualityOfficer: "Karim", .inspector: "Ines", .landUser: "Ibrahim",
    ]

    static func name(_ role: Role) -> String { names[role] ?? "" }

    static let asset = AssetRegistered(
        id: "GPR-1", asset: .gpr, maker: "GSSI", model: "4000", serial: "42", team: "Team 1")

    static func accreditation(
        _ number: String = "ACC-1", holder: AccreditationHolder = .init(.asset, "GPR-1"),
        method: WorkMethod = .technicalSurvey,
        classes: [CoverageClass] = [.antiVehicle, .antiPersonnel], depth: Double = 0.30,
        from: String = since, until: String = "2026-12-31"
    ) -> AccreditationGranted {
        AccreditationGranted(
            number: number, holder: holder, method: method, classes: classes, depthMetres: depth,
            from: from, until: until)
    }

    static func task(
        _ id: String = "T-1", segment: String = SurveyFixture.segment, depth: Double = 0.15,
        method: WorkMethod = .technicalSurvey, asset: String = "GPR-1",
        from: String = "2026-03-01", until: String? = nil
    ) -> TaskOrdered {
        TaskOrdered(
            id: id, segment: segment, depthMetres: depth, method: method, team: "Team 1",
            asset: asset, procedure: "SOP 4", organisation: "Road Clearance", from: from,
            until: until)
    }
}

extension GrowingRecord {
    /// Registers everybody of `OfficeFixture`, the authority first.
    mutating func addPeople(until: String? = nil, from: String = OfficeFixture.since) {
        addAuthority()
        for role in Role.allCases where role != .authority {
            addPerson(OfficeFixture.name(role), role, from: from, until: until)
        }
    }

    mutating func addAuthority(key: String? = nil) {
        add(
            .personRegistered(
                PersonRegistered(
                    name: SurveyFixture.approver, organisation: "Mine action centre",
                    roles: [RoleTerm(role: .authority, from: OfficeFixture.since)], key: key)),
            by: SurveyFixture.approver)
    }

    mutating func addPerson(
        _ name: String, _ role: Role, from: String = OfficeFixture.since, until: String? = nil
    ) {
        add(
            .personRegistered(
                PersonRegistered(
                    name: name, organisation: "Road Clearance",
                    roles: [RoleTerm(role: role, from: from, until: until)])),
            by: SurveyFixture.approver)
    }

    /// Registers an asset with its accreditation.
    mutating func addAsset(_ grants: [AccreditationGranted] = [OfficeFixture.accreditation()]) {
        add(.assetRegistered(OfficeFixture.asset), by: OfficeFixture.name(.taskOfficer))
        for grant in grants { add(.accreditationGranted(grant), by: SurveyFixture.approver) }
    }

    mutating func order(_ task: TaskOrdered = OfficeFixture.task()) {
        add(.taskOrdered(task), by: OfficeFixture.name(.taskOfficer))
    }
}
