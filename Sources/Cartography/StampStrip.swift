/// A line of text in a margin of a raster outside the surveyed ground: along the top of a wide map,
/// up the left side of a high one, as large as the side allows.
struct StampStrip: Sendable {
    private static let marginDots = 3
    private static let smallestDot = 2

    private let text: String
    private let dot: Int
    private let isUpright: Bool
    private let start: Int

    /// Adds a margin for `text` to `frame`, its dots at most `largestDot` pixels wide.
    ///
    /// - Throws: `CartographyError.rasterTooLarge`.
    init(
        _ text: String, extending frame: inout RasterFrame, largestDot: Int = .max
    ) throws(CartographyError) {
        let length = StampLetters.width(of: text) + 2 * Self.marginDots
        let depth = StampLetters.glyphHeight + 2 * Self.marginDots
        self.text = text
        isUpright = frame.height > frame.width
        let side = isUpright ? frame.height : frame.width
        dot = min(largestDot, max(Self.smallestDot, side / length))
        let long = max(side, length * dot)
        start = (long - StampLetters.width(of: text) * dot) / 2
        if isUpright {
            frame.height = long
            frame.width += depth * dot
            frame.westMetres -= Double(depth * dot) * frame.pixelMetres
        } else {
            frame.width = long
            frame.height += depth * dot
            frame.northMetres += Double(depth * dot) * frame.pixelMetres
        }
        try RasterFrame.check(columns: Double(frame.width), rows: Double(frame.height))
    }

    /// Paints the ground behind the letters, so that they show on whatever a map is laid over.
    func paintPlate<Canvas: PixelCanvas>(on canvas: inout Canvas, value: Canvas.Pixel) {
        let margin = Self.marginDots * dot
        let long = StampLetters.width(of: text) * dot + 2 * margin
        let deep = StampLetters.glyphHeight * dot + 2 * margin
        let first = start - margin
        let rows = isUpright ? (canvas.height - first - long)..<(canvas.height - first) : 0..<deep
        let columns = isUpright ? 0...(deep - 1) : first...(first + long - 1)
        for row in rows { canvas.paint(row: row, columns: columns, value: value) }
    }

    /// Burns the letters into `canvas`.
    func paint<Canvas: PixelCanvas>(on canvas: inout Canvas, value: Canvas.Pixel) {
        let margin = Self.marginDots * dot
        for place in StampLetters.dots(of: text) {
            let along = start + place.column * dot
            let down = margin + place.row * dot
            // Upright text reads from the bottom to the top.
            let x = isUpright ? down : along
            let y = isUpright ? canvas.height - along - dot : down
            for row in y..<(y + dot) {
                canvas.paint(row: row, columns: x...(x + dot - 1), value: value)
            }
        }
    }
}
