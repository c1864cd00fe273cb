public import SurveyModel

/// A sweep whose traces come block by block: a file, or one being made from another.
public protocol TraceSource: Sendable {
    /// Everything but the samples.
    var outline: SweepOutline { get }

    /// Distances along the lane of some traces of the channel at `place` in `outline.channels` (m).
    func distances(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> [Double]

    /// Hands the traces of the channel at `place` in `outline.channels` to `body`, block by block,
    /// from the first to the last.
    ///
    /// - Throws: what making a block or `body` throws.
    func forEachBlock(ofChannelAt place: Int, _ body: (TraceBlock) throws -> Void) throws
}

extension SweepFile: TraceSource {
    /// Hands the stored traces of the channel at `place` to `body`, block by block.
    public func forEachBlock(
        ofChannelAt place: Int, _ body: (TraceBlock) throws -> Void
    ) throws {
        var stream = stream(ofChannelAt: place)
        while let block = try stream.next() { try body(block) }
    }
}

extension TraceSource {
    /// A sweep of at most `maximumTraces` per channel, evenly chosen, for a picture.
    ///
    /// Flag words are covered. Only one block is in memory beside the result.
    public func overview(
        maximumTraces: Int, monitor: WorkMonitor = .silent
    ) throws -> Sweep {
        var channels: [Channel] = []
        for (place, channel) in outline.channels.enumerated() {
            let step = max(1, (channel.traceCount + maximumTraces - 1) / max(1, maximumTraces))
            var samples: [Float] = []
            var distances: [Double] = []
            try forEachBlock(ofChannelAt: place) { block in
                try monitor.check()
                for (number, distance) in block.distancesMetres.enumerated()
                where (block.firstTrace + number) % step == 0 {
                    let start = number * channel.samplesPerTrace
                    samples += block.samples[start..<start + channel.samplesPerTrace]
                    distances.append(distance)
                }
                let done = block.firstTrace + block.distancesMetres.count
                monitor.progress(Double(done) / Double(channel.traceCount), "drawing")
            }
            var shown = channel.holding(samples, distances: distances)
            shown.radargram.coverFlags()
            channels.append(shown)
        }
        return outline.sweep(channels)
    }
}

extension SweepOutline {
    /// The sweep of this outline holding `channels`.
    public func sweep(_ channels: [Channel]) -> Sweep {
        var sweep = Sweep(
            format: format, instrument: instrument, channels: channels,
            positionSource: positionSource, acquiredAt: acquiredAt, operatorName: operatorName,
            lane: lane, warnings: warnings)
        sweep.positionErrorMetres = positionErrorMetres
        sweep.track = track
        return sweep
    }
}
