import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// A piece of evidence as typed: `TYPE,SOURCE,direct|indirect[,CHAINAGE,OFFSET][,DATE]`.
struct EvidenceText: OptionValue {
    let item: EvidenceItem
    let commandLineText: String

    static var kindInWords: String {
        "evidence such as item-presence,visual,direct,12+310,-4.5,2026-03-01"
    }

    init?(commandLineText text: String) {
        var parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var date = ""
        if let last = parts.last, ISOTime.isDate(last) { date = parts.removeLast() }
        guard parts.count == 3 || parts.count == 5, let type = EvidenceType(rawValue: parts[0]),
            let source = EvidenceSource(rawValue: parts[1]),
            ["direct", "indirect"].contains(parts[2])
        else { return nil }
        var position: RoadPosition?
        if parts.count == 5 {
            guard let chainage = Chainage(parsing: parts[3]),
                let offset = Double(commandLineText: parts[4])
            else { return nil }
            position = RoadPosition(chainageMetres: chainage.metres, offsetMetres: offset)
        }
        item = EvidenceItem(
            type: type, source: source, isDirect: parts[2] == "direct", position: position,
            date: date)
        commandLineText = text
    }
}

extension SegmentCommand {
    static let newClass = RequiredOption<Classification>(
        "to", valueName: "CLASS", help: "what is known of it now")
    static let note = RequiredOption<String>(
        "note", valueName: "T", help: "the evidence in words")
    static let evidence = RepeatedOption<EvidenceText>(
        "evidence", valueName: "TYPE,SOURCE,KIND[,CHAINAGE,OFFSET][,DATE]",
        help:
            "a piece of evidence: \(EvidenceType.allCases.map(\.rawValue).joined(separator: ", ")); "
            + "\(EvidenceSource.allCases.map(\.rawValue).joined(separator: ", ")); direct or indirect"
    ).oneWordEach
    static let document = RequiredOption<String>(
        "document", valueName: "FILE", help: "the survey's report")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of the survey (default: today)")
    static let reason = RequiredOption<String>("reason", valueName: "T", help: "why")
    static let places = RepeatedOption<Chainage>(
        "at", valueName: "CHAINAGE", help: "where to cut; may be repeated"
    ).oneWordEach
    static let names = RepeatedOption<String>(
        "id", valueName: "ID", help: "id of a part, in order of chainage (default: ID-1, ID-2)"
    ).oneWordEach
    static let targets = RepeatedArgument<String>("ID", help: "the segments")
    static let newDepth = Option<Double>(
        "depth-cm", valueName: "N", help: "depth below the original surface (default: as it is)",
        check: { $0 > 0 && $0 <= 200 ? nil : "is not above 0 and up to 200 cm" })

    static let classify = Command(
        "classify", summary: "raise what is known of a segment's contamination",
        discussion: """
            Suspected needs a piece of evidence, confirmed a direct one with its place, once the
            authority's settings are in force. Only an approved report takes suspicion away.
            """,
        parameters: [
            Common.folder, target, newClass, note, evidence, Common.recorder,
        ]
    ) { values in
        try answering {
            try SegmentDesk.classify(
                values[target], as: values[newClass], note: values[note],
                evidence: values[evidence].map(\.item),
                in: try SurveyFolder(values[Common.folder]), by: values[Common.recorder])
            Output.console.print("segment \(values[target]) is \(values[newClass].rawValue)")
        }
    }

    static let noEvidence = Command(
        "no-evidence", summary: "close ground nobody had assessed and nothing speaks against",
        discussion: """
            Such ground never was a hazard, so it is not cancelled: it leaves the account of areas.
            """,
        parameters: [Common.folder, target, document, date, note, Common.recorder]
    ) { values in
        try answering {
            try SegmentDesk.concludeNoEvidence(
                values[target], document: values[document], date: values[date],
                note: values[note], in: try SurveyFolder(values[Common.folder]),
                by: values[Common.recorder])
            Output.console.print("segment \(values[target]) is closed without evidence")
        }
    }

    static let split = Command(
        "split", summary: "cut a segment at chainages",
        discussion: """
            The old id stays known as superseded; sweeps, alarms and finds stay by place. Released
            ground, and ground with a claim or a report that waits, is not cut.
            """,
        parameters: [Common.folder, target, places, names, reason, Common.recorder]
    ) { values in
        try answering {
            let parts = try SegmentDesk.split(
                values[target], at: values[places].map(\.metres), names: values[names],
                reason: values[reason], in: try SurveyFolder(values[Common.folder]),
                by: values[Common.recorder])
            Output.console.print(
                "segment \(values[target]) became \(parts.joined(separator: ", "))")
        }
    }

    static let merge = Command(
        "merge", summary: "join segments beside each other, of one band, depth and state",
        parameters: [Common.folder, targets, id, reason, Common.recorder]
    ) { values in
        try answering {
            try SegmentDesk.merge(
                values[targets], into: values[id], reason: values[reason],
                in: try SurveyFolder(values[Common.folder]), by: values[Common.recorder])
            Output.console.print(
                "segments \(values[targets].joined(separator: ", ")) became \(values[id])")
        }
    }

    static let reversion = Command(
        "reversion", summary: "give a segment a new geometry that holds the old one",
        discussion: """
            An approved geometry is never edited: reopen the segment first. Ground is left out only
            by cutting it off and having that part cancelled, reduced or cleared.
            """,
        parameters: [Common.folder, target, from, to, newDepth, reason, Common.recorder]
    ) { values in
        try answering {
            let version = try SegmentDesk.reversion(
                values[target],
                chainage: MetreRange(low: values[from].metres, high: values[to].metres),
                depthMetres: values[newDepth].map { $0 / 100 }, reason: values[reason],
                in: try SurveyFolder(values[Common.folder]), by: values[Common.recorder])
            Output.console.print("segment \(values[target]) has version \(version)")
        }
    }

    private static func answering(_ body: () throws -> Void) throws -> ExitStatus {
        do {
            try body()
            return .done
        } catch WorkflowError.refused(let what, let objections) {
            return Output.refuse(what, objections, json: false)
        }
    }
}
