/// How the traces of a DT1 file lie: a header of 128 bytes before the samples of each.
struct Dt1Layout: Sendable {
    static let headerByteCount = 128
    /// No radar records more points in a trace.
    private static let mostPoints = 1 << 24

    let samplesPerTrace: Int
    let encoding: SampleEncoding
    /// Whole traces by the size of the file.
    let traceCount: Int
    /// Points of each trace by the trace headers, as stored.
    let pointsWord: Int

    /// From a trace to the next (bytes).
    var strideBytes: Int { Self.headerByteCount + samplesPerTrace * encoding.byteCount }

    /// Finds the layout with which the trace headers lie one after the other.
    init(
        _ file: SourceFile, _ header: Dt1Header?, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard file.byteCount >= Self.headerByteCount else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file ends within the header of its first trace")
        }
        let first = HeaderFields(
            bytes: try file.bytes(at: 0, count: Self.headerByteCount), isLittleEndian: true)
        let points = (
            trace: Self.whole(first.float32(8), in: 1...Self.mostPoints),
            header: header?.number("NUMBEROFPTSTRC").flatMap {
                Self.whole($0, in: 1...Self.mostPoints)
            }
        )
        let size = Self.whole(first.float32(20), in: 1...16)
        let kinds = try Self.kinds(size, header, file.path, &ledger)
        let counts = [points.trace, points.header].compactMap { $0 }
        guard let fallback = counts.first else {
            throw .damaged(
                path: file.path, atByte: 8,
                reason: "neither the trace headers nor the HD file tell the points per trace")
        }
        var found: (points: Int, kind: SampleEncoding.Kind)?
        for points in counts {
            for kind in kinds where found == nil {
                if try Self.fits(points, kind, file, first) { found = (points, kind) }
            }
        }
        let chosen = found ?? (fallback, kinds[0])
        samplesPerTrace = chosen.points
        encoding = SampleEncoding(chosen.kind)
        pointsWord = first.uint32(8)
        let stride = Self.headerByteCount + samplesPerTrace * encoding.byteCount
        traceCount = file.byteCount / stride
        guard traceCount > 0 else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file ends within its first trace, of \(samplesPerTrace) samples")
        }
        weigh(points, size, header, &ledger)
    }

    /// A number of a header as whole number.
    static func whole(_ value: Double, in range: ClosedRange<Int>) -> Int? {
        guard value.isFinite, value == value.rounded(), value >= Double(range.lowerBound),
            value <= Double(range.upperBound)
        else { return nil }
        return Int(value)
    }

    /// What the samples may be, the likeliest first.
    private static func kinds(
        _ size: Int?, _ header: Dt1Header?, _ path: String, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> [SampleEncoding.Kind] {
        let told = header?.sampleKind
        let bySize: SampleEncoding.Kind? =
            switch size {
            case 2: .int16
            case 4: told == .int32 ? .int32 : .float32
            default: nil
            }
        var kinds = [bySize, told].compactMap { $0 }
        if kinds.isEmpty {
            if let size {
                throw .damaged(
                    path: path, atByte: 20,
                    reason: "samples of \(size) bytes are not read; those of 2 and 4 are")
            }
            if let type = header?.text("DATATYPE") {
                throw .damaged(
                    path: path, atByte: 20,
                    reason: "samples of the type \(type) are not read; I*2, I*4 and F*4 are")
            }
            ledger.warn(
                "sample-size-assumed",
                "neither the trace headers nor the HD file tell the size of samples; 2 bytes are "
                    + "assumed")
            kinds = [.int16]
        }
        return kinds
    }

    /// Whether a header like the first follows where the second trace would begin.
    private static func fits(
        _ points: Int, _ kind: SampleEncoding.Kind, _ file: SourceFile, _ first: HeaderFields
    ) throws(InstrumentError) -> Bool {
        let stride = headerByteCount + points * SampleEncoding(kind).byteCount
        guard stride <= file.byteCount else { return false }
        guard stride + headerByteCount <= file.byteCount else { return true }
        let next = HeaderFields(
            bytes: try file.bytes(at: stride, count: headerByteCount), isLittleEndian: true)
        guard next.uint32(8) == first.uint32(8) else { return false }
        return whole(first.float32(8), in: 1...mostPoints) != nil
            || next.float32(0) == first.float32(0) + 1 || file.byteCount % stride == 0
    }

    private func weigh(
        _ points: (trace: Int?, header: Int?), _ size: Int?, _ header: Dt1Header?,
        _ ledger: inout FactLedger
    ) {
        var counts = [
            (name: "each trace's header", value: points.trace.map(Double.init)),
            (name: "HD key NUMBER OF PTS/TRC", value: points.header.map(Double.init)),
        ]
        if points.trace != samplesPerTrace { counts.reverse() }
        ledger.choose(
            "number of samples per trace", unit: "", code: "sample-count-contradicted", counts,
            because: "with it the traces follow one another in the file")
        let told = header?.sampleKind.map { Double(SampleEncoding($0).byteCount) }
        var sizes = [
            (name: "each trace's header", value: size.map(Double.init)),
            (name: "HD key DATA TYPE", value: told),
        ]
        if size != encoding.byteCount { sizes.reverse() }
        ledger.choose(
            "size of a sample", unit: "bytes", code: "sample-size-contradicted", sizes,
            because: "with it the traces follow one another in the file")
    }
}
