internal import FileAccess
internal import SurveyModel

/// Reads GSSI's DZT files with the DZX and DZG files beside them.
struct GssiReader: SweepFormat {
    /// By name or content; a companion stands for its DZT file.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        switch candidate.ending {
        case "dzt", "dzx": true
        case "dzg": candidate.companion(["dzt"]) != nil
        default: DztHeader(candidate.head)?.isPlausible == true
        }
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        guard candidate.ending == "dzx" || candidate.ending == "dzg" else {
            return try read(candidate)
        }
        guard let path = candidate.companion(["dzt"]) else {
            let stem = candidate.file.path.dropLast(4)
            throw .file(.missing(path: stem + ".DZT"))
        }
        return try read(candidate.sibling(path))
    }

    private static func read(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        var ledger = FactLedger()
        let layout = try DztLayout(candidate.file, &ledger)
        let channels = try GssiChannels(layout, candidate, &ledger)
        let companions = GssiCompanions(candidate, &ledger)
        companions.weigh(layout, &ledger)
        let path = companions.track.map { GnssPath($0) }
        let positions = try DztPositions(
            layout, companions.dzx, path, channels.flags[0], &ledger, candidate.monitor)
        var outline = SweepOutline(
            format: "GSSI DZT, \(layout.header.bitsPerSample) bit",
            instrument: channels.instrument, channels: channels.outlines,
            positionSource: positions.source)
        outline.positionErrorMetres = positions.errorMetres
        outline.track = companions.track
        outline.acquiredAt = companions.acquiredAt
        nameDates(layout.header, isKnown: outline.acquiredAt != nil, &ledger)
        outline.files = [candidate.file.path] + companions.files
        let stores = channels.runs.map { run in
            SweepFile.ChannelStore(traces: .stored(run), distances: positions.axis)
        }
        var sweep = SweepFile(outline: outline, stores: stores)
        if let path {
            if positions.source != .none && positions.source != .gnss {
                sweep.weighLength(
                    of: path, because: positions.reasonAgainstFixes, &ledger)
            } else {
                for warning in path.warnings(traceCount: layout.frames.traceCount) {
                    ledger.warn(warning.code, warning.text)
                }
            }
        }
        if let path, path.knots() == nil, outline.track?.placedFixes.isEmpty == false {
            ledger.warn(
                "track-too-short",
                "the DZG file has fewer than two usable positions, or they do not move further than "
                    + "their error: it gives no trace a position")
        }
        sweep.outline.audit = ledger.facts
        sweep.outline.warnings = ledger.warnings
        return sweep
    }

    private static func nameDates(
        _ header: DztHeader, isKnown: Bool, _ ledger: inout FactLedger
    ) {
        guard !isKnown, let created = header.created else { return }
        let changed = header.modified.map { ", changed \($0.text)" } ?? ""
        ledger.warn(
            "date-not-utc",
            "the file was recorded \(created.text)\(changed) by the recorder's clock; its time zone "
                + "is not told, so the date is not used as UTC")
    }
}
