internal import FileAccess
public import SurveyModel

/// Reads the log of a satellite receiver by itself: NMEA sentences, or a table with columns.
public enum TrackReader: Sendable {
    /// A track that was read, with what is to be known of it.
    public struct Reading: Sendable, Equatable {
        /// The fixes; those of a plain log have no trace numbers.
        public var track: Track
        /// What was not used or assumed.
        public var warnings: [SweepWarning]
    }

    /// Day-long logs at ten fixes a second are smaller.
    static let largestByteCount = 64 << 20
    /// Logs beside a radar file hold the fixes of one line.
    static let largestCompanionByteCount = 16 << 20

    /// Reads the track file at `path`.
    ///
    /// - Throws: `InstrumentError`, where it holds no fixes or columns that cannot be used.
    public static func read(_ path: String) throws(InstrumentError) -> Reading {
        try read(path, in: .disk)
    }

    /// The same for files of any source.
    package static func read(
        _ path: String, in source: FileSource
    ) throws(InstrumentError) -> Reading {
        let bytes = try source.open(path).allBytes(limit: largestByteCount)
        let lines = TextLines(bytes)
        if isLog(lines) { return readLog(lines) }
        guard let header = headerLine(lines), let columns = TrackColumns(header) else {
            throw .damaged(
                path: path, atByte: 0,
                reason: "this is no track: neither NMEA sentences nor a table with columns")
        }
        return try TrackTable(columns: columns, path: path).read(lines)
    }

    /// Whether the file that begins with `head` is a track and no radar file.
    static func recognises(_ head: [UInt8]) -> Bool {
        // Binary files hold zero bytes soon; UTF-16 text is known by its mark.
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        guard isWide || !head.contains(0) else { return false }
        let lines = TextLines(head)
        if isLog(lines) { return true }
        return headerLine(lines).flatMap { TrackColumns($0) }?.holdPlaces ?? false
    }

    /// Whether one of the first lines is a sentence of a place.
    private static func isLog(_ lines: TextLines) -> Bool {
        lines.slices.lazy.prefix(40).contains { NmeaSentence(bytes: $0)?.fix != nil }
    }

    /// The first line that is neither empty nor a comment.
    private static func headerLine(_ lines: TextLines) -> ArraySlice<UInt8>? {
        lines.slices.lazy.prefix(40).first { line in
            !line.trimmingBlanks.isEmpty && !TrackTable.isComment(line)
        }
    }

    /// The fixes of a log of sentences, with the lines of radar loggers that tell their traces.
    static func readLog(_ lines: TextLines) -> Reading {
        var collector = NmeaCollector()
        for line in lines.slices {
            if let trace = TrackMarks.trace(line) {
                collector.begin(trace: trace)
            } else {
                collector.take(bytes: line)
            }
        }
        let track = Track(fixes: collector.allFixes())
        return Reading(track: track, warnings: collector.warnings)
    }
}

/// Lines of radar loggers that say which trace the next sentences belong to.
enum TrackMarks {
    /// The number of the trace from 0 in `$GSSIS,scan,...` (scans count from 0) or
    /// `Trace #n at position p` (traces count from 1); `nil` in any other line.
    static func trace(_ line: ArraySlice<UInt8>) -> Double? {
        let text = line.trimmingBlanks
        if text.begins(with: "$GSSIS,") {
            let field = text.dropFirst(7).prefix { $0 != 0x2C && $0 != 0x2A }
            return TextNumber.parse(field).flatMap { $0 >= 0 && $0 < 1e12 ? $0 : nil }
        }
        if text.begins(with: "TRACE #") {
            let field = text.dropFirst(7).prefix { $0 != 32 }
            return TextNumber.parse(field).flatMap { $0 >= 1 && $0 < 1e12 ? $0 - 1 : nil }
        }
        return nil
    }
}
