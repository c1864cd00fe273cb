internal import FileAccess
public import LandRelease
internal import SurveyModel

/// The record of a survey as one of several: copies, conflicts, news, stories.
public enum RecordDesk: Sendable {
    /// Copies the registry while work goes on; never over anything.
    ///
    /// - Returns: the heads of the copy, which was checked.
    public static func backUp(_ folder: String, to path: String) throws -> [RegistryHead] {
        let registry = try registryPath(folder)
        try OutputGuard.check(path)
        return try Registry.backup(registry, to: path)
    }

    /// Goes on as an installation of its own.
    public static func adopt(_ folder: String) throws -> String {
        try Registry.adopt(try registryPath(folder))
    }

    /// The path of a survey's registry, which need not be one that could be used.
    private static func registryPath(_ folder: String) throws -> String {
        let path = folder + "/" + SurveyFolder.registryName
        guard Folder.exists(path) else {
            throw WorkflowError.notASurvey(path: folder, missing: SurveyFolder.registryName)
        }
        return path
    }

    /// Events after heads that somebody has.
    public static func news(
        of survey: SurveyFolder, since: [RegistryHead]
    ) throws -> EventNews {
        try survey.registry(readOnly: true).news(since: since)
    }

    /// The story of a segment, or of the survey.
    ///
    /// - Throws: `WorkflowError.unknown` where no event speaks of such a segment.
    public static func story(of survey: SurveyFolder, segment: String?) throws -> [String] {
        let registry = try survey.registry(readOnly: true)
        if let segment { _ = try registry.record.requiredSegment(segment) }
        return try registry.story(of: segment)
    }

    /// Settles a conflict: `id` is what `conflicts` calls it, `stands` the event that stands, in full or
    /// with the first digits of its installation.
    public static func settle(
        _ id: String, in survey: SurveyFolder, stands: String, reason: String, by person: String,
        clock: WallClock = .system
    ) throws {
        var registry = try survey.registry()
        let open = registry.record.merging.unsettled
        guard let conflict = open.first(where: { $0.id == id }) else {
            throw WorkflowError.unknown(kind: "conflict", name: id, known: open.map(\.id))
        }
        let named = try event(stands, in: registry)
        let fact = ConflictSettled(events: conflict.events, stands: named, reason: reason)
        try registry.record(
            [.conflictSettled(fact)], what: "settling conflict \(id)", by: person, at: clock.now())
    }

    private static func event(
        _ text: String, in registry: borrowing Registry
    ) throws -> EventName {
        if let name = EventName(parsing: text) { return name }
        let found = try registry.events().map(\.name).filter { $0.short == text }
        guard found.count == 1 else {
            throw WorkflowError.unknown(kind: "event", name: text, known: [])
        }
        return found[0]
    }
}
