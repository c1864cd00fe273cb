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

    /// Places of the alarms of which it says something else than `old` did.
    func changes(since old: AlarmBook) -> Set<Int> {
        func changed<Value: Equatable>(_ before: [Int: Value], _ after: [Int: Value]) -> [Int] {
            after.keys.filter { after[$0] != before[$0] }
        }
        return Set(
            changed(old.assignments, assignments) + changed(old.looks, looks)
                + changed(old.masks, masks))
    }
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
    /// Days after which an open alarm is overdue: as the settings in force say.
    public var overdueDays: Int {
        settingsInForce?.settings.alarmOverdueDays ?? SurveySettings.defaultAlarmOverdueDays
    }

    /// The last assignment of an alarm.
    public func assignment(of alarm: AlarmRecord) -> AlarmBook.Assignment? {
        guard !alarmBook.assignments.isEmpty, let index = alarmPlace(alarm.key) else { return nil }
        return alarmBook.assignments[index]
    }

    /// The looks at an alarm that settled nothing.
    public func looks(at alarm: AlarmRecord) -> [AlarmBook.Look] {
        guard !alarmBook.looks.isEmpty, let index = alarmPlace(alarm.key) else { return [] }
        return alarmBook.looks[index] ?? []
    }

    /// Ids of alarms closed as infrastructure before it, within whose position error it lies.
    public func masks(of alarm: AlarmRecord) -> [String] {
        guard !alarmBook.masks.isEmpty, let index = alarmPlace(alarm.key) else { return [] }
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

    /// Whether an alarm has been open for more than `overdueDays` at the time `at` (UTC).
    public func isOverdue(_ alarm: AlarmRecord, at: String) -> Bool {
        guard let limit = overdueLimit(at: at) else { return false }
        return alarm.isOpen && ISOTime.date(of: alarm.stamp.at) < limit
    }

    /// The first day on which an alarm may have been raised that is not overdue at `at`; nil where that is
    /// no time.
    public func overdueLimit(at: String) -> String? {
        ISOTime.dayNumber(of: at).map { ISOTime.date(ofDay: $0 - overdueDays) }
    }

    /// Alarms somebody is charged with, in the order of the record.
    public var assignedAlarms: [AlarmRecord] {
        alarmBook.assignments.keys.sorted().map { alarms[$0] }
    }

    /// Open alarms at which a look settled nothing, in the order of the record.
    public var alarmsInNeedOfSecondSensor: [AlarmRecord] {
        alarmBook.looks.keys.sorted().map { alarms[$0] }.filter(\.isOpen)
    }

    mutating func assign(_ fact: AlarmAssigned, _ stamp: EventStamp) {
        guard let index = alarmPlace(fact.alarm) else { return }
        alarmBook.assignments[index] = AlarmBook.Assignment(fact: fact, stamp: stamp)
    }

    mutating func inspect(_ fact: AlarmInspected, _ stamp: EventStamp) {
        guard let index = alarmPlace(fact.look.alarm) else { return }
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

    /// The date of a day counted from 1970-01-01, of the years 1 to 9999.
    static func date(ofDay number: Int) -> String {
        let days = number + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func padded(_ value: Int, _ places: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, places - text.count)) + text
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
