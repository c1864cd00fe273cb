internal import Foundation
internal import SignalKit
internal import SurveyModel

/// Takes the strongest singular components off blocks of the line: what many traces have in common.
///
/// A block is traces x samples; its first `rank` components, found on the smaller of its two Gram
/// matrices in double precision, are subtracted (Freire and Ulrych, 1988). Blocks are twice a hop long
/// and start every hop, counted from trace 0; the last one reaches to the end of the line. Where two
/// overlap, one goes over into the other by a raised cosine. Reach: the blocks that hold a trace.
///
/// A target with a flat top as long as a good part of a block, such as an anti-vehicle mine in a short
/// one, is itself a strong component and is taken off with the background: few components, long
/// blocks.
public struct ComponentRemoval: Sendable, Hashable, LineStep {
    /// Components taken off.
    public var rank: Int
    /// Length of a block (m).
    public var blockMetres: Double

    /// The first `rank` components of blocks of `blockMetres`.
    public init(rank: Int = 1, blockMetres: Double = 5) {
        self.rank = rank
        self.blockMetres = blockMetres
    }

    /// Rank and block.
    public var settings: [String: StepValue] {
        ["rank": .number(Double(rank)), "blockMetres": .number(blockMetres)]
    }

    /// The line unchanged; a block must fit it and have more components than are taken off.
    ///
    /// - Throws: as `LineFitness.checkWindow`, and `.badStepValue` for the rank.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkWindow(blockMetres, step: "svd", of: line)
        let most = min(2 * OverlappingBlocks(line, blockMetres).hop, line.samplesPerTrace)
        guard (1..<most).contains(rank) else {
            throw .badStepValue(
                step: "svd", reason: "a block has \(most) components, \(rank) cannot be taken off")
        }
        return line
    }

    /// The blocks that hold a trace of `output`.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard !output.isEmpty else { return output }
        let blocks = OverlappingBlocks(line, blockMetres)
        let needed = blocks.holding(output)
        return blocks.range(needed.lowerBound)
            .lowerBound..<blocks.range(needed.upperBound)
            .upperBound
    }

    /// Changes `section` in place.
    ///
    /// - Throws: `ProcessingError.badStepValue` where the components of a block cannot be told apart.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        guard !output.isEmpty else { return }
        let blocks = OverlappingBlocks(line, blockMetres)
        let width = line.samplesPerTrace
        var made = section.trimmed(to: output)
        for block in blocks.holding(output) {
            let range = blocks.range(block)
            var rows = section.trimmed(to: range).samples
            guard SingularComponents.remove(rank, from: &rows, width: width) else {
                throw .badStepValue(
                    step: "svd",
                    reason: "the components of traces \(range.lowerBound + 1) to "
                        + "\(range.upperBound) cannot be told apart")
            }
            for trace in range.clamped(to: output) {
                let weight = blocks.weight(of: block, at: trace)
                let from = (trace - range.lowerBound) * width
                let to = (trace - output.lowerBound) * width
                for i in 0..<width {
                    let before = weight < 1 ? made.samples[to + i] : 0
                    made.samples[to + i] = before + weight * (rows[from + i] - before)
                }
            }
        }
        section = LineSection(radargram: made, firstTrace: output.lowerBound)
    }
}

/// Blocks of a line, each twice a hop long, the last one up to the line's end.
private struct OverlappingBlocks {
    let hop: Int
    private let count: Int
    private let traces: Int

    init(_ line: Line, _ metres: Double) {
        traces = line.traceCount
        hop = max(1, min(line.traces(spanning: metres, minimum: 2), traces) / 2)
        count = max(1, traces / hop - 1)
    }

    func range(_ block: Int) -> Range<Int> {
        block * hop..<(block == count - 1 ? traces : (block + 2) * hop)
    }

    /// The blocks that hold a trace of `output`.
    func holding(_ output: Range<Int>) -> ClosedRange<Int> {
        let first = output.lowerBound / hop
        let low = first >= count ? count - 1 : max(0, first - 1)
        return low...min((output.upperBound - 1) / hop, count - 1)
    }

    /// How much of `block` there is at `trace` against the block before it.
    func weight(of block: Int, at trace: Int) -> Float {
        let inside = trace - block * hop
        guard block > 0, inside < hop else { return 1 }
        return Float(0.5 - 0.5 * cos(.pi * (Double(inside) + 0.5) / Double(hop)))
    }
}

/// Singular components of a matrix.
enum SingularComponents {
    /// Subtracts the first `rank` components of `rows`, each `width` long; false where they cannot be
    /// found.
    static func remove(_ rank: Int, from rows: inout [Float], width: Int) -> Bool {
        guard width > 0, rows.contains(where: { $0 != 0 }) else { return true }
        let height = rows.count / width
        guard height < width else { return project(&rows, width: width, rank) }
        var turned = transposed(rows, width: width)
        guard project(&turned, width: height, rank) else { return false }
        rows = transposed(turned, width: height)
        return true
    }

    /// Takes the part of each row off that lies along the strongest directions of all.
    private static func project(_ rows: inout [Float], width: Int, _ rank: Int) -> Bool {
        guard let eigen = SymmetricEigen(gram(rows, width: width), order: width) else {
            return false
        }
        for start in stride(from: 0, to: rows.count, by: width) {
            var row = rows[start..<start + width].map(Double.init)
            for place in 0..<min(rank, width) {
                let direction = eigen.vector(place)
                let along = zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for (i, value) in direction.enumerated() { row[i] -= along * value }
            }
            for i in 0..<width { rows[start + i] = Float(row[i]) }
        }
        return true
    }

    /// The lower triangle of X'X, width x width.
    private static func gram(_ rows: [Float], width: Int) -> [Double] {
        var gram = [Double](repeating: 0, count: width * width)
        for start in stride(from: 0, to: rows.count, by: width) {
            let row = rows[start..<start + width].map(Double.init)
            for i in 0..<width {
                let value = row[i]
                let line = i * width
                for j in 0...i { gram[line + j] += value * row[j] }
            }
        }
        return gram
    }

    private static func transposed(_ rows: [Float], width: Int) -> [Float] {
        let height = rows.count / width
        return (0..<width).flatMap { column in (0..<height).map { rows[$0 * width + column] } }
    }
}
