/// Everything a simulated sweep is made from; the same scene gives the same bits every time.
///
/// Lane frame: x along travel, y positive to the left, depths positive down. Amplitudes are relative to
/// the echo of a metal plate on flat ground at the antenna's height, whose peak is +1.
public struct GroundScene: Sendable, Equatable, Codable {
    /// Name, for file names and reports.
    public var name: String
    /// What every random number of the scene comes from.
    public var seed: UInt64
    /// Length of the lane (m).
    public var lengthMetres: Double
    /// The soil from the surface down; at least one layer.
    public var layers: [GroundLayer]
    /// Height of the interfaces between the layers about their mean (standard deviation, m).
    public var interfaceReliefMetres: Double
    /// The unevenness of the surface.
    public var roughness: SurfaceRoughness
    /// The fluctuation of the soil's permittivity.
    public var fluctuation: SoilFluctuation
    /// The radar.
    public var radar: SimulatedRadar
    /// What lies in the ground.
    public var objects: [BuriedObject]
    /// What recording adds to the echoes; `nil` for a clean sweep.
    public var flaws: RecordingFlaws?
    /// Whether a metal plate covers the ground: the reference of all amplitudes.
    public var isMetalPlate: Bool

    /// A scene without objects on even, uniform soil, recorded without flaws.
    public init(
        name: String, seed: UInt64, lengthMetres: Double, layers: [GroundLayer],
        radar: SimulatedRadar = SimulatedRadar()
    ) {
        self.name = name
        self.seed = seed
        self.lengthMetres = lengthMetres
        self.layers = layers
        self.radar = radar
        interfaceReliefMetres = 0
        roughness = SurfaceRoughness(rootMeanSquareMetres: 0)
        fluctuation = SoilFluctuation(relativeDeviation: 0)
        objects = []
        isMetalPlate = false
    }

    /// Traces of each channel; 0 where length and spacing are none that `check()` lets pass.
    public var traceCount: Int {
        let steps = (lengthMetres / radar.traceSpacingMetres + 1e-6).rounded(.down)
        guard steps >= 0, steps < 1e9 else { return 0 }
        return Int(steps) + 1
    }

    /// Memory or disk all samples take as 32-bit floats (bytes); of a scene that `check()` refuses at
    /// most `Int.max`.
    public var sampleByteCount: Int {
        let samples =
            Double(traceCount) * Double(radar.channelCount) * Double(radar.samplesPerTrace)
        return Int(exactly: samples * Double(MemoryLayout<Float>.size)) ?? .max
    }
}

/// An uneven surface: a sum of five octaves of smooth noise whose power falls as k^-(2H+1) along any
/// line (Hurst exponent H), known at any place.
public struct SurfaceRoughness: Sendable, Equatable, Codable {
    /// Standard deviation of the height (m).
    public var rootMeanSquareMetres: Double
    /// Distance at which the correlation of heights is 1/e (m).
    public var correlationLengthMetres: Double
    /// Hurst exponent H.
    public var hurstExponent: Double

    /// A surface of the given height and correlation.
    public init(
        rootMeanSquareMetres: Double, correlationLengthMetres: Double = 0.1,
        hurstExponent: Double = 0.7
    ) {
        self.rootMeanSquareMetres = rootMeanSquareMetres
        self.correlationLengthMetres = correlationLengthMetres
        self.hurstExponent = hurstExponent
    }
}

/// Random permittivity whose correlation is exp(-|dx| / Lx - |dy| / Ly - |dz| / Lz).
public struct SoilFluctuation: Sendable, Equatable, Codable {
    /// Standard deviation over mean of the permittivity.
    public var relativeDeviation: Double
    /// Lx, along travel (m).
    public var alongMetres: Double
    /// Ly, across travel (m).
    public var acrossMetres: Double
    /// Lz, downwards (m).
    public var downMetres: Double

    /// A fluctuation with the given correlation lengths.
    public init(
        relativeDeviation: Double, alongMetres: Double = 0.08, acrossMetres: Double = 0.08,
        downMetres: Double = 0.03
    ) {
        self.relativeDeviation = relativeDeviation
        self.alongMetres = alongMetres
        self.acrossMetres = acrossMetres
        self.downMetres = downMetres
    }
}
