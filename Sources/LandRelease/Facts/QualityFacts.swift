/// What is wrong with work that was looked at.
public enum NonConformity: String, Sendable, Codable, CaseIterable {
    /// An item was left.
    case missedItem = "missed-item"
    /// Ground was left out.
    case gap
    /// The depth was not reached.
    case wrongDepth = "wrong-depth"
    /// A blind seed was missed.
    case missedSeed = "missed-seed"
    /// Marking was missing or wrong.
    case marking
    /// Papers were missing or wrong.
    case documentation
    /// Safety rules were broken.
    case safety
    /// Something else, said with the measures.
    case other
}

/// How bad it is.
public enum Severity: String, Sendable, Codable, CaseIterable {
    /// Nothing is wrong.
    case none
    /// To be corrected.
    case minor
    /// To be corrected before work goes on.
    case major
    /// It puts an item in question.
    case critical
}

/// Quality control looked at the finished work on a segment.
public struct QualityChecked: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Whose quality control.
    public var control: QualityKind
    /// Area checked again (m2).
    public var areaSquareMetres: Double
    /// What came of it.
    public var result: QualityResult
    /// What is wrong, where something is.
    public var nonConformity: NonConformity?
    /// What has to be done about it.
    public var measures: String
    /// Who checked.
    public var inspector: String
    /// For which organisation.
    public var organisation: String
    /// With what.
    public var asset: String
    /// The day.
    public var date: String

    /// A check of `segment`.
    public init(
        segment: String, control: QualityKind, areaSquareMetres: Double, result: QualityResult,
        nonConformity: NonConformity? = nil, measures: String = "", inspector: String,
        organisation: String, asset: String, date: String
    ) {
        self.segment = segment
        self.control = control
        self.areaSquareMetres = areaSquareMetres
        self.result = result
        self.nonConformity = nonConformity
        self.measures = measures
        self.inspector = inspector
        self.organisation = organisation
        self.asset = asset
        self.date = date
    }
}

/// What a visit of quality assurance looked at.
public enum VisitedActivity: String, Sendable, Codable, CaseIterable {
    /// Non-technical survey.
    case nonTechnicalSurvey = "non-technical-survey"
    /// Technical survey.
    case technicalSurvey = "technical-survey"
    /// Clearance.
    case clearance
    /// Quality control.
    case qualityControl = "quality-control"
    /// Anything else.
    case other
}

/// A visit of quality assurance during the work.
public struct QualityVisited: Sendable, Equatable, Codable {
    /// The day.
    public var date: String
    /// What was looked at.
    public var activity: VisitedActivity
    /// The segment, where the visit was to one.
    public var segment: String?
    /// Whose work.
    public var organisationInspected: String
    /// For which organisation the inspector came.
    public var organisationInspecting: String
    /// Who came.
    public var inspector: String
    /// What is wrong, where something is.
    public var nonConformity: NonConformity?
    /// How bad it is.
    public var severity: Severity
    /// What has to be done about it.
    public var measures: String

    /// A visit.
    public init(
        date: String, activity: VisitedActivity, segment: String? = nil,
        organisationInspected: String, organisationInspecting: String, inspector: String,
        nonConformity: NonConformity? = nil, severity: Severity = .none, measures: String = ""
    ) {
        self.date = date
        self.activity = activity
        self.segment = segment
        self.organisationInspected = organisationInspected
        self.organisationInspecting = organisationInspecting
        self.inspector = inspector
        self.nonConformity = nonConformity
        self.severity = severity
        self.measures = measures
    }
}
