import LandRelease

/// The table of mine-action.md 1.6 written out by hand, against which the state machine is judged.
///
/// Nothing here calls the machine.
struct LandTableRow {
    /// Which procedures a row holds in: the whole one with people and the authority's settings, the middle one
    /// with the settings alone, the short one with neither.
    struct Procedure: OptionSet {
        var rawValue: Int
        static let whole = Procedure(rawValue: 1)
        static let middle = Procedure(rawValue: 2)
        static let short = Procedure(rawValue: 4)
        static let lax: Procedure = [.middle, .short]
        static let asked: Procedure = [.whole, .middle]
        static let all: Procedure = [.whole, .middle, .short]
    }
    enum Stop { case never, kept, lifted, set, ended }

    /// `classify confirmed`, `check internal passed` and so on, as `LandTable.name(of:)` gives them.
    var step: String
    /// `SC open tasked`: letters of the classifications (U, S, C), then stages.
    var from: String
    /// `C open none`: classification, stage and product; `=` keeps what was.
    var to: String
    /// What has to hold.
    var needs: [LandRequirement] = []
    /// Who may take the step; empty where anybody may.
    var roles: [Role] = []
    /// From a suspended segment: never, or the suspension is kept; `lifted` leads from suspended ground only
    /// and ends the suspension; `ended` leads from both and ends it; `set` suspends.
    var stop = Stop.never
    /// In which procedure.
    var procedure = Procedure.all
}

enum LandTable {
    /// The code each missing requirement is known by.
    static let codes: [LandRequirement: String] = [
        .noReview: "under-review", .notFrozen: "frozen", .indirectEvidence: "evidence-missing",
        .locatedEvidence: "direct-evidence-missing", .surveyDocument: "survey-document-missing",
        .completeTask: "task-incomplete", .taskedWork: "not-tasked", .marking: "marking-missing",
        .boxBeforeWork: "box-check-missing", .boxEveryDay: "box-check-missing",
        .accreditation: "not-accredited", .claim: "not-claimed",
        .internalCheck: "internal-qc-missing", .externalCheck: "external-qc-missing",
        .checkedShare: "qc-share", .sweepEvidence: "no-sweeps", .sweepsRead: "no-run",
        .coverage: "coverage-gap", .depth: "depth-missing", .alarmsClosed: "open-alarms",
        .itemsDisposed: "items-not-disposed", .noItem: "explosive-find",
        .currentReport: "report-out-of-date", .dates: "dates", .signatures: "signatures-missing",
        .benchmarks: "benchmarks-missing", .residualRisk: "residual-risk-missing",
    ]

    static let rows: [LandTableRow] =
        survey + tasks + quality + reports + afterwards + never + hazards

    private static let survey: [LandTableRow] = [
        .init(
            step: "classify suspected", from: "U open no-evidence", to: "S open none",
            needs: [.indirectEvidence, .dates], roles: [.surveyLead, .authority], stop: .kept,
            procedure: .asked),
        .init(
            step: "classify confirmed", from: "U open no-evidence", to: "C open none",
            needs: [.locatedEvidence, .dates],
            roles: [.surveyLead, .teamLead, .siteSupervisor, .authority], stop: .kept,
            procedure: .asked),
        .init(
            step: "classify confirmed", from: "S technical-survey", to: "C open none",
            needs: [.locatedEvidence, .dates],
            roles: [.surveyLead, .teamLead, .siteSupervisor, .authority], stop: .kept,
            procedure: .asked),
        .init(
            step: "classify confirmed", from: "S open tasked clearance claimed qc-passed rework",
            to: "C = =", needs: [.locatedEvidence, .dates],
            roles: [.surveyLead, .teamLead, .siteSupervisor, .authority], stop: .kept,
            procedure: .asked),
        .init(
            step: "classify suspected", from: "U open no-evidence", to: "S open none",
            needs: [.dates], stop: .kept, procedure: .short),
        .init(
            step: "classify confirmed", from: "U open no-evidence", to: "C open none",
            needs: [.dates], stop: .kept, procedure: .short),
        .init(
            step: "classify confirmed", from: "S technical-survey", to: "C open none",
            needs: [.dates], stop: .kept, procedure: .short),
        .init(
            step: "classify confirmed",
            from: "S open tasked clearance claimed qc-passed rework released handed-over",
            to: "C = =", needs: [.dates], stop: .kept, procedure: .short),
        .init(
            step: "classify confirmed", from: "S released handed-over", to: "C = =",
            needs: [.locatedEvidence, .dates], stop: .kept, procedure: .middle),
        .init(
            step: "no-evidence", from: "U open", to: "U no-evidence none",
            needs: [.surveyDocument, .alarmsClosed, .noItem, .dates], roles: [.authority]),
    ]

    private static let tasks: [LandTableRow] = [
        .init(
            step: "order", from: "SC open tasked technical-survey clearance rework",
            to: "= tasked =", needs: [.completeTask, .accreditation, .dates],
            roles: [.taskOfficer, .authority]),
        .init(
            step: "start technical-survey", from: "SC tasked technical-survey rework",
            to: "= technical-survey =",
            needs: [.taskedWork, .accreditation, .marking, .boxBeforeWork, .dates],
            roles: [.siteSupervisor], procedure: .whole),
        .init(
            step: "start clearance", from: "SC tasked technical-survey rework clearance",
            to: "= clearance =",
            needs: [.taskedWork, .accreditation, .marking, .boxBeforeWork, .dates],
            roles: [.siteSupervisor], procedure: .whole),
        .init(
            step: "start technical-survey", from: "SC open tasked technical-survey rework",
            to: "= technical-survey =", needs: [.marking, .dates], procedure: .short),
        .init(
            step: "start clearance", from: "SC open tasked technical-survey rework clearance",
            to: "= clearance =", needs: [.marking, .dates], procedure: .short),
        .init(
            step: "start technical-survey", from: "SC open tasked technical-survey rework",
            to: "= technical-survey =", needs: [.marking, .boxBeforeWork, .dates],
            procedure: .middle),
        .init(
            step: "start clearance", from: "SC open tasked technical-survey rework clearance",
            to: "= clearance =", needs: [.marking, .boxBeforeWork, .dates],
            procedure: .middle),
        .init(
            step: "claim", from: "SC clearance", to: "= claimed =",
            needs: [
                .accreditation, .coverage, .depth, .sweepsRead, .alarmsClosed, .itemsDisposed,
                .boxEveryDay, .dates,
            ], roles: [.operationsManager], procedure: .asked),
        .init(
            step: "claim", from: "SC clearance", to: "= claimed =",
            needs: [
                .accreditation, .coverage, .depth, .sweepsRead, .alarmsClosed, .itemsDisposed,
                .dates,
            ], procedure: .short),
    ]

    private static let quality: [LandTableRow] =
        ["passed", "minor"].flatMap { result -> [LandTableRow] in
            [
                .init(
                    step: "check internal \(result)", from: "SC claimed", to: "= qc-passed =",
                    needs: [.checkedShare, .dates], roles: [.qualityOfficer]),
                .init(
                    step: "check external \(result)", from: "SC qc-passed released handed-over",
                    to: "= = =", needs: [.dates], roles: [.inspector, .authority]),
            ]
        } + [
            .init(
                step: "check internal critical",
                from: "SC technical-survey clearance claimed qc-passed rework released handed-over",
                to: "= rework none", needs: [.dates], roles: [.qualityOfficer], stop: .kept),
            .init(
                step: "check external critical",
                from: "SC technical-survey clearance claimed qc-passed rework released handed-over",
                to: "= rework none", needs: [.dates], roles: [.inspector, .authority], stop: .kept),
        ]

    private static let asking: [Role] = [.surveyLead, .operationsManager]
    private static let stopping: [Role] = [.siteSupervisor, .teamLead, .inspector, .authority]

    private static func report(
        _ product: String, from: String, needs: [LandRequirement],
        _ procedure: LandTableRow.Procedure
    ) -> [LandTableRow] {
        [
            .init(
                step: "submit \(product)", from: from, to: "= = =", needs: [.noReview] + needs,
                roles: asking, procedure: procedure),
            .init(
                step: "approve \(product)", from: from, to: "= released \(product)",
                needs: [.currentReport, .noReview] + needs, roles: [.authority],
                procedure: procedure),
        ]
    }

    private static let bySurvey: [LandRequirement] = [
        .surveyDocument, .sweepsRead, .alarmsClosed, .noItem, .dates, .notFrozen,
    ]
    private static let bySweeps: [LandRequirement] = [
        .accreditation, .sweepEvidence, .coverage, .alarmsClosed, .noItem, .dates, .notFrozen,
    ]
    private static let byClaim: [LandRequirement] = [
        .claim, .accreditation, .coverage, .depth, .internalCheck, .externalCheck, .sweepsRead,
        .alarmsClosed, .itemsDisposed, .dates, .notFrozen,
    ]
    private static let reports: [LandTableRow] =
        report("cancelled", from: "SC open tasked", needs: bySurvey, .all)
        + report("reduced", from: "SC technical-survey", needs: bySweeps, .whole)
        + report("reduced", from: "SC open tasked technical-survey", needs: bySweeps, .lax)
        + report("cleared", from: "SC qc-passed", needs: byClaim + [.boxEveryDay], .asked)
        + report("cleared", from: "SC qc-passed", needs: byClaim, .short)
        // Today's surveys: no people, no authority's settings, no work on record.
        + report("cleared", from: "SC open", needs: bySweeps.filter { $0 != .noItem }, .short)

    private static let afterwards: [LandTableRow] =
        [
            .init(
                step: "hand-over", from: "SC released", to: "= handed-over =",
                needs: [
                    .signatures, .benchmarks, .residualRisk, .noReview, .notFrozen, .dates,
                ], roles: [.operationsManager, .authority])
        ]
        + [
            "new-conflict", "flood", "sand-movement", "false-record", "detector-fault", "other",
        ].flatMap { reopening($0, "=") }
        + ["missed-item", "accident"].flatMap { reopening($0, "C") }
        + [
            .init(
                step: "reopen", from: "SC released handed-over", to: "= open none",
                needs: [.dates], roles: [.authority], procedure: .lax),
            .init(
                step: "reopen", from: "SC released", to: "= open none", needs: [.dates],
                roles: [.authority], stop: .lifted, procedure: .lax),
            .init(
                step: "reopen", from: "U no-evidence", to: "S open none", needs: [.dates],
                roles: [.authority]),
            .init(
                step: "reopen", from: "USC \(work)", to: "= = =", needs: [.dates],
                roles: [.siteSupervisor, .authority], stop: .lifted),
        ]

    private static let work = "open tasked technical-survey clearance claimed qc-passed rework"

    private static func reopening(_ cause: String, _ to: String) -> [LandTableRow] {
        [
            .init(
                step: "reopen \(cause)", from: "SC released handed-over", to: "\(to) open none",
                needs: [.dates], roles: [.authority]),
            .init(
                step: "reopen \(cause)", from: "SC released", to: "\(to) open none",
                needs: [.dates], roles: [.authority], stop: .lifted),
            .init(
                step: "reopen \(cause)", from: "U no-evidence",
                to: "\(to == "C" ? "C" : "S") open none", needs: [.dates], roles: [.authority]),
            .init(
                step: "reopen \(cause)", from: "USC \(work)", to: "\(to) = =", needs: [.dates],
                roles: [.siteSupervisor, .authority], stop: .lifted),
        ]
    }

    private static let never: [LandTableRow] = [
        .init(
            step: "suspend", from: "USC \(work)", to: "= = =",
            roles: stopping, stop: .set),
        .init(
            step: "suspend", from: "SC released", to: "= = =",
            roles: stopping, stop: .set, procedure: .lax),
        .init(
            step: "reshape", from: "USC open tasked technical-survey clearance rework",
            to: "= = =", needs: [.notFrozen],
            roles: [.surveyLead, .operationsManager, .taskOfficer, .authority]),
        .init(
            step: "sweep", from: "USC \(work) released handed-over no-evidence", to: "= = =",
            stop: .kept),
    ]

    private static let hazards: [LandTableRow] = [
        .init(step: "item", from: "SC technical-survey", to: "C open none", stop: .kept),
        .init(step: "item", from: "U no-evidence open", to: "C open none", stop: .kept),
        .init(step: "item", from: "SC claimed qc-passed", to: "C rework none", stop: .kept),
        .init(
            step: "item", from: "SC open tasked clearance rework released handed-over",
            to: "C = =", stop: .kept),
        .init(
            step: "accident", from: "SC technical-survey released handed-over", to: "C open none",
            needs: [.dates], stop: .kept),
        .init(
            step: "accident", from: "U no-evidence open", to: "C open none", needs: [.dates],
            stop: .kept),
        .init(
            step: "accident", from: "SC claimed qc-passed", to: "C rework none", needs: [.dates],
            stop: .kept),
        .init(
            step: "accident", from: "SC open tasked clearance rework", to: "C = =",
            needs: [.dates], stop: .kept),
    ]

    /// How the rows name a step.
    static func name(of step: LandStep) -> String {
        switch step {
        case .classify(let classification): "classify \(classification.rawValue)"
        case .concludeNoEvidence: "no-evidence"
        case .meetItem: "item"
        case .order: "order"
        case .start(let activity): "start \(activity.rawValue)"
        case .sweep: "sweep"
        case .claim: "claim"
        case .check(let kind, let result): "check \(kind.rawValue) \(result.rawValue)"
        case .submit(let product): "submit \(product.rawValue)"
        case .approve(let product): "approve \(product.rawValue)"
        case .handOver: "hand-over"
        case .reopen(let cause): "reopen" + (cause.map { " " + $0.rawValue } ?? "")
        case .meetAccident: "accident"
        case .suspend: "suspend"
        case .reshape: "reshape"
        }
    }

    /// The row that leads from a state by a step, where there is one.
    static func row(
        _ step: LandStep, from state: LandState, procedure: LandTableRow.Procedure
    ) -> LandTableRow? {
        let name = name(of: step)
        let letter = letter(state.classification)
        return rows.first { row in
            let words = row.from.split(separator: " ").map(String.init)
            guard row.step == name, row.procedure.contains(procedure),
                words[0].contains(letter), words.dropFirst().contains(state.stage.rawValue)
            else { return false }
            switch row.stop {
            case .never, .set: return !state.isSuspended
            case .lifted: return state.isSuspended
            case .kept, .ended: return true
            }
        }
    }

    /// Where a row leads, as `LandState` describes itself.
    static func target(_ row: LandTableRow, from state: LandState) -> LandState? {
        let words = row.to.split(separator: " ").map(String.init)
        let classes: [String: Classification] = [
            "U": .unassessed, "S": .suspected, "C": .confirmed,
        ]
        let stopped: Bool =
            switch row.stop {
            case .set: true
            case .lifted, .ended: false
            case .never, .kept: state.isSuspended
            }
        return LandState(
            classification: classes[words[0]] ?? state.classification,
            stage: LandStage(rawValue: words[1]) ?? state.stage, isSuspended: stopped,
            product: LandProduct(rawValue: words[2]) ?? state.product)
    }

    private static func letter(_ classification: Classification) -> Character {
        switch classification {
        case .unassessed: "U"
        case .suspected: "S"
        case .confirmed: "C"
        }
    }
}
