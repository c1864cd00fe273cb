internal import Glibc
internal import SurveyModel

/// Everything a sweep is made from whose fields are computed by finite differences: 2.5-D, each channel a
/// plane through one scene in three dimensions.
///
/// Lane frame: x along travel, y positive to the left, depths positive down. Amplitudes are Ez in V/m for a
/// line current of 1 A; the first sample is the start of the source.
public struct FieldScene: Sendable, Equatable, Codable {
    /// The physics, as scene files tell them apart.
    public enum Physics: String, Sendable, Codable {
        case fields
    }

    /// Always `fields`.
    public var physics = Physics.fields
    /// Name, for file names and reports.
    public var name: String
    /// What every random number of the scene comes from.
    public var seed: UInt64
    /// Length of the lane (m).
    public var lengthMetres: Double
    /// The ground.
    public var ground: FieldGround
    /// The pair of every channel.
    public var antenna = LineAntenna()
    /// Number of channels.
    public var channelCount = 5
    /// Distance between channels across travel (m); the array is centred on the lane.
    public var channelSpacingMetres = 0.1
    /// Distance between traces (m).
    public var traceSpacingMetres = 0.02
    /// Samples of each trace.
    public var samplesPerTrace = 200
    /// Time from one sample to the next (ns).
    public var sampleIntervalNanoseconds = 0.05
    /// Side of the cells (m); a trace spacing and half the pair's separation are whole numbers of it.
    public var cellMetres = 0.0025
    /// Half the width of the window that moves with the pair (m).
    public var windowHalfWidthMetres = 0.3
    /// Depth of the window below the mean surface (m).
    public var windowDepthMetres = 0.40
    /// What lies in the ground.
    public var objects: [FieldObject] = []
    /// What recording adds to the echoes; `nil` for a clean sweep.
    public var flaws: RecordingFlaws?

    /// A lane of `ground` without objects, recorded without flaws.
    public init(name: String, seed: UInt64, lengthMetres: Double, ground: FieldGround) {
        self.name = name
        self.seed = seed
        self.lengthMetres = lengthMetres
        self.ground = ground
    }

    /// The array as other parts of a simulation know it; its direct wave is what the fields make of it.
    public var radar: SimulatedRadar {
        var radar = SimulatedRadar()
        radar.channelCount = channelCount
        radar.channelSpacingMetres = channelSpacingMetres
        radar.antennaSeparationMetres = antenna.separationMetres
        radar.heightMetres = antenna.heightMetres
        radar.traceSpacingMetres = traceSpacingMetres
        radar.samplesPerTrace = samplesPerTrace
        radar.sampleIntervalNanoseconds = sampleIntervalNanoseconds
        radar.timeZeroNanoseconds = antenna.zeroPathNanoseconds
        radar.wavelet.centreFrequencyMHz = antenna.centreFrequencyMHz
        radar.wavelet.derivativeOrder = 0.5
        return radar
    }

    /// Heights of the surface.
    var surface: SurfaceHeights {
        SurfaceHeights(ground.roughness, SeededHash(seed: seed, .surface))
    }

    /// Half the width over which objects are strewn (m): to the outer channels, as in the simulated trial
    /// lanes; of one channel 5 cm.
    public var halfWidthMetres: Double {
        max(0.05, Double(max(0, channelCount - 1)) / 2 * channelSpacingMetres)
    }

    /// The longest cut of an object by the plane of any channel (m): 0 where none meets it.
    public func longestCutMetres(_ object: FieldObject) -> Double {
        let body = FieldBody(object, surface: 0)
        return (0..<channelCount).map { channel in
            let y = radar.lateralOffsetMetres(ofChannel: channel)
            return body.cutMetres(y: y)
        }.max() ?? 0
    }
}
