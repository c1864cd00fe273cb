public import SurveyModel

/// What kind of means searches or clears the ground.
public enum AssetKind: String, Sendable, Codable, CaseIterable {
    /// Ground-penetrating radar, carried or driven.
    case gpr
    /// Metal detector.
    case metalDetector = "metal-detector"
    /// Deminers who dig by hand.
    case manualTeam = "manual-team"
    /// Flail, tiller, roller or the like.
    case machine
    /// Mine detection dogs with their handlers.
    case dogTeam = "dog-team"
    /// Anything else.
    case other
}

/// What is done on the ground under a task, after IMAS 08.10, 08.20, 09.10 and 07.40.
public enum WorkMethod: String, Sendable, Codable, CaseIterable {
    /// Survey with technical intervention: may support *reduced*.
    case technicalSurvey = "technical-survey"
    /// Search and removal of all items to a depth: may support *cleared*.
    case clearance
    /// A second look at finished work.
    case qualityControl = "quality-control"
    /// Survey without technical intervention: may support *cancelled*.
    case nonTechnicalSurvey = "non-technical-survey"
}

/// A means was registered.
public struct AssetRegistered: Sendable, Equatable, Codable {
    /// Its id, such as `GPR-1`.
    public var id: String
    /// What kind of means it is.
    public var asset: AssetKind
    /// Who made it; empty for people and dogs.
    public var maker: String
    /// Model; empty for people and dogs.
    public var model: String
    /// Serial number; empty for people and dogs.
    public var serial: String
    /// The team that works with it.
    public var team: String

    /// An asset `id`.
    public init(
        id: String, asset: AssetKind, maker: String = "", model: String = "", serial: String = "",
        team: String
    ) {
        self.id = id
        self.asset = asset
        self.maker = maker
        self.model = model
        self.serial = serial
        self.team = team
    }
}

/// A means is used no more.
public struct AssetRetired: Sendable, Equatable, Codable {
    /// Its id.
    public var id: String
    /// The last day of its use.
    public var on: String
    /// Why.
    public var reason: String

    /// The end of the asset `id`.
    public init(id: String, on: String, reason: String) {
        self.id = id
        self.on = on
        self.reason = reason
    }
}

/// Who or what an accreditation is given to.
public struct AccreditationHolder: Sendable, Hashable, Codable {
    /// What holds an accreditation.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A registered person.
        case person
        /// A registered asset.
        case asset
        /// An organisation, by name.
        case organisation
        /// A standing operating procedure, by name and edition.
        case procedure
    }

    /// What it is.
    public var holder: Kind
    /// Its name or id.
    public var name: String

    /// The holder `name`.
    public init(_ holder: Kind, _ name: String) {
        self.holder = holder
        self.name = name
    }
}

/// The authority accredits somebody or something for a kind of work.
public struct AccreditationGranted: Sendable, Equatable, Codable {
    /// Number on the certificate.
    public var number: String
    /// Who or what holds it.
    public var holder: AccreditationHolder
    /// The work it is for.
    public var method: WorkMethod
    /// The classes of item it is for.
    public var classes: [CoverageClass]
    /// The depth down to which it is valid (m).
    public var depthMetres: Double
    /// The first day.
    public var from: String
    /// The last day.
    public var until: String

    /// An accreditation `number`.
    public init(
        number: String, holder: AccreditationHolder, method: WorkMethod, classes: [CoverageClass],
        depthMetres: Double, from: String, until: String
    ) {
        self.number = number
        self.holder = holder
        self.method = method
        self.classes = classes
        self.depthMetres = depthMetres
        self.from = from
        self.until = until
    }
}

/// The authority takes an accreditation back.
public struct AccreditationWithdrawn: Sendable, Equatable, Codable {
    /// Its number.
    public var number: String
    /// The first day on which it is not valid any more.
    public var on: String
    /// Why.
    public var reason: String

    /// The end of the accreditation `number`.
    public init(number: String, on: String, reason: String) {
        self.number = number
        self.on = on
        self.reason = reason
    }
}
