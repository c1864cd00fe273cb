internal import SurveyModel

/// What is known of alarms beside their closing: who is charged with them, looks that settled nothing, and
/// infrastructure that masks what comes up again over it.
public struct AlarmBook: Sendable, Equatable {
    /// An assignment with the event that says so.
    public struct Assignment: Sendable, Equatable {
        /// What was recorded.
        public var fact: AlarmAssigned
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    /// A look that settled nothing with the event that says so.
    public struct Look: Sendable, Equatable {
        /// What was recorded.
        public var fact: AlarmClosed
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    // By place in the list of alarms: few of a million alarms have any of these.
    var assignments: [Int: Assignment] = [:]
    var looks: [Int: [Look]] = [:]
    var masks: [Int: [String]] = [:]
    var maskGrid: [SurveyRecord.GridCell: [Int]] = [:]
}

/// Where an alarm stands in its life.
public enum AlarmState: String, Sendable, CaseIterable {
    /// Nobody is charged with it.
    case open
    /// Somebody is charged with it.
    case assigned
    /// Somebody looked and found nothing, in a way that settles nothing.
    case needsSecondSensor = "needs-second-sensor"
    /// A person settled it, or it lies on a seed.
    case closed
}

extension SurveyRecord {
    /// Days after which an open alarm is overdue.
    public static let overdueDays = 14

    /// The last assignment of an alarm.
    public func assignment(of alarm: AlarmRecord) -> AlarmBook.Assignment? {
        guard !alarmBook.assignments.isEmpty, let index = alarmKeys[alarm.key] else { return nil }
        return alarmBook.assignments[index]
    }

    /// The looks at an alarm that settled nothing.
    public func looks(at alarm: AlarmRecord) -> [AlarmBook.Look] {
        guard !alarmBook.looks.isEmpty, let index = alarmKeys[alarm.key] else { return [] }
        return alarmBook.looks[index] ?? []
    }

    /// Ids of alarms closed as infrastructure before it, within whose position error it lies.
    public func masks(of alarm: AlarmRecord) -> [String] {
        guard !alarmBook.masks.isEmpty, let index = alarmKeys[alarm.key] else { return [] }
        return alarmBook.masks[index] ?? []
    }

    /// Whether it is open and a look at it settled nothing.
    public func needsSecondSensor(_ alarm: AlarmRecord) -> Bool {
        alarm.isOpen && !looks(at: alarm).isEmpty
    }

    /// Where an alarm stands in its life.
    public func state(of alarm: AlarmRecord) -> AlarmState {
        if !alarm.isOpen { return .closed }
        if !looks(at: alarm).isEmpty { return .needsSecondSensor }
        return assignment(of: alarm) == nil ? .open : .assigned
    }

    /// Whether an alarm has been open for more than `days` at the time `at` (UTC).
    public func isOverdue(_ alarm: AlarmRecord, at: String, days: Int = overdueDays) -> Bool {
        guard alarm.isOpen, let raised = ISOTime.dayNumber(of: alarm.stamp.at),
            let now = ISOTime.dayNumber(of: at)
        else { return false }
        return now - raised > days
    }

    mutating func assign(_ fact: AlarmAssigned, _ stamp: EventStamp) {
        guard let index = alarmKeys[fact.alarm] else { return }
        alarmBook.assignments[index] = AlarmBook.Assignment(fact: fact, stamp: stamp)
    }

    mutating func inspect(_ fact: AlarmInspected, _ stamp: EventStamp) {
        guard let index = alarmKeys[fact.look.alarm] else { return }
        alarmBook.looks[index, default: []].append(
            AlarmBook.Look(fact: fact.look, stamp: stamp))
    }

    /// Enters infrastructure into every metre of road its position error reaches.
    mutating func mask(_ index: Int) {
        let place = alarms[index].place
        let middle = place.position.chainageMetres
        let first = Int((middle - place.alongErrorMetres).rounded(.down))
        let last = Int((middle + place.alongErrorMetres).rounded(.down))
        for metre in first...max(first, last) {
            alarmBook.maskGrid[GridCell(road: place.road, metre: metre), default: []].append(index)
        }
    }

    /// Names the infrastructure within whose position error a new alarm lies.
    mutating func nameMasks(of index: Int) {
        guard !alarmBook.maskGrid.isEmpty else { return }
        let place = alarms[index].place
        let near = alarmBook.maskGrid[cell(of: place)] ?? []
        let names = near.filter { candidate in
            let mask = alarms[candidate].place
            let along = abs(mask.position.chainageMetres - place.position.chainageMetres)
            let across = abs(mask.position.offsetMetres - place.position.offsetMetres)
            return along <= mask.alongErrorMetres + 1e-9
                && across <= mask.acrossErrorMetres + 1e-9
        }.map { alarms[$0].id }
        if !names.isEmpty { alarmBook.masks[index] = names }
    }
}

extension ISOTime {
    /// The number of the day of a date or timestamp, counted from 1970-01-01; nil where it is neither.
    public static func dayNumber(of text: String) -> Int? {
        let day = date(of: text)
        guard isDate(day) else { return nil }
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        // Days of the Gregorian calendar, the year begun in March (Hinnant, 2013).
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let month = (parts[1] + 9) % 12
        let ofYear = (153 * month + 2) / 5 + parts[2] - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + ofYear - 719_468
    }
}
