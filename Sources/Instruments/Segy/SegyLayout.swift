internal import SurveyModel

/// Where everything lies in a SEG-Y file, decided from its headers and its size.
struct SegyLayout {
    static let headerByteCount = 3600
    static let traceHeaderByteCount = 240
    /// Real files hold a few; more would only be searched for an end that does not come.
    private static let mostExtendedTexts = 1024

    let text: SegyText
    /// The whole 3600 bytes in file offsets.
    let fields: HeaderFields
    let revision: Int
    let extensions: SegyExtensions
    let area: TraceArea
    /// Bytes after the last whole trace.
    let trailingBytes: Int
    private(set) var ledger = FactLedger()

    var samplesPerTrace: Int { area.samplesPerTrace }
    var traceCount: Int { area.traceCount }

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
        let fields = HeaderFields(bytes: head, isLittleEndian: order)
        self.fields = fields
        guard let format = SegySampleFormat(rawValue: fields.uint16(3224)) else {
            throw .unsupportedSamples(path: path, code: fields.uint16(3224), atByte: 3224)
        }
        text = SegyText(bytes: Array(head.prefix(SegyText.byteCount)))
        revision = Self.revision(head, isLittleEndian: order)
        extensions = SegyExtensions(fields, revision: revision)
        try extensions.check(path: path)
        let start = try Self.dataOffset(file, fields)
        let sizes = SegyTraceSizes(
            fields: fields, stated: extensions.samplesPerTrace, format: format, dataOffset: start)
        let samples = try sizes.choose(file, &ledger)
        let available = file.byteCount - start
        let size = Self.traceHeaderByteCount + samples * format.bytesPerSample
        area = TraceArea(
            file: file, firstByte: start, samplesPerTrace: samples, traceCount: available / size,
            encoding: SampleEncoding(format.kind, isLittleEndian: order),
            isInFeet: fields.uint16(3254) == 2)
        trailingBytes = available % size
        guard area.traceCount > 0 else {
            throw .damaged(
                path: path, atByte: file.byteCount,
                reason: "the file ends before its first trace is complete")
        }
        if let warning = extensions.orderWarning {
            ledger.warn(warning.code, warning.text)
        }
        if revision > 2 {
            ledger.warn(
                "revision-newer",
                "the file says SEG-Y revision \(revision) and is read as revision 2")
        }
    }

    /// The major number; little-endian writers swap the two revision bytes or leave them.
    private static func revision(_ head: [UInt8], isLittleEndian: Bool) -> Int {
        if isLittleEndian && head[3501] == 2 && head[3500] <= 1 { return 2 }
        return Int(max(head[3500], head[3500] == 0 ? head[3501] : 0))
    }

    /// Where the traces start, after the extended text headers.
    private static func dataOffset(
        _ file: SourceFile, _ fields: HeaderFields
    ) throws(InstrumentError) -> Int {
        let count = fields.int16(3504)
        if count >= 0 { return try offset(file, after: count) }
        guard count == -1 else {
            throw .damaged(
                path: file.path, atByte: 3504,
                reason: "the number of extended text headers is \(count)")
        }
        var offset = headerByteCount
        for _ in 0..<mostExtendedTexts {
            guard offset + SegyText.byteCount <= file.byteCount else {
                throw .damaged(
                    path: file.path, atByte: offset,
                    reason: "the extended text headers have no end mark")
            }
            let block = try file.bytes(at: offset, count: SegyText.byteCount)
            offset += SegyText.byteCount
            if SegyText.holdsEndMark(block) { return offset }
        }
        throw .damaged(
            path: file.path, atByte: offset,
            reason: "the first \(mostExtendedTexts) extended text headers hold no end mark, more "
                + "are not read")
    }

    private static func offset(
        _ file: SourceFile, after count: Int
    ) throws(InstrumentError) -> Int {
        guard count <= mostExtendedTexts else {
            throw .damaged(
                path: file.path, atByte: 3504,
                reason: "\(count) extended text headers are announced, at most "
                    + "\(mostExtendedTexts) are read")
        }
        let offset = headerByteCount + count * SegyText.byteCount
        guard offset <= file.byteCount else {
            throw .damaged(
                path: file.path, atByte: 3504,
                reason: "\(count) extended text headers are announced, the file ends before")
        }
        return offset
    }
}
