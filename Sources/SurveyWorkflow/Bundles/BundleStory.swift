internal import Archives
internal import FileAccess
internal import Fingerprint
public import LandRelease
internal import SurveyModel

/// Records on their way between laptops.
public enum BundleStory: Sendable {
    /// What was put into a bundle.
    public struct Written: Sendable {
        /// Events.
        public var events: Int
        /// Evidence, raw files and settings.
        public var files: Int
        /// The last event of each installation.
        public var heads: [RegistryHead]
        /// Files the record cites that are not here.
        public var missing: [String]
    }

    /// Writes every event of `survey`, or those after `since`, with the evidence they cite, settings and
    /// road into a zip file; raw sweeps too where `withRaw`.
    ///
    /// - Throws: `WorkflowError`, `ArchiveError` or `LandReleaseError`.
    public static func write(
        _ survey: SurveyFolder, since: [RegistryHead] = [], withRaw: Bool = false, to path: String
    ) throws -> Written {
        try OutputGuard.check(path)
        let registry = try survey.registry(readOnly: true)
        let bundle = try registry.bundle(since: since)
        var missing: [String] = []
        var files: [(name: String, path: String)] = [
            (BundleFile.settingsName, survey.path + "/" + SettingsFile.name),
            (BundleFile.roadName, survey.path + "/road.geojson"),
        ].filter { Folder.exists($0.1) }
        files += try evidence(in: survey, of: bundle, isWhole: since.isEmpty)
        if withRaw {
            let names = Set(bundle.events.map(\.name))
            for file in registry.record.sweeps.filter({ names.contains($0.stamp.name) })
                .flatMap(\.fact.rawFiles)
            {
                let full = survey.path + "/" + file.path
                if Folder.isRegularFile(full) {
                    files.append((BundleFile.filesFolder + file.path, full))
                } else {
                    missing.append(file.path)
                }
            }
        }
        let lines = bundle.lines
        let manifest = BundleFile.Manifest(
            format: BundleFile.format, survey: registry.record.survey?.name ?? "",
            purpose: survey.purpose(registry.record), tool: ToolVersion.current,
            heads: bundle.heads, base: bundle.base, eventCount: bundle.events.count,
            eventsDigest: Digest(of: lines),
            files: try files.map {
                BundleFile.Manifest.File(
                    path: $0.name, digest: try Digest(ofFile: $0.path),
                    bytes: FileStamp(path: $0.path)?.byteCount ?? 0)
            }.sorted { $0.path < $1.path })
        try ZipWriter.write(
            [
                ZipMember(BundleFile.manifestName, .bytes(try CanonicalJSON.bytes(of: manifest))),
                ZipMember(BundleFile.eventsName, .bytes(lines)),
            ] + files.map { ZipMember($0.name, .file($0.path)) }, isPacked: true, to: path)
        return Written(
            events: bundle.events.count, files: files.count, heads: bundle.heads, missing: missing)
    }

    /// Evidence of the survey; of a part of its events only what those name.
    private static func evidence(
        in survey: SurveyFolder, of bundle: EventBundle, isWhole: Bool
    ) throws -> [(name: String, path: String)] {
        let folder = survey.path + "/" + EvidenceStore.folderName
        guard Folder.isDirectory(folder) else { return [] }
        let text = isWhole ? "" : String(decoding: bundle.lines, as: UTF8.self)
        return try Folder.names(in: folder).filter { name in
            guard let digest = Digest(hexadecimal: String(name.prefix(64))) else { return false }
            return isWhole || text.contains(digest.hexadecimal)
        }.map {
            ("\(BundleFile.filesFolder)\(EvidenceStore.folderName)/\($0)", folder + "/" + $0)
        }
    }

    /// What a merge did to a survey.
    public struct Merged: Sendable {
        /// What happened to its record.
        public var record: MergeResult
        /// Files added, below the survey folder.
        public var added: [String]
        /// Files that were not taken, as sentences.
        public var refused: [String]
    }

    /// Merges bundles into `survey`: events first, all or none, then the files that are not there yet.
    ///
    /// - Throws: `LandReleaseError` or `WorkflowError`; the record is then as it was.
    public static func merge(_ paths: [String], into survey: SurveyFolder) throws -> Merged {
        let files = try paths.map { try BundleFile(path: $0) }
        let result = try Registry.merge(files.map(\.bundle), into: survey.registryPath)
        var merged = Merged(record: result, added: [], refused: [])
        let record = try survey.registry(readOnly: true).record
        for file in files { try take(file, into: survey.path, record, &merged) }
        return merged
    }

    private static func take(
        _ bundle: BundleFile, into folder: String, _ record: SurveyRecord,
        _ merged: inout Merged
    ) throws {
        let raw = Dictionary(
            record.sweeps.flatMap(\.fact.rawFiles).map { ($0.path, $0.digest) },
            uniquingKeysWith: { first, _ in first })
        for file in bundle.manifest.files where file.path.hasPrefix(BundleFile.filesFolder) {
            let place = String(file.path.dropFirst(BundleFile.filesFolder.count))
            guard let digest = expected(place, raw) else {
                merged.refused.append("\(place) is cited by no event, it was not taken")
                continue
            }
            let path = folder + "/" + place
            if Folder.exists(path) {
                if try Digest(ofFile: path) != digest {
                    merged.refused.append("\(place) is here with other content, it was kept")
                }
                continue
            }
            let bytes = try bundle.bytes(of: file.path)
            guard Digest(of: bytes) == digest else {
                merged.refused.append("\(place) is not what the record says, it was not taken")
                continue
            }
            try Folder.create(Folder.parent(of: path))
            try DurableFile.write(bytes, to: path)
            try Folder.makeReadOnly(path)
            try? FileLedger.note(place, digest, inSurvey: folder)
            merged.added.append(place)
        }
    }

    /// The digest a file of the survey folder must have: evidence by its name, a raw file by the record.
    private static func expected(_ place: String, _ raw: [String: Digest]) -> Digest? {
        let parts = place.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == EvidenceStore.folderName, parts[1].count <= 80,
            parts[1].dropFirst(64).allSatisfy({ $0.isASCII && ($0.isLetter || $0 == ".") })
        {
            return Digest(hexadecimal: String(parts[1].prefix(64)))
        }
        return raw[place]
    }

    /// Makes a survey folder on another laptop from a whole bundle: an installation of its own.
    ///
    /// - Throws: where anything stands in the folder already; nothing is left behind where it fails.
    public static func join(_ folder: String, from path: String) throws -> Merged {
        let file = try BundleFile(path: path)
        guard file.bundle.base.isEmpty else {
            throw WorkflowError.impossible(
                reason: "\(path): this bundle holds a part of the events only",
                hint: "make one without --since")
        }
        for name in [SettingsFile.name, SurveyFolder.registryName, "road.geojson"] {
            guard !Folder.exists(folder + "/" + name) else {
                throw WorkflowError.impossible(
                    reason: "\(folder): there is a survey already, it has a \(name)",
                    hint: "choose another folder, or `clearroad survey merge`")
            }
        }
        let isNew = !Folder.exists(folder)
        try Folder.create(folder)
        do {
            let settings = try file.bytes(of: BundleFile.settingsName)
            let road = try file.bytes(of: BundleFile.roadName)
            let unfinished =
                folder + "/" + DurableFile.temporaryPrefix + "0-" + SurveyFolder.registryName
            try Folder.remove(unfinished)
            try Registry.create(at: unfinished)
            let result: MergeResult
            do {
                result = try Registry.merge([file.bundle], into: unfinished)
            } catch {
                try? Folder.remove(unfinished)
                throw error
            }
            try DurableFile.write(settings, to: folder + "/" + SettingsFile.name)
            try DurableFile.write(road, to: folder + "/road.geojson")
            var merged = Merged(record: result, added: [], refused: [])
            let record = try Registry(path: unfinished, readOnly: true).record
            try take(file, into: folder, record, &merged)
            try Folder.rename(unfinished, to: folder + "/" + SurveyFolder.registryName)
            return merged
        } catch {
            for name in ["road.geojson", SettingsFile.name] {
                try? Folder.remove(folder + "/" + name)
            }
            if isNew { try? Folder.removeEmpty(folder) }
            throw error
        }
    }
}
