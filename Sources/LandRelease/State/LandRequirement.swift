/// One thing that has to hold before a step, with what it says where it does not.
public enum LandRequirement: String, Sendable, Codable, CaseIterable {
    /// Nothing that came up after its release is unsettled.
    case noReview
    /// It is not frozen with a sibling lot.
    case notFrozen
    /// An indirect piece of evidence, or a direct one.
    case indirectEvidence
    /// A direct piece of evidence with its place.
    case locatedEvidence
    /// The document of a non-technical survey, and the reasons.
    case surveyDocument
    /// A task order with area, depth, method, asset and procedure.
    case completeTask
    /// The work is what the task orders.
    case taskedWork
    /// Marking stands.
    case marking
    /// The test box was passed before work that day.
    case boxBeforeWork
    /// The test box was passed on every day of work.
    case boxEveryDay
    /// A method accredited for the product, on that date.
    case accreditation
    /// A completion claim.
    case claim
    /// Internal quality control passed.
    case internalCheck
    /// External quality control passed, with no critical non-conformity.
    case externalCheck
    /// The share that has to be checked again was checked.
    case checkedShare
    /// Sweeps that are evidence.
    case sweepEvidence
    /// Every sweep was evaluated.
    case sweepsRead
    /// Every square metre covered.
    case coverage
    /// The depth reached.
    case depth
    /// Every alarm closed.
    case alarmsClosed
    /// Every item found disposed of.
    case itemsDisposed
    /// No explosive item found.
    case noItem
    /// The report is the last word on the segment.
    case currentReport
    /// Nothing dated before what it rests on, nothing in the future.
    case dates
    /// The signatures of operator, authority and land user.
    case signatures
    /// Benchmarks handed over.
    case benchmarks
    /// A statement of the risk that remains.
    case residualRisk

    /// What it says where nothing more exact is known.
    public var objection: Objection {
        let (code, text, cure) = words
        return Objection(code: code, text: text, cure: cure)
    }

    private var words: (String, String, String) {
        switch self {
        case .noReview:
            ("under-review", "the segment is under review", "close the review or reopen it")
        case .notFrozen:
            ("frozen", "the segment is frozen with a sibling lot", "find the cause, then thaw it")
        case .indirectEvidence:
            (
                "evidence-missing", "no piece of evidence speaks for a suspicion",
                "record at least one piece of evidence"
            )
        case .locatedEvidence:
            (
                "direct-evidence-missing", "no direct evidence with a place is given",
                "record direct evidence with its place"
            )
        case .surveyDocument:
            (
                "survey-document-missing", "the document of a non-technical survey is missing",
                "hand in the survey report"
            )
        case .completeTask:
            (
                "task-incomplete", "the task order lacks area, depth, method, asset or procedure",
                "complete the task order"
            )
        case .taskedWork:
            ("not-tasked", "no task orders this work", "have a task order given first")
        case .marking: ("marking-missing", "the marking is not in place", "set up the marking")
        case .boxBeforeWork:
            (
                "box-check-missing", "the asset passed no test box before work that day",
                "check it over the test box and record the result"
            )
        case .boxEveryDay:
            (
                "box-check-missing", "a day of work lacks a passed test box",
                "record the checks of that day or do the work again"
            )
        case .accreditation:
            (
                "not-accredited", "the method is not accredited for this on that date",
                "have it accredited, or use an accredited method"
            )
        case .claim:
            (
                "not-claimed", "no completion claim of a clearance team is on record",
                "clear the ground with an accredited method and claim completion"
            )
        case .internalCheck:
            (
                "internal-qc-missing", "internal quality control has not passed",
                "have quality control check it again"
            )
        case .externalCheck:
            (
                "external-qc-missing", "external quality control has not passed",
                "have the authority or a monitoring body inspect it"
            )
        case .checkedShare:
            (
                "qc-share", "less was checked again than the settings ask for",
                "check a larger share again"
            )
        case .sweepEvidence: ("no-sweeps", "no sweep is evidence", "sweep it")
        case .sweepsRead: ("no-run", "a sweep was not evaluated", "run the day's work")
        case .coverage: ("coverage-gap", "ground is left uncovered", "cover all of it")
        case .depth:
            ("depth-missing", "the depth is not reached", "work down to the segment's depth")
        case .alarmsClosed:
            ("open-alarms", "alarms are open", "investigate and close each of them")
        case .itemsDisposed:
            ("items-not-disposed", "items found are not disposed of", "dispose of every item")
        case .noItem:
            (
                "explosive-find", "explosive items were found",
                "it is a confirmed hazardous area now and needs clearance"
            )
        case .currentReport:
            ("report-out-of-date", "the report is out of date", "submit a new report")
        case .dates:
            (
                "dates", "a date lies before what it rests on, or in the future",
                "check the dates and this machine's clock"
            )
        case .signatures:
            (
                "signatures-missing", "operator, authority and land user have not all signed",
                "have all three sign"
            )
        case .benchmarks:
            (
                "benchmarks-missing", "the benchmarks were not handed over",
                "hand over the benchmarks"
            )
        case .residualRisk:
            (
                "residual-risk-missing", "nothing is said of the risk that remains",
                "state the residual risk"
            )
        }
    }
}

/// Which requirements hold, and what exactly is wrong with those that do not.
public struct LandEvidence: Sendable, Equatable {
    /// What holds.
    public var met: Set<LandRequirement>
    /// What is wrong with what does not, where more is known than that it does not hold.
    public var faults: [LandRequirement: [Objection]]

    /// Evidence by what holds.
    public init(met: Set<LandRequirement>, faults: [LandRequirement: [Objection]] = [:]) {
        self.met = met
        self.faults = faults
    }

    /// Evidence in which all holds but what has faults.
    public init(faults: [LandRequirement: [Objection]]) {
        let found = faults.filter { !$0.value.isEmpty }
        met = Set(LandRequirement.allCases).subtracting(found.keys)
        self.faults = found
    }

    func objections(to requirement: LandRequirement) -> [Objection] {
        guard !met.contains(requirement) else { return [] }
        guard let found = faults[requirement], !found.isEmpty else {
            return [requirement.objection]
        }
        return found
    }
}
