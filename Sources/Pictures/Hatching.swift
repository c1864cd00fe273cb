/// Thin diagonal lines on paper: nothing was recorded here.
enum Hatching {
    /// Opaque pixels, row-major.
    static func pixels(width: Int, height: Int) -> [UInt32] {
        let line = Colour.paleGrey.pixel
        let paper = Colour.white.pixel
        return (0..<width * height).map { index in
            (index % width + index / width) % 8 == 0 ? line : paper
        }
    }
}
