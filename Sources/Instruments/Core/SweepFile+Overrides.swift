internal import SurveyModel

extension SweepFile {
    /// The file with what a person knows better in place of what it says; every contradiction is
    /// named.
    func applying(_ options: SweepReadOptions) throws(InstrumentError) -> SweepFile {
        var changed = self
        var ledger = FactLedger()
        try changed.overrideSpacing(options, &ledger)
        changed.overrideTimes(options, &ledger)
        try changed.overrideOffsets(options, &ledger)
        // What was weighed and then overridden is said once, with all sources.
        let said = Set(ledger.facts.map(\.quantity))
        changed.outline.audit = changed.outline.audit.filter { !said.contains($0.quantity) }
        changed.outline.audit += ledger.facts
        changed.outline.warnings += ledger.warnings
        return changed
    }

    private static let reason = "it was given on the command line"

    private mutating func overrideSpacing(
        _ options: SweepReadOptions, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard let given = options.traceSpacingMetres else { return }
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [("--trace-spacing", given), ("the file", try meanSpacing())], tolerance: 0.01,
            because: Self.reason)
        outline.positionSource = .user
        outline.positionErrorMetres = nil
        outline.warnings.removeAll { $0.code == "positions-missing" }
        for place in stores.indices {
            stores[place].distances = .uniform(start: 0, step: given)
        }
    }

    /// The step the file's own positions give on average (m).
    private func meanSpacing() throws(InstrumentError) -> Double? {
        guard outline.positionSource != .none, let count = outline.channels.first?.traceCount,
            count > 1,
            let first = try distances(ofChannelAt: 0, traces: 0..<1).first,
            let last = try distances(ofChannelAt: 0, traces: count - 1..<count).first
        else { return nil }
        return abs(last - first) / Double(count - 1)
    }

    private mutating func overrideTimes(
        _ options: SweepReadOptions, _ ledger: inout FactLedger
    ) {
        // The files of a sidecar weighed it each for itself when they were opened.
        let isWeighed = outline.audit.contains {
            $0.quantity.hasSuffix(": time window") && $0.sources.first?.name == "--window"
        }
        for place in outline.channels.indices {
            let samples = Double(outline.channels[place].samplesPerTrace)
            let axis = outline.channels[place].timeAxis
            if let window = options.windowNanoseconds, samples > 0 {
                outline.channels[place].timeAxis.sampleIntervalNanoseconds = window / samples
                guard place == 0, !isWeighed else { continue }
                ledger.choose(
                    "time window", unit: "ns", code: "window-contradicted",
                    [
                        ("--window", window),
                        ("the file", axis.sampleIntervalNanoseconds * samples),
                    ], because: Self.reason)
            }
        }
        guard let zero = options.timeZeroNanoseconds else { return }
        ledger.choose(
            "time zero", unit: "ns", code: "time-zero-contradicted",
            [
                ("--time-zero", zero),
                ("the file", outline.channels.first?.timeAxis.timeZeroNanoseconds),
            ], because: Self.reason)
        for place in outline.channels.indices {
            outline.channels[place].timeAxis.timeZeroNanoseconds = zero
        }
    }

    private mutating func overrideOffsets(
        _ options: SweepReadOptions, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard let offsets = options.channelOffsetsMetres else { return }
        guard offsets.count == outline.channels.count else {
            throw .badOption(
                name: "the channel offsets",
                reason: "are \(offsets.count), the file holds \(outline.channels.count) channels")
        }
        for place in outline.channels.indices {
            let channel = outline.channels[place]
            ledger.choose(
                "lateral offset of channel \(channel.index)", unit: "m",
                code: "channel-offset-contradicted",
                [("--channel-offsets", offsets[place]), ("the file", channel.lateralOffsetMetres)],
                absolute: 1e-6, because: Self.reason)
            outline.channels[place].lateralOffsetMetres = offsets[place]
        }
    }
}
