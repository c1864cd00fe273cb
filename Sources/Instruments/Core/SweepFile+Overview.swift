public import SurveyModel

extension SweepFile {
    /// A sweep of at most `maximumTraces` per channel, evenly chosen, for a picture.
    ///
    /// Flag words are covered. Only one block of the file is in memory beside the result.
    public func overview(
        maximumTraces: Int, monitor: WorkMonitor = .silent
    ) throws -> Sweep {
        var channels: [Channel] = []
        for (place, outline) in outline.channels.enumerated() {
            let step = max(1, (outline.traceCount + maximumTraces - 1) / max(1, maximumTraces))
            var samples: [Float] = []
            var distances: [Double] = []
            var stream = stream(ofChannelAt: place)
            while let block = try stream.next() {
                try monitor.check()
                for (number, distance) in block.distancesMetres.enumerated()
                where (block.firstTrace + number) % step == 0 {
                    let start = number * outline.samplesPerTrace
                    samples += block.samples[start..<start + outline.samplesPerTrace]
                    distances.append(distance)
                }
                let done = block.firstTrace + block.distancesMetres.count
                monitor.progress(Double(done) / Double(outline.traceCount), "drawing")
            }
            var channel = outline.holding(samples, distances: distances)
            channel.radargram.coverFlags()
            channels.append(channel)
        }
        return sweep(channels)
    }

    /// Median step between the traces of the first channel (m), of its first million traces; `nil`
    /// where nothing is known.
    ///
    /// - Throws: `InstrumentError.file`.
    public func traceSpacingMetres() throws(InstrumentError) -> Double? {
        guard outline.positionSource != .none, let channel = outline.channels.first,
            channel.traceCount > 1
        else { return nil }
        let known = try distances(
            ofChannelAt: 0, traces: 0..<min(channel.traceCount, 1_000_000))
        var steps = zip(known.dropFirst(), known).map { abs($0 - $1) }
        steps.sort()
        return steps[steps.count / 2]
    }
}
