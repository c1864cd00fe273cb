public import SurveyModel

/// A survey began.
public struct SurveyCreated: Sendable, Equatable, Codable {
    /// Its name.
    public var name: String
    /// Why it exists.
    public var purpose: SurveySettings.Purpose

    /// A survey `name`.
    public init(name: String, purpose: SurveySettings.Purpose) {
        self.name = name
        self.purpose = purpose
    }
}

/// Somebody proposes settings.
public struct SettingsProposed: Sendable, Equatable, Codable {
    /// The settings.
    public var settings: SurveySettings
    /// The digest of their canonical JSON.
    public var digest: Digest

    /// A proposal of `settings` with their digest.
    public init(settings: SurveySettings, digest: Digest) {
        self.settings = settings
        self.digest = digest
    }
}

/// Somebody else approves settings; they hold for sweeps registered from now on.
public struct SettingsApproved: Sendable, Equatable, Codable {
    /// The digest of the settings.
    public var digest: Digest

    /// An approval of the settings `digest`.
    public init(digest: Digest) { self.digest = digest }
}

/// A centreline was registered.
public struct RoadRegistered: Sendable, Equatable, Codable {
    /// Road id.
    public var id: String
    /// Its vertices.
    public var vertices: [GeographicPosition]
    /// Geodesic length (m).
    public var lengthMetres: Double
    /// Digest of the file it came from.
    public var fileDigest: Digest
    /// The divided road of which it is one carriageway.
    public var partOf: String?
    /// Which carriageway of that road.
    public var carriageway: Carriageway?
    /// CRS of the file, where it was not WGS 84.
    public var sourceCRS: String?
    /// PROJ's name of the transformation from that CRS.
    public var transformation: String?
    /// Accuracy of that transformation as PROJ states it (m).
    public var transformationAccuracyMetres: Double?
    /// Whether the line was turned round, so that both carriageways count chainage the same way.
    public var isReversed: Bool?

    /// A road `id`.
    public init(
        id: String, vertices: [GeographicPosition], lengthMetres: Double, fileDigest: Digest
    ) {
        self.id = id
        self.vertices = vertices
        self.lengthMetres = lengthMetres
        self.fileDigest = fileDigest
    }
}

/// A segment was laid on a road.
public struct SegmentAdded: Sendable, Equatable, Codable {
    /// Segment id.
    public var id: String
    /// Road id.
    public var road: String
    /// Chainages it spans (m).
    public var chainage: MetreRange
    /// Lateral band.
    public var band: LateralBand
    /// Offsets it spans (m), positive to the left.
    public var offset: MetreRange
    /// Depth required (m) below the original surface.
    public var depthMetres: Double
    /// What is known of it.
    public var classification: Classification
    /// Outline, a ring without holes.
    public var outline: [GeographicPosition]
    /// Geodesic area (m2).
    public var areaSquareMetres: Double
    /// How the area was computed.
    public var areaMethod: String

    /// A segment `id`.
    public init(
        id: String, road: String, chainage: MetreRange, band: LateralBand, offset: MetreRange,
        depthMetres: Double, classification: Classification, outline: [GeographicPosition],
        areaSquareMetres: Double, areaMethod: String
    ) {
        self.id = id
        self.road = road
        self.chainage = chainage
        self.band = band
        self.offset = offset
        self.depthMetres = depthMetres
        self.classification = classification
        self.outline = outline
        self.areaSquareMetres = areaSquareMetres
        self.areaMethod = areaMethod
    }
}

/// A segment's classification was raised, with the evidence for it.
public struct SegmentClassified: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// What it is now.
    public var classification: Classification
    /// The evidence in words.
    public var note: String
    /// The evidence piece by piece.
    public var evidence: [EvidenceItem]?

    /// A new classification of `segment`.
    public init(
        segment: String, classification: Classification, note: String,
        evidence: [EvidenceItem]? = nil
    ) {
        self.segment = segment
        self.classification = classification
        self.note = note
        self.evidence = evidence
    }
}
