internal import FileAccess
internal import Fingerprint
public import SurveyModel

/// A file that the record names by its digest.
public struct CitedFile: Sendable, Hashable {
    /// What it is: `raw sweep` or `evidence`.
    public var what: String
    /// Its path below the survey folder; `nil` for evidence that is not there.
    public var path: String?
    /// The digest the record gives.
    public var digest: Digest
    /// Whether another installation named it, so that it may lie on another laptop only.
    public var isOfOthers = false
}

/// Checks the raw files and the evidence of a survey.
public enum FileAudit: Sendable {
    /// Every file the record cites, in order.
    static func files(
        of record: SurveyRecord, in folder: String, writer: String
    ) -> [CitedFile] {
        let raw = record.sweeps.flatMap { sweep in
            sweep.fact.rawFiles.map {
                CitedFile(
                    what: "raw sweep", path: $0.path, digest: $0.digest,
                    isOfOthers: sweep.stamp.writer != writer)
            }
        }
        let cited = citations(in: record)
        let own = Set(cited.filter { $0.writer == writer }.map(\.digest))
        let evidence = Set(cited.map(\.digest)).sorted().map { digest in
            let path = EvidenceStore.path(of: digest, inSurvey: folder)
            return CitedFile(
                what: "evidence", path: path.map { String($0.dropFirst(folder.count + 1)) },
                digest: digest, isOfOthers: !own.contains(digest))
        }
        return raw + evidence
    }

    /// What the record rests on that lies in `evidence/`, with the installation that cites it.
    private static func citations(
        in record: SurveyRecord
    ) -> [(digest: Digest, writer: String)] {
        let reports = record.reports.flatMap { report in
            [report.fact.evidenceDigest, report.fact.ntsDocument].map { ($0, report.stamp.writer) }
        }
        let conclusions = record.work.conclusions.map {
            (Optional($0.fact.document), $0.stamp.writer)
        }
        let certificates = record.work.handOvers.map { ($0.fact.certificate, $0.stamp.writer) }
        let photos = record.finds.map { ($0.details?.photo, $0.stamp.writer) }
        return (reports + conclusions + certificates + photos).compactMap { digest, writer in
            digest.map { ($0, writer) }
        }
    }

    /// What presence and size tell, without reading a file: what is missing or has another size than
    /// when it was hashed, and in `notes` what that does not tell.
    static func quickFindings(
        _ files: [CitedFile], in folder: String
    ) -> (findings: [String], notes: [String]) {
        let ledger = FileLedger(survey: folder)
        var findings: [String] = []
        var touched: [String] = []
        var elsewhere: [String] = []
        var unhashed = 0
        for file in files {
            guard let path = file.path, let stamp = FileStamp(path: folder + "/" + path) else {
                file.isOfOthers
                    ? elsewhere.append(file.path ?? "evidence \(file.digest.short)")
                    : findings.append(missing(file, folder))
                continue
            }
            guard let noted = ledger.files[path], noted.digest == file.digest else {
                unhashed += 1
                continue
            }
            if noted.stamp?.byteCount != stamp.byteCount {
                findings.append(
                    "\(file.what) \(folder)/\(path) was changed: it has \(stamp.byteCount) bytes, "
                        + "\(noted.stamp?.byteCount ?? 0) when it was hashed")
            } else if noted.stamp != stamp {
                touched.append(path)
            }
        }
        guard !files.isEmpty else { return (findings, []) }
        var note =
            "\(files.count) raw files and pieces of evidence: presence, sizes and times checked, "
            + "contents not read"
        if unhashed > 0 { note += "; \(unhashed) were not hashed since they came here" }
        if let at = ledger.completedAt { note += "; all were hashed on \(at)" }
        var notes = [note + "; `verify --files` hashes them"]
        notes += elsewhereNote(elsewhere)
        if !touched.isEmpty {
            notes.append(
                "\(touched.count) have another time than when they were hashed, so they may have been "
                    + "changed: \(ReleaseGate.list(touched)); `verify --files` tells")
        }
        return (findings, notes)
    }

    private static func elsewhereNote(_ names: [String]) -> [String] {
        names.isEmpty
            ? []
            : [
                "\(names.count) that other installations named are not in this folder, so they were not "
                    + "checked: \(ReleaseGate.list(names))"
            ]
    }

    private static func missing(_ file: CitedFile, _ folder: String) -> String {
        guard let path = file.path else {
            return "evidence \(file.digest.short) is missing from \(EvidenceStore.folderName)"
        }
        return "\(file.what) \(file.digest.short): \(folder)/\(path): there is no such file"
    }

    /// Reads and hashes every file; goes on where an interrupted check stopped.
    ///
    /// - Parameters:
    ///   - files: what `VerificationResult` names.
    ///   - folder: the survey folder.
    ///   - at: the time (UTC).
    ///   - monitor: shows progress by bytes and says when to stop.
    /// - Returns: what is missing or changed, and in words what was done.
    /// - Throws: `Cancelled`; what was hashed until then is kept.
    public static func hashedFindings(
        _ files: [CitedFile], in folder: String, at: String, monitor: WorkMonitor
    ) throws(Cancelled) -> (findings: [String], notes: [String]) {
        let ledger = FileLedger(survey: folder)
        var keeps = true
        if ledger.open == nil {
            keeps = (try? FileLedger.note(check: "begun", at: at, inSurvey: folder)) != nil
        }
        var work = Work(
            total: files.reduce(0) { $0 + ($1.stamp(in: folder)?.byteCount ?? 0) },
            monitor: monitor)
        var findings: [String] = []
        var elsewhere: [String] = []
        var skipped = 0
        for file in files {
            guard let path = file.path, let stamp = file.stamp(in: folder) else {
                file.isOfOthers
                    ? elsewhere.append(file.path ?? "evidence \(file.digest.short)")
                    : findings.append(missing(file, folder))
                continue
            }
            if ledger.open?.contains(path) == true, ledger.files[path]?.digest == file.digest,
                ledger.files[path]?.stamp == stamp
            {
                skipped += 1
                work.done += stamp.byteCount
                continue
            }
            if let finding = try work.finding(file, folder + "/" + path) {
                findings.append(finding)
            } else if keeps {
                keeps =
                    (try? FileLedger.note(path, file.digest, inSurvey: folder, at: at)) != nil
            }
        }
        if keeps { try? FileLedger.note(check: "complete", at: at, inSurvey: folder) }
        return (
            findings,
            [words(files.count - elsewhere.count, skipped, keeps)] + elsewhereNote(elsewhere)
        )
    }

    private static func words(_ count: Int, _ skipped: Int, _ keeps: Bool) -> String {
        var note = "\(count) raw files and pieces of evidence: contents hashed"
        if skipped > 0 {
            note += ", \(skipped) of them by the check before, which was interrupted"
        }
        if !keeps { note += "; the folder cannot be written, so this is not remembered" }
        return note
    }

    /// The hashing, with progress by bytes.
    private struct Work {
        var total: Int
        var monitor: WorkMonitor
        var done = 0

        mutating func finding(
            _ file: CitedFile, _ path: String
        ) throws(Cancelled) -> String? {
            let found: Digest
            do throws(FileError) {
                let opened = try RegularFile(path: path)
                var hash = SHA256()
                var offset = 0
                while offset < opened.byteCount {
                    if monitor.isCancelled() { break }
                    let block = try opened.bytes(
                        at: offset, count: min(1 << 22, opened.byteCount - offset))
                    hash.update(block.span)
                    offset += block.count
                    done += block.count
                    monitor.progress(
                        total > 0 ? Double(done) / Double(total) : 1, "hashing \(path)")
                }
                found = hash.finish()
            } catch {
                return "\(file.what) \(file.digest.short): \(error.description)"
            }
            try monitor.check()
            guard found != file.digest else { return nil }
            return "\(file.what) \(path) was changed: its digest is \(found.short), expected "
                + file.digest.short
        }
    }
}

extension CitedFile {
    fileprivate func stamp(in folder: String) -> FileStamp? {
        path.flatMap { FileStamp(path: folder + "/" + $0) }
    }
}
