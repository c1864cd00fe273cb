internal import Cartography
internal import LandRelease
internal import SurveyModel
internal import Symbology

extension RecordExport {
    private static let gapFields = [
        VectorField("id", .text), VectorField("segment", .text), VectorField("road", .text),
        VectorField("class", .text), VectorField("depth_m", .real),
        VectorField("reason", .text), VectorField("width_m", .real),
        VectorField("area_m2", .real), VectorField("from_m", .real), VectorField("to_m", .real),
        VectorField("side", .text), VectorField("offset_low_m", .real),
        VectorField("offset_high_m", .real),
    ]

    private static let gapStyle = LayerDescription(
        name: "gap", title: MapText("Ground not covered", "أرض غير مغطاة"), geometry: .area,
        fields: gapFields.map { field in
            let codes: CodeList? =
                switch field.name {
                case "class": CodeLists.coverageClass
                case "reason": CodeLists.gapReason
                case "side": CodeLists.side
                default: nil
                }
            return .init(field.name, codes: codes)
        }, groups: [WorkSymbols.gaps])

    /// What is not covered of each segment for each class its rules require, largest first, and why.
    func gaps(
        _ accounts: [[CoverageAccount]], _ evidence: EvidenceCoverage
    ) throws -> VectorLayer {
        let lines = try survey.centrelines(record)
        let ground = GapGround(record, evidence, lines)
        var features: [VectorFeature] = []
        for (segment, accounts) in zip(record.segments, accounts) {
            guard let line = lines[segment.fact.road] else { continue }
            for account in accounts where !account.gaps.isEmpty {
                let reasons = ground.reasons(account, on: segment.fact)
                for (index, gap) in account.gaps.enumerated() {
                    features.append(
                        try Self.feature(
                            gap, number: index + 1, account, segment.fact, line,
                            reasons.reason(of: gap)))
                }
            }
        }
        return VectorLayer(
            name: "gap", kind: .polygon, fields: Self.gapFields, features: features,
            style: Self.gapStyle)
    }

    private static func feature(
        _ gap: CoverageGap, number: Int, _ account: CoverageAccount, _ segment: SegmentAdded,
        _ line: Centreline, _ reason: GapReason
    ) throws -> VectorFeature {
        let outline = try line.outline(
            of: RoadRectangle(chainage: gap.chainage, offset: gap.offset))
        let coverageClass = account.coverageClass.rawValue
        return VectorFeature(
            geometry: .polygon([outline]),
            values: [
                .text("\(segment.id)-\(coverageClass)-\(number)"), .text(segment.id),
                .text(segment.road), .text(coverageClass), .real(account.depthMetres),
                .text(reason.rawValue), figure(gap.widthMetres),
                figure(gap.areaSquareMetres), figure(gap.chainage.low),
                figure(gap.chainage.high), .text(gap.side.rawValue), figure(gap.offset.low),
                figure(gap.offset.high),
            ])
    }

    /// A figure to the micrometre: what lies below is rounding.
    private static func figure(_ value: Double) -> VectorValue {
        .real((value * 1e6).rounded() / 1e6)
    }
}
