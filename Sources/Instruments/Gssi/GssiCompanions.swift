internal import SurveyModel

/// The files GSSI recorders write beside a DZT file.
struct GssiCompanions {
    private(set) var dzx: DzxFile?
    private(set) var track: Track?
    /// Paths of those that were read.
    private(set) var files: [String] = []

    /// Reads what lies beside `candidate`; a companion that cannot be read is named and left out.
    init(_ candidate: FormatCandidate, _ ledger: inout FactLedger) {
        if let bytes = read(candidate, "dzg", TrackReader.largestCompanionByteCount, &ledger) {
            let reading = TrackReader.readLog(TextLines(bytes))
            track = reading.track
            for warning in reading.warnings { ledger.warn(warning.code, warning.text) }
        }
        if let bytes = read(candidate, "dzx", DzxFile.largestByteCount, &ledger) {
            let read = DzxFile(bytes)
            dzx = read
            if !read.isWhole {
                ledger.warn(
                    "companion-damaged",
                    "the DZX file is no DZX text to its end; what could be read of it is used")
            }
        }
    }

    private mutating func read(
        _ candidate: FormatCandidate, _ ending: String, _ limit: Int, _ ledger: inout FactLedger
    ) -> [UInt8]? {
        guard let path = candidate.companion([ending]) else { return nil }
        do throws(InstrumentError) {
            let bytes = try candidate.source.open(path).allBytes(limit: limit)
            files.append(path)
            return bytes
        } catch {
            ledger.warn("companion-unreadable", "\(error.description); it is not used")
            return nil
        }
    }

    /// Weighs what the companions say against the scans that are there.
    func weigh(_ layout: DztLayout, _ ledger: inout FactLedger) {
        let count = layout.frames.traceCount
        ledger.choose(
            "trace count", unit: "", code: "trace-count-contradicted",
            [
                ("the size of the DZT file", Double(count)),
                ("scanRange of the DZX file", (dzx?.scanRange?.count).map(Double.init)),
            ], absolute: 0.5, because: "these scans are there")
        ledger.choose(
            "permittivity", unit: "", code: "permittivity-contradicted",
            [
                ("the DZT header", layout.header.permittivity),
                ("the DZX file", dzx?.dielectric),
            ], tolerance: 1e-3, because: "it was written while recording")
        let lost = dzx?.wayPoints.count { ($0.scan ?? 0) >= count } ?? 0
        if lost > 0 {
            ledger.warn(
                "way-points-beyond-traces",
                "\(lost) way point\(lost == 1 ? "" : "s") of the DZX file belong\(lost == 1 ? "s" : "")"
                    + " to scans the file does not hold")
        }
        guard let track else { return }
        let beyond = track.fixes.filter { ($0.trace ?? 0) >= Double(count) }.count
        if beyond > 0 {
            ledger.warn(
                "fixes-beyond-traces",
                "\(beyond) satellite fixes belong to scans the file does not hold")
        }
        if track.placedFixes.isEmpty {
            ledger.warn(
                "track-without-position",
                "the satellite receiver had no position: none of its \(track.fixes.count) records "
                    + "gives one")
        }
    }

    /// Date and time of the first fix (UTC), where the receiver told the date.
    var acquiredAt: String? {
        track?.fixes.lazy.compactMap(\.utc).first { $0.contains("T") }
    }
}
