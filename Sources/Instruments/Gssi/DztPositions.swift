internal import SurveyModel

/// Where the traces of a DZT file lie along the line.
///
/// The wheel goes first. Without one, the step the DZX file tells, its way points and marks a known
/// length apart give way to satellite fixes that contradict them by more than their own error.
struct DztPositions {
    private(set) var source = PositionSource.none
    private(set) var axis = DistanceAxis.numbered
    private(set) var errorMetres: Double?
    /// Why the file's own distances go before the length by its fixes.
    private(set) var reasonAgainstFixes = "satellite fixes are less exact from trace to trace"

    private let layout: DztLayout
    private let dzx: DzxFile?

    private static let spacings = 1e-6...100.0
    /// 95 % error (m) of fixes that go before lengths a person measured.
    private static let exactFixMetres = 1.0

    /// Weighs everything that tells of distances.
    init(
        _ layout: DztLayout, _ dzx: DzxFile?, _ path: GnssPath?, _ flags: DztFlags,
        _ ledger: inout FactLedger, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        self.layout = layout
        self.dzx = dzx
        let metresPerMark = weighMarks(&ledger)
        let wheel = layout.header.scansPerMetre.flatMap { Self.spacing(1 / $0) }
        if wheel == nil && !layout.header.isRecordedByTime {
            ledger.warn(
                "wheel-unusable", "the header's scans per metre are no usable number of a wheel")
        }
        let step = stepOfDZX(&ledger)
        var points = wayPoints(metresPerMark, &ledger)
        var pointsName = "the way points of the DZX file"
        if wheel == nil, step == nil, points == nil, let metresPerMark {
            points = try marks(flags, metresPerMark, monitor)
            pointsName = "the marks in the scans"
        }
        let spacings: [(name: String, value: Double?)] = [
            ("the scans per metre of the wheel", wheel),
            (step?.name ?? "the DZX file", step?.metres), (pointsName, points.flatMap(Self.mean)),
        ]
        if let uniform = wheel ?? step?.metres {
            source = wheel != nil ? .wheel : .header
            axis = .uniform(start: 0, step: uniform)
        } else if let points {
            source = .marks
            axis = .knots(points)
        }
        let isMeasured = source == .marks && dzx?.hasMeasuredPoints == true
        let name = source == .header ? step?.name ?? "the DZX file" : pointsName
        if source != .wheel, let path, let knots = path.knots(),
            try isBetter(path, knots, name, isMeasured: isMeasured, &ledger)
        {
            weigh(fixes: knots, before: spacings, &ledger)
            source = .gnss
            axis = .knots(knots)
            errorMetres = path.errorMetres
        } else {
            weigh(spacings, &ledger)
        }
    }

    /// The spacings the file tells, of which the first is used.
    private func weigh(
        _ spacings: [(name: String, value: Double?)], _ ledger: inout FactLedger
    ) {
        // The length by satellite fixes is weighed by itself, with their error.
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted", spacings,
            tolerance: 0.01,
            because: source == .wheel
                ? "the wheel measures every scan" : "it was stored with the file as a whole")
        switch source {
        case .header:
            ledger.warn(
                "recorded-by-time",
                "the radar recorded by time and not by a wheel: the step of the DZX file holds "
                    + "only where it moved at an even speed")
        case .none:
            ledger.warnPositionsMissing()
        default: break
        }
    }

    private func weigh(
        fixes: [DistanceAxis.Knot], before spacings: [(name: String, value: Double?)],
        _ ledger: inout FactLedger
    ) {
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [("the satellite fixes", Self.mean(fixes))] + spacings, tolerance: 0.01,
            because: "the radar recorded by time, and only they tell where it was")
    }

    /// Whether the fixes go before the file's own distances, which `name` tells.
    private mutating func isBetter(
        _ path: GnssPath, _ knots: [DistanceAxis.Knot], _ name: String, isMeasured: Bool,
        _ ledger: inout FactLedger
    ) throws(InstrumentError) -> Bool {
        guard source != .none, let error = path.errorMetres, let length = path.lengthMetres else {
            return source == .none
        }
        let apart = try difference(knots)
        // Errors of coarse fixes add up along the way.
        let allowed =
            error <= Self.exactFixMetres ? 2 * error : max(2 * error, 0.05 * length)
        guard apart > allowed else {
            reasonAgainstFixes = "the fixes err by up to \(FactLedger.words(error)) m"
            return false
        }
        guard !isMeasured || error <= Self.exactFixMetres else {
            reasonAgainstFixes =
                "the way points were measured along the line and the fixes err by up to "
                + "\(FactLedger.words(error)) m"
            return false
        }
        let digits = (apart * 1000).rounded() / 1000
        ledger.warn(
            "recorded-by-time",
            "the radar recorded by time and not by a wheel: the satellite fixes are used and not "
                + "\(name), which differs from them by up to \(FactLedger.words(digits)) m while "
                + "they err by up to \(FactLedger.words(error)) m")
        return true
    }

    /// Largest difference from the fixes of the file's own distances, both from the first fix (m).
    private func difference(_ knots: [DistanceAxis.Knot]) throws(InstrumentError) -> Double {
        guard let first = knots.first else { return 0 }
        let start = try distance(first.trace)
        var largest = 0.0
        for knot in knots {
            let own = abs(try distance(knot.trace) - start)
            largest = max(largest, abs(own - (knot.metres - first.metres)))
        }
        return largest
    }

    /// The distance at a trace number that need not be whole, nor lie in the file (m).
    private func distance(_ trace: Double) throws(InstrumentError) -> Double {
        let number = Int(trace.rounded(.down))
        let both = try axis.distances(of: number..<number + 2)
        guard let from = both.first, let to = both.last else { return 0 }
        return from + (trace - Double(number)) * (to - from)
    }

    private static func spacing(_ metres: Double) -> Double? {
        spacings.contains(metres) ? metres : nil
    }

    /// The spacing from the first to the last of `knots` (m).
    private static func mean(_ knots: [DistanceAxis.Knot]) -> Double? {
        guard let first = knots.first, let last = knots.last, last.trace > first.trace else {
            return nil
        }
        return (last.metres - first.metres) / (last.trace - first.trace)
    }

    private func wayPoints(
        _ metresPerMark: Double?, _ ledger: inout FactLedger
    ) -> [DistanceAxis.Knot]? {
        guard let dzx else { return nil }
        let points = dzx.knots(metresPerMark: metresPerMark)
        if points == nil, dzx.wayPoints.contains(where: { $0.distance != nil }) {
            ledger.warn(
                "way-points-not-used",
                "the way points of the DZX file do not rise or tell no usable lengths; they are not "
                    + "used")
        }
        return points
    }

    /// The step of the DZX file (m), by the better of the places it may stand in.
    private func stepOfDZX(_ ledger: inout FactLedger) -> (name: String, metres: Double)? {
        guard let dzx, dzx.unitsPerScan != nil || dzx.scansPerMetre != nil else { return nil }
        if dzx.unitsPerScan != nil && dzx.metresPerUnit == nil {
            ledger.warn(
                "unit-unknown",
                "the DZX file's unit of length `\((dzx.horizontalUnit ?? "").prefix(20))` is not "
                    + "known; its lengths are not used")
        }
        let perScan = dzx.metresPerUnit.flatMap { unit in
            dzx.unitsPerScan.flatMap { Self.spacing($0 * unit) }
        }
        let perMetre = dzx.scansPerMetre.flatMap { Self.spacing(1 / $0) }
        ledger.choose(
            "step in the DZX file", unit: "m", code: "dzx-step-contradicted",
            [("unitsPerScan", perScan), ("scanPerMeters", perMetre)], tolerance: 0.01,
            because: "it belongs to the scans as they are stored")
        return perScan.map { ("unitsPerScan of the DZX file", $0) }
            ?? perMetre.map { ("scanPerMeters of the DZX file", $0) }
    }

    private func weighMarks(_ ledger: inout FactLedger) -> Double? {
        let told = dzx.flatMap { dzx in
            dzx.metresPerUnit.flatMap { unit in dzx.unitsPerMark.map { $0 * unit } }
        }
        return ledger.choose(
            "length between marks", unit: "m", code: "mark-length-contradicted",
            [("the DZT header", layout.header.metresPerMark), ("the DZX file", told)],
            tolerance: 0.01, because: "it was written while recording")
    }

    private func marks(
        _ flags: DztFlags, _ step: Double, _ monitor: WorkMonitor
    ) throws(InstrumentError) -> [DistanceAxis.Knot]? {
        let traces = try flags.markedTraces(layout.frames, channel: 0, monitor)
        guard traces.count > 1 else { return nil }
        return traces.enumerated().map { place, trace in
            DistanceAxis.Knot(trace: Double(trace), metres: Double(place) * step)
        }
    }
}
