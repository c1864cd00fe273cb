/// What makes two sweeps comparable: the radar, its antennas and its sampling.
public struct RadarIdentity: Sendable, Hashable, Codable {
    /// Maker, where the file says so.
    public var maker: String?
    /// Model, where the file says so.
    public var model: String?
    /// Antenna, where the file says so.
    public var antenna: String?
    /// Centre frequency (MHz), where the file says so.
    public var centreFrequencyMHz: Double?
    /// Distance from transmitter to receiver (m), where the file says so.
    public var antennaSeparationMetres: Double?
    /// Time between samples (ps).
    public var sampleIntervalPicoseconds: Int
    /// Samples of a trace.
    public var samplesPerTrace: Int
    /// Lateral offsets of the radar channels (mm).
    public var channelOffsetsMillimetres: [Int]

    /// The radar of `sweep`; nil where it has no radar channel.
    public init?(_ sweep: Sweep) {
        let radar = sweep.channels.filter { $0.kind == .radar }
        guard let first = radar.first?.radargram else { return nil }
        let interval = first.timeAxis.sampleIntervalNanoseconds * 1000
        guard interval > 0, interval < 1e9 else { return nil }
        maker = sweep.instrument.maker
        model = sweep.instrument.model
        antenna = sweep.instrument.antenna
        centreFrequencyMHz = sweep.instrument.centreFrequencyMHz
        antennaSeparationMetres = sweep.instrument.antennaSeparationMetres
        sampleIntervalPicoseconds = Int(interval.rounded())
        samplesPerTrace = first.samplesPerTrace
        channelOffsetsMillimetres = radar.map { channel in
            let offset = channel.lateralOffsetMetres * 1000
            return abs(offset) < 1e6 ? Int(offset.rounded()) : 0
        }
    }

    /// What differs from `other`, as sentences.
    ///
    /// A fact one of them does not state is no difference. Channels count where `comparingChannels`.
    public func differences(
        from other: RadarIdentity, comparingChannels: Bool = true
    ) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ what: String, _ mine: Value?, _ theirs: Value?) {
            guard let mine, let theirs, mine != theirs else { return }
            found.append("the \(what) is \(mine), that of the calibration is \(theirs)")
        }
        compare("maker", maker, other.maker)
        compare("model", model, other.model)
        compare("antenna", antenna, other.antenna)
        compare("centre frequency (MHz)", centreFrequencyMHz, other.centreFrequencyMHz)
        compare("antenna separation (m)", antennaSeparationMetres, other.antennaSeparationMetres)
        compare(
            "sample interval (ps)", Optional(sampleIntervalPicoseconds),
            other.sampleIntervalPicoseconds)
        compare("number of samples per trace", Optional(samplesPerTrace), other.samplesPerTrace)
        if comparingChannels && channelOffsetsMillimetres != other.channelOffsetsMillimetres {
            found.append(
                "the channels lie at \(Self.words(channelOffsetsMillimetres)) mm, those of the "
                    + "calibration at \(Self.words(other.channelOffsetsMillimetres)) mm")
        }
        return found
    }

    private static func words(_ offsets: [Int]) -> String {
        offsets.map(String.init).joined(separator: ", ")
    }
}
