/// What `release status --json` prints.
struct StatusAnswer: Decodable {
    /// A waiver that stands on a segment.
    struct Waiver: Decodable, Equatable {
        var code: String
        var name: String
        var role: String
        var reason: String
    }

    /// A segment of it.
    struct Segment: Decodable {
        typealias Waiver = StatusAnswer.Waiver
        var id: String
        var classification: String
        var workStatus: String
        var product: String
        var underReview: Bool
        var coveragePercent: Double
        var openAlarms: Int
        var objections: [String]
        var stage: String
        var version: Int
        var frozen: Bool
        var frozenBecauseOf: [String]
        var waivers: [Waiver]
    }
    var segments: [Segment]
}

/// What a refused command prints with `--json`.
struct RefusalAnswer: Decodable {
    /// One objection of it.
    struct Objection: Decodable {
        var code: String
        var text: String
        var cure: String
    }
    var granted: Bool
    var objections: [Objection]
}

/// What `segment list --json` prints.
struct SegmentListAnswer: Decodable {
    /// A segment of it.
    struct Segment: Decodable {
        var id: String
        var areaSquareMetres: Double
        var version: Int
        var predecessors: [String]
    }
    var segments: [Segment]
}
