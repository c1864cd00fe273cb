internal import SurveyModel

/// One pair of an ImpulseRadar header and its samples: one channel.
struct ImpulseChannel {
    /// Number of the channel by its name.
    let number: Int
    let header: KeyedText
    let counting: TraceCounting
    let axis: TimeAxis
    /// What was weighed in this channel alone.
    private(set) var ledger = FactLedger()

    /// Opens a pair.
    ///
    /// - Throws: `InstrumentError`, with the byte where the damage is.
    init(
        number: Int, header headerFile: SourceFile, data: SourceFile, options: SweepReadOptions
    ) throws(InstrumentError) {
        self.number = number
        header = try KeyedText(headerFile)
        var ledger = FactLedger()
        let samples = try HeaderPair.samples(header)
        let announced = header.lastTrace(&ledger)
        let encoding = try Self.encoding(
            header, data, samples: samples, announced: announced, &ledger)
        counting = try TraceCounting(
            data, samplesPerTrace: samples, encoding: encoding, announced: announced, &ledger)
        let interval = try StatedTiming.interval(
            header, samples: samples, options: options, &ledger)
        axis = TimeAxis(
            sampleIntervalNanoseconds: interval,
            timeZeroNanoseconds: Self.timeZero(
                header, samples: samples, interval: interval, &ledger))
        self.ledger = ledger
    }

    /// The samples of the channel.
    var run: TraceRun {
        TraceRun(
            file: counting.file, encoding: counting.encoding,
            samplesPerTrace: counting.samplesPerTrace, firstSampleByte: 0,
            strideBytes: counting.samplesPerTrace * counting.encoding.byteCount,
            traceCount: counting.traceCount)
    }

    /// DATA VERSION; where the header is silent, the width that fits the size and LAST TRACE.
    private static func encoding(
        _ header: KeyedText, _ data: SourceFile, samples: Int, announced: Int?,
        _ ledger: inout FactLedger
    ) throws(InstrumentError) -> SampleEncoding {
        if let text = header.text("DATA VERSION") {
            switch header.count("DATA VERSION") {
            case 16: return SampleEncoding(.int16)
            case 32: return SampleEncoding(.int32)
            default:
                throw .damaged(
                    path: header.path, atByte: header.byte(of: "DATA VERSION"),
                    reason: "samples are stored as DATA VERSION `\(text.prefix(40))`; 16 and 32 "
                        + "bit are read")
            }
        }
        let fitting = [SampleEncoding(.int16), SampleEncoding(.int32)].first { encoding in
            guard let announced else { return false }
            let trace = samples * encoding.byteCount
            return data.byteCount % trace == 0 && data.byteCount / trace == announced
        }
        guard let fitting else {
            throw .damaged(
                path: header.path, atByte: 0,
                reason: "the header does not tell whether samples have 16 or 32 bit (DATA VERSION)")
        }
        ledger.warn(
            "sample-width-assumed",
            "the header does not tell the sample width (DATA VERSION); "
                + "\(fitting.byteCount * 8) bit fits the size and LAST TRACE")
        return fitting
    }

    /// ZERO LEVEL, a number of samples from the first, in nanoseconds.
    private static func timeZero(
        _ header: KeyedText, samples: Int, interval: Double, _ ledger: inout FactLedger
    ) -> Double {
        let level = header.number("ZERO LEVEL")
        if let level, level >= 0, level <= Double(samples) {
            ledger.choose(
                "time zero", unit: "ns", code: "time-zero-contradicted",
                [("ZERO LEVEL x sample interval", level * interval)], because: "")
            return level * interval
        }
        let said = header.text("ZERO LEVEL").map {
            "ZERO LEVEL is `\($0.prefix(40))`, outside the trace"
        }
        ledger.warn(
            "time-zero-assumed",
            "\(said ?? "the header does not tell time zero (ZERO LEVEL)"); it is taken at the "
                + "first sample; give --time-zero if it is known")
        return 0
    }
}
