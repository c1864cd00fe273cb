internal import Glibc

/// Colours from weak to strong: black violet over red to pale yellow.
///
/// Lightness (Oklab) rises in equal steps, so that the order stays in grey print and for every kind of
/// colour vision; the hue goes one way round and only helps.
enum SliceColours {
    /// The colour of a share of the scale from 0 to 1.
    static func colour(_ share: Double) -> Colour {
        let value = min(max(share, 0), 1)
        // As colourful as sRGB can show at every lightness on the way, with some to spare.
        let chroma = 0.07 + 0.01 * value + 0.10 * sin(Double.pi * value)
        let hue = (285 + 175 * value) * Double.pi / 180
        return Colour(
            oklabLightness: 0.20 + 0.76 * value, a: chroma * cos(hue), b: chroma * sin(hue))
    }

    /// 256 pixels from weak to strong.
    static var pixels: [UInt32] { (0...255).map { colour(Double($0) / 255).pixel } }
}
