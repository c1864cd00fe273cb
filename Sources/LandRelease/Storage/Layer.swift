internal import SurveyModel

/// A feature layer of the registry: its table and the rows the record gives it.
struct Layer: Sendable {
    /// A row: its cells in the order of the columns, its shape and the places it touches.
    struct Row: Sendable, Equatable {
        var cells: [SQLValue]
        var geometry: [UInt8]?
        var places: [GeographicPosition]
    }

    /// Table name.
    let name: String
    /// What it shows, for people.
    let about: String
    /// `POINT`, `LINESTRING` or `POLYGON`.
    let geometryType: String
    /// Columns with their SQL types; the first one is the id.
    let columns: [(name: String, type: String)]
    /// The rows of a record, each made when it is asked for.
    let rows: @Sendable (SurveyRecord) -> any Collection<Row>
    /// The numbers of the rows that differ between two records, as far as both have them; `nil` where the
    /// rows themselves are compared.
    var changes: (@Sendable (SurveyRecord, SurveyRecord) -> [Int])?
    /// Whether rows are never taken away nor moved.
    var onlyGrows = false

    /// The statement that makes its table.
    var creation: String {
        let list = columns.enumerated().map { index, column in
            "\"\(column.name)\" \(column.type)" + (index == 0 ? " NOT NULL UNIQUE" : "")
        }
        return "CREATE TABLE \"\(name)\" (fid INTEGER PRIMARY KEY NOT NULL, geom \(geometryType), "
            + list.joined(separator: ", ") + ")"
    }

    /// The statement that inserts one row.
    var insertion: String {
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: columns.count + 2).joined(separator: ", ")
        return "INSERT INTO \"\(name)\" (fid, geom, \(names)) VALUES (\(marks))"
    }

    /// All layers, in the order in which they are drawn.
    static let all = [road, segment, sweep, alarm, find, report, seed]
}

extension Layer {
    private static let road = Layer(
        name: "road", about: "Centrelines", geometryType: "LINESTRING",
        columns: [("id", "TEXT"), ("length_m", "REAL"), ("file_digest", "TEXT")]
    ) { record in
        record.roads.map { road in
            Row(
                cells: [
                    .text(road.id), .real(road.lengthMetres),
                    .text(road.fileDigest.hexadecimal),
                ], geometry: GeoPackageGeometry.line(road.vertices), places: road.vertices)
        }
    }

    private static let segment = Layer(
        name: "segment", about: "Segments with their state", geometryType: "POLYGON",
        columns: [
            ("id", "TEXT"), ("road", "TEXT"), ("from_m", "REAL"), ("to_m", "REAL"),
            ("band", "TEXT"), ("offset_low_m", "REAL"), ("offset_high_m", "REAL"),
            ("depth_m", "REAL"), ("classification", "TEXT"), ("work_status", "TEXT"),
            ("product", "TEXT"), ("under_review", "INTEGER"), ("area_m2", "REAL"),
            ("area_method", "TEXT"), ("waivers", "TEXT"),
        ]
    ) { record in
        record.segments.map { segment in
            let fact = segment.fact
            return Row(
                cells: [
                    .text(fact.id), .text(fact.road), .real(fact.chainage.low),
                    .real(fact.chainage.high), .text(fact.band.rawValue), .real(fact.offset.low),
                    .real(fact.offset.high), .real(fact.depthMetres),
                    .text(segment.classification.rawValue), .text(segment.workStatus.rawValue),
                    .text(segment.product.rawValue), .integer(segment.isUnderReview ? 1 : 0),
                    .real(fact.areaSquareMetres), .text(fact.areaMethod),
                    .text(record.waiverText(on: fact.id)),
                ], geometry: GeoPackageGeometry.polygon(fact.outline), places: fact.outline)
        }
    }

    private static let sweep = Layer(
        name: "sweep", about: "Swept lanes", geometryType: "POLYGON",
        columns: [
            ("digest", "TEXT"), ("label", "TEXT"), ("name", "TEXT"), ("path", "TEXT"),
            ("segment", "TEXT"), ("acquired_on", "TEXT"), ("operator", "TEXT"),
            ("is_blank", "INTEGER"), ("road", "TEXT"), ("start_m", "REAL"), ("offset_m", "REAL"),
            ("direction", "TEXT"), ("length_m", "REAL"), ("traces", "INTEGER"),
            ("channels", "INTEGER"), ("runs", "INTEGER"), ("is_evidence", "INTEGER"),
        ]
    ) { record in
        record.sweeps.map { sweep in
            let fact = sweep.fact
            let lane = fact.placement
            return Row(
                cells: [
                    .text(fact.digest.hexadecimal), .text(sweep.label), .text(fact.name),
                    .text(fact.path), .text(fact.segment), .text(fact.acquiredOn),
                    .text(fact.operatorName), .integer(fact.isBlank ? 1 : 0), .text(lane?.road),
                    lane.map { .real($0.startChainageMetres) } ?? .null,
                    lane.map { .real($0.offsetMetres) } ?? .null,
                    .text(lane?.direction.rawValue), .real(fact.lengthMetres),
                    .integer(Int64(fact.traces)), .integer(Int64(fact.channels)),
                    .integer(Int64(record.runs(of: sweep.digest).count)),
                    .integer(record.standing(ofSweep: sweep.digest).isEvidence ? 1 : 0),
                ],
                geometry: fact.outline.isEmpty ? nil : GeoPackageGeometry.polygon(fact.outline),
                places: fact.outline)
        }
    }
}
