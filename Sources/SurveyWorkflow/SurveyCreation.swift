internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import LandRelease
public import SurveyModel

/// Makes survey folders and has their settings approved.
public enum SurveyCreation: Sendable {
    /// Makes a survey folder with the road of `roadFile` and starts its record.
    ///
    /// The settings are proposed, not approved: until another person approves them every detection
    /// run is exploratory.
    /// - Returns: what is doubtful about the road, as sentences.
    /// - Throws: `WorkflowError`; nothing is left behind where it fails.
    @discardableResult
    public static func create(
        at path: String, settings: SurveySettings, roadFile: String, by author: String,
        clock: WallClock = .system
    ) throws -> [String] {
        guard settings.problems.isEmpty else {
            throw WorkflowError.settings(path: SettingsFile.name, problems: settings.problems)
        }
        for name in [SettingsFile.name, SurveyFolder.registryName, "road.geojson"] {
            guard !Folder.exists(path + "/" + name) else {
                throw WorkflowError.impossible(
                    reason: "\(path): there is a survey already, it has a \(name)",
                    hint: "choose another folder")
            }
        }
        let file = try RoadSource(roadFile)
        let roads = file.roads
        let projection = try MapProjection(crs: settings.crs)
        for road in roads {
            for vertex in road.vertices { _ = try projection.forward(vertex) }
        }
        let facts = try facts(settings, roads)
        let made = !Folder.exists(path)
        try Folder.create(path)
        do {
            try file.write(to: path + "/road.geojson")
            try SettingsFile.write(settings, to: path + "/" + SettingsFile.name)
            try startRecord(in: path, facts, by: author, at: clock.now(), inputs: file.digests)
        } catch {
            for name in ["road.geojson", SettingsFile.name, SurveyFolder.registryName] {
                try? Folder.remove(path + "/" + name)
            }
            if made { try? Folder.removeEmpty(path) }
            throw error
        }
        return file.warnings
    }

    /// The registry gets its name last: a folder with a registry is a complete survey.
    private static func startRecord(
        in path: String, _ facts: [Fact], by author: String, at now: String, inputs: [Digest]
    ) throws {
        let unfinished = path + "/" + DurableFile.temporaryPrefix + "0-" + SurveyFolder.registryName
        try Folder.remove(unfinished)
        try Registry.create(at: unfinished)
        do {
            var registry = try Registry(path: unfinished)
            try registry.record(facts, what: "the survey", by: author, at: now, inputs: inputs)
        } catch {
            try? Folder.remove(unfinished)
            throw error
        }
        try Folder.rename(unfinished, to: path + "/" + SurveyFolder.registryName)
    }

    private static func facts(
        _ settings: SurveySettings, _ roads: [RoadRegistered]
    ) throws -> [Fact] {
        [
            .surveyCreated(SurveyCreated(name: settings.name, purpose: settings.purpose)),
            .settingsProposed(
                SettingsProposed(
                    settings: settings, digest: try CanonicalJSON.digest(of: settings))),
        ]
            + roads.map { .roadRegistered($0) }
    }

    /// Approves what `survey.json` says now; changed settings are proposed in `proposer`'s name first.
    ///
    /// - Throws: `WorkflowError.refused` with every reason.
    public static func approveSettings(
        of survey: SurveyFolder, by approver: String, proposedBy proposer: String?,
        clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        if registry.record.settings(survey.settingsDigest) == nil {
            guard let proposer else {
                throw WorkflowError.impossible(
                    reason: "survey.json was changed since the last proposal of settings",
                    hint: "give --proposed-by NAME, the person who changed it")
            }
            try registry.record(
                [
                    .settingsProposed(
                        SettingsProposed(settings: survey.settings, digest: survey.settingsDigest))
                ],
                what: "the proposal", by: proposer, at: clock.now())
        }
        try registry.record(
            [.settingsApproved(SettingsApproved(digest: survey.settingsDigest))],
            what: "the approval of the settings", by: approver, at: clock.now())
    }
}
