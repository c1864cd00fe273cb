public import SurveyModel

/// What kind of thing speaks for a hazard, after the hazard forms of UNMAS and GICHD.
public enum EvidenceType: String, Sendable, Codable, CaseIterable {
    /// An explosive item.
    case itemPresence = "item-presence"
    /// Signs, fences or other marking.
    case marking
    /// Scrap and packaging of ordnance.
    case scrap
    /// Craters.
    case craters
    /// Damaged roads, buildings or vehicles.
    case damagedInfrastructure = "damaged-infrastructure"
    /// Good land nobody uses.
    case unusedLand = "unused-land"
    /// A detonation or an accident somebody reports.
    case reportedDetonation = "reported-detonation"
    /// Something else, said in the note.
    case other
}

/// Where a piece of evidence comes from.
public enum EvidenceSource: String, Sendable, Codable, CaseIterable {
    /// Somebody of the survey saw it.
    case visual
    /// Somebody told of it.
    case verbal
    /// Former records, such as minefield maps.
    case records
}

/// One piece of evidence of a hazard.
public struct EvidenceItem: Sendable, Hashable, Codable {
    /// What it is.
    public var type: EvidenceType
    /// Where it comes from.
    public var source: EvidenceSource
    /// Whether it is direct evidence.
    public var isDirect: Bool
    /// Its place in the road frame of the segment's road, where known.
    public var position: RoadPosition?
    /// The same place on the ellipsoid.
    public var geographic: GeographicPosition?
    /// When it was seen or told: a date.
    public var date: String
    /// What is worth saying.
    public var note: String

    /// A piece of evidence.
    public init(
        type: EvidenceType, source: EvidenceSource, isDirect: Bool, position: RoadPosition? = nil,
        geographic: GeographicPosition? = nil, date: String, note: String = ""
    ) {
        self.type = type
        self.source = source
        self.isDirect = isDirect
        self.position = position
        self.geographic = geographic
        self.date = date
        self.note = note
    }

    /// Whether such a thing from such a source can be direct evidence: an item seen or in a minefield record, a
    /// detonation or accident, and what technical survey found.
    public var mayBeDirect: Bool {
        switch type {
        case .itemPresence, .other: source != .verbal
        case .reportedDetonation: true
        case .marking, .scrap, .craters, .damagedInfrastructure, .unusedLand: false
        }
    }
}
