internal import Cartography
internal import LandRelease
internal import SurveyModel

/// Reads the rows of a sheet of visits.
struct AlarmSheetReader {
    let record: SurveyRecord
    let lines: [String: Centreline]
    let person: String
    let typedErrorMetres: Double

    func row(_ cells: SheetRow) -> AlarmSheet.Row {
        var cells = cells
        let alarm = alarm(&cells)
        let outcome: VisitOutcome? = cells.choice("result")
        let depth = cells.number("depth_cm", isNeeded: true)
        let chainage = cells.chainage("chainage")
        let offset = cells.number("offset", isNeeded: true)
        let date = cells.date("closed_on")
        if date.isEmpty {
            cells.fault("closed_on", "missing", "the day is missing", "write it as 2026-03-01")
        }
        let isHarmless = cells.flag("not_explosive")
        let find = find(&cells, outcome)
        let method = cells.word("method")
        let closer = cells.word("closed_by")
        var facts: [Fact] = []
        if let alarm, let outcome, let depth, let chainage, let offset,
            let place = place(alarm, chainage, offset, &cells)
        {
            let position = RoadPosition(chainageMetres: chainage, offsetMetres: offset)
            let plan = AlarmClosingPlan(
                result: outcome, method: method.isEmpty ? .excavation : ClosingMethod(method),
                depthMetres: depth / 100, position: position, date: date,
                note: cells.typed("note"), isNotExplosive: isHarmless)
            let by = closer.isEmpty ? person : closer
            facts = [plan.fact(alarm, at: place, by: by, today: date)]
            if let find {
                facts.append(
                    .findRecorded(
                        find.fact(
                            alarm: alarm, position: position, geographic: place, depth: depth / 100,
                            by: by, on: date)))
            }
        }
        return AlarmSheet.Row(
            line: cells.line, alarm: alarm, facts: cells.faults.isEmpty ? facts : [],
            faults: cells.faults)
    }

    private func alarm(_ cells: inout SheetRow) -> AlarmRecord? {
        let id = cells.word("alarm")
        if let alarm = record.alarm(id) { return alarm }
        cells.fault(
            "alarm", id.isEmpty ? "missing" : "alarm-unknown",
            id.isEmpty ? "no alarm is named" : "there is no alarm \(SheetRow.quoted(id))",
            "write the id as `alarm list` does")
        return nil
    }

    private func place(
        _ alarm: AlarmRecord, _ chainage: Double, _ offset: Double, _ cells: inout SheetRow
    ) -> GeographicPosition? {
        let position = RoadPosition(chainageMetres: chainage, offsetMetres: offset)
        if let place = try? lines[alarm.place.road]?.dig(at: position, for: alarm) { return place }
        cells.fault(
            "chainage", "off-road",
            "\(Chainage(metres: chainage)), offset \(offset) m is no place on road "
                + alarm.place.road, "check chainage and offset")
        return nil
    }

    /// What a row says of an item.
    struct Find {
        var item: FoundItem
        var sensor: String
        var depthMetres: Double?
        var method: PositionMethod
        var accuracyMetres: Double
        var disposal: FindDisposal

        func fact(
            alarm: AlarmRecord, position: RoadPosition, geographic: GeographicPosition,
            depth: Double, by: String, on: String
        ) -> FindRecorded {
            FindRecorded(
                id: "", alarm: alarm.key, item: item,
                place: FindPlace(
                    road: alarm.place.road, position: position, geographic: geographic,
                    method: method, accuracyMetres: accuracyMetres),
                depthMetres: depthMetres ?? depth, sensor: sensor, disposal: disposal,
                foundBy: by, foundOn: on
            ).numbered
        }
    }

    private func find(_ cells: inout SheetRow, _ outcome: VisitOutcome?) -> Find? {
        let said = AlarmSheet.findColumns.filter { !cells.word($0).isEmpty }
        guard let first = said.first else { return nil }
        if let outcome, outcome != .item {
            cells.fault(
                first, "find-without-item",
                "an item is described, but the result is \(outcome.rawValue)",
                "write `item`, or leave the description out")
            return nil
        }
        let codes = OrdnanceCodes.current
        let subcategory = cells.code("subcategory", codes.subcategories)
        var category = cells.code("category", codes.categories)
        if category.isEmpty {
            category = codes.subcategories.first { $0.code == subcategory }?.category ?? ""
        }
        for (column, code) in [("category", category), ("subcategory", subcategory)]
        where code.isEmpty {
            cells.fault(
                column, "missing", "an item is described without its \(column)",
                "write what it is, or `unknown`")
        }
        let quantity = cells.number("quantity") ?? 1
        let method: PositionMethod = cells.choice("position_method", usual: .chainageTyped) ?? .pegs
        let accuracy = cells.number("accuracy_m")
        if accuracy == nil && method == .gnss {
            cells.fault(
                "accuracy_m", "missing", "a satellite fix has no accuracy",
                "write the receiver's figure in metres")
        }
        let disposal: DisposalMethod = cells.choice("disposal", usual: .pending) ?? .pending
        let disposedOn = cells.date("disposed_on")
        func orUnknown(_ text: String) -> String { text.isEmpty ? OrdnanceCodes.unknown : text }
        return Find(
            item: FoundItem(
                category: category, subcategory: subcategory,
                model: orUnknown(cells.code("model", codes.models)),
                condition: orUnknown(cells.code("condition", codes.conditions)),
                quantity: quantity.rounded() == quantity ? Int(clampedTo: quantity) : 0),
            sensor: orUnknown(cells.code("sensor", codes.sensors)),
            depthMetres: cells.number("find_depth_cm").map { $0 / 100 }, method: method,
            accuracyMetres: accuracy ?? typedErrorMetres,
            disposal: FindDisposal(disposal, on: disposedOn.isEmpty ? nil : disposedOn))
    }

    /// The column an objection of the record is about.
    static func column(of objection: Objection) -> String {
        let text = objection.text
        let words = [
            ("the note", "note"), ("the name of the person who closed", "closed_by"),
            ("the name of who found", "closed_by"), ("the instrument", "method"),
            ("the depth of the find", "find_depth_cm"), ("the number of items", "quantity"),
            ("the error of", "accuracy_m"), ("the depth of the look", "depth_cm"),
        ]
        if let word = words.first(where: { text.hasPrefix($0.0) }) { return word.1 }
        return switch objection.code {
        case "dig-off-place": text.contains(" along the road") ? "chainage" : "offset"
        case "dig-too-shallow": "depth_cm"
        case "method-blind", "method-unrated": "method"
        case "closing-undated", "closing-before-alarm", "closing-in-future": "closed_on"
        case "note-missing": "note"
        case "code-unknown", "code-mismatch":
            ["subcategory", "category", "model", "condition", "sensor"].first {
                text.contains(" \($0) ")
            } ?? "model"
        case "find-off-place", "geometry": "chainage"
        case "disposal-undated", "disposal-dated": "disposed_on"
        case "date", "date-too-early", "date-in-future":
            text.contains("disposal") ? "disposed_on" : "closed_on"
        case "find-contradicts": "category"
        default: "alarm"
        }
    }
}

extension Int {
    /// The nearest whole number that is one.
    init(clampedTo value: Double) {
        self = value.isFinite ? Int(Swift.max(-1e9, Swift.min(1e9, value))) : 0
    }
}
