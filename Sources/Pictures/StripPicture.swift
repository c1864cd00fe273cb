/// Values over a strip of ground as plain pixels, without axes or words: a background for other marks.
///
/// Weak is white, strong is dark grey, so that it prints and marks in any colour stand out. A cell that
/// is not measured (NaN) is hatched.
public struct StripPicture: Sendable, Equatable {
    /// The values, row by row from the right-hand edge of travel, each along x.
    public var values: [Float]
    /// Values in a row.
    public var columns: Int
    /// Pixels for each value along x and across.
    public var pixelsPerCell: (along: Int, across: Int) = (1, 1)
    /// Values drawn with the weakest and the strongest grey.
    public var scale: ClosedRange<Float>

    /// A strip of `values`, `columns` in a row.
    public init(values: [Float], columns: Int, scale: ClosedRange<Float>) {
        self.values = values
        self.columns = columns
        self.scale = scale
    }

    /// Equal where every pixel is.
    public static func == (first: StripPicture, second: StripPicture) -> Bool {
        first.values == second.values && first.columns == second.columns
            && first.pixelsPerCell == second.pixelsPerCell && first.scale == second.scale
    }

    /// The picture as PNG, the left-hand side of travel up.
    ///
    /// - Throws: `PictureError.nothingToDraw`, `.badSize`, `.drawing`.
    public func png() throws(PictureError) -> [UInt8] {
        guard columns > 0, values.count >= columns else { throw .nothingToDraw }
        let rows = values.count / columns
        let width = columns * pixelsPerCell.along
        let height = rows * pixelsPerCell.across
        let canvas = try Canvas(width: width, height: height)
        var pixels = Hatching.pixels(width: width, height: height)
        let greys = (0...255).map { Self.grey(Double($0) / 255).pixel }
        for y in 0..<height {
            let row = rows - 1 - y / pixelsPerCell.across
            for x in 0..<width {
                let value = values[row * columns + x / pixelsPerCell.along]
                guard !value.isNaN else { continue }
                pixels[y * width + x] = greys[place(of: value)]
            }
        }
        canvas.paint(PixelRaster(width: width, height: height, pixels: pixels), x: 0, y: 0)
        return try canvas.png()
    }

    private func place(of value: Float) -> Int {
        let extent = scale.upperBound - scale.lowerBound
        let share = extent > 0 ? (value - scale.lowerBound) / extent : 0
        return Int((min(max(share, 0), 1) * 255).rounded())
    }

    private static func grey(_ share: Double) -> Colour {
        Colour(oklabLightness: 1 - 0.55 * share, a: 0, b: 0)
    }
}
