internal import SurveyModel

/// Where everything lies in a SEG-Y file, decided from its headers and its size.
struct SegyLayout {
    static let headerByteCount = 3600
    static let traceHeaderByteCount = 240

    let text: SegyText
    /// The whole 3600 bytes in file offsets.
    let fields: HeaderFields
    let format: SegySampleFormat
    let revision: Int
    let dataOffset: Int
    let samplesPerTrace: Int
    let traceCount: Int
    /// Bytes after the last whole trace.
    let trailingBytes: Int
    private(set) var warnings: [SweepWarning] = []

    /// How a sample is stored.
    var encoding: SampleEncoding {
        SampleEncoding(format.kind, isLittleEndian: fields.isLittleEndian)
    }

    var traceByteCount: Int {
        Self.traceHeaderByteCount + samplesPerTrace * format.bytesPerSample
    }

    /// Whether `head`, the first 3600 bytes of a file, looks like SEG-Y.
    static func isPlausible(_ head: [UInt8]) -> Bool {
        head.count >= headerByteCount && isLittleEndian(head) != nil
            && SegyText.isPlausible(Array(head.prefix(SegyText.byteCount)))
    }

    /// The byte order in which the format code is a known one, `nil` where there is none.
    private static func isLittleEndian(_ head: [UInt8]) -> Bool? {
        for order in [false, true] {
            let code = HeaderFields(bytes: head, isLittleEndian: order).uint16(3224)
            if SegySampleFormat.knownCodes.contains(code) { return order }
        }
        return nil
    }

    init(_ file: SourceFile) throws(InstrumentError) {
        let path = file.path
        guard file.byteCount > 0 else {
            throw .damaged(path: path, atByte: 0, reason: "the file is empty")
        }
        guard file.byteCount >= Self.headerByteCount else {
            throw .damaged(
                path: path, atByte: file.byteCount,
                reason: "the file ends within the SEG-Y header of \(Self.headerByteCount) bytes")
        }
        let head = try file.bytes(at: 0, count: Self.headerByteCount)
        guard let order = Self.isLittleEndian(head) else {
            let code = HeaderFields(bytes: head, isLittleEndian: false).uint16(3224)
            throw .damaged(
                path: path, atByte: 3224,
                reason: "this is no SEG-Y file, its sample format would be \(code)")
        }
        fields = HeaderFields(bytes: head, isLittleEndian: order)
        guard let format = SegySampleFormat(rawValue: fields.uint16(3224)) else {
            throw .unsupportedSamples(path: path, code: fields.uint16(3224), atByte: 3224)
        }
        self.format = format
        text = SegyText(bytes: Array(head.prefix(SegyText.byteCount)))
        // Little-endian writers swap the two revision bytes or leave them.
        revision = Int(max(head[3500], head[3500] == 0 ? head[3501] : 0))
        dataOffset = try Self.dataOffset(file, fields)
        let sizes = TraceSizes(fields: fields, format: format, dataOffset: dataOffset)
        let choice = try sizes.choose(file)
        samplesPerTrace = choice.samples
        let available = file.byteCount - dataOffset
        let size = Self.traceHeaderByteCount + choice.samples * format.bytesPerSample
        traceCount = available / size
        trailingBytes = available % size
        guard traceCount > 0 else {
            throw .damaged(
                path: path, atByte: file.byteCount,
                reason: "the file ends before its first trace is complete")
        }
        warnings = choice.warnings
        if revision > 1 {
            warnings.append(
                SweepWarning(
                    code: "revision-newer",
                    text: "the file says SEG-Y revision \(revision) and is read as revision 1"))
        }
    }

    /// Where the traces start, after the extended text headers.
    private static func dataOffset(
        _ file: SourceFile, _ fields: HeaderFields
    ) throws(InstrumentError) -> Int {
        let count = fields.int16(3504)
        if count >= 0 {
            let offset = headerByteCount + count * SegyText.byteCount
            guard offset <= file.byteCount else {
                throw .damaged(
                    path: file.path, atByte: 3504,
                    reason: "\(count) extended text headers are announced, the file ends before")
            }
            return offset
        }
        guard count == -1 else {
            throw .damaged(
                path: file.path, atByte: 3504,
                reason: "the number of extended text headers is \(count)")
        }
        var offset = headerByteCount
        while offset + SegyText.byteCount <= file.byteCount {
            let block = try file.bytes(at: offset, count: SegyText.byteCount)
            offset += SegyText.byteCount
            let letters = SegyText(bytes: block).cards.joined().uppercased()
            if letters.contains("((SEG: ENDTEXT))") { return offset }
        }
        throw .damaged(
            path: file.path, atByte: offset,
            reason: "the extended text headers have no end mark")
    }
}

/// The number of samples per trace, which headers often state wrongly.
private struct TraceSizes {
    let fields: HeaderFields
    let format: SegySampleFormat
    let dataOffset: Int

    typealias Choice = (samples: Int, warnings: [SweepWarning])

    /// The binary header's number where it divides the file, else the trace header's, else the one
    /// at whose step the trace headers repeat.
    func choose(_ file: SourceFile) throws(InstrumentError) -> Choice {
        let binary = fields.uint16(3220)
        let trace = try firstTraceNumber(file)
        if binary > 0 && divides(binary, file.byteCount) {
            return (binary, disagreement(binary, trace))
        }
        if trace > 0, trace != binary, divides(trace, file.byteCount),
            try headersRepeat(file, samples: trace)
        {
            return (trace, disagreement(trace, binary))
        }
        if binary > 0 && (trace == 0 || trace == binary) { return (binary, []) }
        if binary > 0, try headersRepeat(file, samples: binary) {
            return (binary, disagreement(binary, trace))
        }
        if trace > 0 {
            let repeats = try headersRepeat(file, samples: trace)
            if binary == 0 || repeats { return (trace, disagreement(trace, binary)) }
        }
        throw .damaged(
            path: file.path, atByte: 3220,
            reason: binary == 0 && trace == 0
                ? "the headers give no number of samples per trace"
                : "the headers say \(binary) and \(trace) samples per trace, neither fits the file")
    }

    private func byteCount(_ samples: Int) -> Int {
        SegyLayout.traceHeaderByteCount + samples * format.bytesPerSample
    }

    private func divides(_ samples: Int, _ size: Int) -> Bool {
        size > dataOffset && (size - dataOffset) % byteCount(samples) == 0
    }

    private func firstTraceNumber(_ file: SourceFile) throws(InstrumentError) -> Int {
        guard dataOffset + SegyLayout.traceHeaderByteCount <= file.byteCount else { return 0 }
        let head = try file.bytes(at: dataOffset + 114, count: 2)
        return HeaderFields(bytes: head, isLittleEndian: fields.isLittleEndian).uint16(0)
    }

    /// Whether sample count and interval stand again where the next traces would start.
    private func headersRepeat(
        _ file: SourceFile, samples: Int
    ) throws(InstrumentError) -> Bool {
        let first = try file.bytes(at: dataOffset + 114, count: 4)
        guard first != [0, 0, 0, 0] else { return false }
        var seen = 0
        for number in 1...4 {
            let start = dataOffset + number * byteCount(samples)
            guard start + SegyLayout.traceHeaderByteCount <= file.byteCount else { break }
            guard try file.bytes(at: start + 114, count: 4) == first else { return false }
            seen += 1
        }
        return seen > 0
    }

    private func disagreement(_ used: Int, _ other: Int) -> [SweepWarning] {
        guard other > 0, other != used else { return [] }
        return [
            SweepWarning(
                code: "sample-count-contradicted",
                text: "one header says \(other) samples per trace; \(used) fits the file and is "
                    + "used")
        ]
    }
}
