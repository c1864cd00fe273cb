internal import FileAccess
internal import SurveyModel

extension AlarmTable {
    /// The alarm in one row that `csv` wrote; `nil` for any other row.
    static func alarm(fromRow row: String) -> Alarm? {
        let fields = fields(of: row)
        guard fields.count == columns.count else { return nil }
        let value = Dictionary(uniqueKeysWithValues: zip(columns, fields))
        func text(_ name: String) -> String { value[name] ?? "" }
        func number(_ name: String) -> Double? { Double(text(name)) }
        guard let x = number("x_m"), let y = number("y_m"), let depth = number("depth_m"),
            let score = number("score"), let alarmClass = AlarmClass(rawValue: text("class"))
        else { return nil }
        var alarm = Alarm(
            id: text("id"), sweep: text("sweep"), xMetres: x, yMetres: y, depthMetres: depth,
            score: score, isSelected: text("selected") == "1",
            expectedFARPerSquareMetre: number("expected_far_per_m2"), alarmClass: alarmClass)
        if let longitude = number("longitude"), let latitude = number("latitude"),
            let chainage = number("chainage_m"), let offset = number("offset_m")
        {
            alarm.place = AlarmPlace(
                road: text("road"),
                position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
                geographic: GeographicPosition(longitude: longitude, latitude: latitude),
                alongErrorMetres: number("error_along_m") ?? 0,
                acrossErrorMetres: number("error_across_m") ?? 0,
                depthErrorMetres: number("error_depth_m") ?? 0)
        }
        return alarm
    }

    /// The fields of one row (RFC 4180).
    static func fields(of row: String) -> [String] {
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var previousWasQuote = false
        for character in row {
            if isQuoted {
                if previousWasQuote {
                    previousWasQuote = false
                    if character == "\"" {
                        field.append("\"")
                        continue
                    }
                    isQuoted = false
                } else if character == "\"" {
                    previousWasQuote = true
                    continue
                } else {
                    field.append(character)
                    continue
                }
            }
            switch character {
            case ",":
                fields.append(field)
                field = ""
            case "\"" where field.isEmpty: isQuoted = true
            default: field.append(character)
            }
        }
        return fields + [field]
    }
}

extension AlarmTable {
    /// Largest table read (bytes).
    private static let mostBytes = 256 << 20

    /// The alarms in the file at `path` as `csv` wrote it.
    ///
    /// - Throws: `WorkflowError` where it is not such a table.
    static func read(_ path: String) throws -> [Alarm] {
        do {
            let file = try RegularFile(path: path)
            guard file.byteCount <= mostBytes else {
                throw WorkflowError.impossible(
                    reason: "\(path): it is larger than any table of alarms", hint: nil)
            }
            let text = String(decoding: try file.allBytes(), as: UTF8.self)
            let rows = text.split(whereSeparator: \.isNewline).map(String.init)
            guard rows.first == columns.joined(separator: ",") else {
                throw WorkflowError.impossible(
                    reason: "\(path): its first row is not that of a table of alarms",
                    hint: "give an alarms.csv that `clearroad detect` or `day` wrote")
            }
            return try rows.dropFirst().map { row in
                guard let alarm = alarm(fromRow: row) else {
                    throw WorkflowError.impossible(
                        reason: "\(path): a row is no alarm: \(row.prefix(60))", hint: nil)
                }
                return alarm
            }
        } catch let error as WorkflowError {
            throw error
        } catch {
            throw WorkflowError(file: path, error)
        }
    }
}
