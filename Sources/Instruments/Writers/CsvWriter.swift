internal import SurveyModel

/// Writes one row per trace: channel, its offset, trace number from 1, distance, then the samples
/// under their two-way times from time zero (ns).
///
/// Traces that are only numbered have no distance.
struct CsvWriter {
    let sweep: any TraceSource

    func write(to path: String, _ progress: TraceProgress) throws {
        let channels = sweep.outline.channels
        guard let first = channels.first else { return }
        let equal = channels.allSatisfy {
            $0.samplesPerTrace == first.samplesPerTrace && $0.timeAxis == first.timeAxis
        }
        guard equal else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "the channels differ in their time axis, one table cannot hold them")
        }
        var out = try BufferedOutput(path: path)
        try out.write(Array((header(first) + "\n").utf8))
        var done = 0
        for (place, channel) in channels.enumerated() {
            try sweep.forEachBlock(ofChannelAt: place) { block in
                for trace in block.distancesMetres.indices {
                    try out.write(Array((row(channel, block, trace) + "\n").utf8))
                }
                done += block.distancesMetres.count
                try progress.written(done)
            }
        }
        try out.commit()
    }

    private func header(_ channel: ChannelOutline) -> String {
        let axis = channel.timeAxis
        let times = (0..<channel.samplesPerTrace).map { sample in
            let time = Double(sample) * axis.sampleIntervalNanoseconds - axis.timeZeroNanoseconds
            return "t_\(Self.decimal(time))_ns"
        }
        return (["channel", "lateral_m", "trace", "distance_m"] + times).joined(separator: ",")
    }

    private func row(_ channel: ChannelOutline, _ block: TraceBlock, _ trace: Int) -> String {
        let place = [
            "\(channel.index)", Self.decimal(channel.lateralOffsetMetres),
            "\(block.firstTrace + trace + 1)",
            hasDistances ? Self.decimal(block.distancesMetres[trace]) : "",
        ]
        let start = trace * channel.samplesPerTrace
        let samples = block.samples[start..<start + channel.samplesPerTrace]
        return (place + samples.map { "\($0)" }).joined(separator: ",")
    }

    private var hasDistances: Bool { sweep.outline.positionSource != .none }

    /// Six decimals at most: micrometres and femtoseconds.
    private static func decimal(_ value: Double) -> String { "\((value * 1e6).rounded() / 1e6)" }
}
