internal import FileAccess
internal import SurveyModel

/// Reads MALA files: a header .rad with samples in .rd3 (16 bit) or .rd7 (32 bit), and .cor and
/// .mrk beside them.
///
/// Array data hold the channels of each scan one after the other.
struct MalaReader: SweepFormat {
    private let pair: HeaderPair
    private let header: KeyedText
    private let candidate: FormatCandidate

    /// By name, because the samples carry no mark; a header by its keys too.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        if ["rad", "rd3", "rd7"].contains(candidate.ending) { return true }
        return HeaderPair.isHeader(candidate)
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        try MalaReader(candidate).open()
    }

    private init(_ candidate: FormatCandidate) throws(InstrumentError) {
        pair = try HeaderPair(candidate, headerEnding: "rad", dataEndings: ["rd7", "rd3"])
        header = try KeyedText(pair.header)
        self.candidate = candidate
    }

    private func open() throws(InstrumentError) -> SweepFile {
        var ledger = FactLedger()
        pair.tell(&ledger)
        let samples = try HeaderPair.samples(header)
        let array = try MalaArray(header, &ledger)
        let counting = try TraceCounting(
            pair.data, samplesPerTrace: samples,
            encoding: SampleEncoding(isWide ? .int32 : .int16),
            announced: header.lastTrace(&ledger), multiples: array.channelCount, &ledger)
        let axis = TimeAxis(
            sampleIntervalNanoseconds: try StatedTiming.interval(
                header, samples: samples, options: candidate.options, &ledger))
        tellTimeZero(&ledger)
        let runs = array.runs(counting, &ledger)
        let companions = LineCompanions([stem], in: candidate.source, &ledger)
        let positions = LinePositions(
            lineFacts(counting, array.channelCount), cor: companions.cor,
            traceCount: runs.first?.traceCount ?? 0, &ledger)
        companions.tellMarks(unusedWhere: positions.source == .none, &ledger)
        tellRest(&ledger)
        var outline = SweepOutline(
            format: "MALA \(isWide ? "RD7, 32" : "RD3, 16") bit", instrument: instrument,
            channels: array.channels(runs, axis), positionSource: positions.source)
        positions.fill(&outline)
        outline.operatorName = header.text("OPERATOR")
        outline.warnings = ledger.warnings
        outline.audit = ledger.facts
        outline.files = [pair.data.path, pair.header.path] + companions.files
        return SweepFile(
            outline: outline,
            stores: runs.map {
                SweepFile.ChannelStore(traces: .stored($0), distances: positions.axis)
            })
    }

    private var isWide: Bool { FileSource.ending(of: pair.data.path) == "rd7" }

    /// The path of the samples without its ending.
    private var stem: String {
        let path = pair.data.path
        return String(path.dropLast(FileSource.ending(of: path).count + 1))
    }

    private func tellTimeZero(_ ledger: inout FactLedger) {
        let signal = header.text("SIGNAL POSITION").map {
            "; SIGNAL POSITION (\($0.prefix(20))) is a setting of the recorder and no place in "
                + "the trace"
        }
        ledger.warn(
            "time-zero-assumed",
            "the file does not tell time zero, it is taken at the first sample\(signal ?? ""); "
                + "give --time-zero if it is known")
    }

    private func lineFacts(_ counting: TraceCounting, _ channelCount: Int) -> LineFacts {
        var facts = LineFacts()
        facts.steps = [
            ("DISTANCE INTERVAL", header.number("DISTANCE INTERVAL", in: KeyedText.lengths))
        ]
        let byTime = header.number("TIME FLAG") == 1 && header.number("DISTANCE FLAG") == 0
        facts.timeTrigger = byTime ? "TIME FLAG" : nil
        facts.start = header.number("START POSITION", in: KeyedText.lengths)
        facts.stop = header.number("STOP POSITION", in: KeyedText.lengths)
        facts.recordedTraces = max(counting.announced ?? 0, counting.traceCount) / channelCount
        return facts
    }

    private func tellRest(_ ledger: inout FactLedger) {
        for (key, quantity) in [
            ("WHEEL CALIBRATION", "wheel calibration"), ("STACKS", "stacks"),
        ] {
            ledger.choose(
                quantity, unit: "", code: "header", [(key, header.number(key))], because: "")
        }
        header.tellRepeated(&ledger)
        if ["DATE", "START TIME"].contains(where: { header.text($0) != nil }) {
            KeyedText.tellDate(&ledger)
        }
    }

    private var instrument: Instrument {
        let antenna = header.text("ANTENNAS") ?? header.text("ANTENNA")
        return Instrument(
            maker: "MALA", antenna: antenna,
            centreFrequencyMHz: AntennaName.centreFrequencyMHz(antenna),
            antennaSeparationMetres: header.antennaSeparationMetres)
    }
}
