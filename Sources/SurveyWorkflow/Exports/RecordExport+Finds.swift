internal import Cartography
internal import LandRelease
internal import SurveyModel

extension RecordExport {
    var finds: VectorLayer {
        let fields = [
            VectorField("alarm", .text), VectorField("is_explosive", .integer),
            VectorField("depth_m", .real), VectorField("found_on", .text),
            VectorField("id", .text), VectorField("category", .text),
            VectorField("subcategory", .text), VectorField("model", .text),
            VectorField("is_plastic", .integer), VectorField("is_minimum_metal", .integer),
            VectorField("condition", .text), VectorField("quantity", .integer),
            VectorField("sensor", .text), VectorField("position_method", .text),
            VectorField("accuracy_m", .real), VectorField("disposal", .text),
            VectorField("disposed_on", .text), VectorField("search", .text),
        ]
        return Self.layer("find", .point, fields, record.finds.map(Self.feature))
    }

    private static func feature(_ find: FindRecord) -> VectorFeature {
        let item = find.details?.item
        let model = item.flatMap { OrdnanceCodes.current.model($0.model) }
        func flag(_ value: Bool?) -> VectorValue { value.map { .integer($0 ? 1 : 0) } ?? .null }
        func known(_ text: String?) -> VectorValue { text.map { .text($0) } ?? .null }
        return VectorFeature(
            geometry: .point(find.geographic),
            values: [
                known(find.alarmID), .integer(find.isExplosive ? 1 : 0),
                .real(find.depthMetres), .text(find.foundOn), .text(find.id),
                known(item?.category), known(item?.subcategory), known(item?.model),
                flag(model?.plastic), flag(model?.minimumMetal), known(item?.condition),
                item.map { .integer($0.quantity) } ?? .null, known(find.details?.sensor),
                known(find.details?.place.method.rawValue),
                find.details.map { .real($0.place.accuracyMetres) } ?? .null,
                known(find.disposal?.method.rawValue), known(find.disposal?.on),
                known(find.searchState),
            ])
    }

    /// Seeds that were shown; the record itself knows no place of others.
    var seeds: VectorLayer {
        let fields = [
            VectorField("id", .text), VectorField("segment", .text), VectorField("model", .text),
            VectorField("class", .text), VectorField("depth_m", .real),
            VectorField("size_m", .real), VectorField("is_found", .integer),
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
        return Self.layer("seed", .point, fields, features)
    }
}
