public import SurveyModel

extension SweepReader {
    /// Reads the file whole for processing, see `SweepFile.loadAmplitudes`.
    ///
    /// - Throws: as `read`.
    public static func readAmplitudes(
        _ path: String, options: SweepReadOptions = SweepReadOptions(),
        monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> Sweep {
        try open(path, options: options, monitor: monitor)
            .loadAmplitudes(limit: options.maximumSampleBytes, monitor: monitor)
    }
}

extension SweepFile {
    /// Reads all samples for processing: flag words of the recorder are covered by the first
    /// amplitude of their trace, so that none is ever taken for one.
    ///
    /// - Throws: as `load`.
    public func loadAmplitudes(
        limit: Int = .max, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> Sweep {
        var sweep = try load(limit: limit, monitor: monitor)
        for place in sweep.channels.indices { sweep.channels[place].radargram.coverFlags() }
        return sweep
    }

    /// The sweep with its channels read when they are asked for, as `loadAmplitudes` reads them; what only
    /// samples can warn of is not among its warnings, see `sampleWarnings`.
    ///
    /// - Throws: `InstrumentError.tooLarge` where one channel takes more than `limit` bytes.
    public func onDemand(
        limit: Int = .max, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> SweepOnDemand {
        let bytes = outline.channels.map { $0.traceCount * $0.samplesPerTrace * 4 }.max() ?? 0
        guard bytes <= limit else {
            throw .tooLarge(path: outline.files.first ?? "", bytes: bytes, limit: limit)
        }
        let empty = outline.sweep(
            outline.channels.map { channel in
                var without = channel
                without.traceCount = 0
                without.flagSampleCount = 0
                return without.holding([], distances: [])
            })
        return SweepOnDemand(
            outline: empty, traceCounts: outline.channels.map(\.traceCount)
        ) { place, traces in
            try monitor.check()
            var channel = outline.channels[place].holding([], distances: [])
            channel.radargram = try amplitudes(ofChannelAt: place, traces: traces)
            return channel
        }
    }

    /// The samples of some traces of the channel at `place` in `outline.channels` for processing,
    /// flag words covered.
    ///
    /// - Throws: `InstrumentError.file` where the disk fails or the file became shorter.
    public func amplitudes(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> Radargram {
        var part = self
        part.outline.channels = [outline.channels[place]]
        part.stores = [stores[place]]
        part.outline.channels[0].traceCount = traces.count
        part.stores[0].firstTrace += traces.lowerBound
        var samples: [[Float]] = [[]]
        try part.load([0], into: &samples, .silent)
        var channel = part.outline.channels[0].holding(
            samples[0], distances: try distances(ofChannelAt: place, traces: traces))
        channel.radargram.coverFlags()
        return channel.radargram
    }
}
