internal import FileAccess
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

    /// Replays the survey in `source` into the new folder `target` and does the day's work.
    ///
    /// - Throws: where `target` is in the way, a file is missing, or `Cancelled`.
    public static func run(
        from source: String, into target: String, clock: WallClock = .system,
        monitor: WorkMonitor = .silent
    ) async throws -> DailyWork.Report {
        let plan = try plan(in: source)
        if Folder.exists(target) { return try await again(target, plan, clock, monitor) }
        let settings = try SettingsFile.read(source + "/" + SettingsFile.name)
        try SurveyCreation.create(
            at: target, settings: settings, roadFile: source + "/road.geojson", by: plan.author,
            clock: clock)
        let survey = try SurveyFolder(target)
        try SurveyCreation.approveSettings(
            of: survey, by: plan.approver, proposedBy: nil, clock: clock)
        for segment in plan.segments {
            try SegmentDesk.add(
                try segment.asPlan(), to: survey, by: plan.author, clock: clock)
        }
        return try await again(target, plan, clock, monitor, source: source)
    }

    /// Registers what is missing and does the day's work: the whole of it after an interruption.
    private static func again(
        _ target: String, _ plan: SurveyPlan, _ clock: WallClock, _ monitor: WorkMonitor,
        source: String? = nil
    ) async throws -> DailyWork.Report {
        let survey = try SurveyFolder(target)
        guard survey.settings.purpose == .demonstration else {
            throw WorkflowError.impossible(
                reason: "\(target): this is a survey of real ground, not the demonstration",
                hint: "give another folder")
        }
        if let source {
            for (place, lane) in plan.lanes.enumerated() {
                try monitor.check()
                monitor.progress(
                    0.4 * Double(place) / Double(plan.lanes.count), "registering \(lane.file)")
                try register(lane, in: survey, from: source, by: plan.author, clock)
            }
        }
        return try await DailyWork(survey: survey, author: plan.author, clock: clock)
            .run(monitor: monitor)
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
