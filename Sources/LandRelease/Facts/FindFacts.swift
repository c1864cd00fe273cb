public import SurveyModel

/// How the place of a find is known.
public enum PositionMethod: String, Sendable, Codable, CaseIterable {
    /// Satellite fix.
    case gnss
    /// Tape or wheel from pegs with coordinates.
    case pegs
    /// Chainage and offset typed in.
    case chainageTyped = "chainage-typed"
    /// The middle of the community, because the place itself is not safe to record: never the item's place.
    case communityCentroid = "community-centroid"
}

/// What became of an item.
public enum DisposalMethod: String, Sendable, Codable, CaseIterable {
    /// Blown up or burnt where it lay.
    case destroyedInPlace = "destroyed-in-place"
    /// Taken away.
    case removed
    /// Made safe.
    case renderedSafe = "rendered-safe"
    /// Nothing yet.
    case pending
}

/// What became of an item, and when.
public struct FindDisposal: Sendable, Hashable, Codable {
    /// What was done.
    public var method: DisposalMethod
    /// On which day; nil while nothing was done.
    public var on: String?

    /// A disposal by `method`.
    public init(_ method: DisposalMethod, on: String? = nil) {
        self.method = method
        self.on = on
    }
}

/// Where an item was found, and how well that is known.
public struct FindPlace: Sendable, Hashable, Codable {
    /// The road it lies by; nil for a community's middle.
    public var road: String?
    /// Place in the frame of that road; nil for a community's middle.
    public var position: RoadPosition?
    /// Place on the ellipsoid (WGS 84).
    public var geographic: GeographicPosition
    /// How it is known.
    public var method: PositionMethod
    /// 95 % error (m).
    public var accuracyMetres: Double
    /// The segment, said only where the place itself is not recorded.
    public var segment: String?

    /// A place known by `method`.
    public init(
        road: String?, position: RoadPosition?, geographic: GeographicPosition,
        method: PositionMethod, accuracyMetres: Double, segment: String? = nil
    ) {
        self.road = road
        self.position = position
        self.geographic = geographic
        self.method = method
        self.accuracyMetres = accuracyMetres
        self.segment = segment
    }
}

/// An item somebody found, at an alarm or without one.
public struct FindRecorded: Sendable, Equatable, Codable {
    /// Its id.
    public var id: String
    /// The alarm it was found at; nil for an item found without one.
    public var alarm: AlarmKey?
    /// What it is.
    public var item: FoundItem
    /// Where it was found.
    public var place: FindPlace
    /// Depth of its top below the surface (m); 0 on the surface.
    public var depthMetres: Double
    /// What found it, a code of the list `sensor`.
    public var sensor: String
    /// What became of it.
    public var disposal: FindDisposal
    /// Digest of a picture.
    public var photo: Digest?
    /// Who found it.
    public var foundBy: String
    /// On which day, or when (UTC).
    public var foundOn: String
    /// What is worth saying.
    public var note: String

    /// A find `id`.
    public init(
        id: String, alarm: AlarmKey? = nil, item: FoundItem, place: FindPlace,
        depthMetres: Double, sensor: String, disposal: FindDisposal = FindDisposal(.pending),
        photo: Digest? = nil, foundBy: String, foundOn: String, note: String = ""
    ) {
        self.id = id
        self.alarm = alarm
        self.item = item
        self.place = place
        self.depthMetres = depthMetres
        self.sensor = sensor
        self.disposal = disposal
        self.photo = photo
        self.foundBy = foundBy
        self.foundOn = foundOn
        self.note = note
    }
}

/// What an item is, in codes of `OrdnanceCodes`.
public struct FoundItem: Sendable, Hashable, Codable {
    /// Version of the code lists it was written with.
    public var codeListVersion: Int
    /// Category, such as `mine`.
    public var category: String
    /// Subcategory, such as `av`.
    public var subcategory: String
    /// Model; `unknown` where nobody can tell.
    public var model: String
    /// Condition.
    public var condition: String
    /// How many of the same kind lay together.
    public var quantity: Int

    /// An item of `category` and `subcategory`.
    public init(
        category: String, subcategory: String, model: String = "unknown",
        condition: String = "unknown", quantity: Int = 1,
        codeListVersion: Int = OrdnanceCodes.current.version
    ) {
        self.codeListVersion = codeListVersion
        self.category = category
        self.subcategory = subcategory
        self.model = model
        self.condition = condition
        self.quantity = quantity
    }
}

/// An item was disposed of.
public struct FindDisposed: Sendable, Equatable, Codable {
    /// The find.
    public var find: String
    /// What was done.
    public var disposal: FindDisposal
    /// What is worth saying.
    public var note: String

    /// A disposal of `find`.
    public init(find: String, disposal: FindDisposal, note: String = "") {
        self.find = find
        self.disposal = disposal
        self.note = note
    }
}

/// The ground around a find was searched.
public struct SearchClosed: Sendable, Equatable, Codable {
    /// Ground dug up in place of a sweep.
    public struct Dig: Sendable, Hashable, Codable {
        /// Depth dug over the whole zone (m).
        public var depthMetres: Double
        /// Who dug.
        public var dugBy: String
        /// On which day it was finished.
        public var dugOn: String

        /// A dig down to `depthMetres`.
        public init(depthMetres: Double, dugBy: String, dugOn: String) {
            self.depthMetres = depthMetres
            self.dugBy = dugBy
            self.dugOn = dugOn
        }
    }

    /// The find.
    public var find: String
    /// What is covered of the zone by sweeps registered after the find; empty where it was dug.
    public var coverage: [CoverageAccount]
    /// The dig, where it was dug.
    public var dig: Dig?
    /// The reasons in words.
    public var reason: String

    /// The end of the search around `find`.
    public init(find: String, coverage: [CoverageAccount] = [], dig: Dig? = nil, reason: String) {
        self.find = find
        self.coverage = coverage
        self.dig = dig
        self.reason = reason
    }
}
