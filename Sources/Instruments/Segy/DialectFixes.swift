internal import SurveyModel

/// Places in the trace headers of a radar maker's dialect, as they are read header by header.
///
/// How the angles are written is not told for certain: see `DialectNotation`.
struct DialectFixes: Sendable {
    private var thinner = FixThinner<Raw>()
    private var previous: Raw?
    /// Largest figures over all traces, of 64-bit and of 32-bit coordinates.
    private var wide = Range()
    private var narrow = Range()
    /// Whether some trace tells of a satellite fix.
    private(set) var hasQuality = false
    private(set) var traceCount = 0

    /// What one header says, before it is known what it means.
    struct Raw: Sendable, Equatable {
        var wideX: Double
        var wideY: Double
        var narrowX: Float
        var narrowY: Float
        var elevation: Float
        var quality: Int32
    }

    /// What all figures of a kind are like.
    private struct Range: Sendable {
        var isFilled = false
        var areNumbers = true
        var areMinutes = true
        var largestX = 0.0
        var largestY = 0.0

        mutating func take(_ x: Double, _ y: Double) {
            // Both zero is what recorders write where they know nothing.
            guard x != 0 || y != 0 else { return }
            guard Self.isNumber(x), Self.isNumber(y) else {
                areNumbers = false
                return
            }
            isFilled = true
            areMinutes = areMinutes && Self.isAngle(x, 180) && Self.isAngle(y, 90)
            largestX = max(largestX, abs(x))
            largestY = max(largestY, abs(y))
        }

        func notation(unit: Int) -> DialectNotation? {
            guard isFilled, areNumbers else { return nil }
            return DialectNotation(
                unit: unit, largestX: largestX, largestY: largestY, areMinutes: areMinutes)
        }

        /// Whole numbers and letters give tiny or huge floats.
        private static func isNumber(_ value: Double) -> Bool {
            value == 0 || (1e-4...1e9).contains(abs(value))
        }

        private static func isAngle(_ value: Double, _ limit: Double) -> Bool {
            abs(value) <= limit * 100 && abs(value).truncatingRemainder(dividingBy: 100) < 60
        }
    }

    mutating func append(_ header: TraceHeaderFields) {
        let raw = Raw(
            wideX: header.float64(182), wideY: header.float64(190), narrowX: header.float32(72),
            narrowY: header.float32(76), elevation: header.float32(40),
            quality: header.int32(90))
        wide.take(raw.wideX, raw.wideY)
        narrow.take(Double(raw.narrowX), Double(raw.narrowY))
        hasQuality = hasQuality || raw.quality != 0
        // Receivers are slower than radars: a repeated place is no new fix.
        if raw != previous {
            thinner.append(raw, trace: header.trace)
            previous = raw
        }
        traceCount += 1
    }

    /// The fixes and what is to be said of them; no track where there are no coordinates.
    func track(unit: Int) -> (track: Track?, warnings: [SweepWarning]) {
        guard wide.isFilled || narrow.isFilled else { return (nil, []) }
        guard unit != 1 else {
            return (nil, [Self.unused("are lengths on a map that is not named")])
        }
        let usesWide = wide.notation(unit: unit) != nil
        guard let notation = wide.notation(unit: unit) ?? narrow.notation(unit: unit) else {
            return (nil, [Self.unused("are no angles")])
        }
        var warnings = thinner.warnings
        warnings.append(notation.warning)
        let fixes = thinner.kept.map {
            fix($0.value, trace: $0.trace, wide: usesWide, notation)
        }
        if !usesWide {
            warnings.append(
                SweepWarning(
                    code: "positions-coarse",
                    text: "places are stored as 32-bit floats only, which tell them no better than "
                        + "to about a metre"))
        }
        if !hasQuality {
            warnings.append(
                SweepWarning(
                    code: "gnss-quality-missing",
                    text: "the trace headers hold places but say of none that there was a "
                        + "satellite fix; they are not used"))
        }
        return (Track(fixes: fixes), warnings)
    }

    private static func unused(_ reason: String) -> SweepWarning {
        SweepWarning(
            code: "coordinates-not-usable",
            text: "the coordinates in the trace headers \(reason); they are not used")
    }

    private func fix(_ raw: Raw, trace: Int, wide: Bool, _ notation: DialectNotation) -> TrackFix {
        let quality = TrackFix.Quality(rawValue: Int(raw.quality))
        var fix = TrackFix(trace: Double(trace), quality: quality)
        guard raw.quality > 0, quality != .simulated else { return fix }
        let x = wide ? raw.wideX : Double(raw.narrowX)
        let y = wide ? raw.wideY : Double(raw.narrowY)
        guard x != 0 || y != 0 else { return fix }
        let elevation = Double(raw.elevation)
        fix.place = TrackFix.Place.checked(
            latitude: notation.degrees(y), longitude: notation.degrees(x),
            elevationMetres: elevation.isFinite && elevation != 0 ? elevation : nil)
        return fix
    }
}

/// Keeps at most so many values, evenly thinned out where there are more.
struct FixThinner<Value: Sendable>: Sendable {
    private(set) var kept: [(value: Value, trace: Int)] = []
    private var step = 1
    private var seen = 0

    private static var most: Int { 1 << 15 }

    mutating func append(_ value: Value, trace: Int) {
        defer { seen += 1 }
        guard seen % step == 0 else { return }
        kept.append((value, trace))
        guard kept.count == Self.most else { return }
        kept = stride(from: 0, to: kept.count, by: 2).map { kept[$0] }
        step *= 2
    }

    var warnings: [SweepWarning] {
        guard step > 1 else { return [] }
        return [
            SweepWarning(
                code: "track-thinned",
                text: "the trace headers hold \(seen) places; every \(step)th is kept")
        ]
    }
}
