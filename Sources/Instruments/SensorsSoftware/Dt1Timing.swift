internal import SurveyModel

/// The time axis of a DT1 file.
struct Dt1Timing: Sendable {
    let axis: TimeAxis

    private static let windows = 1e-3...1e6

    init(
        _ layout: Dt1Layout, _ scan: Dt1TraceScan, _ header: Dt1Header?,
        _ options: SweepReadOptions, path: String, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        let samples = Double(layout.samplesPerTrace)
        let told = Self.usable(header?.number("TOTALTIMEWINDOW"))
        let nominal = Self.usable(scan.windowNanoseconds)
        let chosen = ledger.choose(
            "time window", unit: "ns", code: "window-contradicted",
            [("HD key TOTAL TIME WINDOW", told), ("each trace's header", nominal)],
            because: "the trace headers of these radars often hold another window than the one "
                + "recorded")
        guard let window = chosen ?? options.windowNanoseconds else {
            throw .damaged(
                path: path, atByte: 24,
                reason: (header == nil ? "without its HD file" : "by its HD file and its headers")
                    + " this line has no time window; put the HD file beside it or give --window")
        }
        if chosen == nil {
            ledger.warn(
                "window-missing",
                "neither an HD file nor the trace headers tell the time window: the "
                    + "\(FactLedger.words(window)) ns given are used")
        } else if told == nil && options.windowNanoseconds == nil {
            ledger.warn(
                "window-unreliable",
                "the HD file that tells the time window is missing or silent: the "
                    + "\(FactLedger.words(window)) ns of the trace headers are used, which are "
                    + "often wrong, and then every depth is; put the HD file beside the DT1 file "
                    + "or give --window")
        }
        if let told { Self.doubt(told, samples: samples, &ledger) }
        let interval = window / samples
        var point = 0.0
        if let stored = header?.number("TIMEZEROATPOINT"), abs(stored) <= samples {
            point = stored
            ledger.choose(
                "time zero", unit: "ns", code: "time-zero-contradicted",
                [("HD key TIMEZERO AT POINT", point * interval)], because: "it is alone")
        } else {
            ledger.warn(
                "time-zero-missing",
                "no usable time zero is told: it is put at the first sample")
        }
        axis = TimeAxis(
            sampleIntervalNanoseconds: interval, timeZeroNanoseconds: point * interval)
    }

    /// Consoles write whole nanoseconds: 93 ns over 232 samples stand for 0.4 ns a sample.
    private static func doubt(_ window: Double, samples: Double, _ ledger: inout FactLedger) {
        let tenths = (window / samples * 10).rounded() / 10
        let exact = tenths * samples
        guard window == window.rounded(), tenths > 0, exact.rounded() == window,
            abs(exact - window) > 1e-6 * window
        else { return }
        ledger.warn(
            "window-rounded",
            "the time window of \(FactLedger.words(window)) ns may be rounded: "
                + "\(FactLedger.words(tenths)) ns a sample would be \(FactLedger.words(exact)) ns; "
                + "\(FactLedger.words(window)) ns are used, because the file tells no interval; "
                + "give --window if it is known better")
    }

    private static func usable(_ window: Double?) -> Double? {
        window.flatMap { windows.contains($0) ? $0 : nil }
    }
}
