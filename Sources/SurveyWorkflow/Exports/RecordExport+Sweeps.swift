internal import Cartography
internal import LandRelease
internal import SurveyModel

extension RecordExport {
    var sweeps: VectorLayer {
        let fields = [
            VectorField("digest", .text), VectorField("name", .text),
            VectorField("segment", .text), VectorField("acquired_on", .text),
            VectorField("direction", .text), VectorField("operator", .text),
            VectorField("is_blank", .integer), VectorField("is_evidence", .integer),
            VectorField("why_not", .text),
        ]
        let features = record.sweeps.filter { !$0.fact.outline.isEmpty }.map { sweep in
            let standing = record.standing(ofSweep: sweep.digest)
            let fact = sweep.fact
            return VectorFeature(
                geometry: .polygon([fact.outline]),
                values: [
                    .text(sweep.digest.hexadecimal), .text(fact.name),
                    .text(fact.segment ?? ""), .text(fact.acquiredOn),
                    fact.placement.map { .text($0.direction.rawValue) } ?? .null,
                    .text(fact.operatorName ?? ""), .integer(fact.isBlank ? 1 : 0),
                    .integer(standing.isEvidence ? 1 : 0),
                    .text(standing.objection?.text ?? ""),
                ])
        }
        return Self.layer("sweep", .polygon, fields, features)
    }

    var alarms: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("state", .text), VectorField("result", .text),
            VectorField("needs_second_sensor", .integer), VectorField("assigned_to", .text),
            VectorField("score", .real), VectorField("depth_m", .real),
            VectorField("class", .text), VectorField("segment", .text),
            VectorField("road", .text), VectorField("chainage_m", .real),
            VectorField("offset_m", .real), VectorField("side", .text),
            VectorField("along_error_m", .real), VectorField("across_error_m", .real),
            VectorField("depth_error_m", .real),
        ]
        return Self.layer("alarm", .point, fields, record.alarms.map(feature))
    }

    private func feature(_ alarm: AlarmRecord) -> VectorFeature {
        let place = alarm.place
        let result = alarm.closing?.fact.result.rawValue ?? (alarm.isSeed ? "seed" : nil)
        return VectorFeature(
            geometry: .point(place.geographic),
            values: [
                .text(alarm.id), .text(alarm.isOpen ? "open" : "closed"),
                result.map { .text($0) } ?? .null,
                .integer(record.needsSecondSensor(alarm) ? 1 : 0),
                record.assignment(of: alarm).map { .text($0.fact.assignee) } ?? .null,
                .real(alarm.alarm.score), .real(alarm.alarm.depthMetres),
                .text(alarm.alarm.alarmClass.rawValue), .text(alarm.segment ?? ""),
                .text(place.road), .real(place.position.chainageMetres),
                .real(place.position.offsetMetres), .text(place.position.side.rawValue),
                .real(place.alongErrorMetres), .real(place.acrossErrorMetres),
                .real(place.depthErrorMetres),
            ])
    }
}
