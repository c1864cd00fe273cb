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

    private static let reason = "the command line gave it"

    private mutating func overrideSpacing(
        _ options: SweepReadOptions, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard let given = options.traceSpacingMetres else { return }
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [("--trace-spacing", given)] + said("trace spacing", else: try meanSpacing()),
            tolerance: 0.01,
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
        let axis = outline.channels.first?.timeAxis
        // The files of a sidecar weighed it each for itself when they were opened.
        let isWeighed = outline.audit.contains {
            $0.quantity.hasSuffix(": time window") && $0.sources.first?.name == "--window"
        }
        if let window = options.windowNanoseconds, !isWeighed {
            let samples = Double(outline.samplesPerTrace)
            let isMissing = outline.warnings.contains { $0.code == "window-missing" }
            let told = isMissing ? nil : axis.map { $0.sampleIntervalNanoseconds * samples }
            ledger.choose(
                "time window", unit: "ns", code: "window-contradicted",
                [("--window", window)] + said("time window", else: told), because: Self.reason)
            for place in outline.channels.indices {
                outline.channels[place].setWindow(window)
            }
        }
        guard let zero = options.timeZeroNanoseconds else { return }
        ledger.choose(
            "time zero", unit: "ns", code: "time-zero-contradicted",
            [("--time-zero", zero)] + said("time zero", else: axis?.timeZeroNanoseconds),
            because: Self.reason)
        for place in outline.channels.indices {
            outline.channels[place].timeAxis.timeZeroNanoseconds = zero
        }
    }

    /// What the file's own sources say of a quantity, or its value where none is on record.
    private func said(_ quantity: String, else value: Double?) -> [(name: String, value: Double?)] {
        let known = outline.audit.first { $0.quantity == quantity }
        guard let known else { return [("the file", value)] }
        return known.sources.map { ($0.name, $0.value) }
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

extension ChannelOutline {
    /// Spreads the samples over another window; a time zero told as a number of samples goes along.
    fileprivate mutating func setWindow(_ window: Double) {
        guard samplesPerTrace > 0 else { return }
        let interval = window / Double(samplesPerTrace)
        if timeZeroCountsSamples, timeAxis.sampleIntervalNanoseconds > 0 {
            timeAxis.timeZeroNanoseconds *= interval / timeAxis.sampleIntervalNanoseconds
        }
        timeAxis.sampleIntervalNanoseconds = interval
    }
}
