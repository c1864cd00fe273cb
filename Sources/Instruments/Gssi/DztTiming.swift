internal import SurveyModel

/// Time axes of the channels of a DZT file.
struct DztTiming {
    /// The axis of a channel from its `header`, by way of the facts it tells twice.
    ///
    /// - Throws: `InstrumentError.damaged` where nothing tells the time window.
    static func axis(
        _ header: DztHeader, samples: Int, channel: Int, options: SweepReadOptions, path: String,
        _ ledger: inout FactLedger
    ) throws(InstrumentError) -> TimeAxis {
        let suffix = channel == 0 ? "" : " of channel \(channel + 1)"
        let window = ledger.choose(
            "time window" + suffix, unit: "ns", code: "window-contradicted",
            [
                ("the header's range", header.range),
                ("its depth and permittivity", nanoseconds(header.depth, header)),
            ], tolerance: 0.01, because: "the range is measured and the depth reckoned from it")
        guard let window = window ?? options.windowNanoseconds else {
            throw .damaged(
                path: path, atByte: channel * DztLayout.headerByteCount + 26,
                reason: "the header's time window is no usable number; give --window")
        }
        if header.range == nil && options.windowNanoseconds == nil {
            ledger.warn(
                "window-from-depth",
                "the header's range is no usable number; the time window is reckoned from its "
                    + "depth and permittivity")
        }
        if header.position == nil {
            ledger.warn(
                "time-zero-assumed",
                "the header's position of the window is no usable number; time zero is assumed at "
                    + "the first sample")
        }
        let top = header.top.flatMap { $0 == 0 ? nil : abs($0) }
        let zero = ledger.choose(
            "time zero" + suffix, unit: "ns", code: "time-zero-contradicted",
            [
                ("the header's position", 0 - (header.position ?? 0)),
                ("its top depth and permittivity", nanoseconds(top, header)),
            ], tolerance: 0.01, absolute: 0.01,
            because: "the position is the recorder's own setting")
        return TimeAxis(
            sampleIntervalNanoseconds: window / Double(max(1, samples)),
            timeZeroNanoseconds: zero ?? 0)
    }

    /// Two-way time to a depth (ns).
    private static func nanoseconds(_ depth: Double?, _ header: DztHeader) -> Double? {
        guard let depth, let permittivity = header.permittivity, permittivity >= 1 else {
            return nil
        }
        return 2 * depth * permittivity.squareRoot() / speedOfLightMetresPerNanosecond
    }
}
