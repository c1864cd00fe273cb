internal import SurveyModel

/// Which traces of a SEG-Y file belong to which channel.
///
/// A file is an array only where it is a radar's, several INLINE numbers form groups that follow one
/// another or alternate, and each number keeps one CDP_Y of its own near the middle of the lane.
/// Everything else is one channel in the order stored, so that a 3-D survey is never torn apart.
struct SegyChannels {
    struct Group: Equatable {
        /// Channel number.
        var index: Int
        /// Offset across travel (m).
        var lateralOffsetMetres: Double
        /// Its traces, by place in the file.
        var traces: TraceSeries
    }

    private(set) var groups: [Group]
    /// Whether CDP_X is the distance in the lane and CDP_Y the channel's offset.
    private(set) var isLaneFrame = false
    /// Whether CDP_X falls somewhere along a channel in the lane frame.
    private(set) var turnsBack = false
    /// Whether CDP_X changes along the first channel in the lane frame, or is its only value.
    private(set) var hasLaneDistances = false
    private(set) var warnings: [SweepWarning] = []

    /// No array is wider; larger values are map coordinates.
    static let widestOffsetMetres = 20.0

    /// All traces are one channel.
    init(single count: Int) {
        let all = TraceSeries(first: 0, step: 1, count: count)
        groups = [Group(index: 1, lateralOffsetMetres: 0, traces: all)]
    }

    init(
        _ headers: SegyTraceHeaders, isRadar: Bool, statesLaneFrame: Bool, metresPerUnit: Double?
    ) {
        self.init(single: headers.inlines.traceCount)
        guard isRadar, let scale = metresPerUnit, headers.cdp.isFilled else { return }
        let found = headers.inlines.lines
        let known = found.compactMap { Self.offset($0.y, scale) }
        guard !headers.inlines.isBeyondArrays, known.count == found.count,
            Set(known).count == known.count, headers.inlines.isRegular,
            statesLaneFrame || found.allSatisfy(\.goesOneWay)
        else {
            if found.count > 1 { warnings.append(Self.notChannels(headers.inlines)) }
            return
        }
        // One line of a survey may lie anywhere: only words make its CDP_Y a place on the array.
        guard found.count > 1 || statesLaneFrame else { return }
        take(found, offsets: known, isStated: statesLaneFrame)
    }

    private mutating func take(_ found: [InlineTally.Line], offsets: [Double], isStated: Bool) {
        isLaneFrame = true
        turnsBack = found.contains { $0.turnsBack }
        hasLaneDistances =
            found[0].moves || (found[0].traces.count == 1 && found[0].firstX != 0)
        if !isStated {
            let said = offsets.map { short($0) }.joined(separator: ", ")
            warnings.append(
                SweepWarning(
                    code: "lane-frame-assumed",
                    text: "CDP_Y is assumed to be the lateral offset of each channel, left "
                        + "positive (\(said) m), and CDP_X the distance; the file does not say"))
        }
        // Numbers beyond any array are line numbers: count instead.
        let numbered = found.allSatisfy { (1...1000).contains($0.inline) }
        groups = found.enumerated().map { place, line in
            Group(
                index: numbered ? Int(line.inline) : place + 1,
                lateralOffsetMetres: offsets[place], traces: line.traces)
        }
        let lengths = groups.map(\.traces.count)
        if let longest = lengths.max(), let shortest = lengths.min(), shortest < longest {
            warnings.append(
                SweepWarning(
                    code: "channels-unequal",
                    text: "the channels hold from \(shortest) to \(longest) traces; the file is "
                        + "not complete"))
        }
    }

    private static func notChannels(_ inlines: InlineTally) -> SweepWarning {
        let count = "\(inlines.isBeyondArrays ? "more than " : "")\(inlines.lines.count)"
        return SweepWarning(
            code: "inlines-not-channels",
            text: "the traces carry \(count) INLINE numbers that do not form the channels of an "
                + "array; they are read as one channel")
    }

    private static func offset(_ stored: Int32?, _ scale: Double) -> Double? {
        guard let stored else { return nil }
        // Scales such as 0.001 are no exact binary numbers: keep the nearest decimal.
        let rounded = (Double(stored) * scale * 1e6).rounded() / 1e6
        return abs(rounded) <= widestOffsetMetres ? rounded : nil
    }
}
