public import SurveyModel

/// What a person found at an alarm.
public enum ClosingResult: String, Sendable, Codable, CaseIterable {
    /// An item: a find.
    case item
    /// Nothing.
    case noItem = "no-item"
    /// A pipe, cable, marker or other known structure.
    case infrastructure
}

/// How a person looked at an alarm.
public enum ClosingMethod: Sendable, Hashable, Codable {
    /// Dug by hand or machine.
    case excavation
    /// Searched with a metal detector only.
    case metalDetector
    /// Searched with another instrument, by name.
    case instrument(String)

    /// Reads `excavation`, `metal-detector` or the name of an instrument.
    public init(_ text: String) {
        switch text {
        case "excavation": self = .excavation
        case "metal-detector": self = .metalDetector
        default: self = .instrument(text)
        }
    }

    /// Its name.
    public var text: String {
        switch self {
        case .excavation: "excavation"
        case .metalDetector: "metal-detector"
        case .instrument(let name): name
        }
    }

    /// Decodes its name.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A person looked at an alarm and says what was there.
public struct AlarmClosed: Sendable, Equatable, Codable {
    /// The alarm.
    public var alarm: AlarmKey
    /// What was found.
    public var result: ClosingResult
    /// How it was looked at.
    public var method: ClosingMethod
    /// Where it was dug, in the road frame of the alarm's road.
    public var position: RoadPosition
    /// The same place on the ellipsoid.
    public var geographic: GeographicPosition
    /// Depth dug (m).
    public var depthMetres: Double
    /// Who did it.
    public var closedBy: String
    /// When: a date or a UTC timestamp.
    public var closedOn: String
    /// What is worth saying.
    public var note: String
    /// Whether the closer says that the item is not explosive.
    public var isNotExplosive: Bool
    /// Version of the rules it was written under; nil in records of versions before there were searches
    /// around finds and masks of infrastructure, which then do not follow from it.
    public var rules: Int?

    /// The rules closings are written under now.
    public static let currentRules = 2

    /// A closing of `alarm`.
    public init(
        alarm: AlarmKey, result: ClosingResult, method: ClosingMethod = .excavation,
        position: RoadPosition, geographic: GeographicPosition, depthMetres: Double,
        closedBy: String, closedOn: String, note: String = "", isNotExplosive: Bool = false,
        rules: Int? = currentRules
    ) {
        self.alarm = alarm
        self.result = result
        self.method = method
        self.position = position
        self.geographic = geographic
        self.depthMetres = depthMetres
        self.closedBy = closedBy
        self.closedOn = closedOn
        self.note = note
        self.isNotExplosive = isNotExplosive
        self.rules = rules
    }
}
