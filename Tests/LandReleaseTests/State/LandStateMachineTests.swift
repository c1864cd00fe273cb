import Testing

@testable import LandRelease

@Suite("LandStateMachine")
struct LandStateMachineTests {
    static let whole = LandRules(
        peopleInForce: true, authorityInForce: true, boxCheckRequired: true, gprMayClear: false)
    static let middle = LandRules(
        peopleInForce: false, authorityInForce: true, boxCheckRequired: true, gprMayClear: false)
    static let short = LandRules(
        peopleInForce: false, authorityInForce: false, boxCheckRequired: false, gprMayClear: true)

    /// People of a step with what is wrong about them.
    struct Cast {
        var people: LandPeople
        var codes: Set<String>
    }

    static func actor(
        _ name: String, _ roles: Set<Role> = [], organisation: String? = nil,
        isRegistered: Bool = true
    ) -> Actor {
        Actor(name: name, roles: roles, organisation: organisation, isRegistered: isRegistered)
    }

    /// Every role alone, nobody, and somebody who judges what is his own.
    static func casts(for step: LandStep, roles: [Role], rules: LandRules) -> [Cast] {
        let needed = rules.peopleInForce && !roles.isEmpty
        var casts = Role.allCases.map { role in
            Cast(
                people: LandPeople(acting: actor("Mona", [role])),
                codes: needed && !roles.contains(role) ? ["role"] : [])
        }
        casts.append(
            Cast(
                people: LandPeople(acting: actor("Mona", isRegistered: false)),
                codes: needed ? ["unregistered"] : []))
        let able = actor("M\u{F6}na", Set(roles), organisation: "HALO")
        let same = actor(" M\u{D6}NA ", organisation: "Other")
        let mate = actor("Yusuf", organisation: "h.a.l.o")
        switch step {
        case .approve:
            casts.append(
                Cast(people: LandPeople(acting: able, authors: [same]), codes: ["own-report"]))
        case .check(let kind, _):
            casts.append(
                Cast(people: LandPeople(acting: able, workers: [same]), codes: ["own-work"]))
            casts.append(
                Cast(people: LandPeople(acting: able, authors: [same]), codes: ["own-work"]))
            casts.append(
                Cast(
                    people: LandPeople(acting: able, authors: [mate]),
                    codes: kind == .external ? ["own-organisation"] : []))
        default:
            casts.append(Cast(people: LandPeople(acting: able, authors: [same]), codes: []))
        }
        return casts
    }

    /// All, none, each missing, each pair missing; every subset where there are few.
    static func subsets(of needs: [LandRequirement]) -> [Set<LandRequirement>] {
        guard needs.count > 5 else {
            return (0..<(1 << needs.count)).map { bits in
                Set(needs.indices.filter { bits >> $0 & 1 == 1 }.map { needs[$0] })
            }
        }
        var sets: [Set<LandRequirement>] = [Set(needs), []]
        for (place, one) in needs.enumerated() {
            for other in needs[place...] { sets.append(Set(needs).subtracting([one, other])) }
        }
        return sets
    }

    @Test("Only what goes together is a state")
    func knowsStates() {
        #expect(LandState.all.count == 49)
        #expect(Set(LandState.all).count == 49)
        for classification in Classification.allCases {
            for isSuspended in [false, true] {
                #expect(
                    LandState(
                        classification: classification, stage: .handedOver,
                        isSuspended: isSuspended) == nil)
                #expect(
                    LandState(
                        classification: classification, stage: .clearance,
                        isSuspended: isSuspended, product: .cleared) == nil)
            }
        }
        #expect(LandState(classification: .unassessed, stage: .released, product: .reduced) == nil)
        #expect(LandState(classification: .suspected, stage: .noEvidence) == nil)
    }

    @Test("Every state, step, evidence and person is as the table says, all objections at once")
    func obeysTable() {
        var judged = 0
        var taken = 0
        let procedures: [(LandRules, LandTableRow.Procedure)] = [
            (Self.whole, .whole), (Self.middle, .middle), (Self.short, .short),
        ]
        for (rules, procedure) in procedures {
            for state in LandState.all {
                for step in LandStep.all {
                    let row = LandTable.row(step, from: state, procedure: procedure)
                    let (all, passed) = judge(state, step, row, rules)
                    judged += all
                    taken += passed
                }
            }
        }
        #expect(judged > 50_000)
        #expect(taken > 500)
        print("state machine: \(judged) rows judged, \(taken) of them lead on")
    }

    private func judge(
        _ state: LandState, _ step: LandStep, _ row: LandTableRow?, _ rules: LandRules
    ) -> (judged: Int, taken: Int) {
        let roles = row?.roles ?? Self.anyRoles(step)
        let needs = row?.needs ?? []
        let subsets =
            row == nil ? [Set(LandRequirement.allCases), []] : Self.subsets(of: needs)
        var judged = 0
        var taken = 0
        for met in subsets {
            let casts = Self.casts(for: step, roles: roles, rules: rules)
            // From where no step leads on, a few people are enough.
            for cast in row == nil ? Array(casts.suffix(5)) : casts {
                judged += 1
                // What is not needed is never met: nothing but the table's needs may count.
                let answer = LandStateMachine.transition(
                    from: state, step, evidence: LandEvidence(met: met), people: cast.people,
                    rules: rules)
                let missing = Set(needs).subtracting(met)
                let what = Comment(rawValue: "\(LandTable.name(of: step)) from \(state), \(met)")
                switch answer {
                case .success(let new):
                    taken += 1
                    let isRight =
                        row.map { LandTable.target($0, from: state) == new } ?? false
                    if !isRight || !missing.isEmpty || !cast.codes.isEmpty {
                        Issue.record("taken, to \(new): \(what)")
                    }
                case .failure(let refusal):
                    let codes = Set(refusal.objections.map(\.code))
                    let expected = cast.codes.union(missing.compactMap { LandTable.codes[$0] })
                    let isRight =
                        row == nil
                        ? codes.isSuperset(of: cast.codes) && codes.count > cast.codes.count
                        : codes == expected && !expected.isEmpty
                    let speaks = refusal.objections.allSatisfy {
                        !$0.text.isEmpty && !$0.cure.isEmpty && !$0.code.isEmpty
                    }
                    if !isRight || !speaks {
                        Issue.record("refused for \(codes), expected \(expected): \(what)")
                    }
                }
            }
        }
        return (judged, taken)
    }

    /// Who may take a step from states it does not lead from: whoever any row names.
    private static func anyRoles(_ step: LandStep) -> [Role] {
        let named = LandTable.rows.filter { $0.step == LandTable.name(of: step) }.map(\.roles)
        if case .reopen = step { return [.authority] }
        if case .classify(.unassessed) = step { return [.surveyLead, .authority] }
        if case .submit = step {
            return named.first ?? LandTable.rows.first {
                $0.step == "submit reduced"
            }?.roles ?? []
        }
        if case .approve = step { return [.authority] }
        return named.first ?? []
    }

    @Test("No step but an approved report gives a product, and only released ground is handed over")
    func releasesByReportAlone() {
        let everything = LandEvidence(met: Set(LandRequirement.allCases))
        for rules in [Self.whole, Self.middle, Self.short] {
            for state in LandState.all {
                for step in LandStep.all {
                    let answer = LandStateMachine.transition(
                        from: state, step, evidence: everything, people: nil, rules: rules)
                    guard case .success(let new) = answer else { continue }
                    #expect(LandState.all.contains(new), "\(step) from \(state) gives \(new)")
                    if new.product != .none && new.product != state.product {
                        #expect(step == .approve(new.product))
                    }
                    if new.stage == .handedOver && state.stage != .handedOver {
                        #expect(step == .handOver && state.stage == .released)
                    }
                    if new.classification.rank < state.classification.rank {
                        Issue.record("\(step) from \(state) takes suspicion away")
                    }
                }
            }
        }
    }
}
