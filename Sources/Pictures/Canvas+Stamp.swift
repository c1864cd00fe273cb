internal import Glibc

extension Canvas {
    /// Height of the band a stamp stands in (pixels).
    static var stampBand: Double { 30 }

    /// Words that say what a picture must not be used for: a band along its lower edge, and large across
    /// the data, whose middle is at `middle`.
    func stamp(_ words: String, middle: (x: Double, y: Double)) {
        let width = Double(self.width)
        let height = Double(self.height)
        fill(.warning, x: 0, y: height - Self.stampBand, width: width, height: Self.stampBand)
        text(
            words, x: width / 2, y: height - Self.stampBand / 2,
            .init(size: 16, isBold: true, colour: .white, anchor: .middle, widest: width - 20))
        let angle = -atan2(height - 160, width - 160) * 0.8
        // A middle off the picture's own leaves less room on one side.
        let room = 2 * min(middle.x, width - middle.x) / cos(angle)
        let reach = min((width * width + height * height).squareRoot() * 0.72, room * 0.96)
        let measured = max(1, self.width(of: words, .init(size: 20, isBold: true)))
        text(
            words, x: middle.x, y: middle.y,
            .init(
                size: min(20 * reach / measured, 96), isBold: true,
                colour: .warning.with(opacity: 0.38), anchor: .middle, angle: angle))
    }
}
