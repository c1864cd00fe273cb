public import SurveyModel

/// Survey of ground nobody had assessed found nothing that speaks for a hazard.
public struct NoEvidenceConcluded: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Digest of the survey's document.
    public var document: Digest
    /// Date of the survey.
    public var date: String
    /// Why there is no evidence.
    public var note: String

    /// The end of the suspicion about `segment`.
    public init(segment: String, document: Digest, date: String, note: String) {
        self.segment = segment
        self.document = document
        self.date = date
        self.note = note
    }
}

/// A day of work began on a segment.
public struct WorkStarted: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// What is done.
    public var activity: WorkActivity
    /// The task order it is done under, where there is one.
    public var task: String?
    /// Who runs the site.
    public var supervisor: String
    /// The asset that works: detector, machine or team.
    public var asset: String
    /// Whether the marking stands.
    public var isMarked: Bool
    /// The day.
    public var date: String
    /// What is worth saying.
    public var note: String

    /// A day of work on `segment`.
    public init(
        segment: String, activity: WorkActivity, task: String? = nil, supervisor: String,
        asset: String, isMarked: Bool, date: String, note: String = ""
    ) {
        self.segment = segment
        self.activity = activity
        self.task = task
        self.supervisor = supervisor
        self.asset = asset
        self.isMarked = isMarked
        self.date = date
        self.note = note
    }
}

/// When in a day an asset was checked over the test box.
public enum BoxMoment: String, Sendable, Codable, CaseIterable {
    /// Before work begins.
    case beforeWork = "before-work"
    /// After a break.
    case afterBreak = "after-break"
    /// At the end of work.
    case end
}

/// An asset was checked over a test box with surrogates of the threat.
public struct BoxChecked: Sendable, Equatable, Codable {
    /// The asset.
    public var asset: String
    /// The day.
    public var date: String
    /// When in the day.
    public var moment: BoxMoment
    /// Whether it found what it has to find.
    public var isPassed: Bool
    /// Who checked.
    public var checkedBy: String
    /// What is worth saying.
    public var note: String

    /// A check of `asset`.
    public init(
        asset: String, date: String, moment: BoxMoment, isPassed: Bool, checkedBy: String,
        note: String = ""
    ) {
        self.asset = asset
        self.date = date
        self.moment = moment
        self.isPassed = isPassed
        self.checkedBy = checkedBy
        self.note = note
    }
}

/// The operator claims that a segment is cleared: the completion report.
public struct ClearanceClaimed: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// The task order, where there is one.
    public var task: String?
    /// How the ground was cleared; never with GPR alone.
    public var method: ClosingMethod
    /// Depth reached below the original surface (m).
    public var depthMetres: Double
    /// Area cleared (m2).
    public var areaSquareMetres: Double
    /// The team.
    public var team: String
    /// The asset.
    public var asset: String
    /// The operating procedure.
    public var procedure: String
    /// Explosive items found and disposed of.
    public var itemsDisposed: Int
    /// The day the clearance was complete.
    public var completedOn: String
    /// Who claims it.
    public var author: String
    /// What is worth saying.
    public var note: String

    /// A completion claim for `segment`.
    public init(
        segment: String, task: String? = nil, method: ClosingMethod, depthMetres: Double,
        areaSquareMetres: Double, team: String, asset: String, procedure: String,
        itemsDisposed: Int, completedOn: String, author: String, note: String = ""
    ) {
        self.segment = segment
        self.task = task
        self.method = method
        self.depthMetres = depthMetres
        self.areaSquareMetres = areaSquareMetres
        self.team = team
        self.asset = asset
        self.procedure = procedure
        self.itemsDisposed = itemsDisposed
        self.completedOn = completedOn
        self.author = author
        self.note = note
    }
}
