internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import LandRelease
internal import SurveyModel

/// The layers `map` can draw.
public enum MapLayer: String, Sendable, CaseIterable {
    /// What the record says of each square of ground; the worse is seen.
    case status
    /// How many sweeps with valid traces covered it, by class.
    case coverage
    /// How deep items of each class are found for sure.
    case detectability
    /// Open alarms near each square of ground.
    case alarmDensity = "alarm-density"
    /// Depth slices laid on the map: how strong echoes are, judged by nobody.
    case depthSlice = "depth-slice"
    /// The risk that remains; not computed yet.
    case residualRisk = "residual-risk"

    /// The layers that `day` keeps up to date.
    static let daily: [MapLayer] = [.status, .coverage, .detectability, .alarmDensity]
}

/// What a product says of the record it was made from.
enum RecordState: Sendable {
    /// The record's head, and when it was last added to.
    case head(String)
    /// The head of what was recorded, whenever that was: a day's work that was stopped and gone on with
    /// gives the same bytes.
    case content(String)

    func facts(of record: SurveyRecord) -> [String: String] {
        let time = record.lastAt ?? ""
        return switch self {
        case .head(let head): ["RECORD_HEAD": head, "RECORD_TIME": time]
        case .content(let head):
            ["RECORD_CONTENT": head, "RECORD_DATE": String(time.prefix(10))]
        }
    }
}

/// Rasters of a survey.
struct SurveyMaps: Sendable {
    let survey: SurveyFolder
    let record: SurveyRecord
    let state: RecordState

    /// Draws `layer` of one segment, or of all; where it `isStrip`, with the road pulled straight.
    func write(
        _ layer: MapLayer, segment id: String?, pixelMetres: Double?, isStrip: Bool = false,
        to path: String
    ) throws {
        let segments = try segments(id)
        let roads = try roads(of: segments)
        let pixel = pixelMetres ?? StatusRaster.defaultPixelMetres
        let content = MapContents(record: record, segments: segments)
        try content.check(layer)
        let projection = try MapProjection(crs: survey.settings.crs)
        if !isStrip {
            try MapContent.checkSize(
                of: segments.map { ($0.fact.road, EvidenceCoverage.rectangle(of: $0.fact)) },
                roads: roads, projection: projection, pixelMetres: pixel)
        }
        let all = try content.content(layer, on: nil)
        if isStrip {
            guard roads.count == 1, let road = roads.first else {
                throw CartographyError.stripOfRoads(roads.map(\.road))
            }
            return try StripRaster.write(
                all, road: road, around: content.discs, pixelMetres: pixel,
                label: label(layer, segments), to: path)
        }
        try all.write(
            roads: roads, projection: projection,
            around: content.discs, pixelMetres: pixel, label: label(layer, segments), to: path)
    }

    /// Draws depth slices of the sweeps over one segment, or over all, and tells what of which is not shown.
    func writeSlices(
        segment id: String?, depths: [ClosedRange<Double>]?, pixelMetres: Double?,
        to path: String, monitor: WorkMonitor
    ) throws -> [(sweep: String, warning: SweepWarning)] {
        let segments = try segments(id)
        let map = SliceMap(
            maps: self, segments: segments, roads: try roads(of: segments),
            depths: depths ?? SliceMap.standardDepths)
        return try map.write(
            around: MapContents(record: record, segments: segments).discs,
            pixelMetres: pixelMetres ?? StatusRaster.defaultPixelMetres, to: path,
            monitor: monitor)
    }

    /// Draws `layer` as tiles of a kilometre into the folder `layer` below `folder`.
    func writeTiles(
        _ layer: MapLayer, segment id: String?, pixelMetres: Double?, into folder: String,
        monitor: WorkMonitor
    ) throws -> (outcome: RoadTileWriter.Outcome, beyond: String?) {
        let segments = try segments(id)
        let roads = try roads(of: segments)
        let content = MapContents(record: record, segments: segments)
        try content.check(layer)
        let places = segments.map { ($0.fact.road, EvidenceCoverage.rectangle(of: $0.fact)) }
        let discs = content.discs.filter { disc in
            roads.contains { $0.road == disc.road && $0.holds(disc.position) }
        }
        let plan = try RoadTilePlan(
            places: places, discs: discs, roads: roads, surveyCRS: survey.settings.crs,
            pixelMetres: pixelMetres ?? StatusRaster.defaultPixelMetres)
        let own = folder + "/" + layer.rawValue
        if !Folder.isDirectory(own) { try Folder.create(own) }
        try StaleFiles.remove(in: own)
        let writer = RoadTileWriter(
            plan, layer: layer.rawValue, folder: own, roads: roads, places: places, discs: discs)
        let outcome = try writer.write(
            label: label(layer, segments), monitor: monitor, digest: { Digest(of: $0) },
            label: { tile in
                label(
                    layer,
                    segments.filter { segment in
                        tile.stretches.contains {
                            $0.road == segment.fact.road
                                && $0.chainage.low <= segment.fact.chainage.high
                                && segment.fact.chainage.low <= $0.chainage.high
                        }
                    })
            }, content: { try content.content(layer, on: $0) })
        let beyond = content.discs.count { disc in
            roads.contains { $0.road == disc.road && !$0.holds(disc.position) }
        }
        return (outcome, Self.beyondTiles(beyond))
    }

    /// That alarms or finds lie beyond the ends of their roads, where no tile is.
    private static func beyondTiles(_ count: Int) -> String? {
        count == 0
            ? nil
            : "\(count) open alarms or finds lie beyond the end of their road: no tile shows them, "
                + "alarms.csv lists them"
    }

    private func segments(_ id: String?) throws -> [SegmentRecord] {
        let segments = try id.map { [try record.requiredSegment($0)] } ?? record.segments
        guard !segments.isEmpty else {
            throw WorkflowError.impossible(
                reason: "the survey has no segment to draw", hint: "`clearroad segment add`")
        }
        return segments
    }

    private func roads(of segments: [SegmentRecord]) throws -> [Centreline] {
        let roads = Set(segments.map(\.fact.road))
        return try survey.centrelines(record).values.filter { roads.contains($0.road) }
            .sorted { $0.road < $1.road }
    }

    private var detectabilityClaim: String {
        survey.settings.detection.detectability == .required
            ? "Ground counts as covered only where it is green for the class down to the depth."
            : "Detectability is not assessed: valid traces count as covered, whatever the ground lets "
                + "through."
    }

    /// What every product says about itself; of `segments` where it does not show all.
    func label(_ layer: MapLayer?, _ segments: [SegmentRecord]? = nil) -> ProductLabel {
        let shown = segments ?? record.segments
        var facts = [
            "SURVEY": survey.settings.name, "TOOL": "ClearRoad \(ToolVersion.current)",
            "CRS": survey.settings.crs, "SETTINGS": survey.settingsDigest.hexadecimal,
            "DEPTHS_M": shown.map { "\($0.id) \($0.fact.depthMetres)" }
                .joined(separator: ", "),
            "CLAIM": "No alarm does not mean no mine. Radar evidence alone never clears ground. "
                + detectabilityClaim,
        ]
        facts.merge(state.facts(of: record)) { own, _ in own }
        let waivers = shown.flatMap { segment in
            record.shownWaivers(on: segment.id).map { "\(segment.id) \($0.code)" }
        }
        if !waivers.isEmpty { facts["WAIVERS"] = waivers.joined(separator: ", ") }
        switch layer {
        case .status:
            facts["COUNTED"] =
                "sweeps with a run at the operating point approved before they were "
                + "registered, on a rate supported by blank ground"
        case .coverage: facts["COUNTED"] = "every sweep with a detection run, valid traces only"
        case .detectability:
            facts["COUNTED"] = "every sweep with a detection run; where sweeps overlap, the best"
        case .alarmDensity:
            facts["COUNTED"] = "every alarm nobody has closed, at its place; coverage as for status"
        case .depthSlice:
            facts["COUNTED"] =
                "every sweep with a place that is not of blank ground, evidence or not; where sweeps "
                + "overlap, the stronger"
        case .residualRisk, nil: break
        }
        return ProductLabel(purpose: survey.purpose(record), facts: facts)
    }
}
