internal import SurveyModel

/// Reads the lines of a table of fixes.
struct TrackTable {
    let columns: TrackColumns
    let path: String

    /// Lines that loggers put before or between the rows.
    static func isComment(_ line: String) -> Bool {
        let text = line.trimmingBlanks
        return text.hasPrefix("#") || text.hasPrefix("%") || text.hasPrefix("//")
    }

    /// The fixes of all rows after the header.
    ///
    /// - Throws: `InstrumentError.damaged` where places are not given in degrees, or in no row.
    func read(_ lines: TextLines) throws(InstrumentError) -> TrackReader.Reading {
        guard columns.places[.latitude] != nil, columns.places[.longitude] != nil else {
            let reason =
                columns.holdPlaces
                ? "the table has eastings and northings without their map system; give columns "
                    + "latitude and longitude in degrees (WGS 84)"
                : "the table has no columns latitude and longitude"
            throw .damaged(path: path, atByte: 0, reason: reason)
        }
        var fixes: [TrackFix] = []
        var isHeader = true
        for line in lines where !line.trimmingBlanks.isEmpty && !Self.isComment(line) {
            if isHeader {
                isHeader = false
            } else {
                fixes.append(fix(TrackColumns.cells(line, columns.separator)))
            }
        }
        return TrackReader.Reading(track: Track(fixes: fixes), warnings: warnings(fixes))
    }

    private func cell(_ column: TrackColumns.Column, _ cells: [String]) -> String? {
        guard let place = columns.places[column], place < cells.count else { return nil }
        let text = cells[place].trimmingBlanks
        return text.isEmpty ? nil : text
    }

    private func number(_ column: TrackColumns.Column, _ cells: [String]) -> Double? {
        cell(column, cells).flatMap {
            TextNumber.parse($0, decimalComma: true)
        }
    }

    private func fix(_ cells: [String]) -> TrackFix {
        var fix = TrackFix()
        fix.trace = number(.trace, cells).flatMap { $0 >= 0 && $0 < 1e12 ? $0 : nil }
        fix.quality = number(.quality, cells).flatMap { Int(exactly: $0) }
            .flatMap { TrackFix.Quality(rawValue: $0) }
        if fix.quality != TrackFix.Quality.none && fix.quality != .simulated {
            fix.place = TrackFix.Place.checked(
                latitude: number(.latitude, cells), longitude: number(.longitude, cells),
                elevationMetres: number(.elevation, cells))
        }
        fix.utc = cell(.utc, cells) ?? cell(.time, cells).flatMap { $0.hasSuffix("Z") ? $0 : nil }
        fix.geoidMetres = number(.geoid, cells)
        fix.horizontalDilution = number(.dilution, cells).flatMap { $0 > 0 && $0 < 99 ? $0 : nil }
        fix.errorMetres = number(.accuracy, cells).flatMap { $0 > 0 ? $0 : nil }
        return fix
    }

    private func warnings(_ fixes: [TrackFix]) -> [SweepWarning] {
        var found: [SweepWarning] = []
        let traces = fixes.compactMap(\.trace)
        if traces.min() == 1 {
            found.append(
                SweepWarning(
                    code: "track-numbers-assumed",
                    text: "the trace numbers of the track are taken to count from 0, though the "
                        + "smallest is 1"))
        }
        if columns.places[.time] != nil && columns.places[.utc] == nil
            && fixes.contains(where: { $0.utc == nil })
        {
            found.append(
                SweepWarning(
                    code: "track-time-not-utc",
                    text: "the times of the track are not said to be UTC; they are not used"))
        }
        let lost = fixes.filter { $0.place == nil }.count
        if lost > 0 {
            found.append(
                SweepWarning(
                    code: "fixes-without-position",
                    text: "\(lost) of \(fixes.count) rows of the track hold no position"))
        }
        return found
    }
}
