public import SurveyModel

/// Who signs a hand-over certificate.
public enum HandOverParty: String, Sendable, Codable, CaseIterable {
    /// The organisation that released the ground.
    case `operator`
    /// The national mine action authority.
    case authority
    /// Who will use the land.
    case landUser = "land-user"

    /// The role that signs for it.
    public var role: Role {
        switch self {
        case .operator: .operationsManager
        case .authority: .authority
        case .landUser: .landUser
        }
    }
}

/// A signature on a hand-over certificate.
public struct Signatory: Sendable, Hashable, Codable {
    /// For whom.
    public var party: HandOverParty
    /// Who.
    public var name: String
    /// On which day.
    public var date: String

    /// The signature of `name`.
    public init(party: HandOverParty, name: String, date: String) {
        self.party = party
        self.name = name
        self.date = date
    }
}

/// Released ground was handed over to its users.
public struct HandedOver: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// The signatures.
    public var signatories: [Signatory]
    /// Whether the benchmarks were handed over.
    public var hasBenchmarks: Bool
    /// The risk that remains, in words.
    public var residualRisk: String
    /// Men present.
    public var men: Int
    /// Women present.
    public var women: Int
    /// Boys present.
    public var boys: Int
    /// Girls present.
    public var girls: Int
    /// Digest of the signed certificate, where it was handed in.
    public var certificate: Digest?

    /// The hand-over of `segment`.
    public init(
        segment: String, signatories: [Signatory], hasBenchmarks: Bool, residualRisk: String,
        men: Int = 0, women: Int = 0, boys: Int = 0, girls: Int = 0, certificate: Digest? = nil
    ) {
        self.segment = segment
        self.signatories = signatories
        self.hasBenchmarks = hasBenchmarks
        self.residualRisk = residualRisk
        self.men = men
        self.women = women
        self.boys = boys
        self.girls = girls
        self.certificate = certificate
    }
}

/// To whom an accident happened.
public enum AccidentKind: String, Sendable, Codable, CaseIterable {
    /// At a workplace of mine action.
    case demining
    /// Anywhere else.
    case mine
}

/// What was known of the ground of an accident.
public enum AccidentGround: String, Sendable, Codable, CaseIterable {
    /// It had been released.
    case cleared
    /// It had not.
    case notCleared = "not-cleared"
    /// Nobody knows.
    case unknown
}

/// What went off.
public enum DeviceCategory: String, Sendable, Codable, CaseIterable {
    /// A mine against people.
    case antiPersonnelMine = "ap-mine"
    /// A mine against vehicles.
    case antiVehicleMine = "av-mine"
    /// A mine made by hand.
    case improvisedMine = "improvised-mine"
    /// A submunition.
    case submunition
    /// Other unexploded ordnance.
    case unexplodedOrdnance = "uxo"
    /// A booby trap.
    case boobyTrap = "booby-trap"
    /// Another improvised device.
    case improvisedDevice = "ied"
    /// Nobody knows.
    case unknown
}

/// There was an accident.
public struct AccidentReported: Sendable, Equatable, Codable {
    /// The road it is placed by.
    public var road: String
    /// Its place in the road frame.
    public var position: RoadPosition
    /// The same place on the ellipsoid.
    public var geographic: GeographicPosition
    /// How far off the place may be (m).
    public var placeErrorMetres: Double
    /// The day.
    public var date: String
    /// What went off.
    public var device: DeviceCategory
    /// To whom it happened.
    public var victims: AccidentKind
    /// People hurt or killed.
    public var injured: Int
    /// What was known of the ground.
    public var ground: AccidentGround
    /// What happened.
    public var note: String

    /// An accident at a place.
    public init(
        road: String, position: RoadPosition, geographic: GeographicPosition,
        placeErrorMetres: Double = 0, date: String, device: DeviceCategory, victims: AccidentKind,
        injured: Int, ground: AccidentGround, note: String = ""
    ) {
        self.road = road
        self.position = position
        self.geographic = geographic
        self.placeErrorMetres = placeErrorMetres
        self.date = date
        self.device = device
        self.victims = victims
        self.injured = injured
        self.ground = ground
        self.note = note
    }
}

/// The cause of a freeze is known and does not concern this lot.
public struct LotThawed: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Why.
    public var reason: String

    /// The thaw of `segment`.
    public init(segment: String, reason: String) {
        self.segment = segment
        self.reason = reason
    }
}
