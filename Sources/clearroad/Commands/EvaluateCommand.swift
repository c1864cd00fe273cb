import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad evaluate`.
enum EvaluateCommand {
    static let command = Command(
        "evaluate", summary: "trials of radars and detectors over lanes with known truth",
        discussion: """
            In a blind trial the truth is sealed first, alarms are registered, and only then is it
            opened. Each step prints a digest to be written on paper: who has the paper can check
            that nothing was changed since. No trusted time is claimed.
            """,
        subcommands: [
            EvaluateSealCommand.command, EvaluateRegisterCommand.command,
            EvaluateOpenCommand.command, EvaluateStatusCommand.command,
        ])

    static let folder = Argument<String>("DIR", help: "the folder of the blind trial")
    static let sealDigest = Option<DigestText>(
        "seal-digest", valueName: "DIGEST", help: "digest of the seal from paper, to be checked")

    static let registrations = RepeatedOption<DigestText>(
        "registration-digest", valueName: "DIGEST",
        help: "digests of registrations from paper, to be checked")

    /// The digests typed in from paper.
    static func paper(_ values: ParsedValues) -> PaperDigests {
        PaperDigests(
            seal: values[sealDigest]?.digest, lines: values[registrations].map(\.digest))
    }

    /// Says what a digest on paper is worth.
    static func sayPaper(_ claimedAt: String? = nil) {
        Output.console.print(
            "Write it on paper. Who has the paper can check; no trusted time is claimed"
                + (claimedAt.map { " (this machine's clock said \($0))" } ?? "") + ".")
    }
}

/// A digest as typed from paper: blanks between its digits and capitals are taken.
struct DigestText: OptionValue {
    let digest: Digest

    static var kindInWords: String { "a digest of 64 digits 0-9 and a-f" }

    init?(commandLineText text: String) {
        let digits = text.lowercased().filter { !$0.isWhitespace }
        guard let digest = Digest(hexadecimal: digits) else { return nil }
        self.digest = digest
    }

    var commandLineText: String { digest.hexadecimal }
}
