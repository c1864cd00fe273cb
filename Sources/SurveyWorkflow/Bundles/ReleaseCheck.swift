internal import Archives
internal import Fingerprint
internal import FoundationEssentials
internal import LandRelease
internal import SurveyModel

/// Checks a release bundle by itself, without the survey it came from.
public struct ReleaseCheck: Sendable {
    /// What the bundle says it is.
    public var title: String
    /// Digest of its manifest, to be compared with the one printed when it was made.
    public var digest: String
    /// Events included and events of the whole record.
    public var events: (included: Int, all: Int)
    /// The heads of the record it was made from.
    public var heads: String
    /// What is wrong, one sentence each.
    public var findings: [String]

    /// What a sound bundle proves.
    public static var proves: [String] { ReleaseWords.proves }
    /// What it does not.
    public static var provesNot: [String] { ReleaseWords.provesNot }

    /// Whether nothing is wrong.
    public var isSound: Bool { findings.isEmpty }

    /// Whether the file at `path` looks like a zip file by its first bytes.
    public static func isArchive(_ path: String) -> Bool { ArchiveKind.isZip(path) }

    /// Checks the bundle at `path`, and where given against the digest of its manifest printed earlier.
    ///
    /// - Throws: `ArchiveError` where it is no zip file, `WorkflowError` where it is no release.
    public init(path: String, expectedDigest: String? = nil) throws {
        let zip = try ZipReader(path: path)
        guard zip.has(ReleaseBundle.manifestName) else {
            throw WorkflowError.impossible(
                reason: "\(path): this is a zip file, but no release of a segment",
                hint: "`clearroad release bundle` makes one")
        }
        var contents: [String: [UInt8]] = [:]
        var findings: [String] = []
        for member in zip.members {
            do {
                contents[member.name] = try zip.bytes(of: member.name, limit: 1 << 30)
            } catch {
                findings.append(error.description)
            }
        }
        let text = contents[ReleaseBundle.manifestName] ?? []
        let digest = Digest(of: text)
        guard
            let manifest = try? JSONDecoder().decode(
                ReleaseBundle.Manifest.self, from: Data(text)),
            manifest.format == ReleaseBundle.format
        else {
            title = "no release that this version reads"
            self.digest = digest.hexadecimal
            events = (0, 0)
            heads = ""
            self.findings =
                findings + ["member \(ReleaseBundle.manifestName) was changed: it cannot be read"]
            return
        }
        let body = Body(manifest: manifest, contents: contents)
        findings += body.memberFindings(present: zip.members.map(\.name))
        if zip.comment != ReleaseBundle.commentStart + digest.hexadecimal {
            findings.append(
                "member \(ReleaseBundle.manifestName), or the comment with its digest, was changed")
        }
        if let expectedDigest, expectedDigest != digest.hexadecimal {
            findings.append(
                "the bundle is another one than that of digest \(expectedDigest.prefix(16))")
        }
        let recordFindings = body.recordFindings()
        title =
            "release \(manifest.report) of segment \(manifest.segment) "
            + "(\(manifest.product), \(manifest.state))"
        self.digest = digest.hexadecimal
        events = recordFindings.events
        heads = manifest.heads.map(\.description).joined(separator: ",")
        self.findings = findings + recordFindings.findings
    }

    /// The content of a bundle.
    private struct Body {
        var manifest: ReleaseBundle.Manifest
        var contents: [String: [UInt8]]

        /// Members that were changed, are missing or do not belong here.
        func memberFindings(present: [String]) -> [String] {
            var findings: [String] = []
            for member in manifest.members {
                guard let bytes = contents[member.name] else {
                    if !present.contains(member.name) {
                        findings.append("member \(member.name) is missing (deleted)")
                    }
                    continue
                }
                if Digest(of: bytes) != member.digest || bytes.count != member.bytes {
                    findings.append("member \(member.name) was changed")
                }
            }
            let known = Set(manifest.members.map(\.name) + [ReleaseBundle.manifestName])
            return findings
                + present.filter { !known.contains($0) }.map {
                    "member \($0) does not belong here (inserted)"
                }
        }

        func recordFindings() -> (findings: [String], events: (included: Int, all: Int)) {
            let text = String(
                decoding: contents[ReleaseBundle.hashesName] ?? [], as: UTF8.self)
            guard let hashes = ChainExtract.hashes(inLines: text),
                let stored = try? EventBundle.events(
                    inLines: contents[ReleaseBundle.eventsName] ?? [])
            else { return (["its events or their hashes cannot be read"], (0, 0)) }
            let (findings, events) = ChainExtract(hashes: hashes, events: stored)
                .check(heads: manifest.heads)
            return (
                findings + reportFindings(events) + settingsFindings(events),
                (events.count, hashes.count)
            )
        }

        /// The events, by the rules, lead to what the manifest says; the evidence is what they name.
        private func reportFindings(_ events: [Event]) -> [String] {
            let record = SurveyRecord(events: events)
            guard let report = record.report(manifest.report) else {
                return ["the events hold no report \(manifest.report)"]
            }
            var findings: [String] = []
            if report.state.rawValue != manifest.state
                || report.fact.product.rawValue != manifest.product
                || report.fact.segment != manifest.segment
            {
                findings.append(
                    "by the events report \(report.id) asks for \(report.fact.product.rawValue) of "
                        + "\(report.fact.segment) and is \(report.state.rawValue), not "
                        + "\(manifest.product) of \(manifest.segment) and \(manifest.state)")
            }
            for digest in [report.fact.evidenceDigest, report.fact.ntsDocument].compactMap({ $0 }) {
                let start = "\(EvidenceStore.folderName)/\(digest.hexadecimal)."
                let file = contents.first { $0.key.hasPrefix(start) }
                if file.map({ Digest(of: $0.value) }) != digest {
                    findings.append(
                        "evidence \(digest.short) of report \(report.id) is missing or was changed")
                }
            }
            return findings
        }

        private func settingsFindings(_ events: [Event]) -> [String] {
            let record = SurveyRecord(events: events)
            guard let stated = record.settingsInForce?.digest else { return [] }
            let found = contents[ReleaseBundle.settingsName].map { Digest(of: $0) }
            return stated == found && manifest.settings == stated
                ? [] : ["the settings are not those the events approve"]
        }
    }
}
