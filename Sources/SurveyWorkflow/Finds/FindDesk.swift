internal import Cartography
internal import FileAccess
public import LandRelease
public import SurveyModel

/// Where a person says an item was found.
public enum FindSpot: Sendable {
    /// By the road; the road may be left out where there is one.
    case road(String?, RoadPosition)
    /// By coordinates.
    case geographic(GeographicPosition)
    /// Only the middle of the community, and the segment where it is known.
    case community(GeographicPosition, segment: String?)
}

/// What a person says of an item found.
public struct FindPlan: Sendable {
    /// The alarm it was found at; nil where there was none.
    public var alarm: String?
    /// What it is.
    public var item: FoundItem
    /// Where it was found.
    public var spot: FindSpot
    /// How that is known.
    public var method: PositionMethod
    /// 95 % error of the place (m); nil stands for that of typed lanes.
    public var accuracyMetres: Double?
    /// Depth of its top (m).
    public var depthMetres: Double
    /// What found it.
    public var sensor: String
    /// What became of it.
    public var disposal: FindDisposal
    /// A picture.
    public var photoPath: String?
    /// Who found it; nil stands for who records it.
    public var foundBy: String?
    /// On which day; today where it is nil.
    public var foundOn: String?
    /// Anything else.
    public var note: String

    /// A find of `item` at `spot`.
    public init(
        alarm: String? = nil, item: FoundItem, spot: FindSpot, method: PositionMethod,
        accuracyMetres: Double? = nil, depthMetres: Double, sensor: String,
        disposal: FindDisposal = FindDisposal(.pending), photoPath: String? = nil,
        foundBy: String? = nil, foundOn: String? = nil, note: String = ""
    ) {
        self.alarm = alarm
        self.item = item
        self.spot = spot
        self.method = method
        self.accuracyMetres = accuracyMetres
        self.depthMetres = depthMetres
        self.sensor = sensor
        self.disposal = disposal
        self.photoPath = photoPath
        self.foundBy = foundBy
        self.foundOn = foundOn
        self.note = note
    }
}

/// Items found, their disposal, and the searches around them.
public struct FindDesk: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// The time.
    public let clock: WallClock

    /// The desk of `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// The date now, `YYYY-MM-DD`.
    public var today: String { clock.today }

    /// Records an item.
    ///
    /// - Returns: the find as the record has it.
    /// - Throws: `WorkflowError.refused` with every reason, or why the place or the picture cannot be used.
    public func add(_ plan: FindPlan, by person: String) throws -> FindRecord {
        var registry = try survey.registry()
        let record = registry.record
        let alarm = try plan.alarm.map { try record.requiredAlarm($0) }
        if plan.method == .gnss && plan.accuracyMetres == nil {
            throw WorkflowError.impossible(
                reason: "a satellite fix has no accuracy", hint: "give the receiver's figure")
        }
        var place = try place(of: plan, record)
        let typed = survey.layout(record).typedPlacement
        place.accuracyMetres =
            plan.accuracyMetres ?? max(typed.alongErrorMetres, typed.acrossErrorMetres)
        var fact = FindRecorded(
            id: "", alarm: alarm?.key, item: plan.item, place: place,
            depthMetres: plan.depthMetres, sensor: plan.sensor, disposal: plan.disposal,
            foundBy: plan.foundBy ?? person, foundOn: plan.foundOn ?? clock.today, note: plan.note
        ).numbered
        let now = clock.now()
        // A picture is stored only for a find that will be recorded.
        let objections = record.objections(to: .findRecorded(fact), by: person, at: now)
        guard objections.isEmpty else {
            throw WorkflowError.refused(what: "the find", objections: objections)
        }
        if let path = plan.photoPath {
            fact.photo = try EvidenceStore.store(document: path, inSurvey: survey.path)
        }
        try registry.record(
            [.findRecorded(fact)], what: "the find", by: person, at: now,
            inputs: [fact.photo].compactMap { $0 })
        return try registry.record.requiredFind(fact.id)
    }

    private func place(of plan: FindPlan, _ record: SurveyRecord) throws -> FindPlace {
        let lines = try survey.centrelines(record)
        switch plan.spot {
        case .road(let road, let position):
            let name = try road ?? onlyRoad(lines)
            guard let line = lines[name] else {
                throw WorkflowError.unknown(
                    kind: "road", name: name, known: lines.keys.sorted())
            }
            return FindPlace(
                road: name, position: position, geographic: try line.geographic(of: position),
                method: plan.method, accuracyMetres: 0)
        case .geographic(let place):
            let near = lines.compactMap { name, line in
                (try? line.roadPosition(of: place)).map { (name, $0) }
            }.min { abs($0.1.offsetMetres) < abs($1.1.offsetMetres) }
            guard let near else {
                throw WorkflowError.impossible(
                    reason: "no road of the survey passes within 100 m of that place",
                    hint: "check latitude and longitude, latitude comes first")
            }
            return FindPlace(
                road: near.0, position: near.1, geographic: place, method: plan.method,
                accuracyMetres: 0)
        case .community(let place, let segment):
            return FindPlace(
                road: nil, position: nil, geographic: place, method: .communityCentroid,
                accuracyMetres: 0, segment: segment)
        }
    }

    private func onlyRoad(_ lines: [String: Centreline]) throws -> String {
        guard lines.count == 1, let name = lines.keys.first else {
            throw WorkflowError.impossible(
                reason: "the survey has \(lines.count) roads, a chainage alone names no place",
                hint: "name the road, or give latitude and longitude")
        }
        return name
    }

    /// Records what became of an item.
    public func dispose(
        _ id: String, _ disposal: FindDisposal, note: String = "", by person: String
    ) throws {
        var registry = try survey.registry()
        let find = try registry.record.requiredFind(id)
        try registry.record(
            [.findDisposed(FindDisposed(find: find.id, disposal: disposal, note: note))],
            what: "the disposal of find \(find.id)", by: person, at: clock.now())
    }

    /// Ends the search around a find: by a dig of the whole zone, or else by the evidence swept since.
    ///
    /// - Throws: `WorkflowError.refused` with every reason.
    public func closeSearch(
        _ id: String, dig: SearchClosed.Dig? = nil, reason: String, by person: String
    ) throws {
        var registry = try survey.registry()
        let find = try registry.record.requiredFind(id)
        let coverage = dig == nil ? try SearchCoverage(registry.record).accounts(around: find) : []
        try registry.record(
            [
                .searchClosed(
                    SearchClosed(find: find.id, coverage: coverage, dig: dig, reason: reason))
            ], what: "closing the search around find \(find.id)", by: person, at: clock.now())
    }
}

extension SurveyRecord {
    /// The find `id`, or an error that names some there are.
    public func requiredFind(_ id: String) throws(WorkflowError) -> FindRecord {
        guard let find = find(id) else {
            throw .unknown(kind: "find", name: id, known: finds.prefix(8).map(\.id))
        }
        return find
    }
}
