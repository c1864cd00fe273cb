import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad release`.
enum ReleaseCommand {
    static let command = Command(
        "release", summary: "decisions on segments",
        discussion: """
            A person requests, another person approves; every gate is computed both times. Names are
            compared without case, spaces and Unicode form. Once people are registered their roles count.
            The identity of a person is asserted, not proven, unless the approval is signed.
            """,
        subcommands: [
            status, start, box, claim, qualityControl, visit, request, approve, giveBack, handOver,
            reopen, suspend, accident, thaw, WaiveCommand.command, log,
            ReleaseBundleCommand.bundle,
        ])

    static let segment = Argument<String>("SEGMENT", help: "the segment")
    static let report = Argument<String>("REPORT", help: "the report's id")
    static let product = RequiredOption<LandProduct>(
        "product", valueName: "PRODUCT", help: "what the segment shall become")
    static let note = RequiredOption<String>("note", valueName: "T", help: "the reasons in words")
    static let document = Option<String>(
        "document", valueName: "FILE", help: "non-technical survey report, needed for cancelled")
    static let sign = Option<String>(
        "sign", valueName: "KEY", help: "private SSH key of the approver to sign with")
    static let returnReason = DefaultedOption<String>(
        "reason", valueName: "T", help: "why", default: "not stated")
    static let cause = Option<ReopenCause>(
        "cause", valueName: "CAUSE", help: "what kind of reason it is")
    static let reason = RequiredOption<String>("reason", valueName: "T", help: "why")

    static let status = Command(
        "status", summary: "every segment and what stands in the way of its release",
        parameters: [Common.folder, Common.json]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let (rows, head) = try ReleaseDesk(survey: survey).status()
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("segments", .array(rows.map(value))), .init("head", .string(head)),
                ]).text)
        } else {
            rows.forEach(show)
            Output.console.print("record head: \(head)")
        }
        return .done
    }

    private static func show(_ row: SegmentStatus) {
        Output.console.print(
            "\(row.id)  \(row.classification.rawValue), \(row.workStatus.rawValue), "
                + "product \(row.product.rawValue)"
                + (row.stage == .open ? "" : ", stage \(row.stage.rawValue)")
                + (row.isUnderReview ? ", UNDER REVIEW" : "")
                + (row.frozenBecauseOf.isEmpty ? "" : ", FROZEN")
                + "; covered \(Output.fixed(row.coveragePercent, 2)) %, \(row.openAlarms) open alarms"
        )
        for objection in row.objections { Output.console.print("    - \(objection.text)") }
        for waiver in row.waivers { Output.console.print("    WAIVED \(waiver)") }
    }

    private static func value(_ row: SegmentStatus) -> JSONValue {
        .object([
            .init("id", .string(row.id)),
            .init("classification", .string(row.classification.rawValue)),
            .init("workStatus", .string(row.workStatus.rawValue)),
            .init("product", .string(row.product.rawValue)),
            .init("underReview", .boolean(row.isUnderReview)),
            .init("coveragePercent", .number(row.coveragePercent)),
            .init("openAlarms", .integer(row.openAlarms)),
            .init("objections", .array(row.objections.map { .string($0.text) })),
            .init("waivers", .array(row.waivers.map(value))),
            .init("stage", .string(row.stage.rawValue)),
            .init("version", .integer(row.version)),
            .init("frozen", .boolean(!row.frozenBecauseOf.isEmpty)),
            .init(
                "frozenBecauseOf", .array(row.frozenBecauseOf.map { .string($0) })),
        ])
    }

    private static func value(_ waiver: WaiverCited) -> JSONValue {
        .object([
            .init("code", .string(waiver.code)), .init("name", .string(waiver.name)),
            .init("role", .string(waiver.role.rawValue)), .init("reason", .string(waiver.reason)),
        ])
    }

    static let request = Command(
        "request", summary: "submit a report that a segment be released",
        discussion: """
            All objections are printed at once; with any, nothing is recorded and the exit code is 2.
            """,
        parameters: [
            Common.folder, segment, product, note, document, Common.person, Common.json,
        ]
    ) { values in
        try answering(json: values[Common.json]) {
            let desk = ReleaseDesk(survey: try SurveyFolder(values[Common.folder]))
            let id = try desk.request(
                values[product], segment: values[segment], by: values[Common.person],
                note: values[note], document: values[document])
            granted("report \(id) submitted; another person has to approve it", id, values)
        }
    }

    static let approve = Command(
        "approve", summary: "approve a report",
        discussion: """
            --sign has ssh-keygen sign what is approved: report, segment, product, depth, digests of
            evidence and coverage, waivers, record head, name and time. The key has to be the one
            registered with `clearroad person add --key` or `person give --key`.
            """,
        parameters: [Common.folder, report, sign, Common.person, Common.json]
    ) { values in
        try answering(json: values[Common.json]) {
            let signer = try ReleaseDesk(survey: try SurveyFolder(values[Common.folder]))
                .approve(
                    values[report], by: values[Common.person], signingWith: values[sign])
            let proof = signer.map { "signed by \($0)" } ?? "identity asserted, not proven"
            granted("report \(values[report]) approved; \(proof)", values[report], values)
        }
    }

    static let giveBack = Command(
        "return", summary: "give a report back to its author",
        parameters: [Common.folder, report, returnReason, Common.person]
    ) { values in
        try answering(json: false) {
            try ReleaseDesk(survey: try SurveyFolder(values[Common.folder]))
                .giveBack(values[report], by: values[Common.person], reason: values[returnReason])
            Output.console.print("report \(values[report]) returned")
        }
    }

    static let reopen = Command(
        "reopen", summary: "reopen a segment",
        discussion: """
            A missed item, an accident, a false record or a detector's fault freezes the other lots of
            the same team, asset and procedure until they are thawed.
            """,
        parameters: [Common.folder, segment, reason, cause, Common.person]
    ) { values in
        try answering(json: false) {
            try ReleaseDesk(survey: try SurveyFolder(values[Common.folder]))
                .reopen(
                    values[segment], by: values[Common.person], reason: values[reason],
                    cause: values[cause])
            Output.console.print("segment \(values[segment]) reopened")
        }
    }

    static let suspend = Command(
        "suspend", summary: "suspend work on a segment",
        parameters: [Common.folder, segment, reason, Common.person]
    ) { values in
        try answering(json: false) {
            try ReleaseDesk(survey: try SurveyFolder(values[Common.folder]))
                .suspend(values[segment], by: values[Common.person], reason: values[reason])
            Output.console.print("segment \(values[segment]) suspended")
        }
    }

    static let log = Command(
        "log", summary: "every event of the record in order", parameters: [Common.folder]
    ) { values in
        for event in try SurveyViews.events(of: try SurveyFolder(values[Common.folder])) {
            Output.console.print(
                "\(event.number)  \(event.at)  \(event.fact.kind.rawValue)  by \(event.by)")
        }
        return .done
    }

    private static func granted(_ text: String, _ id: String, _ values: ParsedValues) {
        Output.console.print(
            values[Common.json]
                ? JSONValue.object([
                    .init("granted", true), .init("report", .string(id)), Output.clockWarnings,
                ]).text
                : text)
    }

    static func answering(json: Bool, _ body: () throws -> Void) throws -> ExitStatus {
        do {
            try body()
            return .done
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: json)
        }
    }
}
