internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
internal import Instruments
internal import LandRelease
public import SurveyModel

/// A survey that can be replayed from plain files: settings, road, raw sweeps and `plan.json`.
public struct SurveyPlan: Sendable, Codable {
    /// A segment to add.
    public struct Segment: Sendable, Codable {
        var id: String
        var road: String
        var from: String
        var to: String
        var band: LateralBand
        var depthCentimetres: Double
        var classification: Classification
    }

    /// A raw file to register.
    public struct Lane: Sendable, Codable {
        var file: String
        var segment: String?
        var start: String?
        var offsetMetres: Double?
        var direction: TravelDirection?
        var acquiredOn: String
        var operatorName: String
        var isBlank: Bool
    }

    /// Who made the settings.
    var author: String
    /// Who approved them.
    var approver: String
    var segments: [Segment]
    var lanes: [Lane]
}

/// Runs the day of a bundled survey in a folder of its own.
public enum DemoSurvey: Sendable {
    /// Folder of the bundled survey below a place where surveys are looked for.
    public static let name = "tobruk-verge"

    /// Finds the bundled survey: beside the working folder, below `CLEARROAD_SHARE`, then in
    /// `/usr/share/clearroad`.
    ///
    /// - Throws: `WorkflowError.impossible` naming the places looked at.
    public static func find(share: String?) throws(WorkflowError) -> String {
        let places =
            ["Surveys"] + (share.map { [$0 + "/Surveys"] } ?? [])
            + ["/usr/share/clearroad/Surveys"]
        for place in places where Folder.exists("\(place)/\(name)/plan.json") {
            return "\(place)/\(name)"
        }
        throw .impossible(
            reason: "the bundled survey \(name) was not found in \(places.joined(separator: ", "))",
            hint: "run in the project's folder, or set CLEARROAD_SHARE to the folder above Surveys")
    }

    /// Replays the survey in `source` into the folder `target` and does the day's work.
    ///
    /// What is there already is kept, so that an interrupted demonstration is finished.
    /// - Throws: where another survey is in the way, a file is missing, or `Cancelled`.
    public static func run(
        from source: String, into target: String, clock: WallClock = .system,
        monitor: WorkMonitor = .silent
    ) async throws -> DailyWork.Report {
        let plan = try plan(in: source)
        let survey = try openOrCreate(target, from: source, by: plan.author, clock)
        try StaleFiles.remove(below: target)
        let record = try survey.registry().record
        if record.settingsInForce == nil {
            try SurveyCreation.approveSettings(
                of: survey, by: plan.approver, proposedBy: nil, clock: clock)
        }
        for segment in plan.segments where record.segment(segment.id) == nil {
            try SegmentDesk.add(
                try segment.asPlan(), to: survey, by: plan.author, clock: clock)
        }
        for (place, lane) in plan.lanes.enumerated() {
            try monitor.check()
            monitor.progress(
                0.4 * Double(place) / Double(plan.lanes.count), "registering \(lane.file)")
            guard record.sweep(try Digest(ofFile: source + "/" + lane.file)) == nil else {
                continue
            }
            try register(lane, in: survey, from: source, by: plan.author, clock)
        }
        return try await DailyWork(survey: survey, author: plan.author, clock: clock)
            .run(monitor: monitor)
    }

    private static func openOrCreate(
        _ target: String, from source: String, by author: String, _ clock: WallClock
    ) throws -> SurveyFolder {
        let settings = try SettingsFile.read(source + "/" + SettingsFile.name)
        guard Folder.exists(target + "/" + SurveyFolder.registryName) else {
            try removeUnfinished(target, source)
            try SurveyCreation.create(
                at: target, settings: settings, roadFile: source + "/road.geojson", by: author,
                clock: clock)
            return try SurveyFolder(target)
        }
        let survey = try SurveyFolder(target)
        guard try survey.registry(readOnly: true).record.survey?.name == settings.name,
            survey.settings.purpose == .demonstration
        else {
            throw WorkflowError.impossible(
                reason: "\(target): another survey is there, not the demonstration",
                hint: "give another folder")
        }
        return survey
    }

    /// Removes the files of a creation that was killed: only those that are the demonstration's own.
    private static func removeUnfinished(_ target: String, _ source: String) throws {
        let road = target + "/road.geojson"
        if let left = try? Digest(ofFile: road),
            left == (try Digest(ofFile: source + "/road.geojson"))
        {
            try Folder.remove(road)
        }
        let settings = target + "/" + SettingsFile.name
        if let left = try? SettingsFile.read(settings), left.purpose == .demonstration {
            try Folder.remove(settings)
        }
    }

    private static func register(
        _ lane: SurveyPlan.Lane, in survey: SurveyFolder, from source: String, by author: String,
        _ clock: WallClock
    ) throws {
        let start = try lane.start.map { try chainage($0).metres }
        let registration = SweepRegistration(
            survey: survey, segment: lane.segment,
            lane: LanePlan(
                startChainageMetres: start, offsetMetres: lane.offsetMetres,
                direction: lane.direction),
            acquiredOn: lane.acquiredOn, operatorName: lane.operatorName, isBlank: lane.isBlank)
        _ = try registration.register(source + "/" + lane.file, by: author, clock: clock)
    }

    private static func plan(in source: String) throws(WorkflowError) -> SurveyPlan {
        let path = source + "/plan.json"
        do {
            let bytes = try RegularFile(path: path).allBytes(limit: 1 << 20)
            return try JSONDecoder().decode(SurveyPlan.self, from: Data(bytes))
        } catch let error as FileError {
            throw WorkflowError(file: path, error)
        } catch {
            throw .settings(path: path, problems: ["the plan cannot be read (\(error))"])
        }
    }

    static func chainage(_ text: String) throws(WorkflowError) -> Chainage {
        guard let chainage = Chainage(parsing: text) else {
            throw .impossible(
                reason: "`\(text)` is not a chainage", hint: "write it as 12+310 or in metres")
        }
        return chainage
    }
}

extension SurveyPlan.Segment {
    func asPlan() throws(WorkflowError) -> SegmentPlan {
        SegmentPlan(
            id: id, road: road,
            chainage: MetreRange(
                low: try DemoSurvey.chainage(from).metres, high: try DemoSurvey.chainage(to).metres),
            band: band, depthMetres: depthCentimetres / 100, classification: classification)
    }
}
