internal import FileAccess

/// How many traces a file without any mark of its own holds, by its size against its header.
struct TraceCounting: Sendable {
    let file: SourceFile
    let samplesPerTrace: Int
    let encoding: SampleEncoding
    /// Whole traces of all channels.
    let traceCount: Int
    /// Traces by the header, where it tells.
    let announced: Int?

    /// Whether fewer traces are there than the header tells.
    var isCut: Bool { traceCount < announced ?? 0 }

    /// Counts the traces of `file`; the size decides.
    ///
    /// Some writers announce the traces of each of `multiples` channels, most those of all.
    /// - Throws: `InstrumentError.damaged` where no whole trace is there.
    init(
        _ file: SourceFile, samplesPerTrace: Int, encoding: SampleEncoding, announced: Int?,
        multiples: Int = 1, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard samplesPerTrace <= file.byteCount / encoding.byteCount else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file ends before its first trace of \(samplesPerTrace) samples is "
                    + "complete")
        }
        self.file = file
        self.samplesPerTrace = samplesPerTrace
        self.encoding = encoding
        let size = samplesPerTrace * encoding.byteCount
        traceCount = file.byteCount / size
        let product = announced.map { $0.multipliedReportingOverflow(by: multiples) }
        let whole = product.flatMap { $0.overflow ? nil : $0.partialValue }
        let meansEach = multiples > 1 && whole == traceCount
        self.announced = meansEach ? whole : announced
        let trailing = file.byteCount % size
        if isCut || trailing > 0 { tellLoss(trailing: trailing, &ledger) }
        if !isCut {
            ledger.choose(
                "number of traces", unit: "", code: "trace-count-contradicted",
                [
                    ("the size of \(Folder.name(of: file.path))", Double(traceCount)),
                    (
                        meansEach ? "LAST TRACE x channels" : "LAST TRACE",
                        self.announced.map(Double.init)
                    ),
                ], absolute: 0.5, because: "every whole trace of the file is read")
        }
        if trailing == 0 { tellWidth(&ledger) }
    }

    /// A file of exactly twice or half its announced size may hold samples of another width.
    private func tellWidth(_ ledger: inout FactLedger) {
        guard let announced else { return }
        let isNarrow = encoding.byteCount == 2
        let ratio = isNarrow ? (traceCount, announced) : (announced, traceCount)
        guard ratio.0 % 2 == 0, ratio.0 / 2 == ratio.1 else { return }
        ledger.warn(
            "sample-width-doubtful",
            "by its size the file would hold the announced \(announced) traces exactly if its "
                + "samples had \(isNarrow ? 32 : 16) bit; they are read as \(isNarrow ? 16 : 32) bit"
        )
    }

    private func tellLoss(trailing: Int, _ ledger: inout FactLedger) {
        var text = "the file is cut: \(traceCount) whole traces are read"
        if trailing > 0 {
            text += ", the trace begun at byte \(file.byteCount - trailing) is lost"
        }
        if let announced, announced > traceCount {
            text += "; \(announced - traceCount) of the announced \(announced) are missing"
        }
        ledger.warn("traces-lost", text)
    }
}
