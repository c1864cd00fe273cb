internal import SurveyModel

/// Where the traces of a DZT file lie along the line.
///
/// The wheel goes first, then the step the DZX file tells, its way points, marks a known length apart
/// and satellite fixes.
struct DztPositions {
    private(set) var source = PositionSource.none
    private(set) var axis = DistanceAxis.numbered
    private(set) var errorMetres: Double?

    private let layout: DztLayout
    private let dzx: DzxFile?

    private static let spacings = 1e-6...100.0

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
        var points = dzx?.knots(metresPerMark: metresPerMark)
        if points == nil, let dzx, dzx.wayPoints.contains(where: { $0.distance != nil }) {
            ledger.warn(
                "way-points-not-used",
                "the way points of the DZX file do not rise or tell no usable lengths; they are not "
                    + "used")
        }
        var marksName = "the way points of the DZX file"
        if wheel == nil, step == nil, points == nil, let metresPerMark {
            points = try marks(flags, metresPerMark, monitor)
            marksName = "the marks in the scans"
        }
        // The length by satellite fixes is weighed by itself, with their error.
        let spacing = ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [
                ("the scans per metre of the wheel", wheel), ("unitsPerScan of the DZX file", step),
                (marksName, points.flatMap(Self.meanSpacing)),
            ], tolerance: 0.01,
            because: wheel != nil
                ? "the wheel measures every scan" : "it was stored with the file as a whole")
        if let uniform = wheel ?? step, spacing != nil {
            source = wheel != nil ? .wheel : .header
            axis = .uniform(start: 0, step: uniform)
            if wheel == nil {
                ledger.warn(
                    "recorded-by-time",
                    "the radar recorded by time and not by a wheel: the step of the DZX file holds "
                        + "only where it moved at an even speed")
            }
        } else if let points {
            source = .marks
            axis = .knots(points)
        } else if let knots = path?.knots() {
            source = .gnss
            axis = .knots(knots)
            errorMetres = path?.errorMetres
        } else {
            ledger.warn(
                "positions-missing",
                "the file holds no usable positions: traces are numbered, not measured")
        }
    }

    private static func spacing(_ metres: Double) -> Double? {
        spacings.contains(metres) ? metres : nil
    }

    private static func meanSpacing(_ knots: [DistanceAxis.Knot]) -> Double? {
        guard let first = knots.first, let last = knots.last, last.trace > first.trace else {
            return nil
        }
        return (last.metres - first.metres) / (last.trace - first.trace)
    }

    /// The step of the DZX file (m), by both places it may stand in.
    private func stepOfDZX(_ ledger: inout FactLedger) -> Double? {
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
        ledger.choose(
            "step in the DZX file", unit: "m", code: "dzx-step-contradicted",
            [
                ("unitsPerScan", perScan),
                ("scanPerMeters", dzx.scansPerMetre.flatMap { Self.spacing(1 / $0) }),
            ], tolerance: 0.01, because: "it belongs to the scans as they are stored")
        return perScan
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
