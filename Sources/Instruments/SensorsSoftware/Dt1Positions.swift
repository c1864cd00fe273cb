internal import SurveyModel

/// Chooses the distances of DT1 traces along the line: an odometer before satellite fixes, these
/// before a step that was only typed in.
struct Dt1Positions: Sendable {
    private(set) var source = PositionSource.none
    private(set) var axis = DistanceAxis.numbered
    private(set) var errorMetres: Double?
    private let traceCount: Int
    private let hasOdometer: Bool
    private let headerName: String

    init(
        _ stored: Dt1StoredPositions, _ header: Dt1Header?, traceCount: Int, _ track: Dt1Track?,
        _ ledger: inout FactLedger, _ monitor: WorkMonitor = .silent
    ) throws(InstrumentError) {
        self.traceCount = traceCount
        hasOdometer = header?.positive("ODOMETERCAL") != nil
        headerName = hasOdometer ? "the odometer" : "the file's positions"
        if let own = try stored.axis(header, &ledger) {
            axis = own.axis
            source = hasOdometer ? .wheel : own.source
        }
        if let track { try weigh(track, scale: stored.scale, &ledger) }
        try warn(stored, &ledger, monitor)
    }

    /// Sets the way through the satellite fixes beside the file's own positions.
    private mutating func weigh(
        _ track: Dt1Track, scale: Double?, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        try comparePlace(track, scale, &ledger)
        let path = GnssPath(track.track)
        guard let knots = path.knots(), let length = path.lengthMetres, let first = knots.first,
            let last = knots.last
        else { return try weighStillness(track.track, path, &ledger) }
        guard source != .none else { return use(path, knots, &ledger) }
        let own = abs(try distance(last.trace) - distance(first.trace))
        let error = 2 * (path.errorMetres ?? 0)
        let agree = abs(own - length) <= max(error, 0.05 * max(own, length))
        let sides = [(headerName, Optional(own)), ("the satellite fixes", Optional(length))]
        let ownFirst = hasOdometer || agree
        ledger.choose(
            "length of the line", unit: "m", code: "length-contradicted",
            ownFirst ? sides : sides.reversed(), tolerance: 0.05, absolute: error,
            because: ownFirst
                ? "a wheel measures short ways best"
                : "the file names no odometer: its step is only what was typed in")
        if !ownFirst { use(path, knots, &ledger) }
    }

    /// Where the fixes move no further than their own error, a line that claims much more is none.
    private mutating func weighStillness(
        _ track: Track, _ path: GnssPath, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        let fixes = track.placedFixes.filter { $0.trace != nil }
        guard source != .none, let first = fixes.first?.trace, let last = fixes.last?.trace,
            let error = path.errorMetres
        else { return }
        let way = zip(fixes, fixes.dropFirst()).reduce(0.0) { sum, pair in
            guard let from = pair.0.place, let to = pair.1.place else { return sum }
            return sum + GnssPath.metres(from, to)
        }
        let own = abs(try distance(last) - distance(first))
        guard own > 1.05 * way + 2 * error else { return }
        let contradiction =
            "by \(headerName) the line is \(short(own)) m long, but the satellite fixes move "
            + "\(short(way)) m in all and no further from the first than their error of "
            + "\(short(error)) m; "
        guard !hasOdometer else {
            return ledger.warn(
                "length-contradicted", contradiction + "the odometer is used, check its setting")
        }
        source = .none
        axis = .numbered
        ledger.warn(
            "length-contradicted",
            contradiction + "no odometer is named, so the positions in the file are not used")
    }

    private mutating func use(
        _ path: GnssPath, _ knots: [DistanceAxis.Knot], _ ledger: inout FactLedger
    ) {
        source = .gnss
        axis = .knots(knots)
        errorMetres = path.errorMetres
        for warning in path.warnings(traceCount: traceCount) {
            ledger.warn(warning.code, warning.text)
        }
    }

    /// The distance at a trace number that need not be whole, nor lie in the file (m).
    private func distance(_ trace: Double) throws(InstrumentError) -> Double {
        let place = min(max(trace, 0), Double(traceCount - 1))
        let number = Int(place)
        let both = try axis.distances(of: number..<min(number + 2, traceCount))
        guard let from = both.first, let to = both.last else { return 0 }
        return from + (place - Double(number)) * (to - from)
    }

    /// The position that the GPS file repeats must be that of its trace.
    private func comparePlace(
        _ track: Dt1Track, _ scale: Double?, _ ledger: inout FactLedger
    ) throws(InstrumentError) {
        guard source != .none, let scale, let place = track.lastPosition, place.trace >= 0,
            place.trace < traceCount
        else { return }
        let own = try distance(Double(place.trace))
        ledger.choose(
            "position of trace \(place.trace + 1)", unit: "m", code: "gps-position-contradicted",
            [(headerName, own), ("the GPS file", place.units * scale)], tolerance: 1e-3,
            absolute: 0.01, because: "it stands with the samples")
    }

    private func warn(
        _ stored: Dt1StoredPositions, _ ledger: inout FactLedger, _ monitor: WorkMonitor
    ) throws(InstrumentError) {
        if source == .none {
            ledger.warnPositionsMissing()
        } else if source == .header || source == .traceHeaders {
            ledger.warn(
                "positions-nominal",
                "the file names no odometer: its positions are steps as typed in, true only where "
                    + "each trace was taken at its place")
        }
        if source != .gnss, try !stored.isRising(axis, monitor) {
            ledger.warn(
                "distances-not-rising",
                "the distances of some traces do not rise along the lane")
        }
    }
}
