internal import FileAccess
internal import LandRelease

/// OpenSSH's `ssh-keygen`, which signs and verifies.
struct SSHKeygen {
    /// Its path.
    let executable: String

    /// Finds it on this machine; `nil` where it is not installed.
    init?(named name: String = "ssh-keygen") {
        guard let path = ToolRun.path(of: name) else { return nil }
        executable = path
    }

    /// Where it is not installed.
    static let missing = WorkflowError.impossible(
        reason: "ssh-keygen is not installed, so nothing can be signed and no signature checked",
        hint: "install the OpenSSH client")

    /// Signs `statement` with the private key in a file, or the one an agent holds for a public one.
    ///
    /// - Returns: the armoured signature.
    func sign(_ statement: [UInt8], with key: String) throws -> String {
        guard Folder.isRegularFile(key) else {
            throw WorkflowError.impossible(
                reason: "\(key): there is no key file", hint: "give --sign the private key")
        }
        let folder = try PrivateFolder()
        let file = folder.file("statement")
        try DurableFile.write(statement, to: file)
        // Behind `-f` a name is taken as it is, whatever it begins with.
        let outcome = try run(
            ["-Y", "sign", "-f", key, "-n", ApprovalStatement.namespace, file], input: nil,
            folder, seconds: 300)
        let signature = try? RegularFile(path: file + ".sig").allBytes(limit: 1 << 16)
        guard outcome.status == 0, let signature else {
            throw WorkflowError.impossible(
                reason: "\(key): ssh-keygen does not sign with it (\(Self.said(outcome)))",
                hint: "check that it is a private SSH key and its passphrase")
        }
        return String(decoding: signature, as: UTF8.self)
    }

    /// Whether `signature` is one over `statement` by `key`.
    ///
    /// - Returns: `nil` where it is, else why not, in the words of `ssh-keygen`.
    func refusal(
        of signature: String, over statement: [UInt8], by key: SSHPublicKey
    ) throws -> String? {
        let folder = try PrivateFolder()
        let names = (folder.file("allowed"), folder.file("signature"), folder.file("statement"))
        let signer = "signer"
        try DurableFile.write(
            "\(signer) namespaces=\"\(ApprovalStatement.namespace)\" \(key.text)\n", to: names.0)
        try DurableFile.write(signature, to: names.1)
        try DurableFile.write(statement, to: names.2)
        let outcome = try run(
            [
                "-Y", "verify", "-f", names.0, "-I", signer, "-n", ApprovalStatement.namespace,
                "-s", names.1,
            ], input: names.2, folder, seconds: 30)
        return outcome.status == 0 ? nil : Self.said(outcome)
    }

    private func run(
        _ arguments: [String], input: String?, _ folder: PrivateFolder, seconds: Int
    ) throws -> ToolRun.Outcome {
        do {
            return try ToolRun(
                executable: executable, arguments: arguments, input: input,
                errorPath: folder.file("errors"),
                environmentNames: [
                    "HOME", "PATH", "TERM", "SSH_AUTH_SOCK", "SSH_ASKPASS",
                    "SSH_ASKPASS_REQUIRE", "DISPLAY", "WAYLAND_DISPLAY", "SSH_SK_PROVIDER",
                ], seconds: seconds
            ).run()
        } catch ToolRun.Failure.tooLong(let seconds) {
            throw WorkflowError.impossible(
                reason: "ssh-keygen gave no answer within \(seconds) s", hint: nil)
        } catch ToolRun.Failure.notStarted(let reason) {
            throw WorkflowError.impossible(
                reason: "\(executable) cannot be started (\(reason))", hint: nil)
        }
    }

    /// The last thing it said, in one line.
    private static func said(_ outcome: ToolRun.Outcome) -> String {
        let lines = outcome.errors.split(whereSeparator: \.isNewline)
        let printable = lines.last?.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let text = printable.map { String(String.UnicodeScalarView($0)) } ?? ""
        return text.isEmpty ? "exit \(outcome.status)" : String(text.prefix(200))
    }
}
