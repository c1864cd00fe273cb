internal import Glibc
internal import SurveyModel

/// How much stronger or weaker the field of a dipole in the ground is than a ray tube says.
///
/// Close above the ground a dipole also feeds waves into it that are evanescent in air and steeper than
/// the critical angle: at the side of a shallow object these carry more than the refracted ray. The
/// factor is the size of Sommerfeld's integral (Wait, 1961) across the dipole at the centre frequency,
/// over the amplitude of `RefractedLeg`; it is tabulated by range and depth for the nominal height, and
/// taken the same in all directions and for all frequencies.
struct LegStrength: Sendable {
    private let factors: [Double]

    private static let depths = [
        0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.14, 0.2, 0.3, 0.45, 0.7,
    ]
    private static let rangeStep = 0.03
    private static let rangeCount = 26

    init(_ scene: GroundScene) {
        let ground = EffectiveGround(layers: scene.layers)
        let height = scene.radar.heightMetres
        let wave =
            2 * Double.pi * scene.radar.wavelet.centreFrequencyMHz / 1000
            / speedOfLightMetresPerNanosecond
        factors = Self.depths.flatMap { depth in
            let index = ground.index(to: depth)
            let spectrum = DipoleSpectrum(
                wave: wave, height: height, depth: depth, index: max(index, 1.0001))
            return (0..<Self.rangeCount).map { number in
                let range = Double(number) * Self.rangeStep
                let ray = RefractedLeg(height: height, depth: depth, range: range, index: index)
                return min(max(spectrum.field(atRange: range) / ray.amplitude, 0.25), 8)
            }
        }
    }

    /// The factor at `range` and `depth` (m).
    func factor(range: Double, depth: Double) -> Double {
        let depths = Self.depths
        var row = 0
        while row < depths.count - 2, depths[row + 1] <= depth { row += 1 }
        let down = (min(max(depth, depths[0]), 0.7) - depths[row]) / (depths[row + 1] - depths[row])
        let place = min(range / Self.rangeStep, Double(Self.rangeCount) - 1.001)
        let column = Int(place)
        let along = place - Double(column)
        let start = row * Self.rangeCount + column
        let below = start + Self.rangeCount
        return (1 - down) * ((1 - along) * factors[start] + along * factors[start + 1])
            + down * ((1 - along) * factors[below] + along * factors[below + 1])
    }
}

/// The plane waves a horizontal dipole in air sends to one depth of the ground, by horizontal wavenumber.
private struct DipoleSpectrum {
    private var wavenumbers: [Double] = []
    /// Field across the plane of incidence, and in it, each with its weight.
    private var across: [Complex] = []
    private var within: [Complex] = []

    init(wave: Double, height: Double, depth: Double, index: Double) {
        let inGround = wave * index
        let count = 100
        // Three stretches between the branch points, each with a variable that smooths its ends.
        for place in 0..<count {
            let part = (Double(place) + 0.5) / Double(count) * .pi / 2
            let step = Double.pi / 2 / Double(count)
            add(wave * sin(part), wave * cos(part) * step, wave, inGround, height, depth)
            let middle = inGround - wave
            add(
                wave + middle * sin(part) * sin(part), middle * sin(2 * part) * step, wave,
                inGround, height, depth)
            let reach = 14 / (height + depth)
            let share = (Double(place) + 0.5) / Double(count)
            add(
                inGround + reach * share * share, 2 * reach * share / Double(count), wave,
                inGround, height, depth)
        }
    }

    private mutating func add(
        _ wavenumber: Double, _ weight: Double, _ wave: Double, _ inGround: Double,
        _ height: Double, _ depth: Double
    ) {
        let air = Self.vertical(wave * wave - wavenumber * wavenumber)
        let soil = Self.vertical(inGround * inGround - wavenumber * wavenumber)
        let contrast = inGround * inGround / (wave * wave)
        // exp(-i kz d) of both ways; a vertical wavenumber is real or, decaying, -i times a positive one.
        let decay = exp(air.imaginary * height + soil.imaginary * depth)
        let phase =
            weight * wavenumber * decay
            * Complex(angle: -(air.real * height + soil.real * depth))
        wavenumbers.append(wavenumber)
        across.append(phase * Complex(2) / (air + soil))
        within.append(
            phase * (2 / (wave * wave) * (soil * air)) / (soil + contrast * air))
    }

    private static func vertical(_ square: Double) -> Complex {
        square >= 0 ? Complex(square.squareRoot()) : Complex(0, -(-square).squareRoot())
    }

    /// Size of the field across the plane through the dipole's middle at `range` (1/m): 1 / distance
    /// without ground.
    func field(atRange range: Double) -> Double {
        var sum = Complex(0)
        for place in wavenumbers.indices {
            let argument = wavenumbers[place] * range
            let zeroth = j0(argument)
            let second = argument > 1e-6 ? 2 * j1(argument) / argument - zeroth : 0
            sum = sum + (zeroth - second) * across[place] + (zeroth + second) * within[place]
        }
        return sum.magnitude / 2
    }
}
