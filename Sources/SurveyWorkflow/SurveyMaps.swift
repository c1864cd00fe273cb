internal import Cartography
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
}

/// Rasters of a survey.
struct SurveyMaps: Sendable {
    let survey: SurveyFolder
    let record: SurveyRecord
    let head: String

    /// Draws `layer` of one segment, or of all.
    func write(
        _ layer: MapLayer, segment id: String?, pixelMetres: Double?, to path: String
    ) throws {
        let segments = try id.map { [try record.requiredSegment($0)] } ?? record.segments
        guard !segments.isEmpty else {
            throw WorkflowError.impossible(
                reason: "the survey has no segment to draw", hint: "`clearroad segment add`")
        }
        let lines = try survey.centrelines(record)
        let roads = Set(segments.map(\.fact.road))
        let used = lines.values.filter { roads.contains($0.road) }.sorted { $0.road < $1.road }
        let projection = try MapProjection(crs: survey.settings.crs)
        let pixel = pixelMetres ?? StatusRaster.defaultPixelMetres
        switch layer {
        case .status:
            try StatusRaster.write(
                try statusMap(segments), roads: used, projection: projection, pixelMetres: pixel,
                label: label(layer), to: path)
        case .coverage:
            let passes = EvidenceCoverage(record: record).sweptPasses
            try CoverageRaster.write(
                try segments.map {
                    CoverageSegment(
                        id: $0.id,
                        geometry: try EvidenceCoverage.geometry(of: $0.fact, passes: passes))
                }, roads: used, projection: projection, pixelMetres: pixel, label: label(layer),
                to: path)
        case .detectability:
            // A run that never assessed it assures nothing.
            let passes = EvidenceCoverage(record: record).allPasses.map { pass in
                var own = pass
                own.assurance = pass.assurance ?? []
                return own
            }
            try DetectabilityRaster.write(
                segments.map {
                    DetectabilitySegment(
                        road: $0.fact.road, rectangle: EvidenceCoverage.rectangle(of: $0.fact),
                        passes: passes)
                }, roads: used, projection: projection, pixelMetres: pixel, label: label(layer),
                to: path)
        }
    }

    private func statusMap(_ segments: [SegmentRecord]) throws -> StatusMap {
        let evidence = EvidenceCoverage(record: record)
        let shown = try segments.map { segment in
            StatusSegment(
                id: segment.id, road: segment.fact.road,
                rectangle: EvidenceCoverage.rectangle(of: segment.fact),
                standing: try standing(segment, evidence))
        }
        let near = segments.flatMap { record.alarms(on: $0.fact) }
        var seen: Set<String> = []
        let open = near.filter { $0.isOpen && seen.insert($0.id).inserted }
        let finds = record.finds.filter { find in
            find.isExplosive && segments.contains { find.segments.contains($0.id) }
        }
        return StatusMap(
            segments: shown,
            openAlarms: open.map { alarm in
                MapDisc(
                    road: alarm.place.road, position: alarm.place.position,
                    radiusMetres: max(alarm.place.alongErrorMetres, alarm.place.acrossErrorMetres))
            },
            finds: finds.compactMap { find in
                guard let road = find.road, let position = find.position else { return nil }
                return MapDisc(road: road, position: position, radiusMetres: 0.5)
            })
    }

    private func standing(
        _ segment: SegmentRecord, _ evidence: EvidenceCoverage
    ) throws -> SegmentStanding {
        if segment.isUnderReview || segment.workStatus == .suspended { return .underReview }
        switch segment.product {
        case .reduced: return .reduced
        case .cleared: return .cleared
        case .cancelled: return .cancelled
        case .none:
            let geometry = try EvidenceCoverage.geometry(
                of: segment.fact, passes: evidence.passes)
            return .open(
                geometry: geometry,
                required: record.releaseRules(onSegment: segment.id)
                    .requiredClasses)
        }
    }

    private var detectabilityClaim: String {
        survey.settings.detection.detectability == .required
            ? "Ground counts as covered only where it is green for the class down to the depth."
            : "Detectability is not assessed: valid traces count as covered, whatever the ground lets "
                + "through."
    }

    /// What every product says about itself.
    func label(_ layer: MapLayer?) -> ProductLabel {
        var facts = [
            "SURVEY": survey.settings.name, "TOOL": "ClearRoad \(ToolVersion.current)",
            "RECORD_HEAD": head, "RECORD_TIME": record.lastAt ?? "",
            "CRS": survey.settings.crs, "SETTINGS": survey.settingsDigest.hexadecimal,
            "DEPTHS_M": record.segments.map { "\($0.id) \($0.fact.depthMetres)" }
                .joined(separator: ", "),
            "CLAIM": "No alarm does not mean no mine. Radar evidence alone never clears ground. "
                + detectabilityClaim,
        ]
        let waivers = record.segments.flatMap { segment in
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
        case nil: break
        }
        return ProductLabel(purpose: survey.purpose(record), facts: facts)
    }
}
