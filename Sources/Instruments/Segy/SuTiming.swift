internal import SurveyModel

/// Decides the time axis of a Seismic Unix file.
///
/// The standard has dt in microseconds and d1 in seconds; radar files have dt in picoseconds and d1
/// in nanoseconds. Where both are there, which of the two fits tells the unit.
struct SuTiming {
    let axis: TimeAxis
    private var ledger = FactLedger()

    var warnings: [SweepWarning] { ledger.warnings }
    var facts: [AuditedFact] { ledger.facts }

    init(
        _ headers: SegyTraceHeaders, _ area: TraceArea, _ options: SweepReadOptions
    ) throws(InstrumentError) {
        let dt = Double(headers.first.uint16(116))
        let d1 = headers.first.float32(180)
        let hasD1 = d1 >= 1e-12 && d1 <= 1e6
        guard dt > 0 || hasD1 else {
            throw .damaged(
                path: area.file.path, atByte: 116,
                reason: "the trace headers give no sample interval")
        }
        // dt is rounded or cut off to whole units.
        let isNanoseconds = hasD1 && dt > 0 && abs(d1 * 1e3 - dt) < 1.001
        let isSeconds = hasD1 && dt > 0 && abs(d1 * 1e6 - dt) < 1.001
        let interval: Double
        let unit: SegyIntervalUnit
        if dt > 0 {
            let choice = SegyTiming.unit(
                dt, samples: area.samplesPerTrace, said: isNanoseconds ? .picoseconds : nil,
                dialect: .standard, asked: options.segyIntervalUnit)
            unit = choice.unit
            if choice.warning?.code == "time-unit-contradicted" {
                ledger.warn(
                    "time-unit-contradicted",
                    "dt and d1 fit each other in picoseconds and nanoseconds, dt is read in \(unit) "
                        + "as asked")
            } else if let note = choice.warning {
                ledger.warn(note.code, note.text)
            }
            // d1 in the same unit as dt, so that it is compared as what it means.
            let exact = isNanoseconds ? d1 * 1e3 : isSeconds ? d1 * 1e6 : nil
            let field = ("the first trace header's dt", Optional(dt * unit.inNanoseconds))
            let other = (
                "the first trace header's d1",
                exact.map { $0 * unit.inNanoseconds } ?? (hasD1 ? d1 : nil)
            )
            interval =
                ledger.choose(
                    "sample interval", unit: "ns", code: "interval-contradicted",
                    exact == nil ? [field, other] : [other, field], tolerance: 0,
                    absolute: exact == nil ? 0 : 1.001 * unit.inNanoseconds,
                    because: "dt is what Seismic Unix itself reads")
                ?? dt * unit.inNanoseconds
        } else {
            let window = d1 * Double(area.samplesPerTrace)
            let isRadar = SegyTiming.radarWindows.contains(window)
            unit = isRadar ? .picoseconds : .microseconds
            interval = isRadar ? d1 : d1 * 1e9
            ledger.warn(
                "time-unit-assumed",
                "the sample interval \(FactLedger.words(d1)) is assumed to be in "
                    + "\(isRadar ? "nanoseconds" : "seconds"), because the window "
                    + "\(isRadar ? "then is" : "in nanoseconds would be") \(short(window)) ns; the "
                    + "file does not say")
            ledger.choose(
                "sample interval", unit: "ns", code: "interval-contradicted",
                [("the first trace header's d1", interval)], because: "")
        }
        let zero = Self.timeZero(
            headers, unit, inNanoseconds: isNanoseconds || (dt == 0 && unit == .picoseconds),
            &ledger)
        axis = TimeAxis(sampleIntervalNanoseconds: interval, timeZeroNanoseconds: zero)
        if headers.intervalsDiffer {
            ledger.warn(
                "interval-varies",
                "trace headers give different sample intervals; that of the first is used for all")
        }
        if headers.delaysDiffer {
            ledger.warn(
                "delay-varies",
                "the recording delay differs from trace to trace; that of the first is used for "
                    + "all")
        }
    }

    /// Time zero from the first sample: f1 with its sign turned, else the recording delay (ns).
    private static func timeZero(
        _ headers: SegyTraceHeaders, _ unit: SegyIntervalUnit, inNanoseconds: Bool,
        _ ledger: inout FactLedger
    ) -> Double {
        let f1 = headers.first.float32(184)
        let stated = inNanoseconds && f1 != 0 && abs(f1) <= 1e6 ? -f1 : nil
        let stored = SegyTiming.storedTimeZero(headers, unit)
        let chosen = ledger.choose(
            "time zero", unit: "ns", code: "time-zero-contradicted",
            [
                ("the first trace header's f1", stated),
                (
                    "the recording delay of the first trace",
                    stored != 0 || stated == nil ? stored : nil
                ),
            ], tolerance: 1e-4, absolute: 1.001 * unit.inNanoseconds,
            because: "it is not rounded")
        return chosen ?? 0
    }
}
