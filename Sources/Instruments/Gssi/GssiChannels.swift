internal import SurveyModel

/// The channels of a DZT file, each with its own header, time axis and flag words.
struct GssiChannels {
    private(set) var outlines: [ChannelOutline] = []
    private(set) var runs: [TraceRun] = []
    /// As many as channels, at least one.
    private(set) var flags: [DztFlags] = []
    private(set) var instrument = Instrument(maker: "GSSI")

    init(
        _ layout: DztLayout, _ candidate: FormatCandidate, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        let headers = try layout.channelHeaders()
        for (channel, own) in headers.enumerated() {
            let header = Self.usable(own, channel, layout, &ledger)
            try add(channel, header, layout, candidate, &ledger)
        }
        let known = headers.map { $0 ?? layout.header }
        instrument.model = layout.header.model
        var names: [String] = []
        for name in known.map(\.antenna) where !name.isEmpty && !names.contains(name) {
            names.append(name)
        }
        instrument.antenna = names.isEmpty ? nil : names.joined(separator: ", ")
        let frequencies = Set(known.map(\.centreFrequencyMHz))
        if frequencies.count == 1 { instrument.centreFrequencyMHz = frequencies.first ?? nil }
        if outlines.count > 1 {
            ledger.warn(
                "channel-offsets-missing",
                "the file does not tell where its \(outlines.count) channels lie across travel; "
                    + "all are taken at 0")
        }
        nameFlags(&ledger)
    }

    /// The channel's own header, or the first one where it has none that can be.
    private static func usable(
        _ own: DztHeader?, _ channel: Int, _ layout: DztLayout, _ ledger: inout FactLedger
    ) -> DztHeader {
        guard let own, own.range != nil || channel == 0 else {
            ledger.warn(
                "channel-header-missing",
                "channel \(channel + 1) has no usable header of its own; that of channel 1 is used")
            return layout.header
        }
        if channel > 0 {
            ledger.choose(
                "samples per trace of channel \(channel + 1)", unit: "",
                code: "sample-count-contradicted",
                [
                    ("the layout of all channels", Double(layout.frames.samplesPerTrace)),
                    ("its own header", Double(own.samplesPerTrace)),
                ], because: "scans of all channels are equally long")
            ledger.choose(
                "bits per sample of channel \(channel + 1)", unit: "",
                code: "sample-bits-contradicted",
                [
                    ("the first header", Double(layout.header.bitsPerSample)),
                    ("its own header", Double(own.bitsPerSample)),
                ], because: "scans of all channels are stored alike")
        }
        return own
    }

    private mutating func add(
        _ channel: Int, _ header: DztHeader, _ layout: DztLayout, _ candidate: FormatCandidate,
        _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        let frames = layout.frames
        let axis = try DztTiming.axis(
            header, samples: frames.samplesPerTrace, channel: channel, options: candidate.options,
            path: candidate.file.path, &ledger)
        var outline = ChannelOutline(
            index: channel + 1, lateralOffsetMetres: 0, traceCount: frames.traceCount,
            samplesPerTrace: frames.samplesPerTrace, timeAxis: axis)
        let found = try DztFlags(frames, channel: channel)
        outline.flagSampleCount = found.count
        flags.append(found)
        outlines.append(outline)
        let kind: SampleEncoding.Kind =
            switch frames.bytesPerSample {
            case 1: .offsetBinary8
            case 2: .offsetBinary16
            default: .int32
            }
        runs.append(
            TraceRun(
                file: frames.file, encoding: SampleEncoding(kind),
                samplesPerTrace: frames.samplesPerTrace,
                firstSampleByte: frames.byte(ofTrace: 0, channel: channel),
                strideBytes: frames.frameByteCount, traceCount: frames.traceCount))
    }

    private func nameFlags(_ ledger: inout FactLedger) {
        for (place, found) in flags.enumerated() {
            let channel = flags.count > 1 ? " of channel \(place + 1)" : ""
            if found.count > 0 {
                let samples = found.count == 1 ? "sample" : "\(found.count) samples"
                ledger.warn(
                    "flag-words",
                    "the first \(samples) of each trace\(channel) hold flag words of the recorder "
                        + "(\(found.words)) and no amplitudes; they are kept as stored")
            } else if found.doubt == nil, flags.contains(where: { $0.count > 0 }) {
                ledger.warn(
                    "flag-words-doubtful",
                    "channel \(place + 1) shows no flag words of the recorder, others do; all its "
                        + "samples are taken as amplitudes")
            }
            if let doubt = found.doubt {
                ledger.warn(
                    "flag-words-doubtful",
                    "each trace\(channel) may begin with flag words of the recorder: \(doubt); that "
                        + "is not enough to be sure, and the samples are taken as amplitudes")
            }
        }
    }
}
