/// The sample interval of MALA and ImpulseRadar headers, which tell it several times.
enum StatedTiming: Sendable {
    /// Intervals (ns) a radar may have.
    private static let possible = 1e-4...1e4

    /// The sample interval (ns), by the sampling frequency before the time window.
    ///
    /// - Throws: `InstrumentError.damaged` where the header tells neither and no window was given.
    static func interval(
        _ header: KeyedText, samples: Int, options: SweepReadOptions, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> Double {
        let frequency = header.number("FREQUENCY", in: KeyedText.frequencies)
        let window = header.number("TIMEWINDOW", in: KeyedText.times)
        let clock = usable(frequency.map { 1000 / $0 }, "FREQUENCY", header, &ledger)
        let span = usable(window.map { $0 / Double(samples) }, "TIMEWINDOW", header, &ledger)
        // The third source is described nowhere: it is heard only where it confirms another.
        let third = calibrated(header).flatMap { value in
            [clock, span].contains { other in
                other.map { abs($0 - value) <= 1e-3 * value } ?? false
            } ? value : nil
        }
        let chosen = ledger.choose(
            "sample interval", unit: "ns", code: "sample-interval-contradicted",
            [
                ("1000 / FREQUENCY", clock), ("TIMEWINDOW / SAMPLES", span),
                ("SYSTEM CALIBRATION x FREQUENCY STEPS", third),
            ], tolerance: 5e-4, because: "the window follows from the sampling frequency")
        if let chosen { return chosen }
        if let window = options.windowNanoseconds { return window / Double(samples) }
        throw .damaged(
            path: header.path, atByte: header.byte(of: "FREQUENCY"),
            reason: "the header gives neither a sampling frequency (FREQUENCY) nor a time window "
                + "(TIMEWINDOW)")
    }

    private static func usable(
        _ interval: Double?, _ key: String, _ header: KeyedText, _ ledger: inout FactLedger
    ) -> Double? {
        guard let text = header.text(key) else { return nil }
        guard let interval, possible.contains(interval) else {
            ledger.warn(
                "header-value-unusable",
                "\(key) is `\(text.prefix(40))`, which no radar has; it is not used")
            return nil
        }
        return interval
    }

    /// Microseconds by a step of the clock, times the steps of a sample (ns).
    private static func calibrated(_ header: KeyedText) -> Double? {
        guard let step = header.number("SYSTEM CALIBRATION"),
            let steps = header.number("FREQUENCY STEPS")
        else { return nil }
        let interval = step * steps * 1000
        return possible.contains(interval) ? interval : nil
    }
}
