internal import Cartography
internal import LandRelease
internal import SurveyModel

/// The record as vector layers.
struct RecordExport: Sendable {
    let survey: SurveyFolder
    let record: SurveyRecord
    let head: String

    /// Writes the layers to a GeoPackage or GeoJSON file.
    ///
    /// `isPublic` leaves out alarms, finds, sweeps and the names of people.
    func write(to path: String, isPublic: Bool) throws {
        var label = SurveyMaps(survey: survey, record: record, head: head).label(nil)
        label.facts["HANDLING"] = isPublic ? "public" : "RESTRICTED"
        var layers = [roads, try segments(isPublic: isPublic)]
        if !isPublic { layers += [sweeps, alarms, finds, reports, seeds] }
        let date = record.lastAt ?? "1970-01-01T00:00:00Z"
        try VectorExport.write(
            layers.filter { !$0.features.isEmpty }, label: label, date: date, to: path)
    }

    private var roads: VectorLayer {
        VectorLayer(
            name: "road", kind: .line,
            fields: [VectorField("id", .text), VectorField("length_m", .real)],
            features: record.roads.map {
                VectorFeature(
                    geometry: .line($0.vertices), values: [.text($0.id), .real($0.lengthMetres)])
            })
    }

    private func segments(isPublic: Bool) throws -> VectorLayer {
        let evidence = EvidenceCoverage(record: record)
        let fields = [
            VectorField("id", .text), VectorField("road", .text),
            VectorField("from_m", .real), VectorField("to_m", .real),
            VectorField("band", .text), VectorField("depth_m", .real),
            VectorField("classification", .text), VectorField("work_status", .text),
            VectorField("product", .text), VectorField("under_review", .integer),
            VectorField("area_m2", .real), VectorField("coverage_percent", .real),
            VectorField("waivers", .text),
        ]
        let features = try record.segments.map { segment in
            let lowest = try evidence.accounts(of: segment).map(\.percent).min() ?? 0
            let fact = segment.fact
            return VectorFeature(
                geometry: .polygon([fact.outline]),
                values: [
                    .text(fact.id), .text(fact.road), .real(fact.chainage.low),
                    .real(fact.chainage.high), .text(fact.band.rawValue),
                    .real(fact.depthMetres), .text(segment.classification.rawValue),
                    .text(segment.workStatus.rawValue), .text(segment.product.rawValue),
                    .integer(segment.isUnderReview ? 1 : 0), .real(fact.areaSquareMetres),
                    .real(lowest),
                    // The public copy names no people.
                    .text(
                        isPublic
                            ? record.shownWaivers(on: fact.id).map(\.code)
                                .joined(separator: "; ") : record.waiverText(on: fact.id)),
                ])
        }
        return VectorLayer(
            name: "segment", kind: .polygon, fields: fields, features: features)
    }

    private var sweeps: VectorLayer {
        let fields = [
            VectorField("digest", .text), VectorField("name", .text),
            VectorField("segment", .text), VectorField("acquired_on", .text),
            VectorField("direction", .text), VectorField("operator", .text),
            VectorField("is_evidence", .integer), VectorField("why_not", .text),
        ]
        let features = record.sweeps.filter { !$0.fact.outline.isEmpty }.map { sweep in
            let standing = record.standing(ofSweep: sweep.digest)
            return VectorFeature(
                geometry: .polygon([sweep.fact.outline]),
                values: [
                    .text(sweep.digest.hexadecimal), .text(sweep.fact.name),
                    .text(sweep.fact.segment ?? ""), .text(sweep.fact.acquiredOn),
                    .text(sweep.fact.placement?.direction.rawValue ?? ""),
                    .text(sweep.fact.operatorName ?? ""), .integer(standing.isEvidence ? 1 : 0),
                    .text(standing.objection?.text ?? ""),
                ])
        }
        return VectorLayer(name: "sweep", kind: .polygon, fields: fields, features: features)
    }

    private var alarms: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("state", .text), VectorField("score", .real),
            VectorField("depth_m", .real), VectorField("class", .text),
            VectorField("segment", .text), VectorField("road", .text),
            VectorField("chainage_m", .real), VectorField("offset_m", .real),
            VectorField("side", .text), VectorField("error_along_m", .real),
            VectorField("error_across_m", .real), VectorField("error_depth_m", .real),
        ]
        let features = record.alarms.map { alarm in
            VectorFeature(
                geometry: .point(alarm.place.geographic),
                values: [
                    .text(alarm.id), .text(alarm.isOpen ? "open" : "closed"),
                    .real(alarm.alarm.score), .real(alarm.alarm.depthMetres),
                    .text(alarm.alarm.alarmClass.rawValue), .text(alarm.segment ?? ""),
                    .text(alarm.place.road), .real(alarm.place.position.chainageMetres),
                    .real(alarm.place.position.offsetMetres),
                    .text(alarm.place.position.side.rawValue),
                    .real(alarm.place.alongErrorMetres), .real(alarm.place.acrossErrorMetres),
                    .real(alarm.place.depthErrorMetres),
                ])
        }
        return VectorLayer(name: "alarm", kind: .point, fields: fields, features: features)
    }

    private var reports: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("segment", .text),
            VectorField("product", .text), VectorField("state", .text),
            VectorField("author", .text), VectorField("approver", .text),
            VectorField("evidence", .text),
        ]
        let features = record.reports.compactMap { report -> VectorFeature? in
            guard let segment = record.segment(report.fact.segment) else { return nil }
            return VectorFeature(
                geometry: .polygon([segment.fact.outline]),
                values: [
                    .text(report.id), .text(report.fact.segment),
                    .text(report.fact.product.rawValue), .text(report.state.rawValue),
                    .text(report.fact.author), .text(report.approver ?? ""),
                    .text(report.fact.evidenceDigest.hexadecimal),
                ])
        }
        return VectorLayer(name: "report", kind: .polygon, fields: fields, features: features)
    }
}
