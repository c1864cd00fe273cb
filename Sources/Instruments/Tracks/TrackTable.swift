internal import FileAccess
internal import SurveyModel

/// Reads the lines of a table of fixes.
struct TrackTable {
    let columns: TrackColumns
    let path: String

    /// Lines that loggers put before or between the rows.
    static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        return text.begins(with: "#") || text.begins(with: "%") || text.begins(with: "//")
    }

    /// The fixes of all rows after the header.
    ///
    /// - Throws: `InstrumentError.damaged` where places are not given in degrees, or there are too
    ///   many columns.
    func read(_ lines: TextLines) throws(InstrumentError) -> TrackReader.Reading {
        guard !columns.isTooWide else {
            throw .damaged(
                path: path, atByte: 0,
                reason: "the table has more than \(TrackColumns.most) columns, which no table of "
                    + "fixes has")
        }
        guard columns.places[.latitude] != nil, columns.places[.longitude] != nil else {
            let reason =
                columns.holdPlaces
                ? "the table has eastings and northings without their map system; give columns "
                    + "latitude and longitude in degrees (WGS 84)"
                : "the table has no columns latitude and longitude"
            throw .damaged(path: path, atByte: 0, reason: reason)
        }
        var keeper = FixKeeper()
        var smallestTrace = Double.infinity
        var hasTimeless = false
        var isHeader = true
        // Cells after the last that is looked at are not taken apart.
        let most = (columns.places.values.max() ?? 0) + 1
        for line in lines.slices where !line.trimmingBlanks.isEmpty && !Self.isComment(line) {
            if isHeader {
                isHeader = false
                continue
            }
            let fix = fix(TrackColumns.cells(line, columns.separator, most: most))
            smallestTrace = min(smallestTrace, fix.trace ?? .infinity)
            hasTimeless = hasTimeless || fix.utc == nil
            keeper.append(fix)
        }
        keeper.finish()
        let found = warnings(keeper, smallestTrace: smallestTrace, hasTimeless: hasTimeless)
        return TrackReader.Reading(track: Track(fixes: keeper.fixes), warnings: found)
    }

    private func bytes(
        _ column: TrackColumns.Column, _ cells: [ArraySlice<UInt8>]
    ) -> ArraySlice<UInt8>? {
        guard let place = columns.places[column], place < cells.count else { return nil }
        let text = cells[place].trimmingBlanks
        return text.isEmpty ? nil : text
    }

    private func cell(
        _ column: TrackColumns.Column, _ cells: [ArraySlice<UInt8>]
    ) -> String? {
        // No time is longer.
        bytes(column, cells).flatMap { $0.count <= 64 ? TextLines.text($0) : nil }
    }

    private func number(
        _ column: TrackColumns.Column, _ cells: [ArraySlice<UInt8>]
    ) -> Double? {
        bytes(column, cells).flatMap { TextNumber.parse($0, decimalComma: true) }
    }

    private func fix(_ cells: [ArraySlice<UInt8>]) -> TrackFix {
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

    private func warnings(
        _ keeper: FixKeeper, smallestTrace: Double, hasTimeless: Bool
    ) -> [SweepWarning] {
        var found = keeper.warnings
        if smallestTrace == 1 {
            found.append(
                SweepWarning(
                    code: "track-numbers-assumed",
                    text: "the trace numbers of the track are taken to count from 0, though the "
                        + "smallest is 1"))
        }
        if columns.places[.time] != nil && columns.places[.utc] == nil && hasTimeless {
            found.append(
                SweepWarning(
                    code: "track-time-not-utc",
                    text: "the times of the track are not said to be UTC; they are not used"))
        }
        if keeper.unplacedCount > 0 {
            found.append(
                SweepWarning(
                    code: "fixes-without-position",
                    text: "\(keeper.unplacedCount) of \(keeper.count) rows of the track hold no "
                        + "position"))
        }
        return found
    }
}
