/// Where headers and scans lie in a DZT file, weighed against its size.
struct DztLayout {
    let header: DztHeader
    let frames: DztFrames

    private static let mostChannels = 64
    static let headerByteCount = 1024
    private static let oldHeaderByteCount = 512

    /// Weighs the first header of `file` against its size; what contradicts goes to `ledger`.
    ///
    /// - Throws: `InstrumentError.damaged` where no whole trace can be found.
    init(_ file: SourceFile, _ ledger: inout FactLedger) throws(InstrumentError) {
        guard let header = DztHeader(try file.head(Self.headerByteCount)) else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file ends inside its header")
        }
        guard [8, 16, 32].contains(header.bitsPerSample) else {
            throw .damaged(
                path: file.path, atByte: 6,
                reason: "the header tells \(header.bitsPerSample) bits a sample; 8, 16 and 32 are "
                    + "read")
        }
        guard header.channelCount <= Self.mostChannels else {
            throw .damaged(
                path: file.path, atByte: 52,
                reason: "the header tells \(header.channelCount) channels, more than any radar has")
        }
        if header.channelCount == 0 {
            ledger.warn(
                "channel-count-assumed",
                "the header tells no number of channels; one channel is assumed")
        }
        var frames = DztFrames(
            file: file, dataOffset: 0, samplesPerTrace: header.samplesPerTrace,
            channelCount: max(1, header.channelCount), bytesPerSample: header.bitsPerSample / 8)
        frames.dataOffset = try Self.dataOffset(header, frames, &ledger)
        frames.samplesPerTrace = try DztSampleCount(frames).chosen(&ledger)
        self.header = header
        self.frames = frames
        try check(&ledger)
    }

    /// Small numbers count in blocks of 1024 bytes, others mean one header for each channel; old
    /// files have one header of 512 bytes.
    private static func dataOffset(
        _ header: DztHeader, _ frames: DztFrames, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> Int {
        let field = header.dataField
        let all = headerByteCount * frames.channelCount
        let usual = field == 0 || field >= 1024 ? all : headerByteCount * field
        guard field == 0 || field == oldHeaderByteCount else {
            if field > 1024 && field != all {
                ledger.warn(
                    "data-offset-contradicted",
                    "the header says that samples begin at byte \(field), but \(frames.channelCount)"
                        + " headers take \(all) bytes; the headers are believed")
            }
            return usual
        }
        var new = frames
        new.dataOffset = usual
        var old = frames
        old.dataOffset = oldHeaderByteCount
        guard frames.channelCount == 1, old.traceCount > 0, old.trailingByteCount == 0 else {
            return field == oldHeaderByteCount && new.traceCount == 0 ? all : usual
        }
        let newFits = new.traceCount > 0 && new.trailingByteCount == 0
        if newFits {
            let isNew = try DztFlags(new, channel: 0).count > DztFlags(old, channel: 0).count
            ledger.warn(
                "data-offset-assumed",
                "samples may begin at byte \(old.dataOffset) or \(new.dataOffset), the header does "
                    + "not say; byte \(isNew ? new.dataOffset : old.dataOffset) is assumed")
            return isNew ? new.dataOffset : old.dataOffset
        }
        return old.dataOffset
    }

    private func check(_ ledger: inout FactLedger) throws(InstrumentError) {
        guard frames.traceCount > 0 else {
            let end = min(frames.file.byteCount, frames.dataOffset)
            throw .damaged(
                path: frames.file.path, atByte: end,
                reason: "the file holds no whole trace of \(frames.samplesPerTrace) samples")
        }
        guard frames.trailingByteCount > 0 else { return }
        let end = frames.dataOffset + frames.traceCount * frames.frameByteCount
        ledger.warn(
            "traces-lost",
            "the file is cut: \(frames.traceCount) whole traces are read, the trace begun at byte "
                + "\(end) is lost")
    }

    /// The header of each channel; `nil` where there is none of its own.
    func channelHeaders() throws(InstrumentError) -> [DztHeader?] {
        var headers: [DztHeader?] = [header]
        for channel in 1..<max(1, frames.channelCount) {
            let start = channel * Self.headerByteCount
            guard start + Self.headerByteCount <= frames.dataOffset else {
                headers.append(nil)
                continue
            }
            headers.append(
                DztHeader(try frames.file.bytes(at: start, count: DztHeader.byteCount)))
        }
        return headers
    }
}
