internal import SurveyModel

/// The positions written in the trace headers of a DT1 file.
struct Dt1StoredPositions: Sendable {
    /// Metres one unit stands for; `nil` where the header names an unknown one.
    let scale: Double?
    private let file: SourceFile
    private let layout: Dt1Layout
    private let traceCount: Int
    /// Whether all are numbers of a size that can be.
    private var isUsable = true
    private var moves = false
    private var isUniform = true
    private let first: Double
    private let last: Double
    private var badCount = 0

    /// Positions beyond this are none (units).
    private static let farthest = 1e7

    init(
        _ file: SourceFile, _ layout: Dt1Layout, traceCount: Int, _ header: Dt1Header?,
        _ ledger: inout FactLedger, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        self.file = file
        self.layout = layout
        self.traceCount = traceCount
        scale = Self.scale(header, &ledger)
        first = try Self.units(file, layout, 0)
        last = try Self.units(file, layout, traceCount - 1)
        let step = traceCount > 1 ? (last - first) / Double(traceCount - 1) : 0
        // Stored as 32-bit floats, so that uniform steps differ by their rounding.
        let slack = max(3e-7 * max(abs(first), abs(last)), 1e-4 * abs(step))
        var watch = ScanWatch(monitor, total: traceCount, "reading positions")
        for trace in 0..<traceCount {
            try watch.reach(trace)
            let units = try Self.units(file, layout, trace)
            guard units.isFinite, abs(units) <= Self.farthest else {
                badCount += 1
                continue
            }
            if units != first { moves = true }
            if !(abs(units - (first + Double(trace) * step)) <= slack) { isUniform = false }
        }
        isUsable = badCount == 0
        if badCount > 0 {
            ledger.warn(
                "positions-unusable",
                "the positions in \(badCount) trace headers are no places; the positions of the "
                    + "trace headers are not used")
        }
    }

    private static func units(
        _ file: SourceFile, _ layout: Dt1Layout, _ trace: Int
    ) throws(InstrumentError) -> Double {
        let bytes = try file.bytes(at: trace * layout.strideBytes + 4, count: 4)
        return HeaderFields(bytes: bytes, isLittleEndian: true).float32(0)
    }

    private static func scale(_ header: Dt1Header?, _ ledger: inout FactLedger) -> Double? {
        if let scale = header?.metresPerUnit { return scale }
        guard let unit = header?.text("POSITIONUNIT") else {
            ledger.warn(
                "position-unit-assumed",
                "no HD file names the unit of positions: they are taken as metres, and would be "
                    + "3.3 times too long were they feet")
            return 1
        }
        ledger.warn(
            "position-unit-unknown",
            "positions are in the unknown unit \(unit.prefix(20)); they are not used")
        return nil
    }

    /// The distances the file tells and where they stand; `nil` where it tells none.
    func axis(
        _ header: Dt1Header?, _ ledger: inout FactLedger
    ) throws(InstrumentError) -> (axis: DistanceAxis, source: PositionSource)? {
        guard let scale else { return nil }
        let told = header?.number("STEPSIZE").map { $0 * scale }
            .flatMap { abs($0) > 1e-6 && abs($0) <= 1000 ? $0 : nil }
        let start = header?.number("STARTINGPOSITION")
            .flatMap { abs($0) <= Self.farthest ? $0 * scale : nil }
        guard isUsable, moves else {
            guard let told else { return nil }
            if isUsable && traceCount > 1 {
                ledger.warn(
                    "trace-positions-still",
                    "all trace headers hold the same position; the step of the HD file is used")
            }
            return (.uniform(start: start ?? 0, step: told), .header)
        }
        return (weigh(told, start, header, scale, &ledger), .traceHeaders)
    }

    private func weigh(
        _ told: Double?, _ start: Double?, _ header: Dt1Header?, _ scale: Double,
        _ ledger: inout FactLedger
    ) -> DistanceAxis {
        let reason = "they stand with the samples"
        let mean = (last - first) / Double(traceCount - 1) * scale
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [("each trace's header", Self.decimal(mean)), ("HD key STEP SIZE USED", told)],
            tolerance: 1e-3, because: reason)
        ledger.choose(
            "start of the line", unit: "m", code: "start-contradicted",
            [
                ("each trace's header", Self.decimal(first * scale)),
                ("HD key STARTING POSITION", start),
            ],
            tolerance: 1e-5, absolute: 1e-4, because: reason)
        let end = header?.number("FINALPOSITION").map { $0 * scale }
        ledger.choose(
            "end of the line", unit: "m", code: "end-contradicted",
            [("each trace's header", Self.decimal(last * scale)), ("HD key FINAL POSITION", end)],
            tolerance: 1e-5, absolute: 0.5 * abs(mean), because: reason)
        guard isUniform else {
            ledger.warn(
                "trace-spacing-varies", "the trace headers hold positions at unequal steps")
            return .provided(Provider(file: file, layout: layout, scale: scale))
        }
        // The step of the HD file is exact where the floats of the trace headers say the same.
        let step = told.flatMap { abs($0 - mean) <= 1e-4 * abs(mean) ? $0 : nil }
        return .uniform(start: Self.decimal(first * scale), step: step ?? Self.decimal(mean))
    }

    /// Whether distances never fall from trace to trace.
    func isRising(
        _ axis: DistanceAxis, _ monitor: WorkMonitor
    ) throws(InstrumentError) -> Bool {
        if case .uniform(_, let step) = axis { return step >= 0 }
        var previous = -Double.infinity
        var watch = ScanWatch(monitor, total: traceCount, "weighing positions")
        for start in stride(from: 0, to: traceCount, by: 4096) {
            try watch.reach(start)
            for metres in try axis.distances(of: start..<min(start + 4096, traceCount)) {
                if metres < previous { return false }
                previous = metres
            }
        }
        return true
    }

    static func decimal(_ metres: Double) -> Double { (metres * 1e7).rounded() / 1e7 }

    /// Distances read from the trace headers again whenever they are asked for.
    private struct Provider: DistanceProvider {
        let file: SourceFile
        let layout: Dt1Layout
        let scale: Double

        func distances(of traces: Range<Int>) throws(InstrumentError) -> [Double] {
            var result: [Double] = []
            result.reserveCapacity(traces.count)
            for trace in traces {
                let units = try Dt1StoredPositions.units(file, layout, trace)
                result.append(Dt1StoredPositions.decimal(units * scale))
            }
            return result
        }
    }
}
