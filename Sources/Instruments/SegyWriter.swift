internal import SurveyModel

/// Writes SEG-Y rev 1 in the layout of the simulated lanes: big-endian IEEE floats, channel after
/// channel, INLINE = channel, CDP_X and CDP_Y = distance and lateral offset.
struct SegyWriter {
    private let sweep: Sweep
    private let path: String
    private let time: SegyTimeFields
    private let places: SegyPlaceFields
    private let date: SegyDateFields?
    private let samplesPerTrace: Int

    init(sweep: Sweep, path: String) throws(InstrumentError) {
        self.sweep = sweep
        self.path = path
        guard let first = sweep.channels.first?.radargram,
            sweep.channels.allSatisfy({
                $0.radargram.timeAxis == first.timeAxis
                    && $0.radargram.samplesPerTrace == first.samplesPerTrace
            })
        else {
            throw .cannotStore(
                path: path,
                reason: "the channels differ in their time axis, one SEG-Y file "
                    + "cannot hold them")
        }
        samplesPerTrace = first.samplesPerTrace
        guard samplesPerTrace <= 65_535 else {
            throw .cannotStore(
                path: path,
                reason: "SEG-Y holds at most 65535 samples per trace, these have "
                    + "\(samplesPerTrace)")
        }
        time = try SegyTimeFields(first.timeAxis, path: path)
        places = try SegyPlaceFields(sweep, path: path)
        date = SegyDateFields(sweep.acquiredAt)
    }

    /// Writes the file and says what it could not hold.
    func write() throws(InstrumentError) -> [SweepWarning] {
        let text = SegyTextWriter(sweep: sweep, time: time)
        var out = try BufferedOutput(path: path)
        try out.write(text.bytes + binaryHeader)
        var running = 0
        for channel in sweep.channels {
            for trace in 0..<channel.radargram.traceCount {
                running += 1
                try out.write(try traceHeader(channel, trace: trace, running: running))
                try out.write(samples(channel.radargram.trace(trace)))
            }
        }
        try out.commit()
        return warnings + text.warnings
    }

    private var binaryHeader: [UInt8] {
        var header = HeaderBuilder(byteCount: 400)
        header.set16(0x0C, min(sweep.traceCount, Int(Int16.max)))
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
        _ channel: Channel, trace: Int, running: Int
    ) throws(InstrumentError) -> [UInt8] {
        var header = HeaderBuilder(byteCount: SegyLayout.traceHeaderByteCount)
        header.set32(0, trace + 1)
        header.set32(4, running)
        header.set32(8, channel.index)
        header.set32(12, trace + 1)
        header.set32(20, trace + 1)
        header.set16(28, 1)
        places.fill(&header, channel, trace: trace, instrument: sweep.instrument)
        header.set16(108, time.storedDelay)
        header.set16(114, samplesPerTrace)
        header.set16(116, time.storedInterval)
        date?.fill(&header)
        header.set32(188, channel.index)
        header.set32(192, trace + 1)
        return header.bytes
    }

    private func samples(_ trace: ArraySlice<Float>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(trace.count * 4)
        for sample in trace {
            let bits = sample.bitPattern
            bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
            bytes.append(UInt8(truncatingIfNeeded: bits))
        }
        return bytes
    }

    private var warnings: [SweepWarning] {
        var lost: [String] = []
        if sweep.channels.contains(where: { $0.alongOffsetMetres != 0 }) {
            lost.append("offsets along travel")
        }
        if sweep.channels.contains(where: { $0.polarisation != nil }) {
            lost.append("polarisations")
        }
        if sweep.channels.contains(where: { $0.kind != .radar }) { lost.append("kinds of channel") }
        if sweep.lane != nil { lost.append("the lane") }
        if sweep.acquiredAt != nil && date?.isExact != true {
            lost.append("the exact time of recording")
        }
        var found = places.warnings
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
