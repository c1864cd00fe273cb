internal import SurveyModel

/// What the trace headers of a DT1 file tell, gathered in one pass with little memory.
struct Dt1TraceScan: Sendable {
    /// Traces that can be read, counted from the first.
    private(set) var traceCount = 0
    /// The time window by the first trace header (ns), which is often a nominal one.
    private(set) var windowNanoseconds = 0.0
    /// Distance between transmitter and receiver by the first trace header, in units of position.
    private(set) var separation: Double?
    /// Number of the first trace as written, where all count on from it.
    private(set) var firstNumber: Double?
    private var isDamaged = false
    private var oddPoints = 0
    private var oddNumbers = 0
    private var windowsDiffer = false
    private var adjusted = 0
    private var elevated = 0
    private var placed = 0
    private var markCount = 0
    private var marks: [String] = []

    private static let listedMarks = 5

    init(
        _ file: SourceFile, _ layout: Dt1Layout, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        var watch = ScanWatch(monitor, total: layout.traceCount, "reading trace headers")
        for trace in 0..<layout.traceCount {
            try watch.reach(trace)
            let fields = try Self.fields(file, layout, trace)
            if fields.uint32(8) != layout.pointsWord {
                guard try Self.recovers(file, layout, after: trace) else {
                    isDamaged = true
                    break
                }
                oddPoints += 1
            }
            take(fields, trace)
            traceCount += 1
        }
        if oddNumbers > 0 { firstNumber = nil }
    }

    private static func fields(
        _ file: SourceFile, _ layout: Dt1Layout, _ trace: Int
    ) throws(InstrumentError) -> HeaderFields {
        HeaderFields(
            bytes: try file.bytes(
                at: trace * layout.strideBytes, count: Dt1Layout.headerByteCount),
            isLittleEndian: true)
    }

    /// Whether only this header is odd: the next trace begins where it should.
    private static func recovers(
        _ file: SourceFile, _ layout: Dt1Layout, after trace: Int
    ) throws(InstrumentError) -> Bool {
        guard trace + 1 < layout.traceCount else {
            return file.byteCount % layout.strideBytes == 0
        }
        return try fields(file, layout, trace + 1).uint32(8) == layout.pointsWord
    }

    private mutating func take(_ fields: HeaderFields, _ trace: Int) {
        let number = fields.float32(0)
        let window = fields.float32(24)
        if trace == 0 {
            firstNumber = number
            windowNanoseconds = window
            separation = Self.separation(fields)
        }
        if number != (firstNumber ?? 0) + Double(trace) { oddNumbers += 1 }
        if window.isFinite && window != windowNanoseconds { windowsDiffer = true }
        if fields.float32(80) != 0 { adjusted += 1 }
        if fields.float32(12) != 0 { elevated += 1 }
        if [32, 40, 48].contains(where: { fields.float64($0) != 0 }) { placed += 1 }
        let comment = fields.text(100, count: 28)
        guard !comment.isEmpty || fields.float32(96) != 0 else { return }
        markCount += 1
        if marks.count < Self.listedMarks {
            marks.append((comment.isEmpty ? "mark" : comment) + " at trace \(trace + 1)")
        }
    }

    private static func separation(_ fields: HeaderFields) -> Double? {
        var sum = 0.0
        for place in [56, 60, 64] {
            let step = fields.float32(place + 12) - fields.float32(place)
            sum += step * step
        }
        let length = sum.squareRoot()
        return length.isFinite && length > 0 && length < 1000 ? length : nil
    }

    /// Names what was lost and what is not used.
    func warn(
        _ file: SourceFile, _ layout: Dt1Layout, announced: Int?, _ ledger: inout FactLedger
    ) {
        warnOfLoss(file, layout, announced, &ledger)
        if oddPoints > 0 {
            ledger.warn(
                "trace-points-contradicted",
                "\(oddPoints) trace headers give another number of points than "
                    + "\(layout.samplesPerTrace); their samples are read like the others', because "
                    + "the traces after them lie where they should")
        }
        if oddNumbers > 0 {
            ledger.warn(
                "trace-numbers-irregular",
                "\(oddNumbers) traces do not carry the number that follows from the first; they "
                    + "are counted in the order of the file")
        }
        if windowsDiffer {
            ledger.warn("window-varies", "trace headers give different time windows")
        }
        if adjusted > 0 {
            ledger.warn(
                "time-zero-adjusted",
                "\(adjusted) trace headers hold a correction of time zero, which is not applied")
        }
        if elevated > 0 {
            ledger.warn(
                "elevations-unused",
                "\(elevated) trace headers hold an elevation, which is not used")
        }
        if placed > 0 {
            ledger.warn(
                "coordinates-unused",
                "\(placed) trace headers hold coordinates of a kind the file does not name; they "
                    + "are not used")
        }
        if markCount > 0 {
            let rest = markCount > marks.count ? " and more" : ""
            ledger.warn(
                "marks-found",
                "\(markCount) traces carry a mark or comment: "
                    + marks.joined(separator: ", ") + rest)
        }
    }

    private func warnOfLoss(
        _ file: SourceFile, _ layout: Dt1Layout, _ announced: Int?, _ ledger: inout FactLedger
    ) {
        let end = traceCount * layout.strideBytes
        let missing = (announced ?? 0) - traceCount
        guard end < file.byteCount || missing > 0 else { return }
        var text = "the file is cut: \(traceCount) whole traces are read"
        if isDamaged {
            text =
                "the file is damaged at byte \(end): \(traceCount) whole traces are read, the "
                + "\(file.byteCount - end) bytes from there on are lost"
        } else if end < file.byteCount {
            text += ", the trace begun at byte \(end) is lost"
        }
        if missing > 0 { text += "; \(missing) of the announced \(announced ?? 0) are missing" }
        ledger.warn("traces-lost", text)
    }
}
