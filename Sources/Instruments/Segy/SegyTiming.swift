internal import SurveyModel

/// Decides the time axis of a SEG-Y file.
struct SegyTiming {
    let axis: TimeAxis
    let unit: SegyIntervalUnit
    private var ledger = FactLedger()

    var warnings: [SweepWarning] { ledger.warnings }
    var facts: [AuditedFact] { ledger.facts }

    init(
        _ layout: SegyLayout, _ headers: SegyTraceHeaders, _ facts: SegyTextFacts,
        _ options: SweepReadOptions, path: String
    ) throws(InstrumentError) {
        let binary = Double(layout.fields.uint16(3216))
        let extended = layout.extensions.interval
        let trace = Double(headers.first.uint16(116))
        guard let stored = [binary, extended ?? 0, trace].first(where: { $0 > 0 }) else {
            throw .damaged(
                path: path, atByte: 3216, reason: "the headers give no sample interval")
        }
        let choice = Self.unit(
            stored, samples: layout.samplesPerTrace, said: facts.intervalUnit,
            dialect: headers.dialect, asked: options.segyIntervalUnit)
        unit = choice.unit
        if let note = choice.warning { ledger.warn(note.code, note.text) }
        let interval = Self.interval(
            Stored(binary: binary, extended: extended, trace: trace), exact: facts, choice.unit,
            &ledger)
        let zero = Self.timeZero(headers, choice.unit, facts, &ledger)
        axis = TimeAxis(sampleIntervalNanoseconds: interval, timeZeroNanoseconds: zero)
        if headers.delaysDiffer {
            ledger.warn(
                "delay-varies",
                "the recording delay differs from trace to trace; that of the first is used for "
                    + "all")
        }
        if headers.intervalsDiffer {
            ledger.warn(
                "interval-varies",
                "trace headers give different sample intervals; \(short(stored)) is used for all")
        }
        ledger.choose(
            "time window", unit: "ns", code: "window-contradicted",
            [("interval times samples", interval * Double(layout.samplesPerTrace))], because: "")
    }

    /// Sample intervals as the headers hold them, 0 where they do not.
    private struct Stored {
        var binary: Double
        var extended: Double?
        var trace: Double
    }

    /// The interval (ns); 16-bit fields hold whole units, exact ones go before them where they round
    /// to the same.
    private static func interval(
        _ stored: Stored, exact facts: SegyTextFacts, _ unit: SegyIntervalUnit,
        _ ledger: inout FactLedger
    ) -> Double {
        var said: [(name: String, value: Double?)] = [
            ("the file header at byte 3216", stored.binary),
            ("the file header at byte 3272", stored.extended),
            ("the first trace header at byte 116", stored.trace),
        ].map { name, value in
            (name, value.flatMap { $0 > 0 ? $0 * unit.inNanoseconds : nil })
        }
        let whole = said.compactMap(\.value).first ?? 0
        let half = 0.5001 * unit.inNanoseconds
        func isSame(_ value: Double?) -> Bool { value.map { abs($0 - whole) <= half } ?? false }
        if isSame(said[1].value) { said.swapAt(0, 1) }
        let exact = facts.intervalNanoseconds.flatMap { $0 > 0 ? $0 : nil }
        let words: (name: String, value: Double?) = ("the text header", exact)
        if isSame(exact) { said.insert(words, at: 0) } else { said.append(words) }
        let chosen = ledger.choose(
            "sample interval", unit: "ns", code: "interval-contradicted", said, tolerance: 0,
            absolute: half, because: "it stands for the whole file")
        return chosen ?? whole
    }

    /// Windows (ns) a radar's file may have.
    static let radarWindows = 0.5...20_000.0

    /// Whether a trace of so many samples lasts as long as a radar's.
    func isRadarWindow(of samples: Int) -> Bool {
        Self.radarWindows.contains(axis.sampleIntervalNanoseconds * Double(samples))
    }

    /// The unit, and a warning where it is an assumption.
    static func unit(
        _ stored: Double, samples: Int, said: SegyIntervalUnit?, dialect: SegyDialect,
        asked: SegyIntervalUnit?
    ) -> (unit: SegyIntervalUnit, warning: SweepWarning?) {
        let known = said ?? dialect.intervalUnit
        if let asked {
            guard let known, known != asked else { return (asked, nil) }
            let teller =
                said == nil ? "the radar's dialect of SEG-Y has" : "the text header says"
            let warning = SweepWarning(
                code: "time-unit-contradicted",
                text: "\(teller) the sample interval \(said == nil ? "" : "is ")in \(known), it is "
                    + "read in \(asked) as asked")
            return (asked, warning)
        }
        if let known { return (known, nil) }
        let window = stored * Double(samples) * 1e-3
        let isRadarWindow = radarWindows.contains(window)
        let unit: SegyIntervalUnit = isRadarWindow ? .picoseconds : .microseconds
        let reason =
            isRadarWindow
            ? "because the window then is \(short(window)) ns, as a radar's"
            : "because in picoseconds the window would be \(short(window)) ns, unlike a radar's"
        let warning = SweepWarning(
            code: "time-unit-assumed",
            text: "the sample interval \(short(stored)) and the recording delay are assumed to be "
                + "in \(unit == .microseconds ? "microseconds and milliseconds" : "\(unit)") "
                + "\(reason); the file does not say")
        return (unit, warning)
    }

    /// Time zero from the first sample by the recording delay, its sign turned (ns).
    static func storedTimeZero(_ headers: SegyTraceHeaders, _ unit: SegyIntervalUnit) -> Double {
        let scalar = headers.first.int16(214)
        var delay = Double(headers.first.int16(108))
        // The standard gives delays in milliseconds and lets a scalar refine them.
        if scalar != 0 && (unit == .microseconds || headers.dialect.hasFloatCoordinates) {
            delay = scalar > 0 ? delay * Double(scalar) : delay / Double(-scalar)
        }
        return delay == 0 ? 0 : -delay * step(unit)
    }

    private static func step(_ unit: SegyIntervalUnit) -> Double {
        unit == .microseconds ? 1e6 : unit.inNanoseconds
    }

    private static func timeZero(
        _ headers: SegyTraceHeaders, _ unit: SegyIntervalUnit, _ facts: SegyTextFacts,
        _ ledger: inout FactLedger
    ) -> Double {
        let stored = storedTimeZero(headers, unit)
        let half = 0.5001 * step(unit)
        let words: (name: String, value: Double?) = (
            "the text header", facts.timeZeroNanoseconds
        )
        // A delay of zero is also what stands in a field that nobody filled.
        let fields: (name: String, value: Double?) = (
            "the recording delay of the first trace",
            stored == 0 && words.value != nil ? nil : stored
        )
        let agrees = words.value.map { abs($0 - stored) <= half } ?? false
        let chosen = ledger.choose(
            "time zero", unit: "ns", code: "time-zero-contradicted",
            agrees || fields.value == nil ? [words, fields] : [fields, words], tolerance: 0,
            absolute: half, because: "it stands with the samples")
        return chosen ?? stored
    }
}

/// At most three decimals, for sentences.
func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let text = "\((value * 1000).rounded() / 1000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
