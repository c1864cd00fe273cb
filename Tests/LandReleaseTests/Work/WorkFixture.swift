import SurveyModel

@testable import LandRelease

extension SurveyFixture {
    /// Settings with what an authority asks.
    static var strict: SurveySettings {
        var settings = Self.settings
        settings.authority = SurveySettings.Authority(seedsPerLot: 0)
        return settings
    }

    static func start(
        _ id: String = segment, _ activity: WorkActivity = .clearance, asset: String = "Team 3",
        isMarked: Bool = true, on date: String = "2026-03-01", supervisor: String = "Nabil"
    ) -> WorkStarted {
        WorkStarted(
            segment: id, activity: activity, supervisor: supervisor, asset: asset,
            isMarked: isMarked, date: date)
    }

    static func box(
        _ moment: BoxMoment, passed: Bool = true, asset: String = "Team 3",
        on date: String = "2026-03-01"
    ) -> BoxChecked {
        BoxChecked(
            asset: asset, date: date, moment: moment, isPassed: passed, checkedBy: "Nabil")
    }

    static func claim(
        _ id: String = segment, area: Double = 20, depth: Double = 0.15, team: String = "Team 3",
        method: ClosingMethod = .excavation, disposed: Int = 0, on date: String = "2026-03-01",
        author: String = "Fathi"
    ) -> ClearanceClaimed {
        ClearanceClaimed(
            segment: id, method: method, depthMetres: depth, areaSquareMetres: area, team: team,
            asset: "excavator 1", procedure: "SOP 9", itemsDisposed: disposed, completedOn: date,
            author: author)
    }

    static func check(
        _ id: String = segment, _ kind: QualityKind, _ result: QualityResult = .passed,
        area: Double = 4, inspector: String? = nil, on date: String = "2026-03-01"
    ) -> QualityChecked {
        let inside = kind == .internal
        return QualityChecked(
            segment: id, control: kind, areaSquareMetres: area, result: result,
            nonConformity: result == .passed ? nil : .missedItem,
            measures: result == .passed ? "" : "search again",
            inspector: inspector ?? (inside ? "Amal" : "Idris"),
            organisation: inside ? "HALO" : "LibMAC", asset: "spade", date: date)
    }

    static func handOver(
        _ id: String = segment, without party: HandOverParty? = nil,
        on date: String = "2026-03-03"
    ) -> HandedOver {
        HandedOver(
            segment: id,
            signatories: HandOverParty.allCases.filter { $0 != party }.map {
                Signatory(party: $0, name: "Signs for \($0.rawValue)", date: date)
            }, hasBenchmarks: true, residualRisk: "deeper than 15 cm nothing was searched",
            men: 3, women: 2)
    }

    static func accident(
        at chainage: Double = 105, offset: Double = -4.75, on date: String = "2026-03-04"
    ) -> AccidentReported {
        AccidentReported(
            road: "CR-1", position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
            geographic: place(chainage, offset), placeErrorMetres: 1, date: date,
            device: .antiVehicleMine, victims: .mine, injured: 1, ground: .cleared)
    }
}

extension GrowingRecord {
    static let thirdDay = "2026-03-03T10:00:00Z"
    static let fourthDay = "2026-03-04T10:00:00Z"

    /// The codes of what keeps a fact from being recorded.
    func codes(
        _ fact: Fact, by: String = SurveyFixture.author, at: String = SurveyFixture.evening
    ) -> [String] {
        record.objections(to: fact, by: by, at: at).map(\.code)
    }

    var state: String { record.segment(SurveyFixture.segment)?.state.description ?? "none" }

    /// What the whole procedure asks for before a technical survey counts, with people registered: a task, a
    /// sound test box and the day's start.
    mutating func beginSurvey() {
        addAsset()
        order()
        add(.boxChecked(SurveyFixture.box(.beforeWork, asset: "GPR-1")), at: SurveyFixture.evening)
        add(
            .workStarted(
                SurveyFixture.start(
                    SurveyFixture.segment, .technicalSurvey, asset: "GPR-1",
                    supervisor: OfficeFixture.name(.siteSupervisor))), at: SurveyFixture.evening)
    }

    /// A day of clearance with its box checks and the completion claim.
    mutating func clear(_ id: String = SurveyFixture.segment, team: String = "Team 3") {
        add(.boxChecked(SurveyFixture.box(.beforeWork)), at: SurveyFixture.evening)
        add(.workStarted(SurveyFixture.start(id)), at: SurveyFixture.evening)
        add(.boxChecked(SurveyFixture.box(.end)), at: SurveyFixture.evening)
        add(
            .clearanceClaimed(SurveyFixture.claim(id, team: team)), by: "Fathi",
            at: SurveyFixture.evening)
    }

    /// Both quality controls.
    mutating func check(_ id: String = SurveyFixture.segment) {
        add(
            .qualityChecked(SurveyFixture.check(id, .internal)), by: "Amal",
            at: SurveyFixture.evening)
        add(
            .qualityChecked(SurveyFixture.check(id, .external)), by: "Idris",
            at: SurveyFixture.evening)
    }

    static func clearedReport(_ id: String, _ number: Int = 1) -> ReportSubmitted {
        ReportSubmitted(
            id: "\(id)-R\(number)", segment: id, product: .cleared, author: "Fathi",
            note: "cleared by hand", evidenceDigest: SurveyFixture.digest("evidence"),
            coverage: [])
    }

    /// Request and approval of *cleared*.
    mutating func releaseCleared(_ id: String = SurveyFixture.segment, _ number: Int = 1) {
        let report = Self.clearedReport(id, number)
        add(.reportSubmitted(report), by: "Fathi", at: SurveyFixture.nextDay)
        add(
            .reportApproved(
                ReportApproved(report: report.id, approver: SurveyFixture.approver, coverage: [])),
            by: SurveyFixture.approver, at: SurveyFixture.nextDay)
    }

    /// Segments cleared from start to approval, each by a team.
    static func cleared(_ teams: [(id: String, team: String)]) throws -> GrowingRecord {
        var survey = try GrowingRecord(settings: SurveyFixture.strict)
        for (place, lot) in teams.enumerated() {
            if lot.id != SurveyFixture.segment {
                survey.add(
                    .segmentAdded(
                        SurveyFixture.segmentFact(lot.id, from: 100 + 20 * Double(place))))
            }
            survey.clear(lot.id, team: lot.team)
            survey.check(lot.id)
            survey.releaseCleared(lot.id)
        }
        return survey
    }
}
