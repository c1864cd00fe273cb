internal import SurveyModel

/// Writes one row per trace: channel, its offset, trace number from 1, distance, then the samples
/// under their two-way times from time zero (ns).
struct CsvWriter {
    let sweep: Sweep

    func write(to path: String) throws(InstrumentError) {
        guard let first = sweep.channels.first?.radargram else { return }
        let equal = sweep.channels.allSatisfy {
            $0.radargram.samplesPerTrace == first.samplesPerTrace
                && $0.radargram.timeAxis == first.timeAxis
        }
        guard equal else {
            throw .cannotStore(
                path: path,
                reason: "the channels differ in their time axis, one table cannot "
                    + "hold them")
        }
        var out = try BufferedOutput(path: path)
        try out.write(Array((header(first) + "\n").utf8))
        for channel in sweep.channels {
            for trace in 0..<channel.radargram.traceCount {
                try out.write(Array((row(channel, trace) + "\n").utf8))
            }
        }
        try out.commit()
    }

    private func header(_ radargram: Radargram) -> String {
        let axis = radargram.timeAxis
        let times = (0..<radargram.samplesPerTrace).map { sample in
            let time = Double(sample) * axis.sampleIntervalNanoseconds - axis.timeZeroNanoseconds
            return "t_\(Self.decimal(time))_ns"
        }
        return (["channel", "lateral_m", "trace", "distance_m"] + times).joined(separator: ",")
    }

    private func row(_ channel: Channel, _ trace: Int) -> String {
        let place = [
            "\(channel.index)", Self.decimal(channel.lateralOffsetMetres), "\(trace + 1)",
            Self.decimal(channel.radargram.distancesMetres[trace]),
        ]
        return (place + channel.radargram.trace(trace).map { "\($0)" }).joined(separator: ",")
    }

    /// Six decimals at most: micrometres and femtoseconds.
    private static func decimal(_ value: Double) -> String { "\((value * 1e6).rounded() / 1e6)" }
}
