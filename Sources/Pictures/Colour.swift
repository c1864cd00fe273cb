internal import Glibc

/// An sRGB colour with parts from 0 to 1.
struct Colour: Equatable {
    var red: Double
    var green: Double
    var blue: Double
    var opacity = 1.0

    static let black = Colour(red: 0, green: 0, blue: 0)
    static let white = Colour(red: 1, green: 1, blue: 1)
    static let paleGrey = Colour(red: 0.85, green: 0.85, blue: 0.85)
    /// Stamps: dark enough to read, unlike any ground.
    static let warning = Colour(red: 0.72, green: 0.05, blue: 0.05)
    /// Samples that are no number.
    static let notANumber = Colour(red: 1, green: 0.84, blue: 0)
    /// Rings round alarms: seen on light and dark by every kind of colour vision.
    static let marker = Colour(red: 0.90, green: 0.38, blue: 0)

    /// 0xAARRGGBB with opaque alpha, as Cairo stores pixels.
    var pixel: UInt32 {
        func part(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
        return 0xFF00_0000 | part(red) << 16 | part(green) << 8 | part(blue)
    }

    /// The colour at lightness and opponent values of Oklab (Björn Ottosson, 2020).
    init(oklabLightness lightness: Double, a: Double, b: Double) {
        func cubed(_ value: Double) -> Double { value * value * value }
        let long = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b)
        red = Self.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
        green = Self.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
        blue = Self.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    }

    init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
    }

    func with(opacity: Double) -> Colour {
        Colour(red: red, green: green, blue: blue, opacity: opacity)
    }

    /// The sRGB transfer curve (IEC 61966-2-1).
    private static func encoded(_ linear: Double) -> Double {
        let value = min(max(linear, 0), 1)
        return value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
    }
}

/// Colours from the strongest negative to the strongest positive amplitude, with equal steps of
/// lightness for equal steps of amplitude.
public enum ColourMap: String, Sendable, CaseIterable {
    /// Dark to light; zero is middle grey. Prints on any paper.
    case grey
    /// Blue over white to brown; zero is white. Blue and brown differ for every kind of colour
    /// vision.
    case blueBrown = "blue-brown"

    /// 255 pixels; the middle one is zero.
    var pixels: [UInt32] { (0...254).map { colour(Double($0 - 127) / 127).pixel } }

    /// The colour of an amplitude from -1 to 1.
    func colour(_ amplitude: Double) -> Colour {
        let value = min(max(amplitude, -1), 1)
        switch self {
        case .grey:
            return Colour(oklabLightness: 0.565 + 0.415 * value, a: 0, b: 0)
        case .blueBrown:
            let strength = abs(value)
            let end = value < 0 ? (a: -0.03, b: -0.13) : (a: 0.06, b: 0.08)
            return Colour(
                oklabLightness: 0.98 - 0.60 * strength, a: end.a * strength, b: end.b * strength)
        }
    }
}
