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
    /// Whether it is still open which coordinates are the best.
    private let isChoosing: Bool

    /// Reads the 240 bytes before each trace of `area`.
    ///
    /// A file whose marks show it to be of a dialect is read as such. Numbers are held of CDP
    /// coordinates and of the place that is used.
    init(
        _ area: TraceArea, dialect asked: SegyDialect, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        var read = try SegyTraceHeaders(reading: area, as: asked, holding: nil, monitor)
        if asked == .standard && read.marks.showPrism {
            read = try SegyTraceHeaders(reading: area, as: .prism, holding: nil, monitor)
        }
        if let wanted = read.usable(area), !read[wanted].holdsNumbers {
            read = try SegyTraceHeaders(reading: area, as: read.dialect, holding: wanted, monitor)
        }
        self = read
    }

    private init(
        reading area: TraceArea, as dialect: SegyDialect, holding place: Place?,
        _ monitor: WorkMonitor
    ) throws(InstrumentError) {
        self.dialect = dialect
        isChoosing = place == nil
        first = HeaderFields(
            bytes: try area.file.bytes(at: area.firstByte, count: TraceArea.headerByteCount),
            isLittleEndian: area.isLittleEndian)
        fixes = dialect.hasFloatCoordinates ? DialectFixes() : nil
        // CDP coordinates are always held: they may be the lane's.
        if place == .cdp || place == .receiver { source.dropNumbers() }
        if place == .cdp || place == .source { receiver.dropNumbers() }
        var pass = TraceHeaderPass(area, monitor)
        while try pass.next({ append($0) }) {}
    }

    /// The best place that moves is likely to be used: the others need no memory then.
    private mutating func dropOthers() {
        guard isChoosing else { return }
        if cdp.moves && cdp.holdsNumbers && source.holdsNumbers { source.dropNumbers() }
        let isHeld = (cdp.moves && cdp.holdsNumbers) || (source.moves && source.holdsNumbers)
        if isHeld && receiver.holdsNumbers { receiver.dropNumbers() }
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
        dropOthers()
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
