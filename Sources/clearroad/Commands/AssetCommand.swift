import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad asset`.
enum AssetCommand {
    static let command = Command(
        "asset", summary: "radars, detectors, machines and teams, and what they are accredited for",
        subcommands: [add, list, retire, accredit, withdraw])

    static let id = RequiredOption<String>("id", valueName: "ID", help: "name of the asset")
    static let target = Argument<String>("ID", help: "the asset")
    static let kind = RequiredOption<AssetKind>("kind", help: "what kind of means it is")
    static let maker = DefaultedOption<String>(
        "maker", valueName: "NAME", help: "who made it; a device needs it", default: "")
    static let model = DefaultedOption<String>(
        "model", valueName: "NAME", help: "model; a device needs it", default: "")
    static let serial = DefaultedOption<String>(
        "serial", valueName: "N", help: "serial number; a device needs it", default: "")
    static let team = RequiredOption<String>(
        "team", valueName: "TEAM", help: "the team that works with it")
    static let number = RequiredOption<String>(
        "number", valueName: "N", help: "number on the certificate")
    static let certificate = Argument<String>("NUMBER", help: "number of the accreditation")
    static let holderKind = RequiredOption<AccreditationHolder.Kind>(
        "holder", help: "what kind of holder it is")
    static let holder = RequiredOption<String>(
        "name", valueName: "NAME",
        help: "name of the person, organisation or procedure, or asset id")
    static let classes = RepeatedOption<CoverageClass>(
        "class", help: "classes of item it is for"
    ).oneWordEach
    static let last = RequiredOption<String>(
        "until", valueName: "YYYY-MM-DD", help: "the last day")

    static let add = Command(
        "add", summary: "register an asset",
        parameters: [
            Common.folder, id, kind, maker, model, serial, team, Common.person,
        ]
    ) { values in
        let asset = AssetRegistered(
            id: values[id], asset: values[kind], maker: values[maker], model: values[model],
            serial: values[serial], team: values[team])
        return try Office.record(
            .assetRegistered(asset), "asset \(values[id])", values,
            done: "asset \(values[id]) registered")
    }

    static let retire = Command(
        "retire", summary: "end the use of an asset",
        parameters: [Common.folder, target, Office.on, Office.reason, Common.person]
    ) { values in
        let day = try values[Office.on] ?? Office.desk(values).today
        return try Office.record(
            .assetRetired(
                AssetRetired(id: values[target], on: day, reason: values[Office.reason])),
            "retiring asset \(values[target])", values,
            done: "asset \(values[target]) is in use until \(day)")
    }

    static let accredit = Command(
        "accredit", summary: "record an accreditation by the authority",
        discussion: """
            An asset, a person, an organisation or an operating procedure is accredited for one method,
            for classes of item, to a depth and for a time. Work under a task needs an accreditation of
            its asset; its organisation and procedure need a valid one where they have any. --class may be
            given several times.
            """,
        parameters: [
            Common.folder, number, holderKind, holder, Office.method, classes, Office.depth,
            Office.from, last, Common.person,
        ]
    ) { values in
        let grant = AccreditationGranted(
            number: values[number], holder: .init(values[holderKind], values[holder]),
            method: values[Office.method], classes: values[classes],
            depthMetres: values[Office.depth] / 100,
            from: try values[Office.from] ?? Office.desk(values).today, until: values[last])
        return try Office.record(
            .accreditationGranted(grant), "accreditation \(values[number])", values,
            done: "accreditation \(values[number]) recorded")
    }

    static let withdraw = Command(
        "withdraw", summary: "take an accreditation back from a day on",
        parameters: [Common.folder, certificate, Office.on, Office.reason, Common.person]
    ) { values in
        let day = try values[Office.on] ?? Office.desk(values).today
        return try Office.record(
            .accreditationWithdrawn(
                AccreditationWithdrawn(
                    number: values[certificate], on: day, reason: values[Office.reason])),
            "withdrawing accreditation \(values[certificate])", values,
            done: "accreditation \(values[certificate]) withdrawn from \(day) on")
    }

    static let list = Command(
        "list", summary: "assets and accreditations", parameters: [Common.folder, Common.json]
    ) { values in
        let book = try Office.record(values).assets
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("assets", .array(book.assets.map(value))),
                    .init("accreditations", .array(book.accreditations.map(value))),
                ]).text)
        } else {
            book.assets.forEach(line)
            book.accreditations.forEach(line)
        }
        return .done
    }

    private static func line(_ asset: AssetRecord) {
        let fact = asset.fact
        let device = [fact.maker, fact.model, fact.serial].filter { !$0.isEmpty }
        Output.console.print(
            "\(fact.id)  \(fact.asset.rawValue), \(fact.team)"
                + (device.isEmpty ? "" : ": \(device.joined(separator: " "))")
                + (asset.retired.map { ", RETIRED \($0.on): \($0.reason)" } ?? ""))
    }

    static func line(_ grant: AccreditationRecord) {
        let fact = grant.fact
        Output.console.print(
            "  \(fact.number)  \(fact.holder.holder.rawValue) \(fact.holder.name): "
                + "\(fact.method.rawValue) of "
                + "\(fact.classes.map(\.rawValue).joined(separator: ", ")) to "
                + "\(Output.fixed(fact.depthMetres * 100, 0)) cm, \(fact.from) to \(fact.until)"
                + (grant.withdrawn.map { ", WITHDRAWN from \($0.on) on: \($0.reason)" } ?? ""))
    }

    private static func value(_ asset: AssetRecord) -> JSONValue {
        let fact = asset.fact
        return .object([
            .init("id", .string(fact.id)), .init("kind", .string(fact.asset.rawValue)),
            .init("maker", .string(fact.maker)), .init("model", .string(fact.model)),
            .init("serial", .string(fact.serial)), .init("team", .string(fact.team)),
            .init("retiredOn", .text(asset.retired?.on)),
        ])
    }

    private static func value(_ grant: AccreditationRecord) -> JSONValue {
        let fact = grant.fact
        return .object([
            .init("number", .string(fact.number)),
            .init("holder", .string(fact.holder.holder.rawValue)),
            .init("name", .string(fact.holder.name)),
            .init("method", .string(fact.method.rawValue)),
            .init("classes", .array(fact.classes.map { .string($0.rawValue) })),
            .init("depthMetres", .number(fact.depthMetres)), .init("from", .string(fact.from)),
            .init("until", .string(fact.until)),
            .init("withdrawnOn", .text(grant.withdrawn?.on)),
        ])
    }
}
