internal import Cartography
internal import FileAccess
internal import Fingerprint
public import LandRelease
public import SurveyModel

/// A survey folder: settings, road, record, raw sweeps and products.
public struct SurveyFolder: Sendable {
    /// Its path.
    public let path: String
    /// What `survey.json` says now.
    public let settings: SurveySettings
    /// Digest of those settings.
    public let settingsDigest: Digest

    /// Opens the survey folder at `path`.
    ///
    /// - Throws: `WorkflowError.notASurvey` where `survey.json` or the registry is missing,
    ///   `.settings` where the settings cannot be used.
    public init(_ path: String) throws(WorkflowError) {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        for name in [SettingsFile.name, Self.registryName] {
            guard Folder.exists(trimmed + "/" + name) else {
                throw .notASurvey(path: trimmed, missing: name)
            }
        }
        self.path = trimmed
        settings = try SettingsFile.read(trimmed + "/" + SettingsFile.name)
        do {
            settingsDigest = try CanonicalJSON.digest(of: settings)
        } catch {
            throw .settings(path: trimmed + "/" + SettingsFile.name, problems: ["\(error)"])
        }
    }

    static let registryName = "registry.gpkg"

    /// The record's file.
    public var registryPath: String { path + "/" + Self.registryName }
    /// Folder of what can be made again.
    public var productsPath: String { path + "/products" }

    /// Opens the record.
    public func registry(readOnly: Bool = false) throws(WorkflowError) -> Registry {
        do {
            return try Registry(path: registryPath, readOnly: readOnly)
        } catch {
            throw WorkflowError(file: registryPath, error)
        }
    }

    /// The settings by which ground is laid out: those in force, so that an edit of `survey.json` that
    /// nobody approved moves nothing; before any approval those of the file.
    func layout(_ record: SurveyRecord) -> SurveySettings {
        record.settingsInForce?.settings ?? settings
    }

    /// Why the survey exists: once a demonstration, always one.
    func purpose(_ record: SurveyRecord) -> SurveySettings.Purpose {
        record.survey?.purpose == .demonstration ? .demonstration : settings.purpose
    }

    /// The centrelines on record, by road id.
    func centrelines(_ record: SurveyRecord) throws(WorkflowError) -> [String: Centreline] {
        var lines: [String: Centreline] = [:]
        for road in record.roads {
            do {
                lines[road.id] = try Centreline(road: road.id, vertices: road.vertices)
            } catch {
                throw WorkflowError(file: registryPath, error)
            }
        }
        return lines
    }
}

extension SurveyRecord {
    /// The segment `id`, or an error that names those there are.
    func requiredSegment(_ id: String) throws(WorkflowError) -> SegmentRecord {
        guard let segment = segment(id) else {
            throw .unknown(kind: "segment", name: id, known: segments.map(\.id))
        }
        return segment
    }
}

extension Registry {
    /// Appends facts; a refusal becomes a sentence about `what`.
    ///
    /// Who appends several times in a row renews the kept status once, at the end.
    ///
    /// What speaks against this machine's clock goes to the notices of the command.
    mutating func record(
        _ facts: [Fact], what: String, by: String, at: String, inputs: [Digest] = [],
        renewsStatus: Bool = true
    ) throws(WorkflowError) {
        for warning in record.clockWarnings(at: at, recording: facts) {
            Notices.current?.add(warning)
        }
        do {
            try append(facts, by: by, at: at, inputs: inputs)
        } catch {
            if case .refused(let objections) = error {
                throw .refused(what: what, objections: objections)
            }
            throw WorkflowError(file: path, error)
        }
        if renewsStatus { KeptStatus.renew(of: self, at: at) }
    }
}
