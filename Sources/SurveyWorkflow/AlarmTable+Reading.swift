internal import FileAccess
internal import SurveyModel

extension AlarmTable {
    private static let tableHint = "give an alarms.csv that `clearroad detect` or `day` wrote"

    /// The alarms in the file at `path` as `csv` wrote it.
    ///
    /// - Throws: `WorkflowError` where it is not such a table.
    static func read(_ path: String) throws(WorkflowError) -> [Alarm] {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(path: path)
        } catch {
            if case .file = error.problem { throw WorkflowError(file: path, error) }
            throw .impossible(
                reason: "\(error.description), so this is no table of alarms", hint: tableHint)
        }
        guard table.columns == columns else {
            throw .impossible(
                reason: "\(path): its first row is not that of a table of alarms",
                hint: tableHint)
        }
        do throws(CSVError) {
            return try alarms(in: table)
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    /// The alarm in one row that `csv` wrote; `nil` for any other row.
    static func alarm(fromRow row: String) -> Alarm? {
        let text = columns.joined(separator: ",") + "\n" + row
        guard let table = try? CSVTable(bytes: Array(text.utf8), path: ""), table.rowCount == 1
        else { return nil }
        return try? alarms(in: table).first
    }

    private static func alarms(in table: CSVTable) throws(CSVError) -> [Alarm] {
        var alarms: [Alarm] = []
        alarms.reserveCapacity(table.rowCount)
        for row in 0..<table.rowCount { alarms.append(try AlarmRow(table: table, row: row).alarm) }
        return alarms
    }
}

/// One row of a table whose columns are those of alarms.csv.
private struct AlarmRow {
    let table: CSVTable
    let row: Int

    var alarm: Alarm {
        get throws(CSVError) {
            guard let alarmClass = AlarmClass(rawValue: text("class")) else {
                throw CSVError(
                    path: table.path, line: table.line(ofRow: row), column: "class",
                    .unknownWord(text("class")))
            }
            return Alarm(
                id: text("id"), sweep: text("sweep"), xMetres: try needed("x_m"),
                yMetres: try needed("y_m"), depthMetres: try needed("depth_m"),
                score: try needed("score"), isSelected: text("selected") == "1",
                expectedFARPerSquareMetre: try number("expected_far_per_m2"),
                alarmClass: alarmClass, place: try place, evidence: try evidence)
        }
    }

    private var evidence: AlarmEvidence? {
        get throws(CSVError) {
            guard let imaging = try number("imaging_score") else { return nil }
            var range: ProbabilityRange?
            if let value = try number("probability"), let low = try number("probability_low"),
                let high = try number("probability_high")
            {
                range = ProbabilityRange(value: value, low: low, high: high)
            }
            let judge = text("judged_by")
            return AlarmEvidence(
                imagingScore: imaging, isImagingSelected: text("imaging_selected") == "1",
                imagingFARPerSquareMetre: try number("imaging_far_per_m2"),
                clutterPValue: try number("clutter_p"), anomaly: try number("anomaly"),
                probability: range, judge: judge.isEmpty ? nil : judge)
        }
    }

    private var place: AlarmPlace? {
        get throws(CSVError) {
            guard let longitude = try number("longitude"), let latitude = try number("latitude"),
                let chainage = try number("chainage_m"), let offset = try number("offset_m")
            else { return nil }
            return AlarmPlace(
                road: text("road"),
                position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
                geographic: GeographicPosition(longitude: longitude, latitude: latitude),
                alongErrorMetres: try number("error_along_m") ?? 0,
                acrossErrorMetres: try number("error_across_m") ?? 0,
                depthErrorMetres: try number("error_depth_m") ?? 0)
        }
    }

    private func text(_ name: String) -> String {
        table.index(of: name).map { table.text(row: row, column: $0) } ?? ""
    }

    private func number(_ name: String) throws(CSVError) -> Double? {
        guard let column = table.index(of: name) else { return nil }
        return try table.number(row: row, column: column)
    }

    private func needed(_ name: String) throws(CSVError) -> Double {
        guard let number = try number(name) else {
            throw CSVError(
                path: table.path, line: table.line(ofRow: row), column: name, .missingValue)
        }
        return number
    }
}
