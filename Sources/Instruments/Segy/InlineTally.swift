/// The INLINE numbers of a file, where their traces lie and what CDP coordinates do along each,
/// gathered trace by trace without lists of traces.
struct InlineTally: Sendable {
    /// The traces of one INLINE number.
    struct Line: Sendable {
        let inline: Int32
        private(set) var traces: TraceSeries
        /// CDP_Y of all its traces; `nil` where it changes.
        private(set) var y: Int32?
        /// Whether CDP_X differs among its traces.
        private(set) var moves = false
        /// From how many traces to the next CDP_X rises.
        private var rising = 0
        /// From how many traces to the next CDP_X falls.
        private var falling = 0
        /// Whether CDP_X falls somewhere.
        private(set) var turnsBack = false
        /// Whether its traces lie at equal steps.
        private(set) var isEven = true
        /// Place of its last trace in the file.
        private(set) var last: Int
        let firstX: Int32
        private(set) var lastX: Int32

        init(inline: Int32, trace: Int, x: Int32, y: Int32) {
            self.inline = inline
            traces = TraceSeries(first: trace, step: 1, count: 1)
            self.y = y
            last = trace
            firstX = x
            lastX = x
        }

        /// Whether CDP_X goes one way along the line but for a trace here and there that repeats a place
        /// or lies a little back, as wheels and fixes have them: one in twenty, or a single one.
        var goesOneWay: Bool {
            let steps = traces.count - 1
            return steps - max(rising, falling) <= max(steps / 20, min(1, steps - 1))
        }

        mutating func append(trace: Int, x: Int32, y: Int32) {
            if traces.count == 1 {
                traces.step = trace - last
            } else if trace - last != traces.step {
                isEven = false
            }
            traces.count += 1
            last = trace
            if self.y != y { self.y = nil }
            moves = moves || x != firstX
            if x > lastX { rising += 1 }
            if x < lastX { falling += 1 }
            turnsBack = turnsBack || x < lastX
            lastX = x
        }
    }

    /// No array has more channels; a file with more numbers is a survey, whose lines do not matter.
    static let mostLines = 1024

    /// In order of appearance.
    private(set) var lines: [Line] = []
    /// Whether there are more numbers than an array could have.
    private(set) var isBeyondArrays = false
    private(set) var traceCount = 0
    private var places: [Int32: Int] = [:]
    private var present: (inline: Int32, place: Int)?

    mutating func append(_ inline: Int32, x: Int32, y: Int32) {
        defer { traceCount += 1 }
        guard !isBeyondArrays else { return }
        if let present, present.inline == inline {
            lines[present.place].append(trace: traceCount, x: x, y: y)
        } else if let place = places[inline] {
            lines[place].append(trace: traceCount, x: x, y: y)
            present = (inline, place)
        } else if lines.count == Self.mostLines {
            isBeyondArrays = true
        } else {
            places[inline] = lines.count
            present = (inline, lines.count)
            lines.append(Line(inline: inline, trace: traceCount, x: x, y: y))
        }
    }

    /// Whether the lines follow one another with equal lengths, or alternate trace by trace; the last
    /// ones may be short where the file was cut.
    var isRegular: Bool {
        guard let longest = lines.map(\.traces.count).max() else { return false }
        if lines.allSatisfy({ $0.last - $0.traces.first == $0.traces.count - 1 }) {
            return lines.dropLast().allSatisfy { $0.traces.count == longest }
        }
        return lines.enumerated().allSatisfy { place, line in
            longest - line.traces.count <= 1 && line.traces.first == place && line.isEven
                && (line.traces.count == 1 || line.traces.step == lines.count)
        }
    }
}
