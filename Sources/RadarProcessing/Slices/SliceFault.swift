public import SurveyModel

/// Why depth slices cannot be made as asked.
public enum SliceFault: ExplainedError, Equatable {
    /// No line has a valid trace.
    case noTraces
    /// A line has not one place for each trace, or a place that is no number.
    case badPlaces(line: Int)
    /// A slice that ends before it begins, or a figure out of range.
    case badFigure(name: String, reason: String)
    /// A slice reaches below the last sample.
    case belowWindow(endNanoseconds: Double, availableNanoseconds: Double)
    /// A slice so thin that no sample lies in it.
    case betweenSamples(fromNanoseconds: Double, toNanoseconds: Double)
    /// Cells wider than the radius within which a trace tells of the ground.
    case cellTooWide(cellMetres: Double, radiusMetres: Double)
    /// More cells than are held in memory.
    case tooManyCells(count: Double, limit: Int)
    /// More than half of a line's values are zero, so that it has no level.
    case silentLine(line: Int)

    /// One sentence.
    public var description: String {
        switch self {
        case .noTraces: "there is no valid trace to make a slice of"
        case .badPlaces(let line): "the traces of line \(line) have no usable places"
        case .badFigure(let name, let reason): "\(name): \(reason)"
        case .belowWindow(let end, let available):
            "a slice down to \(Self.short(end)) ns after the first sample lies below the window, "
                + "which ends at \(Self.short(available)) ns"
        case .betweenSamples(let from, let to):
            "no sample lies between \(Self.short(from)) and \(Self.short(to)) ns; the slice is too "
                + "thin"
        case .cellTooWide(let cell, let radius):
            "cells of \(cell) m are wider than the footprint's radius of \(Self.short(radius)) m"
        case .tooManyCells(let count, let limit):
            "the slices would have \(count < 1e15 ? "\(Int(count))" : "\(count)") cells, \(limit) can be "
                + "held"
        case .silentLine(let line):
            "line \(line) has no level to be compared with others: half of it is zero"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .noTraces: "inspect the files"
        case .badPlaces: nil
        case .badFigure: nil
        case .belowWindow: "ask for shallower slices"
        case .betweenSamples: "ask for a thicker slice"
        case .cellTooWide: "give a smaller --cell"
        case .tooManyCells: "give a larger --cell, fewer slices, or --from and --to"
        case .silentLine: "give --keep-levels"
        }
    }

    /// A figure to a thousandth.
    private static func short(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
