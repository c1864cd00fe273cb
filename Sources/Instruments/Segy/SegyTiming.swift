internal import SurveyModel

/// Decides the time axis of a SEG-Y file.
struct SegyTiming {
    let axis: TimeAxis
    let unit: SegyIntervalUnit
    private(set) var warnings: [SweepWarning] = []

    init(
        _ layout: SegyLayout, _ headers: SegyTraceHeaders, _ facts: SegyTextFacts,
        _ options: SweepReadOptions, path: String
    ) throws(InstrumentError) {
        let binary = layout.fields.uint16(3216)
        let trace = headers.first.uint16(116)
        let stored = binary > 0 ? binary : trace
        guard stored > 0 else {
            throw .damaged(
                path: path, atByte: 3216, reason: "the headers give no sample interval")
        }
        var notes: [SweepWarning] = []
        let headerInterval = Double(stored)
        if binary > 0, trace > 0, binary != trace {
            notes.append(
                SweepWarning(
                    code: "interval-contradicted",
                    text: "the file header gives a sample interval of \(binary), the first trace "
                        + "\(trace); \(binary) is used"))
        }
        let choice = Self.unit(
            stored, samples: layout.samplesPerTrace, facts: facts, asked: options.segyIntervalUnit)
        unit = choice.unit
        if let note = choice.warning { notes.append(note) }
        // The field holds whole units: the exact interval may stand in the text header.
        var interval = headerInterval * unit.inNanoseconds
        if let exact = facts.intervalNanoseconds, exact > 0,
            abs(exact - interval) <= 0.5001 * unit.inNanoseconds
        {
            interval = exact
        }
        axis = TimeAxis(
            sampleIntervalNanoseconds: interval,
            timeZeroNanoseconds: Self.timeZero(headers.first, unit, facts, &notes))
        if headers.delaysDiffer {
            notes.append(
                SweepWarning(
                    code: "delay-varies",
                    text: "the recording delay differs from trace to trace; that of the first is "
                        + "used for all"))
        }
        if headers.intervalsDiffer {
            notes.append(
                SweepWarning(
                    code: "interval-varies",
                    text: "trace headers give different sample intervals; \(stored) is used for "
                        + "all"))
        }
        warnings = notes
    }

    /// Windows (ns) a radar's file may have.
    static let radarWindows = 0.5...20_000.0

    /// Whether a trace of so many samples lasts as long as a radar's.
    func isRadarWindow(of samples: Int) -> Bool {
        Self.radarWindows.contains(axis.sampleIntervalNanoseconds * Double(samples))
    }

    /// The unit, and a warning where it is an assumption.
    static func unit(
        _ stored: Int, samples: Int, facts: SegyTextFacts, asked: SegyIntervalUnit?
    ) -> (unit: SegyIntervalUnit, warning: SweepWarning?) {
        if let asked {
            guard let said = facts.intervalUnit, said != asked else { return (asked, nil) }
            let warning = SweepWarning(
                code: "time-unit-contradicted",
                text: "the text header says the sample interval is in \(said), it is read in "
                    + "\(asked) as asked")
            return (asked, warning)
        }
        if let said = facts.intervalUnit { return (said, nil) }
        let window = Double(stored) * Double(samples) * 1e-3
        let isRadarWindow = radarWindows.contains(window)
        let unit: SegyIntervalUnit = isRadarWindow ? .picoseconds : .microseconds
        let reason =
            isRadarWindow
            ? "because the window then is \(short(window)) ns, as a radar's"
            : "because in picoseconds the window would be \(short(window)) ns, unlike a radar's"
        let warning = SweepWarning(
            code: "time-unit-assumed",
            text: "the sample interval \(stored) and the recording delay are assumed to be in "
                + "\(unit == .microseconds ? "microseconds and milliseconds" : "\(unit)") "
                + "\(reason); the file does not say")
        return (unit, warning)
    }

    /// Time zero measured from the first sample: the recording delay with its sign turned.
    private static func timeZero(
        _ header: HeaderFields, _ unit: SegyIntervalUnit, _ facts: SegyTextFacts,
        _ notes: inout [SweepWarning]
    ) -> Double {
        let scalar = header.int16(214)
        var delay = Double(header.int16(108))
        // The standard gives delays in milliseconds and lets a scalar refine them.
        let step = unit == .microseconds ? 1e6 : unit.inNanoseconds
        if unit == .microseconds && scalar != 0 {
            delay = scalar > 0 ? delay * Double(scalar) : delay / Double(-scalar)
        }
        let stored = delay == 0 ? 0 : -delay * step
        guard let exact = facts.timeZeroNanoseconds else { return stored }
        if delay != 0 && abs(exact - stored) > 0.5001 * step {
            notes.append(
                SweepWarning(
                    code: "time-zero-contradicted",
                    text: "the trace headers put time zero at \(short(stored)) ns, the text header "
                        + "at \(short(exact)) ns; the trace headers are used"))
            return stored
        }
        return exact
    }
}

/// At most three decimals, for sentences.
func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let text = "\((value * 1000).rounded() / 1000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
