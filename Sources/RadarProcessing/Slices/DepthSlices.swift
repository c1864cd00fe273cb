internal import Glibc
internal import SignalKit

/// Slices of the ground at several depths, seen from above.
///
/// The value of a cell is the weighted mean of the traces within the footprint's radius R of its centre,
/// with the weight (1 - (d / R)^2)^2 of a trace at distance d, which is 0 from R on. A cell without such
/// a trace is not measured: not a number. So nothing stands between lines further apart than the
/// footprint is wide, nor in gaps of a line.
public struct DepthSlices: Sendable, Equatable {
    /// One slice.
    public struct Slice: Sendable, Equatable {
        /// The part of the ground it shows.
        public let window: SliceWindow
        /// Radius of the footprint (m).
        public let radiusMetres: Double
        /// rows x columns, row-major, the row with the smallest y first; NaN where not measured.
        public let values: [Float]

        /// Share of cells that are measured, 0 to 1.
        public var measuredShare: Double {
            values.isEmpty ? 0 : Double(values.count { !$0.isNaN }) / Double(values.count)
        }

        /// The values in decibels above their median, for pictures: 20 lg (value / median), not below
        /// -60; all 0 where the median is 0.
        public var decibels: [Float] {
            let median = RobustStatistics.median(of: values.filter(\.isFinite))
            return values.map { value in
                guard value.isFinite else { return .nan }
                guard median > 0 else { return 0 }
                return max(-60, 20 * log10(value / median))
            }
        }
    }

    /// The cells of every slice.
    public let grid: SliceGrid
    /// From the shallowest asked for to the deepest, in the order asked for.
    public let slices: [Slice]
}

/// Collects traces into slices, one line after the other, in memory that grows with the grid alone.
public struct SliceGathering: Sendable {
    /// What each slice shows and how far beside itself a trace tells of it.
    public struct Layer: Sendable, Hashable {
        /// The part of the ground.
        public var window: SliceWindow
        /// Radius of the footprint (m).
        public var radiusMetres: Double

        /// A slice of `window` in which a trace tells of the ground up to `radiusMetres` off.
        public init(window: SliceWindow, radiusMetres: Double) {
            self.window = window
            self.radiusMetres = radiusMetres
        }
    }

    /// The cells.
    public let grid: SliceGrid
    /// The slices.
    public let layers: [Layer]
    private var sums: [[Double]]
    private var weights: [[Double]]
    private var lineCount = 0

    /// Empty slices on `grid`.
    ///
    /// - Throws: `SliceFault.badFigure` with no layer, `.cellTooWide` where a trace could tell of no
    ///   cell's centre.
    public init(_ grid: SliceGrid, layers: [Layer]) throws(SliceFault) {
        guard !layers.isEmpty else { throw .badFigure(name: "slices", reason: "there is none") }
        for layer in layers {
            guard layer.radiusMetres > 0, layer.radiusMetres.isFinite else {
                throw .badFigure(
                    name: "footprint", reason: "\(layer.radiusMetres) m is no radius")
            }
            guard grid.cellMetres <= layer.radiusMetres else {
                throw .cellTooWide(
                    cellMetres: grid.cellMetres, radiusMetres: layer.radiusMetres)
            }
        }
        self.grid = grid
        self.layers = layers
        let empty = [Double](repeating: 0, count: grid.columns * grid.rows)
        sums = layers.map { _ in empty }
        weights = sums
    }

    /// Adds the traces of a line at `places`; `values` has for each layer one value for each trace, NaN
    /// for those that are left out.
    ///
    /// With `levelled`, the values of each slice are divided by their median along the line first:
    /// channels and lines of different strength leave no stripes, and the values have no unit.
    /// - Complexity: O(traces x layers x (radius / cell)^2).
    /// - Throws: `SliceFault.badPlaces`, `.silentLine`.
    public mutating func add(
        _ values: [[Float]], at places: [SlicePoint], levelled: Bool
    ) throws(SliceFault) {
        lineCount += 1
        guard places.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), values.count == layers.count,
            values.allSatisfy({ $0.count == places.count })
        else { throw .badPlaces(line: lineCount) }
        for (number, row) in values.enumerated() {
            var level: Float = 1
            if levelled {
                let valid = row.filter(\.isFinite)
                guard !valid.isEmpty else { continue }
                level = Self.median(valid)
                guard level > 0 else { throw .silentLine(line: lineCount) }
            }
            spread(row, places, level: level, to: number)
        }
    }

    /// The slices of all traces added.
    ///
    /// - Throws: `SliceFault.noTraces`.
    public func finish() throws(SliceFault) -> DepthSlices {
        guard weights.contains(where: { $0.contains { $0 > 0 } }) else { throw .noTraces }
        return DepthSlices(
            grid: grid,
            slices: layers.indices.map { number in
                DepthSlices.Slice(
                    window: layers[number].window, radiusMetres: layers[number].radiusMetres,
                    values: zip(sums[number], weights[number]).map { sum, weight in
                        weight > 0 ? Float(sum / weight) : .nan
                    })
            })
    }

    private mutating func spread(
        _ values: [Float], _ places: [SlicePoint], level: Float, to number: Int
    ) {
        let radius = layers[number].radiusMetres
        let reach = radius / grid.cellMetres
        let squaredReach = reach * reach
        var sum = sums[number]
        var weight = weights[number]
        sums[number] = []
        weights[number] = []
        for (value, place) in zip(values, places) where value.isFinite {
            let x = (place.x - grid.origin.x) / grid.cellMetres
            let y = (place.y - grid.origin.y) / grid.cellMetres
            let levelled = Double(value / level)
            for row in Self.cells(y, reach, of: grid.rows) {
                let across = (Double(row) - y) * (Double(row) - y)
                let start = row * grid.columns
                for column in Self.cells(x, reach, of: grid.columns) {
                    let along = (Double(column) - x) * (Double(column) - x)
                    let share = 1 - (along + across) / squaredReach
                    guard share > 1e-9 else { continue }
                    sum[start + column] += share * share * levelled
                    weight[start + column] += share * share
                }
            }
        }
        sums[number] = sum
        weights[number] = weight
    }

    /// The cells of `count` whose centres lie within `reach` of `middle`, in cells.
    private static func cells(_ middle: Double, _ reach: Double, of count: Int) -> Range<Int> {
        let low = max(0, (middle - reach).rounded(.up))
        let high = min(Double(count), (middle + reach).rounded(.down) + 1)
        return low < high ? Int(low)..<Int(high) : 0..<0
    }

    private static func median(_ values: [Float]) -> Float {
        RobustStatistics.median(of: values)
    }
}
