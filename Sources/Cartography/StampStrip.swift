/// A line of text in a margin of a raster outside the surveyed ground: along the top of a wide map,
/// up the left side of a high one, as large as the side allows.
struct StampStrip: Sendable {
    private static let marginDots = 3
    private static let smallestDot = 2

    private let text: String
    private let dot: Int
    private let isUpright: Bool
    private let start: Int

    /// Adds a margin for `text` to `frame`.
    ///
    /// - Throws: `CartographyError.rasterTooLarge`.
    init(_ text: String, extending frame: inout RasterFrame) throws(CartographyError) {
        let length = StampLetters.width(of: text) + 2 * Self.marginDots
        let depth = StampLetters.glyphHeight + 2 * Self.marginDots
        self.text = text
        isUpright = frame.height > frame.width
        let side = isUpright ? frame.height : frame.width
        dot = max(Self.smallestDot, side / length)
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
