import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad person`.
enum PersonCommand {
    static let command = Command(
        "person", summary: "who works on the survey, and in which role",
        discussion: """
            Once somebody is registered, roles count: only the authority approves, only an operations
            manager or survey lead requests a release, only a team lead or site supervisor closes alarms.
            The first person is the authority, who registers himself or herself and then everybody else.
            A person is never deleted; roles end. Where every term of the role authority has ended,
            somebody who is not on record yet registers himself or herself as the first one did, from
            today; `verify` and `audit` name it. Nobody can while an authority is in force or coming.
            """, subcommands: [add, give, end, list, show])

    static let name = RequiredOption<String>("name", valueName: "NAME", help: "the person")
    static let target = Argument<String>("NAME", help: "the person")
    static let organisation = RequiredOption<String>(
        "organisation", valueName: "O", help: "whom the person works for")
    static let otherOrganisation = Option<String>(
        "organisation", valueName: "O", help: "whom the person works for now")
    static let roles = RepeatedOption<Role>("role", help: "roles").oneWordEach
    static let role = RequiredOption<Role>("role", help: "the role that ends")
    static let key = Option<String>(
        "key", valueName: "FILE.pub", help: "public SSH key with which the person signs")
    static let note = DefaultedOption<String>("reason", valueName: "T", help: "why", default: "")

    private static func terms(_ values: ParsedValues, _ today: String) -> [RoleTerm] {
        values[roles].map {
            RoleTerm(role: $0, from: values[Office.from] ?? today, until: values[Office.until])
        }
    }

    static let add = Command(
        "add", summary: "register a person",
        discussion: """
            --role may be given several times. Further roles, or another key, are given with
            `clearroad person give`. Nobody gives a role to himself or herself.
            """,
        parameters: [
            Common.folder, name, organisation, roles, Office.from, Office.until, key,
            Common.person,
        ]
    ) { values in
        let desk = try Office.desk(values)
        let person = PersonRegistered(
            name: values[name], organisation: values[organisation],
            roles: terms(values, desk.today), key: try values[key].map(OfficeDesk.publicKey))
        return try Office.record(
            .personRegistered(person), "registering \(values[name])", values,
            done: "\(values[name]) registered")
    }

    static let give = Command(
        "give", summary: "give a person roles, a key or another organisation",
        parameters: [
            Common.folder, name, roles, Office.from, Office.until, key, otherOrganisation, note,
            Common.person,
        ]
    ) { values in
        let desk = try Office.desk(values)
        let change = PersonChanged(
            name: values[name], given: terms(values, desk.today),
            key: try values[key].map(OfficeDesk.publicKey),
            organisation: values[otherOrganisation], reason: values[note])
        return try Office.record(
            .personChanged(change), "changing \(values[name])", values,
            done: "\(values[name]) changed")
    }

    static let end = Command(
        "end", summary: "end a role of a person",
        parameters: [Common.folder, name, role, Office.on, Office.reason, Common.person]
    ) { values in
        let day = try values[Office.on] ?? Office.desk(values).today
        let change = PersonChanged(
            name: values[name], ended: [RoleEnd(role: values[role], on: day)],
            reason: values[Office.reason])
        return try Office.record(
            .personChanged(change), "ending a role of \(values[name])", values,
            done: "\(values[name]) is \(values[role].rawValue) until \(day)")
    }

    static let list = Command(
        "list", summary: "everybody on record", parameters: [Common.folder, Common.json]
    ) { values in
        let record = try Office.record(values)
        if values[Common.json] {
            Office.print("persons", record.people.persons.map(value))
        } else {
            record.people.persons.forEach(line)
            if !record.people.isInForce {
                Output.console.print(
                    "nobody is registered: names are asserted, not proven, and no role is asked for"
                )
            }
        }
        return .done
    }

    static let show = Command(
        "show", summary: "one person with every role and key, past and present",
        parameters: [Common.folder, target, Common.json]
    ) { values in
        let record = try Office.record(values)
        guard let person = record.people.person(named: values[target]) else {
            throw WorkflowError.unknown(
                kind: "person", name: values[target],
                known: record.people.persons.map(\.name))
        }
        if values[Common.json] {
            Output.console.print(value(person).text)
        } else {
            line(person)
            for key in person.keys {
                Output.console.print("  key \(key.key.fingerprint) since \(key.stamp.at)")
            }
            let grants = record.assets.accreditations(of: .init(.person, person.name))
            grants.forEach(AssetCommand.line)
        }
        return .done
    }

    private static func line(_ person: PersonRecord) {
        let roles = person.roles.map { term in
            "\(term.role.rawValue) from \(term.from)"
                + (term.until.map { " until \($0)" } ?? "")
        }
        Output.console.print(
            "\(person.name) (\(person.organisation)): \(roles.joined(separator: ", "))"
                + (person.key.map { ", signs with \($0.fingerprint)" } ?? ", no key"))
    }

    private static func value(_ person: PersonRecord) -> JSONValue {
        .object([
            .init("name", .string(person.name)),
            .init("organisation", .string(person.organisation)),
            .init(
                "roles",
                .array(
                    person.roles.map {
                        .object([
                            .init("role", .string($0.role.rawValue)),
                            .init("from", .string($0.from)), .init("until", .text($0.until)),
                        ])
                    })), .init("key", .text(person.key?.text)),
            .init("fingerprint", .text(person.key?.fingerprint)),
        ])
    }
}
