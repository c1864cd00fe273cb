internal import SurveyModel

/// The records of the traces of an IDS .dt file, looked at one by one.
struct IdsTraces: Sendable {
    /// Traces that lie one after the other from the first.
    private(set) var count = 0
    private var lateTraces = 0
    private var foreign = 0
    private var invalid = 0
    private var firstMarks = 0
    private var secondMarks = 0
    private var fixMarks = 0
    private var otherTypes: [Int: Int] = [:]

    private static let ordinary = 0x52
    private static let firstMark = 0x0852
    private static let secondMark = 0x0952
    private static let fixMark = 0x0752

    init(
        _ records: IdsRecords, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        let total = records.count - records.firstTrace
        var watch = ScanWatch(monitor, total: total, "reading trace records")
        for number in records.firstTrace..<records.count {
            try watch.reach(number - records.firstTrace)
            let word = HeaderFields(
                bytes: try records.file.bytes(at: number * records.length, count: 2),
                isLittleEndian: true
            ).uint16(0)
            let isTrace = IdsRecords.isTrace(word)
            if isTrace && foreign == 0 {
                take(word)
                count += 1
            } else if isTrace {
                lateTraces += 1
            } else {
                foreign += 1
            }
        }
    }

    private mutating func take(_ word: Int) {
        switch word {
        case Self.ordinary: break
        case Self.firstMark: firstMarks += 1
        case Self.secondMark: secondMarks += 1
        case Self.fixMark: fixMarks += 1
        case _ where IdsRecords.invalidTypes.contains(word): invalid += 1
        default: otherTypes[word, default: 0] += 1
        }
    }

    /// Names losses, marks and traces the radar called invalid.
    func warn(_ records: IdsRecords, announced: Int?, _ ledger: inout FactLedger) {
        warnOfLoss(records, announced, &ledger)
        if invalid > 0 {
            ledger.warn(
                "traces-invalid",
                "the radar marked \(invalid) of \(count) traces as invalid; they are kept as read")
        }
        let marks = [
            (firstMarks, "marks of kind 1"), (secondMarks, "marks of kind 2"),
            (fixMarks, "marks of satellite fixes"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !marks.isEmpty {
            ledger.warn(
                "marks-found",
                "the traces carry " + marks.joined(separator: ", ")
                    + "; their places are not told and they are not used")
        }
        if !otherTypes.isEmpty {
            let total = otherTypes.values.reduce(0, +)
            let kinds = otherTypes.keys.sorted().prefix(5).map { "\($0)" }
            ledger.warn(
                "trace-types-unknown",
                "\(total) traces are of unknown type (" + kinds.joined(separator: ", ")
                    + "); they are kept as read")
        }
    }

    private func warnOfLoss(
        _ records: IdsRecords, _ announced: Int?, _ ledger: inout FactLedger
    ) {
        let end = (records.firstTrace + count) * records.length
        let rest = records.file.byteCount % records.length
        let missing = (announced ?? 0) - count
        if foreign > 0 && lateTraces == 0 {
            ledger.warn(
                "records-unread",
                "\(foreign) records after the last trace are of another kind and are not read")
        }
        guard lateTraces > 0 || rest > 0 || missing > 0 else { return }
        var text = "the file is cut: \(count) whole traces are read"
        if lateTraces > 0 {
            text =
                "the file is damaged at byte \(end): \(count) whole traces are read, "
                + "\(lateTraces) after that are lost"
        } else if rest > 0 {
            text += ", the trace begun at byte \(records.file.byteCount - rest) is lost"
        }
        if missing > 0 { text += "; \(missing) of the announced \(announced ?? 0) are missing" }
        ledger.warn("traces-lost", text)
    }
}
