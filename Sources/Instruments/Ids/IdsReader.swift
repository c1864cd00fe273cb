internal import SurveyModel

/// Reads .dt files of IDS radars: records of one length, headers first, then one record per trace.
struct IdsReader: SweepFormat {
    /// By content; a file named so is taken at its word, so that its damage can be named.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        candidate.ending == "dt" || IdsRecords.isPlausible(candidate.head)
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let records = try IdsRecords(candidate.file)
        let header = try IdsHeader(records)
        var reader = IdsReader(records: records, header: header)
        return try reader.open(candidate)
    }

    private let records: IdsRecords
    private let header: IdsHeader
    private var ledger = FactLedger()
    private var extraFacts: [AuditedFact] = []

    private init(records: IdsRecords, header: IdsHeader) {
        self.records = records
        self.header = header
    }

    private mutating func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let traces = try IdsTraces(records, candidate.monitor)
        let channels = IdsChannels(header, traceCount: traces.count, &ledger)
        weighCount(traces, channels)
        let samples = sampleCount()
        let axis = try timeAxis(samples, candidate.options)
        let positions = positions()
        var outline = SweepOutline(
            format: "IDS DT version \(records.version), 16 bit", instrument: instrument(),
            channels: channels.traceCounts.enumerated().map { place, count in
                ChannelOutline(
                    index: place + 1, lateralOffsetMetres: 0, traceCount: count,
                    samplesPerTrace: samples, timeAxis: axis)
            }, positionSource: positions.source)
        if let sentence = header.dateSentence { ledger.warn("date-not-utc", sentence) }
        if let other = candidate.companion(["gec"]) {
            ledger.warn(
                "companion-unread",
                "the coordinates of marks in \(FileSource.stem(of: other)).gec are not read")
        }
        outline.files = [records.file.path]
        outline.warnings = ledger.warnings
        outline.audit = ledger.facts + extraFacts
        let stores = channels.traceCounts.enumerated().map { place, count in
            SweepFile.ChannelStore(
                traces: .stored(run(place, of: channels.count, count, samples)),
                distances: positions.axis)
        }
        return SweepFile(outline: outline, stores: stores)
    }

    private func run(_ place: Int, of channels: Int, _ count: Int, _ samples: Int) -> TraceRun {
        TraceRun(
            file: records.file, encoding: SampleEncoding(.int16), samplesPerTrace: samples,
            firstSampleByte: (records.firstTrace + place) * records.length
                + IdsRecords.tagByteCount,
            strideBytes: channels * records.length, traceCount: count)
    }

    private mutating func weighCount(_ traces: IdsTraces, _ channels: IdsChannels) {
        let told = header.traceCount.flatMap { $0 > 0 ? $0 : nil }
        let announced = told.map { $0.multipliedReportingOverflow(by: channels.count) }
            .flatMap { $0.overflow ? nil : $0.partialValue }
        traces.warn(records, announced: announced, &ledger)
        ledger.choose(
            "number of traces", unit: "", code: "trace-count-contradicted",
            [
                ("the trace records", Double(traces.count)),
                ("record H", announced.map(Double.init)),
            ], tolerance: 0, because: "what is there is read")
    }

    /// Samples of each trace: a record may be longer than its samples, never shorter.
    private mutating func sampleCount() -> Int {
        let room = (records.length - IdsRecords.tagByteCount) / 2
        let told = header.sampleCount.flatMap { $0 > 0 ? $0 : nil }
        var sources: [(name: String, value: Double?)] = [
            (name: "record H", value: told.map(Double.init)),
            (name: "the length of the records", value: Double(room)),
        ]
        let fits = told.map { $0 <= room } ?? false
        if !fits { sources.reverse() }
        ledger.choose(
            "number of samples per trace", unit: "", code: "sample-count-contradicted", sources,
            tolerance: 0,
            because: fits ? "a record may hold more than its samples" : "it cannot hold more")
        return fits ? (told ?? room) : room
    }

    private mutating func timeAxis(
        _ samples: Int, _ options: SweepReadOptions
    ) throws(InstrumentError) -> TimeAxis {
        let told = header.windowNanoseconds.flatMap { (1e-3...1e6).contains($0) ? $0 : nil }
        ledger.choose(
            "time window", unit: "ns", code: "window-contradicted", [("sweep_time", told)],
            because: "it is alone")
        guard let window = told ?? options.windowNanoseconds else {
            throw .damaged(
                path: records.file.path, atByte: 0,
                reason: "no record H with a usable sweep time is found, so that the time window "
                    + "is unknown; give --window")
        }
        if told == nil {
            ledger.warn(
                "window-missing",
                "the file tells no usable sweep time: the \(FactLedger.words(window)) ns given are "
                    + "used")
        }
        let interval = window / Double(samples)
        note("sample interval", "ns", interval, "sweep_time / samples", [("y_cell", header.cellY)])
        ledger.warn(
            "time-zero-missing", "the file tells no time zero: it is put at the first sample")
        return TimeAxis(sampleIntervalNanoseconds: interval)
    }

    private mutating func positions() -> (axis: DistanceAxis, source: PositionSource) {
        let told = header.sweepStep.flatMap { $0 > 1e-6 && $0 <= 100 ? $0 : nil }
        guard let step = told else {
            ledger.warnPositionsMissing()
            return (.numbered, .none)
        }
        note(
            "trace spacing", "m", step, "sweep_dx",
            [("x_cell", header.cellX), ("wheel_dx", header.wheelStep)])
        if !header.hasWheel {
            ledger.warn(
                "positions-nominal",
                "the file says that no wheel was used: its step of \(FactLedger.words(step)) m is "
                    + "true only where the radar was moved evenly")
        }
        return (.uniform(start: 0, step: step), header.hasWheel ? .wheel : .header)
    }

    /// A fact whose other sources are known to be wrong: told by the audit, no warning.
    private mutating func note(
        _ quantity: String, _ unit: String, _ value: Double, _ name: String,
        _ others: [(String, Double?)]
    ) {
        let said = others.compactMap { other in
            other.1.map { AuditedFact.Source(other.0 + " (unreliable)", $0) }
        }
        extraFacts.append(
            AuditedFact(
                quantity: quantity, unit: unit, sources: [AuditedFact.Source(name, value)] + said,
                agrees: said.allSatisfy { abs($0.value - value) <= 1e-4 * abs(value) }))
    }

    private mutating func instrument() -> Instrument {
        let transmitter = header.transmitters.first
        let frequency = ledger.choose(
            "centre frequency", unit: "MHz", code: "frequency-contradicted",
            [
                ("record ATX", transmitter?.frequencyMHz),
                ("record ARX", header.receivers.first?.frequencyMHz),
            ], because: "it belongs to the transmitter")
        let separation = transmitter.flatMap { one in
            header.receivers.first.flatMap { $0.separation(from: one) }
        }
        let text = transmitter?.frequencyText ?? ""
        return Instrument(
            maker: "IDS", antenna: text.isEmpty ? nil : text + " MHz",
            centreFrequencyMHz: frequency, antennaSeparationMetres: separation)
    }
}
