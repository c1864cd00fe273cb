internal import Cartography
internal import LandRelease
internal import SurveyModel
internal import Symbology

extension RecordExport {
    /// The style of a layer of the record with the columns of the export.
    static func style(_ name: String, _ fields: [VectorField]) -> LayerDescription? {
        guard var style = RecordLayers.description(of: name) else { return nil }
        let known = style.fields
        style.fields = fields.map { field in
            known.first { $0.column == field.name } ?? .init(field.name)
        }
        return style
    }

    /// A layer of the record.
    static func layer(
        _ name: String, _ kind: VectorLayer.Kind, _ fields: [VectorField],
        _ features: [VectorFeature]
    ) -> VectorLayer {
        VectorLayer(
            name: name, kind: kind, fields: fields, features: features,
            style: style(name, fields))
    }

    func roads(_ roads: [RoadRegistered]) -> VectorLayer {
        Self.layer(
            "road", .line, [VectorField("id", .text), VectorField("length_m", .real)],
            roads.map {
                VectorFeature(
                    geometry: .line($0.vertices), values: [.text($0.id), .real($0.lengthMetres)])
            })
    }

    private static let landFields = [
        VectorField("id", .text), VectorField("road", .text), VectorField("from_m", .real),
        VectorField("to_m", .real), VectorField("band", .text), VectorField("depth_m", .real),
        VectorField("classification", .text), VectorField("work_status", .text),
        VectorField("product", .text), VectorField("under_review", .integer),
        VectorField("area_m2", .real), VectorField("waivers", .text),
    ]

    /// Values of `landFields` but for the waivers.
    private static func landValues(_ segment: SegmentRecord) -> [VectorValue] {
        let fact = segment.fact
        return [
            .text(fact.id), .text(fact.road), .real(fact.chainage.low),
            .real(fact.chainage.high), .text(fact.band.rawValue), .real(fact.depthMetres),
            .text(segment.classification.rawValue), .text(segment.workStatus.rawValue),
            .text(segment.product.rawValue), .integer(segment.isUnderReview ? 1 : 0),
            .real(fact.areaSquareMetres),
        ]
    }

    /// Every segment, with the least that is covered of it for a class its rules require, by its accounts.
    func segments(_ accounts: [[CoverageAccount]]) -> VectorLayer {
        let features = zip(record.segments, accounts).map { segment, accounts in
            VectorFeature(
                geometry: .polygon([segment.fact.outline]),
                values: Self.landValues(segment) + [
                    .text(record.waiverText(on: segment.id)),
                    .real(accounts.map(\.percent).min() ?? 0),
                ])
        }
        return Self.layer(
            "segment", .polygon, Self.landFields + [VectorField("coverage_percent", .real)],
            features)
    }

    /// Segments for everybody: no gaps to be guessed from a percentage, and waivers by their code, which names
    /// no person.
    func releasedSegments(_ segments: [SegmentRecord]) -> VectorLayer {
        Self.layer(
            "segment", .polygon, Self.landFields,
            segments.map { segment in
                VectorFeature(
                    geometry: .polygon([segment.fact.outline]),
                    values: Self.landValues(segment) + [
                        .text(
                            record.shownWaivers(on: segment.id).map(\.code)
                                .joined(separator: "; "))
                    ])
            })
    }

    var reports: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("segment", .text),
            VectorField("product", .text), VectorField("state", .text),
            VectorField("in_question", .integer), VectorField("author", .text),
            VectorField("approver", .text), VectorField("evidence_digest", .text),
        ]
        let features = record.reports.compactMap { report -> VectorFeature? in
            guard let segment = record.segment(report.fact.segment) else { return nil }
            return VectorFeature(
                geometry: .polygon([segment.fact.outline]),
                values: [
                    .text(report.id), .text(report.fact.segment),
                    .text(report.fact.product.rawValue), .text(report.state.rawValue),
                    .integer(report.isInQuestion ? 1 : 0), .text(report.fact.author),
                    report.approver.map { .text($0) } ?? .null,
                    .text(report.fact.evidenceDigest.hexadecimal),
                ])
        }
        return Self.layer("report", .polygon, fields, features)
    }
}
