internal import Cartography
internal import LandRelease
internal import SurveyModel

extension RecordExport {
    var finds: VectorLayer {
        let fields = [
            VectorField("alarm", .text), VectorField("explosive", .integer),
            VectorField("depth_m", .real), VectorField("found_on", .text),
            VectorField("id", .text), VectorField("category", .text),
            VectorField("subcategory", .text), VectorField("model", .text),
            VectorField("plastic", .text), VectorField("minimum_metal", .text),
            VectorField("condition", .text), VectorField("quantity", .integer),
            VectorField("sensor", .text), VectorField("position_method", .text),
            VectorField("accuracy_m", .real), VectorField("disposal", .text),
            VectorField("disposed_on", .text), VectorField("search", .text),
        ]
        return VectorLayer(
            name: "find", kind: .point, fields: fields, features: record.finds.map(Self.feature))
    }

    private static func feature(_ find: FindRecord) -> VectorFeature {
        let item = find.details?.item
        let model = item.flatMap { OrdnanceCodes.current.model($0.model) }
        func word(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "unknown" }
        return VectorFeature(
            geometry: .point(find.geographic),
            values: [
                .text(find.alarmID ?? ""), .integer(find.isExplosive ? 1 : 0),
                .real(find.depthMetres), .text(find.foundOn), .text(find.id),
                .text(item?.category ?? ""), .text(item?.subcategory ?? ""),
                .text(item?.model ?? ""), .text(word(model?.plastic)),
                .text(word(model?.minimumMetal)), .text(item?.condition ?? ""),
                item.map { .integer($0.quantity) } ?? .null, .text(find.details?.sensor ?? ""),
                .text(find.details?.place.method.rawValue ?? ""),
                find.details.map { .real($0.place.accuracyMetres) } ?? .null,
                .text(find.disposal?.method.rawValue ?? ""), .text(find.disposal?.on ?? ""),
                .text(find.searchState ?? ""),
            ])
    }

    /// Seeds that were shown; the record itself knows no place of others.
    var seeds: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("segment", .text), VectorField("model", .text),
            VectorField("class", .text), VectorField("depth_m", .real),
            VectorField("size_m", .real), VectorField("found", .integer),
        ]
        let features = record.seeds.lots.flatMap { lot in
            (lot.opening?.results ?? []).map { result in
                VectorFeature(
                    geometry: .point(result.seed.geographic),
                    values: [
                        .text(result.id), .text(lot.segment), .text(result.seed.model),
                        .text(result.seed.itemClass), .real(result.seed.depthMetres),
                        .real(result.seed.sizeMetres), .integer(result.isFound ? 1 : 0),
                    ])
            }
        }
        return VectorLayer(name: "seed", kind: .point, fields: fields, features: features)
    }
}
