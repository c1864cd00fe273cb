internal import SurveyModel

/// The fields of all trace headers that matter to a sweep, in little memory.
struct SegyTraceHeaders {
    let first: HeaderFields
    let dialect: SegyDialect
    /// INLINE numbers with what CDP coordinates do along each.
    private(set) var inlines = InlineTally()
    /// CDP coordinates as stored.
    private(set) var cdp = Pairs()
    /// Source coordinates as stored.
    private(set) var source = Pairs()
    /// Receiver coordinates as stored.
    private(set) var receiver = Pairs()
    private(set) var delaysDiffer = false
    private(set) var intervalsDiffer = false
    private(set) var scalarsDiffer = false
    private(set) var unitsDiffer = false
    private(set) var samplesDiffer = false
    private(set) var marks = MarkTally()
    private(set) var fixes: DialectFixes?

    /// A pair of stored whole numbers per trace.
    struct Pairs: Sendable {
        private(set) var x = Int32Column()
        private(set) var y = Int32Column()
        /// Whether some value differs from zero.
        private(set) var isFilled = false
        /// Whether some trace differs from the first.
        private(set) var moves = false
        /// Largest number without its sign.
        private(set) var farthest = 0
        /// Whether all bit patterns are finite 32-bit floats of a usual size.
        private(set) var couldBeFloats = true
        private(set) var start: (x: Int32, y: Int32)?

        mutating func append(_ x: Int32, _ y: Int32) {
            self.x.append(x)
            self.y.append(y)
            if x != 0 || y != 0 {
                isFilled = true
                farthest = max(farthest, Int(x.magnitude), Int(y.magnitude))
            }
            guard let start else {
                self.start = (x, y)
                couldBeFloats = Self.isFloat(x) && Self.isFloat(y)
                return
            }
            guard x != start.x || y != start.y else { return }
            moves = true
            couldBeFloats = couldBeFloats && Self.isFloat(x) && Self.isFloat(y)
        }

        private static func isFloat(_ bits: Int32) -> Bool {
            let size = abs(Float(bitPattern: UInt32(bitPattern: bits)))
            return size == 0 || (1e-4...1e8).contains(size)
        }
    }

    /// Reads the 240 bytes before each trace of `area`.
    ///
    /// A file whose marks show it to be of a dialect is read as such.
    init(_ area: TraceArea, dialect asked: SegyDialect) throws(InstrumentError) {
        let read = try SegyTraceHeaders(reading: area, as: asked)
        self =
            asked == .standard && read.marks.showPrism
            ? try SegyTraceHeaders(reading: area, as: .prism) : read
    }

    private init(reading area: TraceArea, as dialect: SegyDialect) throws(InstrumentError) {
        self.dialect = dialect
        first = HeaderFields(
            bytes: try area.file.bytes(at: area.firstByte, count: TraceArea.headerByteCount),
            isLittleEndian: area.isLittleEndian)
        fixes = dialect.hasFloatCoordinates ? DialectFixes() : nil
        var pass = TraceHeaderPass(area)
        while try pass.next({ append($0) }) {}
    }

    private mutating func append(_ header: TraceHeaderFields) {
        source.append(header.int32(72), header.int32(76))
        receiver.append(header.int32(80), header.int32(84))
        // Bytes 180 to 197 hold other things in the dialects.
        if dialect == .standard {
            let x = header.int32(180)
            let y = header.int32(184)
            cdp.append(x, y)
            inlines.append(header.int32(188), x: x, y: y)
        } else {
            inlines.append(0, x: 0, y: 0)
        }
        fixes?.append(header)
        marks.append(header)
        delaysDiffer = delaysDiffer || Int(header.uint16(108)) != first.uint16(108)
        intervalsDiffer = intervalsDiffer || Int(header.uint16(116)) != first.uint16(116)
        scalarsDiffer = scalarsDiffer || Int(header.uint16(70)) != first.uint16(70)
        samplesDiffer = samplesDiffer || Int(header.uint16(114)) != first.uint16(114)
        unitsDiffer = unitsDiffer || Int(header.uint16(88)) != first.uint16(88)
    }

    /// Date and time of the first trace as ISO 8601, where the header says it is UTC.
    var acquiredAt: (text: String?, warning: SweepWarning?) {
        let year = first.uint16(156)
        let day = first.uint16(158)
        let clock = [first.uint16(160), first.uint16(162), first.uint16(164)]
        guard year != 0 || day != 0 else { return (nil, nil) }
        guard (1970...2200).contains(year), (1...366).contains(day), clock[0] < 24,
            clock[1] < 60, clock[2] < 61, let date = CalendarDay(year: year, dayOfYear: day)
        else {
            let warning = SweepWarning(
                code: "date-unreadable",
                text: "the first trace is dated year \(year), day \(day), which is no date")
            return (nil, warning)
        }
        let time = clock.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let text = "\(date.text)T\(time)"
        // 2 is GMT and 4 is UTC; anything else is a clock of unknown zone.
        guard [2, 4].contains(first.uint16(166)) else {
            let warning = SweepWarning(
                code: "time-zone-unknown",
                text: "the first trace is dated \(text), not said to be UTC; the date is not used")
            return (nil, warning)
        }
        return (text + "Z", nil)
    }
}

/// Counts the marks that Prism2 sets: 0x5555 at byte 236 of a trace header, the mark's number after.
struct MarkTally: Sendable {
    private(set) var count = 0
    private var hasOther = false

    static let word: UInt16 = 0x5555

    mutating func append(_ header: TraceHeaderFields) {
        let word = header.uint16(236)
        if word == Self.word { count += 1 } else if word != 0 { hasOther = true }
    }

    /// Whether the field is used for marks and nothing else.
    var showPrism: Bool { count > 0 && !hasOther }
}
