internal import Fingerprint
public import SurveyModel

/// An inert surrogate buried to test those who search.
public struct BuriedSeed: Sendable, Hashable, Codable {
    /// Where it lies, in the road frame of its lot.
    public var position: RoadPosition
    /// The same place on the ellipsoid.
    public var geographic: GeographicPosition
    /// Depth of its top (m).
    public var depthMetres: Double
    /// What it stands for, such as `PMN-2 surrogate`.
    public var model: String
    /// Class of item it stands for: `plastic_AP`, `plastic_AT`, `metal_AP` or `metal_AT`.
    public var itemClass: String
    /// Its largest horizontal extent (m).
    public var sizeMetres: Double

    /// A seed at `position`.
    public init(
        position: RoadPosition, geographic: GeographicPosition, depthMetres: Double,
        model: String, itemClass: String, sizeMetres: Double
    ) {
        self.position = position
        self.geographic = geographic
        self.depthMetres = depthMetres
        self.model = model
        self.itemClass = itemClass
        self.sizeMetres = sizeMetres
    }

    /// The classes a seed may have.
    public static let classes = ["plastic_AP", "plastic_AT", "metal_AP", "metal_AT"]
}

/// What is committed to when seeds are sealed.
public struct SeedSheet: Sendable, Hashable, Codable {
    /// The lot: a segment.
    public var segment: String
    /// Its road.
    public var road: String
    /// The seeds, in the order of their numbers from 1.
    public var seeds: [BuriedSeed]

    /// The seeds of a lot.
    public init(segment: String, road: String, seeds: [BuriedSeed]) {
        self.segment = segment
        self.road = road
        self.seeds = seeds
    }

    /// The SHA-256 of the nonce's digits followed by the sheet's canonical JSON; nil where a number is
    /// not finite or the nonce is no nonce.
    public func commitment(nonce: String) -> Digest? {
        guard let nonce = Nonce(hexadecimal: nonce),
            let bytes = try? CanonicalJSON.bytes(of: self)
        else { return nil }
        return Digest(committingTo: bytes, nonce: nonce)
    }
}

/// Seeds were buried in a lot, and nobody but who buried them knows where.
public struct SeedsSealed: Sendable, Equatable, Codable {
    /// The lot: a segment.
    public var segment: String
    /// The commitment to the sheet of the seeds.
    public var commitment: Digest
    /// How many there are.
    public var count: Int
    /// The day they were buried.
    public var buriedOn: String

    /// `count` seeds in `segment`.
    public init(segment: String, commitment: Digest, count: Int, buriedOn: String) {
        self.segment = segment
        self.commitment = commitment
        self.count = count
        self.buriedOn = buriedOn
    }
}

/// The places of sealed seeds are shown.
public struct SeedsUnsealed: Sendable, Equatable, Codable {
    /// The commitment they were sealed with.
    public var commitment: Digest
    /// The number that was drawn when they were sealed.
    public var nonce: String
    /// The sheet.
    public var sheet: SeedSheet

    /// The opening of the seal `commitment`.
    public init(commitment: Digest, nonce: String, sheet: SeedSheet) {
        self.commitment = commitment
        self.nonce = nonce
        self.sheet = sheet
    }
}
