import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad find`.
enum FindCommand {
    static let command = Command(
        "find", summary: "items found, their disposal, and the searches around them",
        subcommands: [FindAddCommand.command, list, show, dispose, closeSearch, codes])

    static let id = Argument<String>("ID", help: "the find, as `find list` names it")
    static let disposal = RequiredOption<DisposalMethod>(
        "method", valueName: "METHOD", help: "what was done with it")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "on which day (default: today)")
    static let note = DefaultedOption<String>("note", valueName: "T", help: "remarks", default: "")
    static let reason = RequiredOption<String>("reason", valueName: "T", help: "why")
    static let dugDepth = Option<Double>(
        "dug-cm", valueName: "N", help: "the whole ground was dug to this depth")
    static let dugBy = Option<String>("dug-by", valueName: "PERSON", help: "who dug it")
    static let dugOn = Option<String>(
        "dug-on", valueName: "YYYY-MM-DD", help: "on which day (default: today)")

    static let list = Command(
        "list", summary: "items found", parameters: [Common.folder, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([.init("finds", .array(record.finds.map(FindText.value)))]).text)
        } else {
            record.finds.forEach { Output.console.print(FindText.line($0)) }
            Output.console.print("\(record.finds.count) finds")
        }
        return .done
    }

    static let show = Command(
        "show", summary: "everything about one find",
        parameters: [Common.folder, id, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        let find = try record.requiredFind(values[id])
        if values[Common.json] {
            Output.console.print(FindText.value(find).text)
        } else {
            FindText.lines(find).forEach { Output.console.print($0) }
        }
        return .done
    }

    static let dispose = Command(
        "dispose", summary: "record what became of an item",
        parameters: [Common.folder, id, disposal, date, note, Common.person]
    ) { values in
        let desk = FindDesk(survey: try SurveyFolder(values[Common.folder]))
        try desk.dispose(
            values[id], FindDisposal(values[disposal], on: values[date] ?? desk.today),
            note: values[note], by: values[Common.person])
        Output.console.print("find \(values[id]): \(values[disposal].rawValue)")
        return .done
    }

    static let closeSearch = Command(
        "close-search", summary: "end the search of the ground around a find",
        discussion: """
            The ground around a find, as far along the road as the authority's settings say (10 m where
            they say nothing) and as wide as its band, has to be swept by evidence registered after the
            find, without a gap, or dug: --dug-cm, --dug-by. Another person than the finder ends it.
            Until then no segment it touches is released as reduced or cleared.
            """,
        parameters: [
            Common.folder, id, reason, dugDepth, dugBy, dugOn, Common.person, Common.json,
        ]
    ) { values in
        let desk = FindDesk(survey: try SurveyFolder(values[Common.folder]))
        let dig = values[dugDepth].map { depth in
            SearchClosed.Dig(
                depthMetres: depth / 100, dugBy: values[dugBy] ?? values[Common.person],
                dugOn: values[dugOn] ?? desk.today)
        }
        do {
            try desk.closeSearch(
                values[id], dig: dig, reason: values[reason], by: values[Common.person])
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: values[Common.json])
        }
        Output.console.print("the search around find \(values[id]) is ended")
        return .done
    }

    static let codes = Command(
        "codes", summary: "the code lists items are recorded with", parameters: [Common.json]
    ) { values in
        let codes = OrdnanceCodes.current
        if values[Common.json] {
            let lists = codes.lists.map { name, list in
                JSONValue.Member(
                    name,
                    .array(
                        list.map {
                            .object([
                                .init("code", .string($0.code)), .init("en", .string($0.en)),
                                .init("ar", .string($0.ar)),
                            ])
                        }))
            }
            Output.console.print(
                JSONValue.object([.init("version", .integer(codes.version))] + lists).text)
            return .done
        }
        Output.console.print("code lists, version \(codes.version)")
        for (name, list) in codes.lists {
            Output.console.print("\(name)")
            for code in list {
                let above = (code.category ?? code.subcategory).map { "  (\($0))" } ?? ""
                Output.console.print("  \(code.code)  \(code.en)  \(code.ar)\(above)")
            }
        }
        return .done
    }
}

/// Finds as lines and as JSON.
enum FindText {
    static func line(_ find: FindRecord) -> String {
        let item =
            find.details.map { "\($0.item.subcategory), \($0.item.model)" } ?? "not described"
        return "\(find.id)  \(find.isExplosive ? "explosive" : "not explosive")  \(item)  "
            + place(find) + ", \(find.disposal?.method.rawValue ?? "disposal not recorded")"
            + (find.searchState.map { ", search \($0)" } ?? "")
    }

    private static func place(_ find: FindRecord) -> String {
        guard let road = find.road, let position = find.position else {
            return "place not recorded (middle of the community)"
        }
        return "\(road) \(Chainage(metres: position.chainageMetres)), "
            + "\(Output.metres(abs(position.offsetMetres))) m \(position.side.rawValue)"
    }

    static func lines(_ find: FindRecord) -> [String] {
        var lines = [
            line(find),
            "  segments: \(find.segments.isEmpty ? "none" : find.segments.joined(separator: ", "))",
            "  found by \(find.foundBy) on \(find.foundOn), recorded by \(find.stamp.by)",
        ]
        if let alarm = find.alarmID { lines.append("  at alarm \(alarm)") }
        if let details = find.details {
            let model = OrdnanceCodes.current.model(details.item.model)
            func word(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "unknown" }
            lines += [
                "  \(details.item.category), \(details.item.subcategory), "
                    + "\(model?.en ?? details.item.model): \(details.item.quantity), "
                    + details.item.condition,
                "  plastic: \(word(model?.plastic)), minimum metal: \(word(model?.minimumMetal))",
                "  depth \(Output.fixed(details.depthMetres * 100, 0)) cm, found with "
                    + details.sensor,
                "  place by \(details.place.method.rawValue), within "
                    + "\(Output.metres(details.place.accuracyMetres)) m",
            ]
            if let photo = details.photo { lines.append("  photo \(photo)") }
        }
        for zone in find.search?.zones ?? [] {
            lines.append(
                "  search: \(zone.road) \(Chainage(metres: zone.chainage.low)) to "
                    + "\(Chainage(metres: zone.chainage.high)), offset "
                    + "\(Output.metres(zone.offset.low)) to \(Output.metres(zone.offset.high)) m")
        }
        if let ending = find.search?.ending {
            lines.append(
                "  search ended by \(ending.stamp.by) at \(ending.stamp.at): "
                    + "\(ending.fact.dig == nil ? "swept" : "dug"), \(ending.fact.reason)")
        }
        if !find.note.isEmpty { lines.append("  \(find.note)") }
        return lines
    }

    static func value(_ find: FindRecord) -> JSONValue {
        let item = find.details?.item
        return .object([
            .init("id", .string(find.id)), .init("alarm", .text(find.alarmID)),
            .init("explosive", .boolean(find.isExplosive)),
            .init("category", .text(item?.category)),
            .init("subcategory", .text(item?.subcategory)), .init("model", .text(item?.model)),
            .init("condition", .text(item?.condition)),
            .init("quantity", item.map { .integer($0.quantity) } ?? .null),
            .init("road", .text(find.road)),
            .init("chainageMetres", .number(orNull: find.position?.chainageMetres)),
            .init("offsetMetres", .number(orNull: find.position?.offsetMetres)),
            .init("longitude", .number(find.geographic.longitude)),
            .init("latitude", .number(find.geographic.latitude)),
            .init("positionMethod", .text(find.details?.place.method.rawValue)),
            .init("accuracyMetres", .number(orNull: find.details?.place.accuracyMetres)),
            .init("depthMetres", .number(find.depthMetres)),
            .init("sensor", .text(find.details?.sensor)),
            .init("disposal", .text(find.disposal?.method.rawValue)),
            .init("disposedOn", .text(find.disposal?.on)),
            .init("segments", .array(find.segments.map { .string($0) })),
            .init("search", .text(find.searchState)), .init("foundBy", .string(find.foundBy)),
            .init("foundOn", .string(find.foundOn)), .init("note", .string(find.note)),
            .init("photo", .text(find.details?.photo?.hexadecimal)),
        ])
    }
}
