internal import LandRelease

/// Signs approvals.
enum ApprovalSigning {
    /// `fact` with a signature by the key in a file over its statement.
    ///
    /// - Throws: `WorkflowError` where `ssh-keygen` is missing or does not sign.
    static func signed(
        _ fact: ReportApproved, in record: SurveyRecord, head: String, at now: String,
        with keyPath: String
    ) throws -> ReportApproved {
        guard let tool = SSHKeygen() else { throw SSHKeygen.missing }
        guard
            let statement = ApprovalStatement(of: fact, in: record, head: head, at: now)?.bytes
        else {
            throw WorkflowError.impossible(
                reason: "the approval of \(fact.report) cannot be put into a statement",
                hint: "run verify")
        }
        let text = try tool.sign(statement, with: keyPath)
        guard let signature = SSHSignature(armoured: text) else {
            throw WorkflowError.impossible(
                reason: "ssh-keygen wrote no signature this program can read",
                hint: "sign with an ed25519, ECDSA or RSA key")
        }
        var signed = fact
        signed.signature = text
        signed.key = signature.key.text
        signed.signedHead = head
        signed.signedAt = now
        return signed
    }
}
