internal import SurveyModel

/// Writes SEG-Y rev 1 in the layout of the simulated lanes: big-endian IEEE floats, channel after
/// channel, INLINE = channel, CDP_X and CDP_Y = distance and lateral offset.
struct SegyWriter {
    private let sweep: any TraceSource
    private let outline: SweepOutline
    private let path: String
    private let time: SegyTimeFields
    private let places: SegyPlaceFields
    private let date: SegyDateFields?
    private let samplesPerTrace: Int

    init(sweep: any TraceSource, path: String, monitor: WorkMonitor = .silent) throws {
        self.sweep = sweep
        self.path = path
        outline = sweep.outline
        guard let first = outline.channels.first,
            outline.channels.allSatisfy({
                $0.timeAxis == first.timeAxis && $0.samplesPerTrace == first.samplesPerTrace
            })
        else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "the channels differ in their time axis, one SEG-Y file "
                    + "cannot hold them")
        }
        samplesPerTrace = first.samplesPerTrace
        guard samplesPerTrace <= 65_535 else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "SEG-Y holds at most 65535 samples per trace, these have "
                    + "\(samplesPerTrace)")
        }
        time = try SegyTimeFields(first.timeAxis, path: path)
        places = try SegyPlaceFields(sweep, path: path, monitor: monitor)
        date = SegyDateFields(outline.acquiredAt)
        guard SegyFlagCards(outline.channels).cards.count <= SegyFlagCards.mostCards else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "the channels differ too often in their flag samples for the text header "
                    + "to tell them")
        }
    }

    /// Bytes of the whole file.
    var byteCount: Int {
        let trace = SegyLayout.traceHeaderByteCount + samplesPerTrace * MemoryLayout<Float>.size
        let traces = outline.channels.reduce(0) { $0 + $1.traceCount }
        return SegyLayout.headerByteCount + traces * trace
    }

    /// Writes the file and says what it could not hold.
    func write(_ progress: TraceProgress) throws -> [SweepWarning] {
        let text = SegyTextWriter(outline: outline, time: time)
        var out = try BufferedOutput(path: path)
        try out.write(text.bytes + binaryHeader)
        var running = 0
        for (place, channel) in outline.channels.enumerated() {
            try sweep.forEachBlock(ofChannelAt: place) { block in
                for (number, distance) in block.distancesMetres.enumerated() {
                    running += 1
                    let trace = block.firstTrace + number
                    try out.write(
                        traceHeader(channel, trace: trace, distance: distance, running: running))
                    let start = number * samplesPerTrace
                    try out.write(
                        block.samples.span.extracting(start..<start + samplesPerTrace),
                        bigEndian: true)
                }
                try progress.written(running)
            }
        }
        try out.commit()
        return warnings + text.warnings
    }

    private var binaryHeader: [UInt8] {
        var header = HeaderBuilder(byteCount: 400)
        header.set16(0x0C, min(outline.traceCount, Int(Int16.max)))
        header.set16(0x10, time.storedInterval)
        header.set16(0x12, time.storedInterval)
        header.set16(0x14, samplesPerTrace)
        header.set16(0x16, samplesPerTrace)
        header.set16(0x18, SegySampleFormat.ieeeFloat.rawValue)
        header.set16(0x36, 1)  // metres
        header.set16(300, 0x0100)  // revision 1.0
        header.set16(302, 1)  // all traces have the same length
        return header.bytes
    }

    private func traceHeader(
        _ channel: ChannelOutline, trace: Int, distance: Double, running: Int
    ) -> [UInt8] {
        var header = HeaderBuilder(byteCount: SegyLayout.traceHeaderByteCount)
        header.set32(0, trace + 1)
        header.set32(4, running)
        header.set32(8, channel.index)
        header.set32(12, trace + 1)
        header.set32(20, trace + 1)
        header.set16(28, 1)
        places.fill(&header, channel, distance: distance, instrument: outline.instrument)
        header.set16(108, time.storedDelay)
        header.set16(114, samplesPerTrace)
        header.set16(116, time.storedInterval)
        date?.fill(&header)
        header.set32(188, channel.index)
        header.set32(192, trace + 1)
        return header.bytes
    }

    private var warnings: [SweepWarning] {
        var lost: [String] = []
        if outline.channels.contains(where: { $0.alongOffsetMetres != 0 }) {
            lost.append("offsets along travel")
        }
        if outline.channels.contains(where: { $0.polarisation != nil }) {
            lost.append("polarisations")
        }
        if outline.channels.contains(where: { $0.kind != .radar }) {
            lost.append("kinds of channel")
        }
        // The coordinate fields hold the lane frame: there is no room for places on a map too.
        if outline.track?.fixes.contains(where: { $0.place != nil }) == true {
            lost.append("the satellite fixes")
        }
        if outline.lane != nil { lost.append("the lane") }
        if outline.acquiredAt != nil && date?.isExact != true {
            lost.append("the exact time of recording")
        }
        var found = time.warnings + places.warnings
        if !lost.isEmpty {
            let text = "SEG-Y does not hold " + lost.joined(separator: ", ")
            found.append(SweepWarning(code: "not-stored", text: text))
        }
        return found
    }
}

/// Big-endian fields of a header being written.
struct HeaderBuilder {
    private(set) var bytes: [UInt8]

    init(byteCount: Int) { bytes = [UInt8](repeating: 0, count: byteCount) }

    mutating func set16(_ offset: Int, _ value: Int) {
        bytes[offset] = UInt8(truncatingIfNeeded: value >> 8)
        bytes[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    mutating func set32(_ offset: Int, _ value: Int) {
        set16(offset, value >> 16)
        set16(offset + 2, value)
    }
}
