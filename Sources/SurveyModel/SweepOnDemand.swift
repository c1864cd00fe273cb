/// A sweep whose channels are read when they are asked for, so that a long one never lies in memory whole.
public struct SweepOnDemand: Sendable {
    /// All that is known of the sweep; its channels hold no trace.
    public let outline: Sweep
    /// Traces of each channel, in the order of the outline.
    public let traceCounts: [Int]
    private let load: @Sendable (Int, Range<Int>) throws -> Channel

    /// A sweep like `outline` whose channel at a place has `traceCounts` traces; `load` reads some of them.
    public init(
        outline: Sweep, traceCounts: [Int],
        load: @escaping @Sendable (_ place: Int, _ traces: Range<Int>) throws -> Channel
    ) {
        precondition(outline.channels.count == traceCounts.count)
        self.outline = outline
        self.traceCounts = traceCounts
        self.load = load
    }

    /// A sweep that lies in memory.
    public init(_ sweep: Sweep) {
        var outline = sweep
        for place in outline.channels.indices {
            outline.channels[place].radargram = sweep.channels[place].radargram.traces(0..<0)
        }
        self.init(
            outline: outline, traceCounts: sweep.channels.map(\.radargram.traceCount)
        ) { place, traces in
            var channel = sweep.channels[place]
            if traces.count < channel.radargram.traceCount {
                channel.radargram = channel.radargram.traces(traces)
            }
            return channel
        }
    }

    /// Places of the radar channels.
    public var radarPlaces: [Int] {
        outline.channels.indices.filter { outline.channels[$0].kind == .radar }
    }

    /// Memory the samples of the largest channel take (bytes).
    public var largestChannelByteCount: Int {
        zip(outline.channels, traceCounts).map {
            $0.radargram.samplesPerTrace * $1 * MemoryLayout<Float>.size
        }.max() ?? 0
    }

    /// The channel at `place` with all its traces.
    ///
    /// - Throws: where it cannot be read, or `Cancelled`.
    public func channel(at place: Int) throws -> Channel {
        try load(place, 0..<traceCounts[place])
    }

    /// The same sweep with `traces` of its channels alone, as far as they have them, in memory.
    ///
    /// - Throws: where they cannot be read, or `Cancelled`.
    public func section(_ traces: Range<Int>) throws -> Sweep {
        var section = outline
        for (place, count) in traceCounts.enumerated() {
            section.channels[place] = try load(
                place, min(traces.lowerBound, count)..<min(traces.upperBound, count))
        }
        return section
    }

    /// The whole sweep in memory.
    ///
    /// - Throws: where it cannot be read, or `Cancelled`.
    public func whole() throws -> Sweep { try section(0..<(traceCounts.max() ?? 0)) }
}

extension Radargram {
    /// Some of its traces.
    public func traces(_ range: Range<Int>) -> Radargram {
        var part = Radargram(
            samples: Array(
                samples[range.lowerBound * samplesPerTrace..<range.upperBound * samplesPerTrace]),
            samplesPerTrace: samplesPerTrace, distancesMetres: Array(distancesMetres[range]),
            timeAxis: timeAxis)
        part.flagSampleCount = flagSampleCount
        return part
    }
}
