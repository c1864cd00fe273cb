internal import SignalKit
internal import SurveyModel

/// Subtracts, at every time, the running mean along the track.
///
/// A strong echo leaves a trough of its own beside it that the running median does not: for comparison
/// and for quiet lines. Reach: half the window in traces; mirrored at the ends. Sums are taken in
/// double precision over blocks of traces counted from the start of the line.
public struct MovingMeanBackground: Sendable, Hashable, LineStep {
    /// Length of the window along the track (m).
    public var windowMetres: Double

    /// A window of `windowMetres`.
    public init(windowMetres: Double) { self.windowMetres = windowMetres }

    /// The window.
    public var settings: [String: StepValue] {
        ["method": .word("mean"), "windowMetres": .number(windowMetres)]
    }

    /// The line unchanged; the window must fit it.
    ///
    /// - Throws: as `LineFitness.checkWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkWindow(windowMetres, step: "background", of: line)
        return line
    }

    /// Half the window on either side.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        widened(output, by: half(line), of: line)
    }

    /// Changes `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let held = section.traces
        let half = half(line)
        var means = [Float](repeating: 0, count: output.count)
        section.radargram.transformColumns { column, _ in
            let sums = AlignedSums(column, first: held.lowerBound)
            for trace in output {
                let sum = sums.mirroredSum(round: trace, half: half, of: line.traceCount)
                means[trace - output.lowerBound] = Float(sum / Double(2 * half + 1))
            }
            for trace in output {
                column[trace - held.lowerBound] -= means[trace - output.lowerBound]
            }
        }
    }

    private func half(_ line: Line) -> Int {
        min(line.traces(spanning: windowMetres, minimum: 3) / 2, max(0, line.traceCount - 1))
    }
}

/// Sums over ranges of a column, in an order that depends on the traces' numbers in the line alone.
private struct AlignedSums {
    private static let length = 32
    private let column: [Float]
    private let first: Int
    private let firstBlock: Int
    private let blocks: [Double]

    init(_ column: [Float], first: Int) {
        self.column = column
        self.first = first
        firstBlock = (first + Self.length - 1) / Self.length
        let end = (first + column.count) / Self.length
        blocks = (firstBlock..<max(firstBlock, end)).map { block in
            let start = block * Self.length - first
            return column[start..<start + Self.length].reduce(0.0) { $0 + Double($1) }
        }
    }

    /// The sum over the traces up to `half` on either side of `trace`, mirrored at the ends of a line of
    /// `count` traces; `half` is less than `count`.
    func mirroredSum(round trace: Int, half: Int, of count: Int) -> Double {
        var total = sum(max(0, trace - half)..<min(count, trace + half + 1))
        if trace < half { total += sum(1..<half - trace + 1) }
        let last = count - 1
        if trace + half > last { total += sum(2 * last - trace - half..<last) }
        return total
    }

    private func sum(_ range: Range<Int>) -> Double {
        var total = 0.0
        var trace = range.lowerBound
        while trace < range.upperBound {
            if trace % Self.length == 0 && trace + Self.length <= range.upperBound {
                total += blocks[trace / Self.length - firstBlock]
                trace += Self.length
            } else {
                total += Double(column[trace - first])
                trace += 1
            }
        }
        return total
    }
}
