/// Turns the values of a slice into pixels: of all cells a pixel covers the strongest is shown, and none
/// where one of them is not measured; a pixel within a cell shows that cell, nothing is interpolated.
struct SliceRaster {
    let grid: SlicePicture.Grid
    /// Values drawn with the weakest and the strongest colour.
    let scale: ClosedRange<Double>

    /// Draws `width` x `height` pixels of cells from `firstMetres` along x, y upwards.
    func draw(
        width: Int, height: Int, from firstMetres: Double, pixelsPerMetre: Double
    ) -> PixelRaster {
        let colours = SliceColours.pixels
        let left = grid.firstXMetres - grid.cellMetres / 2
        let columns = (0..<width).map { pixel in
            let x = firstMetres + Double(pixel) / pixelsPerMetre - left
            return cells(from: x, length: 1 / pixelsPerMetre, count: grid.columns)
        }
        let rows = (0..<height).map { pixel in
            let y = Double(height - 1 - pixel) / pixelsPerMetre
            return cells(from: y, length: 1 / pixelsPerMetre, count: grid.rows)
        }
        var pixels = Hatching.pixels(width: width, height: height)
        for (y, row) in rows.enumerated() {
            for (x, column) in columns.enumerated() {
                let value = strongest(row, column)
                guard !value.isNaN else { continue }
                pixels[y * width + x] = colours[place(of: value)]
            }
        }
        return PixelRaster(width: width, height: height, pixels: pixels)
    }

    /// The cells from `start` to `start + length` metres after the first cell's edge: at least the one
    /// `start` lies in, none beyond the grid.
    private func cells(from start: Double, length: Double, count: Int) -> Range<Int> {
        let low = ((start / grid.cellMetres) + 1e-6).rounded(.down)
        let high = ((start + length) / grid.cellMetres - 1e-6).rounded(.up)
        guard low < Double(count), high > 0 else { return 0..<0 }
        let first = max(0, Int(low))
        return first..<max(first + 1, min(count, Int(high)))
    }

    private func strongest(_ rows: Range<Int>, _ columns: Range<Int>) -> Float {
        var best = -Float.infinity
        for row in rows {
            for column in columns {
                let value = grid.values[row * grid.columns + column]
                guard !value.isNaN else { return .nan }
                best = max(best, value)
            }
        }
        return rows.isEmpty || columns.isEmpty ? .nan : best
    }

    private func place(of value: Float) -> Int {
        let share = (Double(value) - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
        return Int((min(max(share, 0), 1) * 255).rounded())
    }

    /// Whole units from the 10th to the 99.5th percentile of all measured values, at least three apart.
    static func scale(_ grids: [SlicePicture.Grid]) -> ClosedRange<Double> {
        var values = grids.flatMap { $0.values.filter(\.isFinite) }
        guard !values.isEmpty else { return 0...3 }
        values.sort()
        func value(_ share: Double) -> Double {
            Double(values[Int((Double(values.count - 1) * share).rounded())])
        }
        let low = min(max(value(0.10).rounded(.down), -1e6), 1e6)
        let high = min(max(value(0.995).rounded(.up), -1e6), 1e6)
        return low...max(high, low + 3)
    }
}
