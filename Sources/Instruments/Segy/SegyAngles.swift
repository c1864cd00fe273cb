internal import SurveyModel

/// Angles in whole numbers in the trace headers, as the SEG-Y standard has them.
struct SegyAngles {
    /// Unit of coordinates at byte 88.
    enum Unit: Int {
        case arcSeconds = 2
        case degrees = 3
        /// DDDMMSS.ss run together.
        case degreesMinutesSeconds = 4
    }

    let unit: Unit
    let scale: Double

    /// `nil` where coordinates are no angles or change their unit or scale.
    init?(_ headers: SegyTraceHeaders) {
        guard headers.dialect == .standard, !headers.unitsDiffer, !headers.scalarsDiffer,
            let unit = Unit(rawValue: headers.first.int16(88))
        else { return nil }
        self.unit = unit
        scale = SegyPositions.scale(headers.first)
    }

    /// The places of all traces, from the coordinates of `place`.
    func track(
        _ headers: SegyTraceHeaders, _ place: SegyTraceHeaders.Place?
    ) -> (track: Track?, warnings: [SweepWarning]) {
        guard let place else { return (nil, []) }
        let pairs = headers[place]
        var thinner = FixThinner<(x: Int32, y: Int32)>()
        var previous: (x: Int32, y: Int32)?
        let block = Int32Column.chunkLength
        for start in stride(from: 0, to: pairs.x.count, by: block) {
            let count = min(block, pairs.x.count - start)
            let x = pairs.x.values(from: start, count: count)
            let y = pairs.y.values(from: start, count: count)
            for place in 0..<count where previous.map({ $0 != (x[place], y[place]) }) ?? true {
                previous = (x[place], y[place])
                thinner.append((x[place], y[place]), trace: start + place)
            }
        }
        let fixes = thinner.kept.map { value, trace in
            var fix = TrackFix(trace: Double(trace))
            if value != (0, 0) {
                fix.place = TrackFix.Place.checked(
                    latitude: degrees(value.y), longitude: degrees(value.x))
            }
            return fix
        }
        return (Track(fixes: fixes), thinner.warnings)
    }

    /// Degrees of a stored number; `nil` for minutes or seconds beyond 59.
    func degrees(_ stored: Int32) -> Double? {
        let value = Double(stored) * scale
        switch unit {
        case .arcSeconds: return value / 3600
        case .degrees: return value
        case .degreesMinutesSeconds:
            let size = abs(value)
            let degrees = (size / 10_000).rounded(.towardZero)
            let minutes = ((size - degrees * 10_000) / 100).rounded(.towardZero)
            let seconds = size - degrees * 10_000 - minutes * 100
            guard minutes < 60, seconds < 60.0000001 else { return nil }
            let angle = degrees + minutes / 60 + seconds / 3600
            return value < 0 ? -angle : angle
        }
    }

    /// Whether `pairs` move and can be places on the globe.
    func areOnGlobe(_ pairs: SegyTraceHeaders.Pairs) -> Bool {
        let most = unit == .degreesMinutesSeconds ? 1_800_000 : unit == .degrees ? 180.0 : 648_000
        return pairs.moves && Double(pairs.farthest) * scale <= most
    }
}
