internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import LandRelease
internal import SurveyModel

/// A day's sheet of visits to alarms: all rows are recorded in one go, or none is.
public struct AlarmSheet: Sendable {
    /// Columns a sheet must have.
    public static let needed = ["alarm", "result", "depth_cm", "chainage", "offset", "closed_on"]
    /// Columns it may have.
    public static let optional = ["method", "closed_by", "note", "not_explosive"] + findColumns
    /// Columns that tell of a find.
    static let findColumns = [
        "category", "subcategory", "model", "condition", "quantity", "sensor", "find_depth_cm",
        "position_method", "accuracy_m", "disposal", "disposed_on",
    ]

    let survey: SurveyFolder
    let clock: WallClock

    /// Sheets for `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// Checks the sheet at `path` and, unless `isCheckOnly`, records it in one append.
    ///
    /// - Returns: what it says, or every fault with its line and column; rows that are on record word for
    ///   word are counted and left alone.
    /// - Throws: `WorkflowError` where the file is no table, or the record cannot be written.
    public func take(
        _ path: String, by person: String, isCheckOnly: Bool = false
    ) throws -> SheetOutcome {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(path: path)
        } catch {
            throw WorkflowError(file: path, error)
        }
        var outcome = SheetOutcome()
        let header = SheetHeader.check(
            table, needed: Self.needed, known: Self.needed + Self.optional)
        outcome.faults = header.faults
        outcome.otherColumns = header.others
        outcome.rows = table.rowCount
        guard outcome.faults.isEmpty else { return outcome }
        var registry = try survey.registry(readOnly: isCheckOnly)
        let now = clock.now()
        let rows = try read(table, registry.record, by: person)
        outcome.faults = rows.flatMap(\.faults)
        let facts = check(rows, registry.record, by: person, at: now, &outcome)
        guard outcome.faults.isEmpty else { return outcome }
        if !isCheckOnly && !facts.isEmpty {
            try registry.record(
                facts, what: "the sheet \(path)", by: person, at: now,
                inputs: [try Digest(ofFile: path)])
            outcome.isRecorded = true
        }
        return outcome
    }

    /// One row: what it says as facts, or what is wrong with it.
    struct Row {
        var line: Int
        var alarm: AlarmRecord?
        var facts: [Fact]
        var faults: [SheetFault]
    }

    private func read(
        _ table: CSVTable, _ record: SurveyRecord, by person: String
    ) throws -> [Row] {
        let lines = try survey.centrelines(record)
        let reader = AlarmSheetReader(
            record: record, lines: lines, person: person,
            typedErrorMetres: max(
                survey.layout(record).typedPlacement.alongErrorMetres,
                survey.layout(record).typedPlacement.acrossErrorMetres))
        return (0..<table.rowCount).map { reader.row(SheetRow(table: table, row: $0)) }
    }

    /// The facts that are new; what the rules say against them goes into `outcome` with its place.
    private func check(
        _ rows: [Row], _ record: SurveyRecord, by person: String, at now: String,
        _ outcome: inout SheetOutcome
    ) -> [Fact] {
        var fresh: [(fact: Fact, row: Row)] = []
        for row in rows where row.faults.isEmpty {
            guard let alarm = row.alarm else { continue }
            let new = row.facts.filter { !record.tells($0, of: alarm) }
            if new.isEmpty { outcome.known += 1 }
            fresh += new.map { ($0, row) }
        }
        let found = record.objections(toBatch: fresh.map(\.fact), by: person, at: now)
        var closedIn: [String: Int] = [:]
        for (objections, (fact, row)) in zip(found, fresh) {
            for objection in objections {
                var objection = objection
                if objection.code == "already-recorded", let id = row.alarm?.id,
                    let line = closedIn[id]
                {
                    objection.text += ", by line \(line) of this sheet"
                    objection.cure = "take one of the two lines out"
                }
                outcome.faults.append(
                    SheetFault(row.line, AlarmSheetReader.column(of: objection), objection))
            }
            guard objections.isEmpty, let id = row.alarm?.id else { continue }
            switch fact {
            case .alarmClosed:
                closedIn[id] = row.line
                outcome.closed.append(id)
            case .alarmInspected: outcome.inspected.append(id)
            case .findRecorded: outcome.finds += 1
            default: break
            }
        }
        // What is said of who and when is the same for every row.
        var said: Set<String> = []
        outcome.faults = outcome.faults.filter {
            said.insert("\($0.line) \($0.column) \($0.objection.text)").inserted
        }.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        return fresh.map(\.fact)
    }
}

extension SurveyRecord {
    /// Whether the record holds this very visit to `alarm`, or this very find.
    func tells(_ fact: Fact, of alarm: AlarmRecord) -> Bool {
        switch fact {
        case .alarmClosed(let closing): alarm.closing?.fact.isSame(closing) == true
        case .alarmInspected(let inspected):
            looks(at: alarm).contains { $0.fact.isSame(inspected.look) }
        case .findRecorded(let find): finds.contains { $0.details?.id == find.id }
        default: false
        }
    }
}

extension AlarmClosed {
    /// Whether both say the same, whatever rules they were written under.
    fileprivate func isSame(_ other: AlarmClosed) -> Bool {
        var (one, two) = (self, other)
        one.rules = nil
        two.rules = nil
        return one == two
    }
}
