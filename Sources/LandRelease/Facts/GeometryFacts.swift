/// A segment was cut at chainages.
public struct SegmentSplit: Sendable, Equatable, Codable {
    /// The segment that is cut.
    public var segment: String
    /// What it becomes, in order of chainage.
    public var parts: [SegmentAdded]
    /// Why.
    public var reason: String

    /// A cut of `segment` into `parts`.
    public init(segment: String, parts: [SegmentAdded], reason: String) {
        self.segment = segment
        self.parts = parts
        self.reason = reason
    }
}

/// Segments beside each other became one.
public struct SegmentMerged: Sendable, Equatable, Codable {
    /// The segments that are joined.
    public var segments: [String]
    /// What they become.
    public var whole: SegmentAdded
    /// Why.
    public var reason: String

    /// A merger of `segments` into `whole`.
    public init(segments: [String], whole: SegmentAdded, reason: String) {
        self.segments = segments
        self.whole = whole
        self.reason = reason
    }
}

/// A segment got a new geometry; the one before stays known under its version.
public struct SegmentReversioned: Sendable, Equatable, Codable {
    /// The number of the new version.
    public var version: Int
    /// The new geometry, under the same id.
    public var geometry: SegmentAdded
    /// Why.
    public var reason: String

    /// Version `version` of a segment.
    public init(version: Int, geometry: SegmentAdded, reason: String) {
        self.version = version
        self.geometry = geometry
        self.reason = reason
    }
}
