internal import FileAccess

extension Registry {
    /// Copies the registry at `path` to `target` by SQLite's online backup, consistent while another
    /// program writes, and checks the copy before it gets its name.
    ///
    /// The copy is marked: whoever restores it has to `adopt` it before anything is recorded, because
    /// the original may have gone on.
    /// - Returns: the heads of the copy.
    /// - Throws: `.alreadyExists`, or why it cannot be read or written.
    public static func backup(
        _ path: String, to target: String
    ) throws(LandReleaseError) -> [RegistryHead] {
        guard !Folder.exists(target) else { throw .alreadyExists(path: target) }
        return try RegistryFile.put(at: target) { (temporary) throws(LandReleaseError) in
            let heads = try copy(path, to: temporary)
            guard !Folder.exists(target) else { throw .alreadyExists(path: target) }
            return heads
        }
    }

    private static func copy(
        _ path: String, to temporary: String
    ) throws(LandReleaseError) -> [RegistryHead] {
        let source = try RegistryFile.open(path, readOnly: true)
        do {
            let copy = try SQLiteConnection.open(temporary, .readWrite)
            try source.backUp(to: copy)
            try copy.execute("PRAGMA journal_mode = DELETE")
            try copy.transaction { () throws(LandReleaseError) in
                try MachineBinding.set(MachineBinding.backup, copy)
            }
        }
        let copy = try RegistryFile.open(temporary, readOnly: true)
        let damage = try copy.query("PRAGMA integrity_check").filter { $0.first?.string != "ok" }
        guard damage.isEmpty else {
            throw .damaged(path: temporary, reason: damage.first?.first?.shown ?? "")
        }
        let chain = try EventChain.read(from: copy)
        let findings =
            try chain.findings
            + LayerComparison.findings(in: copy, record: SurveyRecord(events: chain.events))
        guard findings.isEmpty else { throw .chainBroken(path: path, findings: findings) }
        return chain.heads.values.sorted { $0.writer < $1.writer }
    }
}
