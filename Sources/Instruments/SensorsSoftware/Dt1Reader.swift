internal import FileAccess
internal import SurveyModel

/// Reads lines of Sensors & Software radars: samples in a .DT1 file, facts in the .HD file beside it,
/// satellite fixes in a .GPS or .GP2 file where there is one.
struct Dt1Reader: SweepFormat {
    /// By ending, either file being named; any other name by two trace headers that fit.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        if candidate.ending == "dt1" { return true }
        if candidate.ending == "hd" { return Dt1Header.isHeader(candidate.head) }
        return followsItself(candidate)
    }

    private static func followsItself(_ candidate: FormatCandidate) -> Bool {
        let head = HeaderFields(bytes: candidate.head, isLittleEndian: true)
        guard head.count >= Dt1Layout.headerByteCount, head.float32(0) == 1,
            let points = Dt1Layout.whole(head.float32(8), in: 16...1 << 20),
            let size = Dt1Layout.whole(head.float32(20), in: 2...4), size != 3
        else { return false }
        let stride = Dt1Layout.headerByteCount + points * size
        guard let next = try? candidate.file.bytes(at: stride, count: Dt1Layout.headerByteCount)
        else { return false }
        let second = HeaderFields(bytes: next, isLittleEndian: true)
        return second.float32(0) == 2 && second.uint32(8) == head.uint32(8)
            && second.uint32(20) == head.uint32(20)
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let files = try Dt1Files(candidate)
        let header = files.header
        var ledger = FactLedger()
        header?.warn(&ledger)
        let layout = try Dt1Layout(files.samples, header, &ledger)
        let scan = try Dt1TraceScan(files.samples, layout, candidate.monitor)
        weighCount(scan, layout, header, files, &ledger)
        let timing = try Dt1Timing(
            layout, scan, header, candidate.options, path: files.samples.path, &ledger)
        let track = try files.track(firstNumber: scan.firstNumber, &ledger)
        let stored = try Dt1StoredPositions(
            files.samples, layout, traceCount: scan.traceCount, header, &ledger,
            candidate.monitor)
        let positions = try Dt1Positions(
            stored, header, traceCount: scan.traceCount, track, &ledger, candidate.monitor)
        var outline = SweepOutline(
            format: "Sensors & Software DT1, " + words(layout.encoding),
            instrument: instrument(header, scan, stored.scale, &ledger),
            channels: [
                ChannelOutline(
                    index: 1, lateralOffsetMetres: 0, traceCount: scan.traceCount,
                    samplesPerTrace: layout.samplesPerTrace, timeAxis: timing.axis,
                    timeZeroCountsSamples: true)
            ],
            positionSource: positions.source)
        outline.positionErrorMetres = positions.errorMetres
        outline.track = track?.track
        outline.acquiredAt = track?.startsAt
        if outline.acquiredAt == nil, let date = header?.date {
            ledger.warn(
                "date-not-utc",
                "the HD file is dated \(date) by a clock of unknown zone; the date is not used")
        }
        outline.files = [files.samples.path] + [header?.path, track?.path].compactMap { $0 }
        outline.warnings = ledger.warnings
        outline.audit = ledger.facts
        let run = TraceRun(
            file: files.samples, encoding: layout.encoding,
            samplesPerTrace: layout.samplesPerTrace, firstSampleByte: Dt1Layout.headerByteCount,
            strideBytes: layout.strideBytes, traceCount: scan.traceCount)
        return SweepFile(
            outline: outline,
            stores: [SweepFile.ChannelStore(traces: .stored(run), distances: positions.axis)])
    }

    private static func words(_ encoding: SampleEncoding) -> String {
        switch encoding.kind {
        case .float32: "32 bit float"
        case .int32: "32 bit"
        default: "16 bit"
        }
    }

    private static func weighCount(
        _ scan: Dt1TraceScan, _ layout: Dt1Layout, _ header: Dt1Header?, _ files: Dt1Files,
        _ ledger: inout FactLedger
    ) {
        let announced = header?.number("NUMBEROFTRACES")
        let count = announced.flatMap { Dt1Layout.whole($0, in: 0...1 << 53) }
        scan.warn(files.samples, layout, announced: count, &ledger)
        ledger.choose(
            "number of traces", unit: "", code: "trace-count-contradicted",
            [
                ("the size of the DT1 file", Double(scan.traceCount)),
                ("HD key NUMBER OF TRACES", announced),
            ], tolerance: 0, because: "what is there is read")
    }

    private static func instrument(
        _ header: Dt1Header?, _ scan: Dt1TraceScan, _ scale: Double?, _ ledger: inout FactLedger
    ) -> Instrument {
        let separation = scale.flatMap { scale in
            ledger.choose(
                "antenna separation", unit: "m", code: "separation-contradicted",
                [
                    (
                        "HD key ANTENNA SEPARATION",
                        header?.positive("ANTENNASEPARATION").map { $0 * scale }
                    ),
                    ("the first trace header", scan.separation.map { $0 * scale }),
                ], tolerance: 1e-3, because: "it was set for the whole line")
        }
        return Instrument(
            maker: "Sensors & Software", model: header?.model,
            antenna: header?.text("NOMINALFREQUENCY").map { $0 + " MHz" },
            centreFrequencyMHz: header?.positive("NOMINALFREQUENCY"),
            antennaSeparationMetres: separation)
    }
}

/// The files of one line, whichever of them was named.
private struct Dt1Files {
    let samples: SourceFile
    let header: Dt1Header?
    private let candidate: FormatCandidate

    init(_ candidate: FormatCandidate) throws(InstrumentError) {
        self.candidate = candidate
        if candidate.ending == "hd" {
            guard let path = candidate.companion(["dt1"]) else {
                let name = FileSource.stem(of: candidate.file.path) + ".DT1"
                throw .damaged(
                    path: candidate.file.path, atByte: 0,
                    reason: "the samples of this header are missing: there is no \(name) beside it")
            }
            samples = try candidate.source.open(path)
            header = try Self.header(candidate.file)
        } else {
            samples = candidate.file
            header = try candidate.companion(["hd"]).map { path throws(InstrumentError) in
                try Self.header(try candidate.source.open(path))
            }
        }
    }

    private static func header(_ file: SourceFile) throws(InstrumentError) -> Dt1Header {
        Dt1Header(try file.allBytes(limit: Dt1Header.byteLimit), path: file.path)
    }

    /// The satellite fixes; `firstNumber` is that of the first trace, where numbers count on.
    func track(
        firstNumber: Double?, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> Dt1Track? {
        guard let path = candidate.companion(["gps", "gp2"]) else { return nil }
        if let other = candidate.companion(["gp2"]), other != path {
            ledger.warn(
                "companion-unread",
                "\(Folder.name(of: other)) is not read, because \(Folder.name(of: path)) is")
        }
        let first = firstNumber.flatMap { Dt1Layout.whole($0, in: 1...1 << 24) } ?? 1
        let track = try Dt1Track(try candidate.source.open(path), firstNumber: Double(first))
        for warning in track.warnings { ledger.warn(warning.code, warning.text) }
        return track
    }
}
