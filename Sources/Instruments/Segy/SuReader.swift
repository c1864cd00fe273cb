internal import SurveyModel

/// Reads Seismic Unix files: SEG-Y traces from byte 0 on without file headers, 32-bit floats in the
/// byte order of the machine that wrote them.
///
/// Bytes 180 to 195 of a trace header hold floats: d1, the sample interval, f1, the time of the first
/// sample, d2, the trace spacing, and f2, the distance of the first trace (J. W. Stockwell, The CWP/SU:
/// Seismic Unx package, Computers & Geosciences 25, 1999).
struct SuReader: SweepFormat {
    static let takesIntervalUnit = true

    static func recognises(_ candidate: FormatCandidate) throws(InstrumentError) -> Bool {
        if candidate.ending == "su" { return true }
        return try SuShape(candidate.file)?.isSure ?? false
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let file = candidate.file
        guard file.byteCount >= TraceArea.headerByteCount else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file ends within its first trace header")
        }
        guard let shape = try SuShape(file) else {
            throw .damaged(
                path: file.path, atByte: 114,
                reason: "no byte order gives a number of samples per trace that fits the file")
        }
        return try SuReader(candidate, shape).open()
    }

    private let candidate: FormatCandidate
    private let area: TraceArea
    private let trailingBytes: Int

    private init(_ candidate: FormatCandidate, _ shape: SuShape) {
        self.candidate = candidate
        let size = shape.strideBytes
        area = TraceArea(
            file: candidate.file, firstByte: 0, samplesPerTrace: shape.samplesPerTrace,
            traceCount: candidate.file.byteCount / size,
            encoding: SampleEncoding(.float32, isLittleEndian: shape.isLittleEndian))
        trailingBytes = candidate.file.byteCount % size
    }

    private func open() throws(InstrumentError) -> SweepFile {
        var ledger = FactLedger()
        let headers = try SegyTraceHeaders(
            area, dialect: .seismicUnix, monitor: candidate.monitor)
        noteShape(headers, &ledger)
        let timing = try SuTiming(headers, area, candidate.options)
        let channels = SegyChannels(single: area.traceCount)
        let d2 = headers.first.float32(188)
        let steps = SuSpacing(headers, area, step: d2)
        var outline = SweepOutline(
            format: "Seismic Unix", instrument: Instrument(),
            channels: [
                ChannelOutline(
                    index: 1, lateralOffsetMetres: 0, traceCount: area.traceCount,
                    samplesPerTrace: area.samplesPerTrace, timeAxis: timing.axis)
            ],
            positionSource: steps.source)
        let date = headers.acquiredAt
        outline.acquiredAt = date.text
        outline.files = [area.file.path]
        outline.audit = ledger.facts + timing.facts + steps.facts
        outline.warnings =
            ledger.warnings + timing.warnings + steps.warnings
            + [date.warning].compactMap { $0 }
        return SweepFile(
            outline: outline,
            stores: channels.groups.map {
                SweepFile.ChannelStore(
                    traces: .stored(area.run($0.traces)), distances: steps.distances)
            })
    }

    private func noteShape(_ headers: SegyTraceHeaders, _ ledger: inout FactLedger) {
        ledger.choose(
            "number of samples per trace", unit: "", code: "sample-count-contradicted",
            [("the first trace header", Double(area.samplesPerTrace))], because: "")
        ledger.choose(
            "number of traces", unit: "", code: "trace-count-contradicted",
            [("the file's size", Double(area.traceCount))], because: "")
        if headers.samplesDiffer {
            ledger.warn(
                "sample-count-varies",
                "trace headers give different numbers of samples; \(area.samplesPerTrace) is used "
                    + "for all")
        }
        guard trailingBytes > 0 else { return }
        ledger.warn(
            "traces-lost",
            "the file is cut: \(area.traceCount) whole traces are read, the trace begun at byte "
                + "\(area.traceCount * area.strideBytes) is lost")
    }
}

/// Byte order and size of the traces of a Seismic Unix file, found by what fits.
struct SuShape {
    let isLittleEndian: Bool
    let samplesPerTrace: Int
    /// Whether the content alone tells it from anything else.
    let isSure: Bool

    var strideBytes: Int { Self.strideBytes(samplesPerTrace) }

    private static func strideBytes(_ samples: Int) -> Int {
        TraceArea.headerByteCount + 4 * samples
    }

    /// `nil` where no byte order fits.
    init?(_ file: SourceFile) throws(InstrumentError) {
        guard file.byteCount >= TraceArea.headerByteCount else { return nil }
        let head = try file.bytes(at: 0, count: TraceArea.headerByteCount)
        var found: [(order: Bool, samples: Int, repeats: Int, divides: Bool)] = []
        for order in [true, false] {
            let fields = HeaderFields(bytes: head, isLittleEndian: order)
            let samples = fields.uint16(114)
            guard samples > 0, Self.strideBytes(samples) <= file.byteCount,
                (-1...200).contains(fields.int16(28)),
                let repeats = try Self.repeats(file, fields, samples: samples)
            else { continue }
            found.append((order, samples, repeats, file.byteCount % Self.strideBytes(samples) == 0))
        }
        let best = found.max {
            ($0.repeats, $0.divides ? 1 : 0) < ($1.repeats, $1.divides ? 1 : 0)
        }
        guard let best else { return nil }
        isLittleEndian = best.order
        samplesPerTrace = best.samples
        isSure = best.repeats >= 2 && best.divides
    }

    /// In how many of the next traces sample count and interval stand again; `nil` where a trace that
    /// is there has others.
    private static func repeats(
        _ file: SourceFile, _ fields: HeaderFields, samples: Int
    ) throws(InstrumentError) -> Int? {
        var seen = 0
        for number in 1...4 {
            let start = number * strideBytes(samples)
            guard start + TraceArea.headerByteCount <= file.byteCount else { break }
            let bytes = try file.bytes(at: start + 114, count: 4)
            guard bytes == Array(fields.bytes[114..<118]) else { return nil }
            seen += 1
        }
        return seen
    }
}
