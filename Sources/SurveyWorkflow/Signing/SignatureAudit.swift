internal import LandRelease

/// Who stands behind every approval on record.
struct SignatureAudit {
    /// One line for every approval.
    var lines: [String] = []
    /// Signatures that do not fit, or that nothing could check.
    var findings: [String] = []

    private let record: SurveyRecord
    private let events: [Event]

    /// Audits the approvals of `record`, which `events` in their order give.
    ///
    /// An approval that the rules gave no effect is a finding of theirs and is not looked at.
    init(events: [Event], record: SurveyRecord, tool: SSHKeygen? = SSHKeygen()) {
        self.record = record
        self.events = events
        let approvals = record.reports.compactMap(\.approval)
        for approval in approvals.sorted(by: { $0.stamp.order < $1.stamp.order }) {
            add(approval.fact, approval.stamp, tool)
        }
    }

    private mutating func add(
        _ fact: ReportApproved, _ stamp: EventStamp, _ tool: SSHKeygen?
    ) {
        let name = "approval of report \(fact.report) by \(fact.approver)"
        guard let signature = fact.signature else {
            lines.append("\(name): identity asserted, not proven")
            return
        }
        let key = record.people.person(named: fact.approver)?.key(at: stamp.order)
        var faults = headFaults(fact, stamp)
        if let key {
            faults += fitFaults(fact, signature, key, tool)
        } else {
            faults.append("the approver had no key on record")
        }
        guard faults.isEmpty, let key else {
            lines.append("\(name): SIGNATURE DOES NOT FIT")
            findings.append(
                "\(name): the signature proves nothing: \(faults.joined(separator: "; "))")
            return
        }
        let owner = record.people.person(named: fact.approver)?.name ?? fact.approver
        lines.append("\(name): signed by \(key.fingerprint) of \(owner)")
    }

    private func fitFaults(
        _ fact: ReportApproved, _ signature: String, _ key: SSHPublicKey, _ tool: SSHKeygen?
    ) -> [String] {
        guard let tool else { return ["it was not checked, ssh-keygen is not installed"] }
        guard let head = fact.signedHead, let time = fact.signedAt,
            let statement = ApprovalStatement(of: fact, in: record, head: head, at: time)?.bytes
        else { return ["there is no statement it could be over"] }
        do {
            return try tool.refusal(of: signature, over: statement, by: key).map {
                ["it is not one over this approval by the registered key (\($0))"]
            } ?? []
        } catch {
            return ["it was not checked (\(error))"]
        }
    }

    /// The signer saw an event of this chain, before the approval, at no later time.
    private func headFaults(_ fact: ReportApproved, _ stamp: EventStamp) -> [String] {
        var faults: [String] = []
        if let time = fact.signedAt, time > stamp.at {
            faults.append("it is dated \(time), after the approval of \(stamp.at)")
        }
        guard let head = fact.signedHead.flatMap({ RegistryHead(parsing: $0) }) else {
            return faults + ["it names no record head"]
        }
        let isKnown = events.contains {
            $0.writer == head.writer && $0.number == head.number + 1 && $0.previous == head.hash
        }
        let isBefore = head.writer != stamp.writer || head.number < stamp.number
        if !isKnown || !isBefore {
            faults.append(
                "the head it names, \(head.writer.prefix(8)):\(head.number), is not on record")
        }
        return faults
    }
}
