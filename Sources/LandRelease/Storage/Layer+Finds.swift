internal import SurveyModel

extension Layer {
    static let find = Layer(
        name: "find", about: "Items found", geometryType: "POINT",
        columns: [
            // A find without an alarm has a name too, and one alarm may have several finds.
            ("id", "TEXT"),
            ("alarm", "TEXT"), ("road", "TEXT"), ("chainage_m", "REAL"), ("offset_m", "REAL"),
            ("side", "TEXT"), ("depth_m", "REAL"), ("is_explosive", "INTEGER"),
            ("found_by", "TEXT"), ("found_on", "TEXT"), ("method", "TEXT"), ("note", "TEXT"),
            ("category", "TEXT"), ("subcategory", "TEXT"), ("model", "TEXT"),
            ("is_plastic", "INTEGER"), ("is_minimum_metal", "INTEGER"), ("condition", "TEXT"),
            ("quantity", "INTEGER"), ("sensor", "TEXT"), ("position_method", "TEXT"),
            ("accuracy_m", "REAL"), ("disposal", "TEXT"), ("disposed_on", "TEXT"),
            ("photo_digest", "TEXT"), ("search", "TEXT"), ("segments", "TEXT"),
        ]
    ) { record in record.finds.map(row) }

    private static func row(of find: FindRecord) -> Row {
        let item = find.details?.item
        let model = item.flatMap { OrdnanceCodes.current.model($0.model) }
        let cells: [SQLValue] = [
            .text(find.id), .text(find.alarmID), .text(find.road),
            find.position.map { .real($0.chainageMetres) } ?? .null,
            find.position.map { .real($0.offsetMetres) } ?? .null,
            .text(find.position?.side.rawValue), .real(find.depthMetres),
            .integer(find.isExplosive ? 1 : 0), .text(find.foundBy), .text(find.foundOn),
            .text(find.closing?.method.text), .text(find.note),
        ]
        let details: [SQLValue] = [
            .text(item?.category), .text(item?.subcategory), .text(item?.model),
            flag(model?.plastic), flag(model?.minimumMetal), .text(item?.condition),
            item.map { .integer(Int64($0.quantity)) } ?? .null, .text(find.details?.sensor),
            .text(find.details?.place.method.rawValue),
            find.details.map { .real($0.place.accuracyMetres) } ?? .null,
            .text(find.disposal?.method.rawValue), .text(find.disposal?.on),
            .text(find.details?.photo?.hexadecimal), .text(find.searchState),
            .text(find.segments.isEmpty ? nil : find.segments.joined(separator: " ")),
        ]
        return Row(
            cells: cells + details, geometry: GeoPackageGeometry.point(find.geographic),
            places: [find.geographic])
    }

    private static func flag(_ value: Bool?) -> SQLValue {
        value.map { .integer($0 ? 1 : 0) } ?? .null
    }

    /// Seeds that were shown: sealed ones have no place here.
    static let seed = Layer(
        name: "seed", about: "Blind seeds that were shown", geometryType: "POINT",
        columns: [
            ("id", "TEXT"), ("segment", "TEXT"), ("road", "TEXT"), ("chainage_m", "REAL"),
            ("offset_m", "REAL"), ("side", "TEXT"), ("depth_m", "REAL"), ("model", "TEXT"),
            ("class", "TEXT"), ("size_m", "REAL"), ("is_found", "INTEGER"), ("alarms", "TEXT"),
        ]
    ) { record in
        record.seeds.lots.flatMap { lot in
            (lot.opening?.results ?? []).map { row(of: $0, lot) }
        }
    }

    private static func row(of result: SeedResult, _ lot: SeedLot) -> Row {
        let seed = result.seed
        return Row(
            cells: [
                .text(result.id), .text(lot.segment), .text(lot.opening?.road),
                .real(seed.position.chainageMetres), .real(seed.position.offsetMetres),
                .text(seed.position.side.rawValue), .real(seed.depthMetres), .text(seed.model),
                .text(seed.itemClass), .real(seed.sizeMetres), .integer(result.isFound ? 1 : 0),
                .text(result.alarms.isEmpty ? nil : result.alarms.joined(separator: " ")),
            ], geometry: GeoPackageGeometry.point(seed.geographic), places: [seed.geographic])
    }
}
