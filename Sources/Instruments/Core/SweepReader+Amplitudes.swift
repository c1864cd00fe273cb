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
