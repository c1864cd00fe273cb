internal import FileAccess
internal import SurveyModel

/// What a header tells of the distances along a line.
struct LineFacts {
    /// The step between traces (m) by key, best first.
    var steps: [(name: String, value: Double?)] = []
    /// The key that says traces were taken by time; `nil` where none does.
    var timeTrigger: String?
    /// Positions where the line starts and ends (m).
    var start: Double?
    var stop: Double?
    /// Traces of one channel the line had, with those that are lost.
    var recordedTraces = 0
}

/// The positions of a line: wheel first, then satellite fixes, then a step that no wheel made.
struct LinePositions {
    private(set) var source = PositionSource.none
    private(set) var axis = DistanceAxis.numbered
    private(set) var errorMetres: Double?
    private(set) var track: Track?

    private let traceCount: Int

    /// Weighs what a header and its fixes tell of `traceCount` traces.
    init(_ facts: LineFacts, cor: CorFile?, traceCount: Int, _ ledger: inout FactLedger) {
        self.traceCount = traceCount
        let step = Self.step(facts, &ledger)
        if let step { Self.weighLength(facts, step, &ledger) }
        let path = cor.flatMap { take($0, &ledger) }
        if let step, facts.timeTrigger == nil {
            source = .wheel
            axis = .uniform(start: 0, step: step)
            if let path { compare(path, step, &ledger) }
        } else if let path, let knots = path.knots() {
            source = .gnss
            axis = .knots(knots)
            errorMetres = path.errorMetres
            for warning in path.warnings(traceCount: traceCount) {
                ledger.warn(warning.code, warning.text)
            }
            if let step { tellUnusedStep(step, facts, &ledger) }
        } else if let step {
            source = .header
            axis = .uniform(start: 0, step: step)
            ledger.warn(
                "trigger-contradicted",
                "the header gives a step of \(FactLedger.words(step)) m, but by "
                    + "\(facts.timeTrigger ?? "it") the traces were taken by time; the step is "
                    + "used, because nothing better is there")
        } else {
            ledger.warnPositionsMissing()
        }
    }

    /// Puts the positions into `outline`.
    func fill(_ outline: inout SweepOutline) {
        outline.positionSource = source
        outline.positionErrorMetres = errorMetres
        outline.track = track
    }

    private func tellUnusedStep(_ step: Double, _ facts: LineFacts, _ ledger: inout FactLedger) {
        ledger.warn(
            "trigger-contradicted",
            "the header gives a step of \(FactLedger.words(step)) m, but by "
                + "\(facts.timeTrigger ?? "it") the traces were taken by time; the satellite "
                + "fixes are used")
    }

    /// The first step that a wheel can have; 0 stands for none.
    private static func step(_ facts: LineFacts, _ ledger: inout FactLedger) -> Double? {
        for (name, value) in facts.steps {
            if let value, value != 0, !isUsable(value) {
                ledger.warn(
                    "trace-spacing-unusable",
                    "\(name) is \(FactLedger.words(value)) m, which is no step between traces; "
                        + "it is not used")
            }
        }
        let usable = facts.steps.map { source in
            (source.name, source.value.flatMap { isUsable($0) ? $0 : nil })
        }
        // Where the first key says 0 the others are leftovers of a wheel that was not used.
        if let first = facts.steps.first, first.value == 0 { return nil }
        if let first = usable.first, first.1 == nil,
            let other = usable.first(where: { $0.1 != nil })
        {
            ledger.warn(
                "trace-spacing-nominal",
                "the header has no usable \(first.0); the step is that of \(other.0), which was "
                    + "asked for and not measured")
        }
        return ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted", usable,
            absolute: 1e-6, because: "it is the calibrated step of the wheel")
    }

    private static func isUsable(_ step: Double) -> Bool { step >= 1e-5 && step <= 100 }

    /// Lengths by the traces and by the positions of start and end.
    private static func weighLength(
        _ facts: LineFacts, _ step: Double, _ ledger: inout FactLedger
    ) {
        let start = facts.start ?? 0
        guard let stop = facts.stop, stop != start else { return }
        ledger.choose(
            "length of the line", unit: "m", code: "length-contradicted",
            [
                ("traces x step", Double(facts.recordedTraces) * step),
                ("START and STOP POSITION", abs(stop - start)),
            ], tolerance: 0.005, absolute: 1.5 * step + 0.002,
            because: "each trace was taken a step after the one before")
        if start != 0 || stop < start {
            ledger.warn(
                "start-not-used",
                "the header counts the line from \(FactLedger.words(start)) to "
                    + "\(FactLedger.words(stop)) m; distances are counted from its first trace")
        }
    }

    /// Keeps the fixes as track and gives the way through those of traces of this file.
    private mutating func take(_ cor: CorFile, _ ledger: inout FactLedger) -> GnssPath? {
        let name = Folder.name(of: cor.path)
        tellLines(cor, name, &ledger)
        var fixes = cor.fixes
        var beyond: [Int] = []
        for place in fixes.indices {
            guard let trace = fixes[place].trace, trace > Double(traceCount - 1) else { continue }
            beyond.append(Int(trace) + 1)
            fixes[place].trace = nil
        }
        if let first = beyond.min(), let last = beyond.max() {
            ledger.warn(
                "fixes-beyond-traces",
                "\(beyond.count) fixes of \(name) are for traces \(first) to \(last), the file "
                    + "ends with trace \(traceCount); they give no trace a position")
        }
        guard !fixes.isEmpty else { return nil }
        let kept = Track(fixes: fixes)
        track = kept
        KeyedText.tellDate(&ledger)
        let path = GnssPath(kept)
        guard path.knots() != nil else {
            ledger.warn(
                "track-too-short",
                "\(name) has fewer than two usable positions for traces of this file, or they do "
                    + "not move further than their error: it gives no trace a position")
            return nil
        }
        return path
    }

    private func tellLines(_ cor: CorFile, _ name: String, _ ledger: inout FactLedger) {
        for warning in cor.warnings { ledger.warn(warning.code, name + ": " + warning.text) }
        if cor.unplacedCount > 0 {
            ledger.warn(
                "fixes-without-position",
                "\(cor.unplacedCount) of \(cor.count) lines of \(name) hold no position")
        }
        if cor.unreadCount > 0 {
            ledger.warn(
                "fixes-unreadable",
                "\(cor.unreadCount) lines of \(name) do not begin with a trace number and are "
                    + "not read")
        }
    }

    /// The length by the wheel against that by the fixes, between the first and the last of them.
    private func compare(_ path: GnssPath, _ step: Double, _ ledger: inout FactLedger) {
        guard let knots = path.knots(), let length = path.lengthMetres, let first = knots.first,
            let last = knots.last
        else { return }
        ledger.choose(
            "length between the first and the last fix", unit: "m", code: "length-contradicted",
            [("the wheel", (last.trace - first.trace) * step), ("the satellite fixes", length)],
            tolerance: 0.05, absolute: 2 * (path.errorMetres ?? 0),
            because: "satellite fixes are less exact from trace to trace")
    }
}
