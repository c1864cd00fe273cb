internal import SurveyModel

/// Where things of a record stand in its lists, so that a record of a hundred thousand events is read in
/// seconds.
struct RecordIndex: Sendable, Equatable {
    private(set) var roads: [String: Int] = [:]
    private(set) var segments: [String: Int] = [:]
    private(set) var reports: [String: Int] = [:]
    private(set) var foldedRoads: Set<FoldedName> = []
    private(set) var foldedSegments: Set<FoldedName> = []
    /// The sweep that holds a raw file's path.
    private(set) var sweepOfPath: [String: Int] = [:]
    private(set) var sweepsOfSegment: [String: [Int]] = [:]
    private(set) var reportsOfSegment: [String: [Int]] = [:]
    /// Segments by the stretches of road they touch.
    private var segmentsByStretch: [Stretch: [Int]] = [:]

    /// A stretch of road of 100 m.
    private struct Stretch: Hashable {
        var road: String
        var number: Int
    }

    private static let stretchMetres = 100.0

    mutating func addRoad(_ id: String, at place: Int) {
        if roads[id] == nil { roads[id] = place }
        foldedRoads.insert(FoldedName(id))
    }

    mutating func addSegment(_ fact: SegmentAdded, at place: Int) {
        if segments[fact.id] == nil { segments[fact.id] = place }
        foldedSegments.insert(FoldedName(fact.id))
        for number in Self.stretches(fact.chainage) {
            segmentsByStretch[Stretch(road: fact.road, number: number), default: []].append(place)
        }
    }

    mutating func addSweep(_ fact: SweepRegistered, at place: Int) {
        for file in fact.rawFiles where sweepOfPath[file.path] == nil {
            sweepOfPath[file.path] = place
        }
        guard let segment = fact.segment, !fact.isBlank else { return }
        sweepsOfSegment[segment, default: []].append(place)
    }

    mutating func addReport(_ fact: ReportSubmitted, at place: Int) {
        if reports[fact.id] == nil { reports[fact.id] = place }
        reportsOfSegment[fact.segment, default: []].append(place)
    }

    /// Places of the segments that may touch `chainage` of `road`, ascending.
    func segments(on road: String, touching chainage: MetreRange) -> [Int] {
        var found: Set<Int> = []
        for number in Self.stretches(chainage) {
            found.formUnion(segmentsByStretch[Stretch(road: road, number: number)] ?? [])
        }
        return found.sorted()
    }

    /// The stretches a range touches; those of a range no road has are none.
    private static func stretches(_ range: MetreRange) -> ClosedRange<Int> {
        func number(_ metres: Double) -> Int {
            Int((min(max(metres, -1e8), 1e8) / stretchMetres).rounded(.down))
        }
        guard range.low.isFinite, range.high.isFinite, range.low <= range.high else { return 0...0 }
        return number(range.low)...number(range.high)
    }
}
