public import Symbology

/// How the layers of the record are called and drawn, for exports.
public enum RecordLayers: Sendable {
    /// The layer `name`; `nil` where there is none.
    public static func description(of name: String) -> LayerDescription? {
        Layer.all.first { $0.name == name }?.description
    }
}

/// What a layer is called, which codes its columns hold and how it is drawn.
extension Layer {
    /// The layer as styles see it.
    var description: LayerDescription {
        LayerDescription(
            name: name, title: title, geometry: shape,
            fields: columns.map { .init($0.name, codes: codes(of: $0.name)) }, groups: groups,
            labelColumn: labelColumn)
    }

    private var shape: LayerDescription.Geometry {
        switch geometryType {
        case "POINT": .point
        case "LINESTRING": .line
        default: .area
        }
    }

    private var title: MapText {
        switch name {
        case "road": MapText("Roads", "الطرق")
        case "segment": MapText("Segments", "القطع")
        case "sweep": MapText("Swept lanes", "المسارات الممسوحة")
        case "alarm": MapText("Alarms", "الإنذارات")
        case "find": MapText("Items found", "الأجسام التي عُثر عليها")
        case "report": MapText("Release reports", "تقارير تحرير الأرض")
        case "seed": MapText("Blind seeds", "أهداف الاختبار")
        default: MapText(name, name)
        }
    }

    private var groups: [SymbolGroup] {
        switch name {
        case "road": [WorkSymbols.roads]
        case "segment":
            [
                LandSymbols.classification(), LandSymbols.product(), LandSymbols.review(),
                LandSymbols.workStatus(),
            ]
        case "sweep": [WorkSymbols.sweeps]
        case "alarm": [WorkSymbols.alarms]
        case "find": [WorkSymbols.finds]
        case "report": WorkSymbols.reports
        case "seed": [WorkSymbols.seeds]
        default: []
        }
    }

    private var labelColumn: String? {
        switch name {
        // An alarm's number alone repeats in every run: the flag in the ground bears the whole id.
        case "road", "segment", "alarm", "find", "seed": "id"
        default: nil
        }
    }

    private func codes(of column: String) -> CodeList? {
        switch column {
        case "classification": CodeLists.classification
        case "work_status": CodeLists.workStatus
        case "product": CodeLists.product
        case "band": CodeLists.band
        case "side": CodeLists.side
        case "direction": CodeLists.direction
        case "result": CodeLists.alarmResult
        case "state": name == "report" ? CodeLists.reportState : CodeLists.openness
        case "class": name == "seed" ? CodeLists.seedClass : CodeLists.alarmClass
        case "search": CodeLists.openness
        case "under_review", "in_question", "needs_second_sensor", "is_blank", "is_evidence",
            "is_explosive", "is_plastic", "is_minimum_metal", "is_found":
            CodeLists.flag
        default: name == "find" ? OrdnanceCodes.current.list(of: column) : nil
        }
    }
}

extension OrdnanceCodes {
    /// The list of a column of finds.
    fileprivate func list(of column: String) -> CodeList? {
        let wanted = column == "position_method" ? "position-method" : column
        guard let list = lists.first(where: { $0.name == wanted }) else { return nil }
        return CodeList(
            "item_" + column,
            list.codes.map { CodeList.Code($0.code, MapText($0.en, $0.ar)) })
    }
}
