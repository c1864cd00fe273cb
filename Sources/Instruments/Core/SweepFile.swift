public import SurveyModel

/// A radar file opened: what it tells, and its traces on demand in blocks, so that memory does not
/// grow with the length of the sweep.
public struct SweepFile: Sendable {
    /// Everything but the samples.
    public internal(set) var outline: SweepOutline
    var stores: [ChannelStore]

    /// Where the traces and distances of one channel come from.
    struct ChannelStore: Sendable {
        var traces: TraceStore
        var distances: DistanceAxis
        /// Number of the first trace in `traces` and `distances`.
        var firstTrace = 0
    }

    /// Traces in a file, or held in memory one after the other.
    enum TraceStore: Sendable {
        case stored(TraceRun)
        case held([Float])
    }

    /// A file whose channel number i of `outline` has its traces in `stores[i]`.
    init(outline: SweepOutline, stores: [ChannelStore]) {
        precondition(outline.channels.count == stores.count)
        self.outline = outline
        self.stores = stores
    }

    /// A sweep in memory, to be written as a file is.
    public init(_ sweep: Sweep) {
        var outline = SweepOutline(
            format: sweep.format, instrument: sweep.instrument,
            channels: sweep.channels.map(ChannelOutline.init), positionSource: sweep.positionSource)
        outline.positionErrorMetres = sweep.positionErrorMetres
        outline.acquiredAt = sweep.acquiredAt
        outline.operatorName = sweep.operatorName
        outline.lane = sweep.lane
        outline.track = sweep.track
        outline.warnings = sweep.warnings
        self.init(
            outline: outline,
            stores: sweep.channels.map { channel in
                ChannelStore(
                    traces: .held(channel.radargram.samples),
                    distances: .values(channel.radargram.distancesMetres))
            })
    }

    /// Distances along the lane of some traces of the channel at `place` in `outline.channels` (m).
    public func distances(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> [Double] {
        let first = stores[place].firstTrace
        return try stores[place].distances.distances(
            of: first + traces.lowerBound..<first + traces.upperBound)
    }

    /// The traces of the channel at `place` in `outline.channels`, block by block.
    public func stream(ofChannelAt place: Int) -> TraceStream {
        TraceStream(
            store: stores[place], traceCount: outline.channels[place].traceCount,
            samplesPerTrace: outline.channels[place].samplesPerTrace)
    }

    /// The same with more warnings.
    public func adding(warnings: [SweepWarning]) -> SweepFile {
        var changed = self
        changed.outline.warnings += warnings.filter { !outline.warnings.contains($0) }
        return changed
    }

    /// Only the channel number `index`.
    ///
    /// - Throws: `InstrumentError.noSuchChannel`.
    public func selecting(channel index: Int) throws(InstrumentError) -> SweepFile {
        guard let place = outline.channels.firstIndex(where: { $0.index == index }) else {
            throw .noSuchChannel(number: index, available: outline.channels.map(\.index))
        }
        var chosen = self
        chosen.outline.channels = [outline.channels[place]]
        chosen.stores = [stores[place]]
        return chosen
    }

    /// Only the traces from the first to the last whose distance lies in `metres`.
    ///
    /// A trace at a bound belongs to it although floating-point distances miss it by a hair: up to a
    /// micrometre, or a thousandth of the step where that is less.
    /// - Throws: `InstrumentError.badOption` where no trace does or the sweep has no distances;
    ///   `.cancelled` where `monitor` says so.
    public func selecting(
        metres: ClosedRange<Double>, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> SweepFile {
        guard outline.positionSource != .none else {
            throw .badOption(
                name: "--from and --to",
                reason: "need distances, this sweep has none; give --trace-spacing")
        }
        var chosen = self
        let hair = min(1e-6, (try traceSpacingMetres() ?? 1) * 1e-3)
        let bounds = metres.lowerBound - hair...metres.upperBound + hair
        for place in stores.indices {
            let range = try traces(ofChannelAt: place, in: bounds, monitor)
            chosen.stores[place].firstTrace += range.lowerBound
            chosen.outline.channels[place].traceCount = range.count
        }
        guard chosen.outline.traceCount > 0 else {
            throw .badOption(
                name: "--from and --to",
                reason: "leave no trace: none lies from \(metres.lowerBound) to "
                    + "\(metres.upperBound) m")
        }
        return chosen
    }

    private func traces(
        ofChannelAt place: Int, in metres: ClosedRange<Double>, _ monitor: WorkMonitor
    ) throws(InstrumentError) -> Range<Int> {
        var first: Int?
        var end = 0
        let count = outline.channels[place].traceCount
        var watch = ScanWatch(monitor, total: count, "looking for the stretch")
        for start in stride(from: 0, to: count, by: 4096) {
            try watch.reach(start)
            let block = start..<min(start + 4096, count)
            for (trace, distance) in zip(block, try distances(ofChannelAt: place, traces: block))
            where metres.contains(distance) {
                first = first ?? trace
                end = trace + 1
            }
        }
        return (first ?? 0)..<end
    }
}

extension ChannelOutline {
    /// The outline of a channel with samples.
    init(_ channel: Channel) {
        self.init(
            index: channel.index, lateralOffsetMetres: channel.lateralOffsetMetres,
            traceCount: channel.radargram.traceCount,
            samplesPerTrace: channel.radargram.samplesPerTrace,
            timeAxis: channel.radargram.timeAxis)
        alongOffsetMetres = channel.alongOffsetMetres
        polarisation = channel.polarisation
        kind = channel.kind
        flagSampleCount = channel.radargram.flagSampleCount
    }
}
