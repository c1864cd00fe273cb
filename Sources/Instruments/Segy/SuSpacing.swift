internal import SurveyModel

/// Decides the distances of a Seismic Unix file.
struct SuSpacing {
    let source: PositionSource
    let distances: DistanceAxis
    private var ledger = FactLedger()

    var warnings: [SweepWarning] { ledger.warnings }
    var facts: [AuditedFact] { ledger.facts }

    /// The step d2, unless it is the 1 that stands where nobody knew one; else the coordinates.
    init(_ headers: SegyTraceHeaders, _ area: TraceArea, step d2: Double) {
        let step: Double? = d2 >= 1e-5 && d2 <= 100 ? d2 : nil
        var coordinates: DistanceAxis?
        if let scale = SegyPositions.metresPerUnit(area, headers),
            let place = headers.usable(area)
        {
            coordinates = .provided(PathDistances(headers[place], scale: scale))
        }
        let last = area.traceCount - 1
        let length = coordinates.flatMap { try? $0.distances(of: last..<last + 1).first }
        let mean = length.flatMap { last > 0 ? $0 / Double(last) : nil }
        let trusted = step == 1 ? nil : step
        let said: [(name: String, value: Double?)] = [
            ("the first trace header's d2", step), ("the trace coordinates", mean),
        ]
        if let trusted {
            let f2 = headers.first.float32(192)
            source = .header
            distances = .uniform(start: abs(f2) <= 1e6 ? f2 : 0, step: trusted)
        } else if let coordinates {
            source = .traceHeaders
            distances = coordinates
        } else {
            source = .none
            distances = .numbered
            ledger.warnPositionsMissing()
            return
        }
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            trusted == nil ? said.reversed() : said, tolerance: 0.01,
            because: trusted == nil
                ? "a d2 of 1 is what stands where no step was known"
                : "coordinates in whole numbers are coarser")
    }
}
