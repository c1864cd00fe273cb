import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// Commands of `clearroad survey` that carry records between laptops and keep copies.
enum SurveyBundleCommand {
    static let out = RequiredOption<String>("out", valueName: "FILE", help: "where to write")
    static let since = RepeatedOption<String>(
        "since", valueName: "HEAD",
        help: "leave out what came up to this head (W:N:HASH), which the receiver has")
    static let raw = Flag("raw", help: "with the raw files of the sweeps")
    static let files = RepeatedArgument<String>("FILE", help: "bundles, in any order")
    static let source = Argument<String>("FILE", help: "a whole bundle")

    static let bundle = Command(
        "bundle", summary: "the record in one zip file, for another laptop",
        discussion: """
            Every event of every installation, the evidence, settings and road; with --raw also the
            raw files. The heads it ends with are printed: with them, --since makes a smaller bundle
            the next time.
            """, parameters: [Common.folder, out, since, raw]
    ) { values in
        let written = try BundleStory.write(
            try SurveyFolder(values[Common.folder]), since: try heads(values[since]),
            withRaw: values[raw], to: values[out])
        for path in written.missing {
            Output.console.warning("\(path) is not in this survey folder, it was left out")
        }
        Output.console.print(
            "\(values[out]): \(written.events) events and \(written.files) files")
        show(written.heads)
        return written.missing.isEmpty ? .done : .partial
    }

    static let merge = Command(
        "merge", summary: "take the events of other laptops into this record",
        discussion: """
            The union of all events: the order of bundles makes no difference, one merged twice
            changes nothing, and nothing is lost. Everything is checked before anything is written.
            Where two machines went on as one installation the merge is refused and the first event
            that differs is named. Files that are here are never written over. Conflicts are listed by
            `survey conflicts`; exit code 2 while there are any.
            """, parameters: [Common.folder, files]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        return show(try BundleStory.merge(values[files], into: survey), values[Common.folder])
    }

    static let join = Command(
        "join", summary: "make a survey folder on another laptop from a bundle",
        discussion: """
            The new folder is an installation of its own: both laptops go on recording, and merge.
            Never copy a survey folder for that: two machines must not go on as one installation.
            """, parameters: [Common.folder, source]
    ) { values in
        show(
            try BundleStory.join(values[Common.folder], from: values[source]),
            values[Common.folder])
    }

    static let adopt = Command(
        "adopt",
        summary: "go on in a copied or restored survey folder as an installation of its own",
        discussion: """
            A registry remembers the machine it was made on. In a copy on another machine, or out of a
            backup, nothing is recorded until this is done: the original may have gone on. A copy
            beside the original on the same machine has to be adopted too.
            """, parameters: [Common.folder]
    ) { values in
        let writer = try RecordDesk.adopt(values[Common.folder])
        Output.console.print(
            "\(values[Common.folder]): goes on as installation \(writer.prefix(8))")
        return .done
    }

    static let backup = Command(
        "backup", summary: "a checked copy of the registry, also while a day runs",
        discussion: """
            Consistent at one moment, checked from its pages to its layers before it gets its name,
            never over a file that is there. A restored copy needs `survey adopt`. Raw files and
            evidence are not in it: copy their folders, or use `survey bundle --raw`.
            """, parameters: [Common.folder, out]
    ) { values in
        let heads = try RecordDesk.backUp(values[Common.folder], to: values[out])
        Output.console.print("\(values[out]): copied and checked")
        show(heads)
        return .done
    }

    /// Reads heads, several in one text with commas between them.
    static func heads(_ texts: [String]) throws -> [RegistryHead] {
        try texts.flatMap { $0.split(separator: ",") }.map { text in
            guard let head = RegistryHead(parsing: String(text)) else {
                throw UsageError.badValue(
                    parameter: "--since", text: String(text),
                    reason: "is not a head such as writer:number:hash")
            }
            return head
        }
    }

    static func show(_ heads: [RegistryHead]) {
        for head in heads { Output.console.print("head \(head)") }
    }

    private static func show(_ merged: BundleStory.Merged, _ folder: String) -> ExitStatus {
        for sentence in merged.refused { Output.console.warning(sentence) }
        Output.console.print(
            "\(folder): \(merged.record.added) events added, \(merged.record.known) known already, "
                + "\(merged.added.count) files added")
        show(merged.record.heads)
        guard merged.record.unsettled > 0 else {
            return merged.refused.isEmpty ? .done : .partial
        }
        Output.console.print(
            "\(merged.record.unsettled) to be settled by a person: "
                + "`clearroad survey conflicts \(folder)`")
        return .partial
    }
}
