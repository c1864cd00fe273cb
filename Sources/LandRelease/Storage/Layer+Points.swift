internal import SurveyModel

extension Layer {
    static let alarm = Layer(
        name: "alarm", about: "Alarms of all runs", geometryType: "POINT",
        columns: [
            ("id", "TEXT"), ("sweep", "TEXT"), ("run", "INTEGER"), ("number", "INTEGER"),
            ("segment", "TEXT"), ("road", "TEXT"), ("chainage_m", "REAL"), ("offset_m", "REAL"),
            ("side", "TEXT"), ("depth_m", "REAL"), ("along_error_m", "REAL"),
            ("across_error_m", "REAL"), ("depth_error_m", "REAL"), ("score", "REAL"),
            ("expected_far_per_m2", "REAL"), ("class", "TEXT"), ("state", "TEXT"),
            ("result", "TEXT"), ("links", "TEXT"),
            ("assigned_to", "TEXT"), ("needs_second_sensor", "INTEGER"), ("masked_by", "TEXT"),
        ],
        rows: { record in
            record.alarms.indices.lazy.map { row(of: record.alarms[$0], $0, record.alarmBook) }
        },
        changes: { old, new in
            let changed = zip(old.alarms, new.alarms).enumerated().compactMap {
                $1.0 == $1.1 ? nil : $0
            }
            return Set(changed).union(new.alarmBook.changes(since: old.alarmBook))
                .filter { $0 < old.alarms.count }.sorted()
        }, onlyGrows: true)

    private static func row(of alarm: AlarmRecord, _ index: Int, _ book: AlarmBook) -> Row {
        let place = alarm.place
        return Row(
            cells: [
                .text(alarm.id), .text(alarm.sweep.hexadecimal), .integer(Int64(alarm.run)),
                .integer(Int64(alarm.key.number)), .text(alarm.segment), .text(place.road),
                .real(place.position.chainageMetres), .real(place.position.offsetMetres),
                .text(place.position.side.rawValue), .real(alarm.alarm.depthMetres),
                .real(place.alongErrorMetres), .real(place.acrossErrorMetres),
                .real(place.depthErrorMetres), .real(alarm.alarm.score),
                alarm.alarm.expectedFARPerSquareMetre.map { .real($0) } ?? .null,
                .text(alarm.alarm.alarmClass.rawValue), .text(alarm.isOpen ? "open" : "closed"),
                .text(alarm.closing?.fact.result.rawValue ?? (alarm.isSeed ? "seed" : nil)),
                .text(linksText(alarm)), .text(book.assignments[index]?.fact.assignee),
                .integer(alarm.isOpen && book.looks[index] != nil ? 1 : 0),
                .text(book.masks[index]?.joined(separator: " ")),
            ], geometry: GeoPackageGeometry.point(place.geographic), places: [place.geographic])
    }

    private static func linksText(_ alarm: AlarmRecord) -> String? {
        alarm.links.isEmpty ? nil : alarm.links.joined(separator: " ")
    }

    static let report = Layer(
        name: "report", about: "Release reports", geometryType: "POLYGON",
        columns: [
            ("id", "TEXT"), ("segment", "TEXT"), ("product", "TEXT"), ("state", "TEXT"),
            ("in_question", "INTEGER"), ("author", "TEXT"), ("submitted_at", "TEXT"),
            ("approver", "TEXT"), ("decided_at", "TEXT"), ("evidence_digest", "TEXT"),
            ("note", "TEXT"),
        ]
    ) { record in
        record.reports.map { report in
            let outline = record.anySegment(report.fact.segment)?.fact.outline ?? []
            return Row(
                cells: [
                    .text(report.id), .text(report.fact.segment),
                    .text(report.fact.product.rawValue), .text(report.state.rawValue),
                    .integer(report.isInQuestion ? 1 : 0), .text(report.fact.author),
                    .text(report.stamp.at), .text(report.approver), .text(report.decision?.at),
                    .text(report.fact.evidenceDigest.hexadecimal), .text(report.fact.note),
                ], geometry: outline.isEmpty ? nil : GeoPackageGeometry.polygon(outline),
                places: outline)
        }
    }
}
