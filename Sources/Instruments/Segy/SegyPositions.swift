internal import SurveyModel

/// Distances of SEG-Y traces along the lane.
struct SegyPositions {
    /// Map coordinates beyond this are none: other things are stored there.
    private static let farthestMetres = 2e7

    let source: PositionSource
    /// 95 % error of the satellite fixes, where they are used (m).
    private(set) var errorMetres: Double?
    private(set) var track: Track?
    private var ledger = FactLedger()
    private let scale: Double
    private let statedSpacing: Double?
    private let isLaneFrame: Bool
    private let headers: SegyTraceHeaders
    private var pairs: SegyTraceHeaders.Pairs?
    private var path: DistanceAxis?

    var warnings: [SweepWarning] { ledger.warnings }
    var facts: [AuditedFact] { ledger.facts }

    /// What one stored coordinate unit is multiplied by, after the scalar at byte 70.
    static func scale(_ header: HeaderFields) -> Double {
        let scalar = header.int16(70)
        return scalar == 0 ? 1 : scalar > 0 ? Double(scalar) : 1 / Double(-scalar)
    }

    /// Metres one stored coordinate unit stands for, `nil` where it is an angle.
    static func metresPerUnit(_ area: TraceArea, _ headers: SegyTraceHeaders) -> Double? {
        let unit = headers.first.int16(88)
        guard unit == 0 || unit == 1, !headers.unitsDiffer, !headers.scalarsDiffer else {
            return nil
        }
        return scale(headers.first) * (area.isInFeet ? 0.3048 : 1)
    }

    /// Chooses what to believe: coordinates, satellite fixes, a step stated in words, then nothing.
    init(
        _ area: TraceArea, _ headers: SegyTraceHeaders, _ channels: SegyChannels,
        statedSpacing: Double?
    ) {
        self.headers = headers
        isLaneFrame = channels.isLaneFrame
        self.statedSpacing = statedSpacing.flatMap { $0 > 0 && $0 <= 100 ? $0 : nil }
        let metres = Self.metresPerUnit(area, headers)
        scale = metres ?? 0
        pairs = metres == nil ? nil : Self.usable(area, headers, channels)
        let fixes = Self.fixes(area, headers)
        for warning in fixes.warnings { ledger.warn(warning.code, warning.text) }
        let way = fixes.track.map { GnssPath($0) }
        track = fixes.track
        if let pairs {
            source = .traceHeaders
            if !isLaneFrame { follow(pairs) }
        } else if channels.groups.count == 1, let way, let knots = way.knots() {
            source = .gnss
            path = .knots(knots)
            errorMetres = way.errorMetres
            for warning in way.warnings(traceCount: area.traceCount) {
                ledger.warn(warning.code, warning.text)
            }
        } else if let stated = self.statedSpacing {
            source = .header
            path = .uniform(start: 0, step: stated)
        } else {
            source = .none
            path = .numbered
            ledger.warnPositionsMissing()
        }
        if metres == nil { noteAngles(hasWay: source == .gnss) }
        noteFloats()
    }

    /// Where the trace headers hold angles that gave no positions, says so.
    private mutating func noteAngles(hasWay: Bool) {
        guard !hasWay else { return }
        ledger.warn(
            "coordinates-not-lengths",
            headers.unitsDiffer || headers.scalarsDiffer
                ? "the trace coordinates change their unit or scale; they are not used"
                : "the trace coordinates are angles that give no positions; they are not used")
    }

    /// Takes the way through the coordinates as distance, and says where it turns back.
    private mutating func follow(_ pairs: SegyTraceHeaders.Pairs) {
        let way = PathDistances(pairs, scale: scale)
        path = .provided(way)
        guard way.turns.count > 0 else { return }
        ledger.warn(
            "coordinates-turn-back",
            "the trace coordinates turn back \(way.turns.count) times, first after trace "
                + "\(way.turns.first); the way there and the way back both count as distance")
    }

    /// Floats where whole numbers belong are believed only of makers known for them.
    private mutating func noteFloats() {
        let all = SegyTraceHeaders.Place.allCases.map { headers[$0] }
        guard headers.dialect == .standard, pairs == nil,
            all.contains(where: { $0.moves && $0.couldBeFloats })
        else { return }
        ledger.warn(
            "coordinates-may-be-floats",
            "the trace coordinates make no sense as whole numbers and may be 32-bit floats, as some "
                + "radars write them; they are not used, because nothing in the file names such a "
                + "radar")
    }

    private static func fixes(
        _ area: TraceArea, _ headers: SegyTraceHeaders
    ) -> (track: Track?, warnings: [SweepWarning]) {
        if let fixes = headers.fixes { return fixes.track(unit: headers.first.int16(88)) }
        return SegyAngles(headers)?.track(headers, headers.usable(area)) ?? (nil, [])
    }

    /// Distances of a channel's traces.
    func distances(of traces: TraceSeries) -> DistanceAxis {
        if let path { return path }
        return .provided(LaneDistances(x: headers.cdp.x, traces: traces, scale: scale))
    }

    /// Weighs the step of the coordinates against the one stated in words.
    mutating func weighSpacing(_ traces: TraceSeries) {
        guard source != .none, source != .header, traces.count > 1 else {
            if source == .header {
                ledger.choose(
                    "trace spacing", unit: "m", code: "trace-spacing-contradicted",
                    [("the text header", statedSpacing)], because: "")
            }
            return
        }
        let axis = distances(of: traces)
        let last = traces.count - 1
        let first = (try? axis.distances(of: 0..<1))?.first ?? 0
        let end = (try? axis.distances(of: last..<last + 1))?.first ?? 0
        ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [
                (
                    source == .gnss ? "the satellite fixes" : "the trace coordinates",
                    abs(end - first) / Double(last)
                ),
                ("the text header", statedSpacing),
            ], tolerance: 0.01, absolute: 2 * (errorMetres ?? 0) / Double(last),
            because: "it is measured trace by trace")
    }

    /// CDP coordinates, else those of the source, else of the receiver; `nil` where none moves or they
    /// are beyond the Earth.
    private static func usable(
        _ area: TraceArea, _ headers: SegyTraceHeaders, _ channels: SegyChannels
    ) -> SegyTraceHeaders.Pairs? {
        // In the lane frame CDP_Y tells the channel: only CDP_X can be the distance.
        if channels.isLaneFrame { return channels.hasLaneDistances ? headers.cdp : nil }
        return headers.usable(area).map { headers[$0] }
    }

    /// Whether `pairs` move and can be metres on a map once scaled.
    static func areMetres(_ pairs: SegyTraceHeaders.Pairs, scale: Double) -> Bool {
        pairs.moves && !pairs.couldBeFloats && Double(pairs.farthest) * scale <= farthestMetres
    }
}
