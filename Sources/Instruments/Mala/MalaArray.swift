internal import SurveyModel

/// The channels of MALA samples: trace 0 of each in turn, then trace 1.
struct MalaArray {
    let channelCount: Int
    private let offsets: ArrayOffsets

    /// More channels than any array has.
    private static let mostChannels = 1024

    /// Takes NUMBER_OF_CH and the lists of offsets.
    ///
    /// - Throws: `InstrumentError.damaged` for a number of channels no array has.
    init(_ header: KeyedText, _ ledger: inout FactLedger) throws(InstrumentError) {
        let x = header.numbers("CH_X_OFFSETS")
        let y = header.numbers("CH_Y_OFFSETS")
        let listed = max(x?.count ?? 0, y?.count ?? 0)
        let count =
            header.text("NUMBER_OF_CH") == nil ? max(1, listed) : header.count("NUMBER_OF_CH")
        guard let count, (1...Self.mostChannels).contains(count) else {
            throw .damaged(
                path: header.path, atByte: header.byte(of: "NUMBER_OF_CH"),
                reason: "the number of channels (NUMBER_OF_CH) is "
                    + "`\(header.text("NUMBER_OF_CH")?.prefix(40) ?? "\(listed)")`, an array has "
                    + "from 1 to \(Self.mostChannels)")
        }
        if header.text("NUMBER_OF_CH") == nil && count > 1 {
            ledger.warn(
                "channel-count-assumed",
                "the header lists \(count) channel offsets but no NUMBER_OF_CH; the traces are "
                    + "read as those of \(count) channels in turn")
        }
        channelCount = count
        offsets = ArrayOffsets(
            x: x, y: y, count: count, names: ("CH_X_OFFSETS", "CH_Y_OFFSETS"), &ledger)
    }

    /// Where the traces of each channel lie; channels that have none are left out.
    func runs(_ counting: TraceCounting, _ ledger: inout FactLedger) -> [TraceRun] {
        let size = counting.samplesPerTrace * counting.encoding.byteCount
        let scans = counting.traceCount / channelCount
        let more = counting.traceCount % channelCount
        if more > 0 {
            ledger.warn(
                "channels-unequal",
                "the \(counting.traceCount) traces are no multiple of \(channelCount) channels: "
                    + "\(channelCount - more) channels hold one trace less"
                    + (scans == 0 ? " and thus none" : ""))
        }
        return (0..<channelCount).compactMap { channel in
            let count = scans + (channel < more ? 1 : 0)
            guard count > 0 else { return nil }
            return TraceRun(
                file: counting.file, encoding: counting.encoding,
                samplesPerTrace: counting.samplesPerTrace, firstSampleByte: channel * size,
                strideBytes: channelCount * size, traceCount: count)
        }
    }

    /// The outlines of the channels of `runs`.
    func channels(_ runs: [TraceRun], _ axis: TimeAxis) -> [ChannelOutline] {
        runs.enumerated().map { place, run in
            var channel = ChannelOutline(
                index: place + 1, lateralOffsetMetres: offsets.lateral[place],
                traceCount: run.traceCount, samplesPerTrace: run.samplesPerTrace, timeAxis: axis)
            channel.alongOffsetMetres = offsets.along[place]
            return channel
        }
    }
}
