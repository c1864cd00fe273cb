internal import Cartography
public import LandRelease
internal import SurveyModel

/// Alarms near a place, read from the registry's layer and its index, so that a record of a million alarms
/// answers at once.
public struct AlarmsNear: Sendable {
    let survey: SurveyFolder

    /// Alarms of `survey`.
    public init(survey: SurveyFolder) { self.survey = survey }

    /// The alarms within `radiusMetres` of a place along and across the road, nearest first; overdue ones
    /// are not told apart here.
    ///
    /// - Throws: `WorkflowError.impossible` where the place lies by no road of the survey.
    public func alarms(
        _ place: NearPlace, radiusMetres: Double, standing: AlarmQuery.Standing? = nil
    ) throws -> [NearAlarm] {
        let found = try positions(of: place).flatMap { road, position in
            try Registry.alarms(
                in: survey.registryPath, road: road, near: position, radiusMetres: radiusMetres)
        }
        return found.filter { Self.fits($0, standing) }
            .sorted { ($0.distanceMetres, $0.id) < ($1.distanceMetres, $1.id) }
    }

    private static func fits(_ alarm: NearAlarm, _ standing: AlarmQuery.Standing?) -> Bool {
        switch standing {
        case nil, .overdue: true
        case .open: alarm.state == "open"
        case .closed: alarm.state != "open"
        case .assigned: alarm.state == "open" && alarm.assignee != nil
        case .needsSecondSensor: alarm.needsSecondSensor
        }
    }

    private func positions(of place: NearPlace) throws -> [(String, RoadPosition)] {
        let lines = try Registry.centrelines(in: survey.registryPath)
        switch place {
        case .road(let position):
            guard lines.count == 1 else {
                throw WorkflowError.impossible(
                    reason: "the survey has \(lines.count) roads, a chainage alone names no place",
                    hint: "give LAT,LON")
            }
            return [(lines[0].id, position)]
        case .geographic(let point):
            let found = try lines.compactMap { line -> (String, RoadPosition)? in
                let centreline = try Centreline(road: line.id, vertices: line.vertices)
                return (try? centreline.roadPosition(of: point)).map { (line.id, $0) }
            }
            guard !found.isEmpty else {
                throw WorkflowError.impossible(
                    reason: "no road of the survey passes within 100 m of that place",
                    hint: "check latitude and longitude, latitude comes first")
            }
            return found
        }
    }
}
