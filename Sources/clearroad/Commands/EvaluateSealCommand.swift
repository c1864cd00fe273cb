import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad evaluate seal`.
enum EvaluateSealCommand {
    static let truths = RepeatedArgument<String>(
        "TRUTH", help: "truth of one lane, NAME_truth.csv or NAME=FILE")
    static let out = RequiredOption<String>(
        "out", valueName: "DIR", help: "folder for the operators, which holds no truth")
    static let keeper = RequiredOption<String>(
        "keeper", valueName: "KEEPER.json", help: "secret file that opens the trial")
    static let also = RepeatedOption<String>(
        "also", valueName: "FILE", help: "other files to seal, such as swept areas")

    static let command = Command(
        "seal", summary: "commit to the truth of a trial without showing it",
        discussion: """
            For each file a random nonce is drawn; its commitment is the SHA-256 of the nonce's 64
            digits followed by the file. DIR gets the commitments; the keeper's file gets the nonces
            and the files themselves and stays with who keeps the truth. The digest printed is that
            of DIR/seal.json, as sha256sum prints it.
            """,
        parameters: [truths, out, keeper, also]
    ) { values in
        let receipt = try SealStory.seal(
            truths: values[truths].map { NamedFile(lane: $0) },
            others: values[also].map { NamedFile(file: $0) }, into: values[out],
            keeper: values[keeper])
        for entry in receipt.seal.entries {
            Output.console.line("\(entry.commitment)  \(entry.name)")
        }
        Output.console.print("seal digest: \(receipt.digest)")
        EvaluateCommand.sayPaper(receipt.seal.claimedAt)
        Output.console.line(
            "secret: \(values[keeper]) holds the truth; without it the trial cannot be opened")
        if !receipt.isKeeperPrivate {
            Output.console.warning(
                "\(values[keeper]): its disk knows no rights, everybody on this machine can read it"
            )
        }
        return .done
    }
}
