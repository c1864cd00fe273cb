public import SurveyModel

extension SweepFile {
    /// Reads all samples into memory; interleaved channels in one pass over their file.
    ///
    /// - Throws: `InstrumentError.tooLarge` beyond `limit` bytes, `.file` where the disk fails,
    ///   `.cancelled` where `monitor` says so.
    public func load(
        limit: Int = .max, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> Sweep {
        let bytes = outline.sampleByteCount
        guard bytes <= limit else {
            throw .tooLarge(path: outline.files.first ?? "", bytes: bytes, limit: limit)
        }
        var samples = [[Float]](repeating: [], count: stores.count)
        for places in interleavedGroups { try load(places, into: &samples, monitor) }
        var channels: [Channel] = []
        for (place, channel) in outline.channels.enumerated() {
            let distances = try distances(ofChannelAt: place, traces: 0..<channel.traceCount)
            channels.append(channel.holding(samples[place], distances: distances))
            samples[place] = []
        }
        return sweep(channels)
    }

    /// The sweep with `channels` in place of those of the file.
    func sweep(_ channels: [Channel]) -> Sweep {
        var sweep = outline.sweep(channels)
        var doubts = SampleDoubts()
        for (place, channel) in channels.enumerated() {
            doubts.look(
                at: channel.radargram.samples.span, flags: channel.radargram.flagSampleCount,
                samplesPerTrace: channel.radargram.samplesPerTrace, mayRound: mayRound(place))
        }
        sweep.warnings += doubts.warnings
        return sweep
    }

    /// Warnings that only the samples can give, found in blocks, interleaved channels in one pass.
    public func sampleWarnings(
        monitor: WorkMonitor = .silent
    ) throws -> [SweepWarning] {
        var doubts = SampleDoubts()
        let total = max(1, outline.channels.reduce(0) { $0 + $1.traceCount })
        var done = 0
        for place in stores.indices {
            guard case .held(let samples) = stores[place].traces else { continue }
            let channel = outline.channels[place]
            let start = stores[place].firstTrace * channel.samplesPerTrace
            let end = start + channel.traceCount * channel.samplesPerTrace
            doubts.look(
                at: samples.span.extracting(start..<end), flags: channel.flagSampleCount,
                samplesPerTrace: channel.samplesPerTrace, mayRound: false)
        }
        for places in interleavedGroups {
            var look = GroupLook(self, places)
            while let traces = try look.next(&doubts) {
                try monitor.check()
                done += traces
                monitor.progress(Double(done) / Double(total), Self.reading)
            }
        }
        return doubts.warnings
    }

    private static let reading = "reading"

    fileprivate func mayRound(_ place: Int) -> Bool {
        guard case .stored(let run) = stores[place].traces else { return false }
        return run.encoding.mayRound
    }

    /// Places of channels that one pass reads together.
    private var interleavedGroups: [[Int]] {
        var groups: [[Int]] = []
        for place in stores.indices {
            let home = groups.firstIndex { group in
                guard case .stored(let run) = stores[place].traces,
                    case .stored(let other) = stores[group[0]].traces
                else { return false }
                return run.isInterleaved(with: other)
                    && stores[place].firstTrace == stores[group[0]].firstTrace
            }
            if let home { groups[home].append(place) } else { groups.append([place]) }
        }
        return groups
    }

    /// Reads the channels at `places`, which one pass reads together, into their places of `samples`.
    func load(
        _ places: [Int], into samples: inout [[Float]], _ monitor: WorkMonitor
    ) throws(InstrumentError) {
        var runs: [TraceRun] = []
        for place in places {
            let channel = outline.channels[place]
            let first = stores[place].firstTrace
            switch stores[place].traces {
            case .held(let all):
                let begin = first * channel.samplesPerTrace
                samples[place] = Array(
                    all[begin..<begin + channel.traceCount * channel.samplesPerTrace])
            case .stored(let run): runs.append(run)
            }
        }
        guard !runs.isEmpty else { return }
        let first = stores[places[0]].firstTrace
        let count = places.map { outline.channels[$0].traceCount }.max() ?? 0
        if runs.count == 1, let place = places.first(where: { samples[$0].isEmpty }) {
            samples[place] = try Self.samples(
                of: runs[0], traces: first..<first + count, monitor)
            return
        }
        for place in places {
            let channel = outline.channels[place]
            samples[place] = [Float](
                repeating: 0, count: channel.traceCount * channel.samplesPerTrace)
        }
        var pass = TracePass(runs, traces: first..<first + count)
        var watch = ScanWatch(monitor, total: count, Self.reading)
        while let traces = try pass.next() {
            try watch.reach(traces.lowerBound - first)
            for (number, place) in places.enumerated() {
                let own = outline.channels[place]
                let end = min(traces.upperBound, first + own.traceCount)
                guard traces.lowerBound < end else { continue }
                var span = samples[place].mutableSpan
                pass.decode(
                    traces.lowerBound..<end, ofRun: number, into: &span,
                    at: (traces.lowerBound - first) * own.samplesPerTrace)
            }
        }
    }
}

extension SweepFile {
    /// The samples of one run, without filling memory with zeros first.
    private static func samples(
        of run: TraceRun, traces: Range<Int>, _ monitor: WorkMonitor
    ) throws(InstrumentError) -> [Float] {
        var failure: InstrumentError?
        let count = traces.count * run.samplesPerTrace
        let samples = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            unsafe LargeMemory.prepare(UnsafeMutableRawBufferPointer(buffer))
            // Every element is written before it is counted as filled, trace after trace.
            let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
            var span = unsafe MutableSpan(_unsafeElements: room)
            var pass = TracePass([run], traces: traces)
            var watch = ScanWatch(monitor, total: traces.count, reading)
            do throws(InstrumentError) {
                while let block = try pass.next() {
                    try watch.reach(block.lowerBound - traces.lowerBound)
                    pass.decode(block, ofRun: 0, into: &span, at: filled)
                    filled += block.count * run.samplesPerTrace
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        return samples
    }
}

extension ChannelOutline {
    /// The channel with its samples.
    public func holding(_ samples: [Float], distances: [Double]) -> Channel {
        var radargram = Radargram(
            samples: samples, samplesPerTrace: samplesPerTrace, distancesMetres: distances,
            timeAxis: timeAxis)
        radargram.flagSampleCount = flagSampleCount
        return Channel(
            index: index, lateralOffsetMetres: lateralOffsetMetres,
            alongOffsetMetres: alongOffsetMetres, polarisation: polarisation, kind: kind,
            radargram: radargram)
    }
}

/// Looks at the samples of channels that one pass reads together, block by block.
private struct GroupLook {
    private let file: SweepFile
    private let places: [Int]
    private let first: Int
    private var pass: TracePass?
    private var samples: [Float] = []

    init(_ file: SweepFile, _ places: [Int]) {
        self.file = file
        self.places = places
        first = file.stores[places[0]].firstTrace
        let runs = places.compactMap { place -> TraceRun? in
            guard case .stored(let run) = file.stores[place].traces else { return nil }
            return run
        }
        let count = places.map { file.outline.channels[$0].traceCount }.max() ?? 0
        if !runs.isEmpty { pass = TracePass(runs, traces: first..<first + count) }
    }

    /// Looks at the next block and tells how many traces it held, of all channels together.
    mutating func next(_ doubts: inout SampleDoubts) throws(InstrumentError) -> Int? {
        guard let traces = try pass?.next() else { return nil }
        var seen = 0
        for (number, place) in places.enumerated() {
            let channel = file.outline.channels[place]
            let end = min(traces.upperBound, first + channel.traceCount)
            guard traces.lowerBound < end else { continue }
            let count = (end - traces.lowerBound) * channel.samplesPerTrace
            // Taken out while it is filled from another property.
            var block = samples
            samples = []
            if block.count != count { block = [Float](repeating: 0, count: count) }
            var span = block.mutableSpan
            pass?.decode(traces.lowerBound..<end, ofRun: number, into: &span, at: 0)
            doubts.look(
                at: block.span, flags: channel.flagSampleCount,
                samplesPerTrace: channel.samplesPerTrace, mayRound: file.mayRound(place))
            samples = block
            seen += end - traces.lowerBound
        }
        return seen
    }
}

/// Counts samples that are no numbers or were rounded.
struct SampleDoubts {
    private var lost = 0
    private var rounded = 0

    mutating func look(
        at samples: Span<Float>, flags: Int, samplesPerTrace: Int, mayRound: Bool
    ) {
        // Without its sign, the larger float has the larger bits, and what is not finite the largest:
        // one pass over whole numbers, which is cheap where all is well.
        var largest: Int32 = 0
        for index in samples.indices {
            largest = max(largest, Int32(bitPattern: samples[index].bitPattern & 0x7FFF_FFFF))
        }
        let size = Float(bitPattern: UInt32(bitPattern: largest))
        guard !size.isFinite || (mayRound && size > 16_777_216) else { return }
        for index in samples.indices where index % max(1, samplesPerTrace) >= flags {
            if !samples[index].isFinite { lost += 1 }
            if mayRound && abs(samples[index]) > 16_777_216 { rounded += 1 }
        }
    }

    var warnings: [SweepWarning] {
        var found: [SweepWarning] = []
        if lost > 0 {
            found.append(
                SweepWarning(
                    code: "samples-not-finite",
                    text: "\(lost) samples are not finite numbers; they are kept as read"))
        }
        if rounded > 0 {
            found.append(
                SweepWarning(
                    code: "samples-rounded",
                    text: "\(rounded) samples are beyond 24 bits, where 32-bit floats round")
            )
        }
        return found
    }
}
