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
        var traces: [Int]
    }

    let groups: [Group]
    /// Whether CDP_X is the distance in the lane and CDP_Y the channel's offset.
    let isLaneFrame: Bool
    private(set) var warnings: [SweepWarning] = []

    /// No array is wider; larger values are map coordinates.
    static let widestOffsetMetres = 20.0

    init(
        _ headers: SegyTraceHeaders, isRadar: Bool, statesLaneFrame: Bool, metresPerUnit: Double?
    ) {
        let all = Array(headers.inlines.indices)
        let single = Group(index: 1, lateralOffsetMetres: 0, traces: all)
        guard isRadar, let scale = metresPerUnit, headers.cdp.isFilled else {
            groups = [single]
            isLaneFrame = false
            return
        }
        let found = Self.grouped(headers.inlines)
        let offsets = found.map { Self.constantOffset(headers.cdp.y, $0.traces, scale) }
        let known = offsets.compactMap { $0 }
        guard known.count == offsets.count, Set(known).count == known.count, found.count > 0,
            Self.isRegular(found.map(\.traces)),
            statesLaneFrame || found.allSatisfy({ Self.advances(headers.cdp.x, $0.traces) })
        else {
            groups = [single]
            isLaneFrame = false
            if found.count > 1 {
                warnings.append(
                    SweepWarning(
                        code: "inlines-not-channels",
                        text: "the traces carry \(found.count) INLINE numbers that do not form the "
                            + "channels of an array; they are read as one channel"))
            }
            return
        }
        // One line of a survey may lie anywhere: only words make its CDP_Y a place on the array.
        guard found.count > 1 || statesLaneFrame else {
            groups = [single]
            isLaneFrame = false
            return
        }
        isLaneFrame = true
        if !statesLaneFrame {
            let said = known.map { short($0) }.joined(separator: ", ")
            warnings.append(
                SweepWarning(
                    code: "lane-frame-assumed",
                    text: "CDP_Y is assumed to be the lateral offset of each channel, left "
                        + "positive (\(said) m), and CDP_X the distance; the file does not say"))
        }
        // Numbers beyond any array are line numbers: count instead.
        let numbered = found.allSatisfy { (1...1000).contains($0.inline) }
        groups = found.enumerated().map { place, group in
            Group(
                index: numbered ? Int(group.inline) : place + 1,
                lateralOffsetMetres: known[place], traces: group.traces)
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

    /// The traces of each INLINE number, numbers in order of appearance.
    private static func grouped(_ inlines: [Int32]) -> [(inline: Int32, traces: [Int])] {
        var order: [Int32] = []
        var traces: [Int32: [Int]] = [:]
        for (trace, inline) in inlines.enumerated() {
            if traces[inline] == nil { order.append(inline) }
            traces[inline, default: []].append(trace)
        }
        return order.map { ($0, traces[$0] ?? []) }
    }

    /// Whether CDP_X only rises, or only falls, along a channel.
    private static func advances(_ stored: [Int32], _ traces: [Int]) -> Bool {
        let steps = zip(traces.dropFirst(), traces).map { Int(stored[$0]) - Int(stored[$1]) }
        return steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 }
    }

    private static func constantOffset(
        _ stored: [Int32], _ traces: [Int], _ scale: Double
    ) -> Double? {
        guard let first = traces.first, traces.allSatisfy({ stored[$0] == stored[first] }) else {
            return nil
        }
        let offset = Double(stored[first]) * scale
        // Scales such as 0.001 are no exact binary numbers: keep the nearest decimal.
        let rounded = (offset * 1e6).rounded() / 1e6
        return abs(rounded) <= widestOffsetMetres ? rounded : nil
    }

    /// Whether groups follow one another with equal lengths, or alternate trace by trace; the last
    /// ones may be short where the file was cut.
    private static func isRegular(_ groups: [[Int]]) -> Bool {
        guard let longest = groups.map(\.count).max() else { return false }
        let block = groups.allSatisfy { $0[$0.count - 1] - $0[0] == $0.count - 1 }
        if block { return groups.dropLast().allSatisfy { $0.count == longest } }
        return groups.enumerated().allSatisfy { place, traces in
            longest - traces.count <= 1
                && traces.enumerated().allSatisfy { $1 == place + $0 * groups.count }
        }
    }
}
